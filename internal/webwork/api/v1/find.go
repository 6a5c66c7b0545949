package v1

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// finder finds what has just been created, since answers do not tell its id. Everybody who waits while the last creation is under way is
// answered by one request: with as many creations at once as there are, that is one for all of them.
type finder[T any] struct {
	mu       sync.Mutex
	creating int // creations that have not been answered yet
	waiting  []*lookUp[T]
}

// lookUp is somebody who waits.
type lookUp[T any] struct {
	key  string
	done chan struct{}
	// found is the object, nil where WebWork does not show it.
	found *T
	err   error
}

// search asks WebWork for objects with natural keys. It may give others, too.
type search[T any] struct {
	ask func(ctx context.Context, keys []string) ([]T, error)
	// pick chooses the one that was created.
	pick func(all []T, key string) *T
}

// errNotShown is why an answer counts as lost that says that the object was created.
var errNotShown = errors.New("WebWork says that it did this, but does not show what it made")

// create sends a creation and looks for what it made. Not to find it is as if the answer had been lost. Whoever begins to
// look after the creation was answered sees it, so that a list counts only if it was asked for then.
func (f *finder[T]) create(ctx context.Context, key, op string, send func() error, s search[T]) (T, error) {
	var none T
	f.mu.Lock()
	f.creating++
	f.mu.Unlock()
	err := send()

	var mine *lookUp[T]
	f.mu.Lock()
	f.creating--
	if err == nil {
		mine = &lookUp[T]{key: key, done: make(chan struct{})}
		f.waiting = append(f.waiting, mine)
	}
	var batch []*lookUp[T]
	if f.creating == 0 {
		batch, f.waiting = f.waiting, nil
	}
	f.mu.Unlock()

	if len(batch) > 0 {
		// The request belongs to everyone who waits for it.
		go answerAll(context.WithoutCancel(ctx), batch, s)
	}
	if err != nil {
		return none, err
	}
	select {
	case <-ctx.Done():
		return none, lost(op, context.Cause(ctx))
	case <-mine.done:
	}
	switch {
	case mine.err != nil:
		return none, lost(op, mine.err)
	case mine.found == nil:
		return none, lost(op, nil)
	}
	return *mine.found, nil
}

// lost is the error of a creation whose look-up failed, or found nothing. What happened to the look-up must not pass for what happened
// to the creation, so that only its words are kept.
func lost(op string, looking error) error {
	err := errNotShown
	if looking != nil {
		err = fmt.Errorf("%w: %v", errNotShown, looking) //nolint:errorlint // see above
	}
	return &remote.LostError{Op: op, Err: err}
}

func answerAll[T any](ctx context.Context, batch []*lookUp[T], s search[T]) {
	keys := make([]string, len(batch))
	for i, l := range batch {
		keys[i] = l.key
	}
	all, err := s.ask(ctx, keys)
	for _, l := range batch {
		l.err = err
		if err == nil {
			l.found = s.pick(all, l.key)
		}
		close(l.done)
	}
}
