// Package collection reads the objects of one kind with as few requests as it can.
//
// Services allow only so many requests a minute. Terraform reads object by object, ten at a time, and says
// nothing beforehand about how many there will be. A Collection therefore answers few reads with
// a request each and many from the pages of one list that all share; rule.go says when it does
// which, and what that costs at most. It reads nothing that nobody asked for.
//
// A collection lives as long as the provider's process: one plan, or one apply. What the process
// itself writes is told to it with Written, and no read that begins later sees anything older.
package collection

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// Collection holds the objects of one kind in one workspace, as far as they were read. It is safe
// for concurrent use.
type Collection[K comparable, V any] struct {
	source Source[K, V]
	ledger ledger

	mu     sync.Mutex
	memory *memory[K, V]
	lists  []*list[K, V] // the one without a filter first, then the extra ones

	queue []*demand[K, V] // waits for a request to be sent, oldest first
	byID  map[K]*demand[K, V]
	byKey map[string]*demand[K, V]

	page    *pageRequest  // the page under way; there is one at a time
	paced   *demand[K, V] // the single request that stands in for a page, likewise
	gets    int           // objects under way
	timer   *time.Timer
	stirred time.Time // when someone last came or was answered

	asked, waiting, spent int // see rule.go
	askedIDs              map[K]struct{}
	askedKeys             map[string]struct{}

	reads, requests int
}

// New makes a collection that has read nothing yet. A nil log logs nothing.
func New[K comparable, V any](source Source[K, V], log Logger) *Collection[K, V] {
	c := &Collection[K, V]{
		source: source,
		memory: newMemory[K, V](),
		lists:  []*list[K, V]{newList[K, V](source.Page)},
		byID:   map[K]*demand[K, V]{},
		byKey:  map[string]*demand[K, V]{},

		askedIDs:  map[K]struct{}{},
		askedKeys: map[string]struct{}{},
	}
	for _, extra := range source.Extra {
		c.lists = append(c.lists, newList[K, V](extra))
	}
	c.ledger = ledger{log: log, line: c.line}
	return c
}

// Get reads one object. remote.IsNotFound holds for the error only if the service said so about this
// very object; that a list lacks it is not enough.
func (c *Collection[K, V]) Get(ctx context.Context, id K) (V, error) {
	values, err := c.read(ctx, func() *demand[K, V] {
		d := c.byID[id]
		if d == nil || d.sent && !c.memory.fresh(id, d.begun) {
			d = c.ask(ctx, &demand[K, V]{aim: oneObject, id: id, cost: 1})
			c.byID[id] = d
		}
		return d
	})
	if err != nil {
		var none V
		return none, err
	}
	return values[0], nil
}

// Find reads every object with the natural key, archived ones included. That there is none is
// certain, unless the source has no Find and its lists do not add up.
//
// Objects come as lists show them, which may be with fewer fields than Get gives.
func (c *Collection[K, V]) Find(ctx context.Context, key string) ([]V, error) {
	return c.seek(ctx, key, false)
}

// FindListed is Find for those who need not be certain that there is none: lists that were read to
// their end are taken at their word, even if nothing tells how many objects they should have had.
func (c *Collection[K, V]) FindListed(ctx context.Context, key string) ([]V, error) {
	return c.seek(ctx, key, true)
}

func (c *Collection[K, V]) seek(ctx context.Context, key string, lenient bool) ([]V, error) {
	return c.read(ctx, func() *demand[K, V] {
		d := c.byKey[key]
		if d == nil || d.sent && d.begun < c.memory.clock || d.lenient && !lenient {
			d = &demand[K, V]{aim: oneKey, key: key, lenient: lenient}
			if c.source.Find != nil {
				d.cost = c.source.findCost()
			}
			c.byKey[key] = c.ask(ctx, d)
		}
		return d
	})
}

// All reads every object that the list without a filter shows, in its order and as it shows them.
// The list is the one that Get and Find share.
func (c *Collection[K, V]) All(ctx context.Context) ([]V, error) {
	return c.read(ctx, func() *demand[K, V] { return c.ask(ctx, &demand[K, V]{aim: everything}) })
}

// First gives the first page of the list without a filter: the one that was read, or else it is asked for.
func (c *Collection[K, V]) First(ctx context.Context) (remote.Page[V], error) {
	c.mu.Lock()
	list := c.lists[0]
	if list.pages > 0 {
		defer c.mu.Unlock()
		page := remote.Page[V]{Total: list.first, LastPage: list.lastPage, Final: list.single}
		for _, item := range list.items[:min(list.size, len(list.items))] {
			page.Items = append(page.Items, c.source.clone(item))
		}
		return page, nil
	}
	c.mu.Unlock()
	return c.source.Page(ctx, 1)
}

// Written tells that this process wrote an object, whether or not the write succeeded, and names
// every natural key that the object had before or has now. What was read of them before, or is
// being read, no longer counts.
func (c *Collection[K, V]) Written(id K, keys ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.wrote(id, keys)
	c.advance()
}

// Created is Written for an object that did not exist before, as the answer to its creation shows
// it. If that carries every field, the next read of the object needs no request.
func (c *Collection[K, V]) Created(value V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id := c.source.ID(value)
	c.wrote(id, c.source.keys(value))
	if c.source.fields(value).Covers(c.source.Full) {
		c.memory.keep(id, object[V]{value: c.source.clone(value)}, c.memory.clock)
	}
	c.advance()
}

// Forget tells that a write elsewhere may have changed any of the objects, as the restore of a
// member brings contracts back.
func (c *Collection[K, V]) Forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.memory.flush()
	clear(c.askedIDs)
	clear(c.askedKeys)
	for i := range c.lists {
		c.lists[i] = c.lists[i].anew()
	}
	c.advance()
}

// Wrote reports whether this process wrote the object, so that reading it would take a request.
func (c *Collection[K, V]) Wrote(id K) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.memory.wroteID(id)
}

// Stats counts the reads so far and the requests they took.
func (c *Collection[K, V]) Stats() (reads, requests int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.reads, c.requests
}

// wrote puts a write on the books: reading what was written will cost a request again.
func (c *Collection[K, V]) wrote(id K, keys []string) {
	c.memory.wrote(id, keys)
	delete(c.askedIDs, id)
	for _, key := range keys {
		delete(c.askedKeys, key)
	}
}

// read waits for the demand that join finds or makes.
func (c *Collection[K, V]) read(ctx context.Context, join func() *demand[K, V]) ([]V, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", c.source.Name, err)
	}
	defer c.ledger.note(ctx)
	c.mu.Lock()
	c.reads++
	d := join()
	d.readers++
	c.settle()
	if !d.over {
		c.stir()
		c.advance()
	}
	c.mu.Unlock()

	select {
	case <-d.done:
	case <-ctx.Done():
		c.leave(d)
		return nil, fmt.Errorf("read %s: %w", c.source.Name, ctx.Err())
	}
	if d.err != nil {
		return nil, d.err
	}
	values := make([]V, len(d.values))
	for i, value := range d.values {
		values[i] = c.source.clone(value)
	}
	return values, nil
}

// line is what the log says about the collection.
func (c *Collection[K, V]) line() string {
	reads, requests := c.Stats()
	return fmt.Sprintf("%s: %d reads, %d requests", c.source.Name, reads, requests)
}
