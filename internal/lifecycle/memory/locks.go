package memory

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/sync/semaphore"
)

// locks are one lock for each name, made when it is first asked for.
type locks struct {
	mu  sync.Mutex
	all map[entry]*semaphore.Weighted
}

// Lock keeps everybody else in this run from whatever is done under the natural keys, until it is unlocked. It waits for
// others, and gives up with the context. Whoever needs several keys asks for all of them at once: they are locked in
// sorted order, so that nobody waits for each other.
//
// An id is locked with LockID, by those who have its key already.
func (m *Memory) Lock(ctx context.Context, space string, keys ...string) (unlock func(), err error) {
	return m.locks.take(ctx, space+" key", keys)
}

// LockID keeps everybody else in this run from the object.
func (m *Memory) LockID(ctx context.Context, space, id string) (unlock func(), err error) {
	return m.locks.take(ctx, space+" id", []string{id})
}

func (l *locks) take(ctx context.Context, space string, names []string) (unlock func(), err error) {
	var held []*semaphore.Weighted
	unlock = func() {
		for _, lock := range held {
			lock.Release(1)
		}
	}
	for _, name := range slices.Compact(slices.Sorted(slices.Values(names))) {
		if name == "" {
			continue // nothing known to be locked
		}
		lock := l.of(entry{space, name})
		if err := lock.Acquire(ctx, 1); err != nil {
			unlock()
			return nil, fmt.Errorf("waiting for another change of the same object: %w", context.Cause(ctx))
		}
		held = append(held, lock)
	}
	return unlock, nil
}

func (l *locks) of(name entry) *semaphore.Weighted {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all[name] == nil {
		put(&l.all, name, semaphore.NewWeighted(1))
	}
	return l.all[name]
}
