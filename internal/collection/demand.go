package collection

import (
	"context"
	"slices"
)

// aim is what a demand asks for.
type aim int

const (
	oneObject aim = iota
	oneKey
	everything
)

// demand is one question that one or more readers wait for.
type demand[K comparable, V any] struct {
	aim     aim
	id      K
	key     string
	lenient bool  // lists that do not say how long they are will do
	cost    int   // the requests it takes to ask for this alone; 0 where only lists answer
	since   int64 // the memory's clock when it was first asked
	readers int
	detach  func() (context.Context, context.CancelFunc)

	sent   bool // a request of its own is under way
	begun  int64
	cancel context.CancelFunc

	over   bool // answered, or given up by every reader
	done   chan struct{}
	values []V
	err    error
}

// single reports whether a request of its own can answer the demand.
func (d *demand[K, V]) single() bool { return d.cost > 0 }

// ask puts a new demand into the queue. Its request will carry the context's values but outlive
// its cancellation, since others may come to wait for the same answer.
func (c *Collection[K, V]) ask(ctx context.Context, d *demand[K, V]) *demand[K, V] {
	d.since = c.memory.clock
	d.done = make(chan struct{})
	d.detach = func() (context.Context, context.CancelFunc) {
		return context.WithCancel(context.WithoutCancel(ctx))
	}
	c.queue = append(c.queue, d)
	c.waiting += d.cost
	c.count(d)
	return d
}

// count adds to what was asked so far, once for each object and key.
func (c *Collection[K, V]) count(d *demand[K, V]) {
	known := true
	switch d.aim {
	case oneObject:
		_, known = c.askedIDs[d.id]
		c.askedIDs[d.id] = struct{}{}
	case oneKey:
		_, known = c.askedKeys[d.key]
		c.askedKeys[d.key] = struct{}{}
	case everything:
	}
	if !known {
		c.asked += d.cost
	}
}

// dequeue takes a demand out of the queue.
func (c *Collection[K, V]) dequeue(d *demand[K, V]) {
	if at := slices.Index(c.queue, d); at >= 0 {
		c.queue = slices.Delete(c.queue, at, at+1)
		c.waiting -= d.cost
	}
}

// answer ends a demand. Its readers clone the values.
func (c *Collection[K, V]) answer(d *demand[K, V], values []V, err error) {
	d.values, d.err = values, err
	c.end(d)
	close(d.done)
}

// end takes a demand off the books.
func (c *Collection[K, V]) end(d *demand[K, V]) {
	d.over = true
	c.dequeue(d)
	if d.sent && d.aim == oneObject {
		c.gets--
	}
	if c.paced == d {
		c.paced = nil
	}
	if c.byID[d.id] == d {
		delete(c.byID, d.id)
	}
	if c.byKey[d.key] == d {
		delete(c.byKey, d.key)
	}
}

// leave is what a reader does whose own context ended. Requests that nobody waits for any more
// are cancelled; those that others wait for go on.
func (c *Collection[K, V]) leave(d *demand[K, V]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	d.readers--
	if d.readers > 0 || d.over {
		return
	}
	c.end(d)
	if d.sent {
		d.cancel()
	}
	if c.page != nil && len(c.queue) == 0 {
		c.page.cancel()
		c.page = nil
	}
	c.advance()
}
