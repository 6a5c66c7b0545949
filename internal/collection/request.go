package collection

import (
	"context"
	"fmt"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// pageRequest is a page under way.
type pageRequest struct {
	cancel context.CancelFunc
}

// send asks the service for a demand alone.
func (c *Collection[K, V]) send(d *demand[K, V]) {
	c.dequeue(d)
	c.spent += d.cost
	c.requests += d.cost
	d.sent = true
	d.begun = c.memory.clock
	ctx, cancel := d.detach()
	d.cancel = cancel
	if d.aim == oneObject {
		c.gets++
		go c.get(ctx, d)
		return
	}
	go c.find(ctx, d)
}

// get carries out the request for one object.
func (c *Collection[K, V]) get(ctx context.Context, d *demand[K, V]) {
	value, err := c.source.Get(ctx, d.id)
	c.mu.Lock()
	defer c.mu.Unlock()
	defer d.cancel()
	if d.over {
		return
	}
	switch {
	case err == nil:
		c.memory.got(&c.source, d.id, value, d.begun)
	case remote.IsNotFound(err):
		c.memory.keep(d.id, object[V]{err: err}, d.begun)
	}
	c.answer(d, []V{value}, err)
	c.stir()
	c.advance()
}

// find carries out the request for a natural key.
func (c *Collection[K, V]) find(ctx context.Context, d *demand[K, V]) {
	values, err := c.source.Find(ctx, d.key)
	c.mu.Lock()
	defer c.mu.Unlock()
	defer d.cancel()
	if d.over {
		return
	}
	if err != nil {
		c.answer(d, nil, fmt.Errorf("look up %s: %w", c.source.Name, noVerdict(err)))
	} else {
		c.remember(values, d.begun)
		var matches []V
		for _, value := range values {
			if slices.Contains(c.source.keys(value), d.key) {
				matches = append(matches, value)
			}
		}
		c.memory.finds[d.key] = finding[V]{begun: d.begun, values: matches}
		c.answer(d, matches, nil)
	}
	c.stir()
	c.advance()
}

// sendPage asks the service for the next page of a list, charging the given cost to the rule.
func (c *Collection[K, V]) sendPage(l *list[K, V], cost int) {
	if l.pages == 0 {
		l.begun = c.memory.clock
	}
	c.spent += cost
	c.requests++
	ctx, cancel := c.queue[0].detach()
	request := &pageRequest{cancel: cancel}
	c.page = request
	begun := c.memory.clock
	number := l.pages + 1
	go func() {
		page, err := l.read(ctx, number)
		c.mu.Lock()
		defer c.mu.Unlock()
		defer cancel()
		if c.page != request {
			return
		}
		c.page = nil
		c.arrived(l, page, err, begun)
		c.stir()
		c.advance()
	}()
}

// arrived takes in a page. An error goes to everyone who waited for it; the page is read again
// when the next reader needs it.
func (c *Collection[K, V]) arrived(l *list[K, V], page remote.Page[V], err error, begun int64) {
	if err != nil {
		err = fmt.Errorf("list %s: %w", c.source.Name, noVerdict(err))
		for _, d := range slices.Clone(c.queue) {
			c.answer(d, nil, err)
		}
		return
	}
	c.remember(page.Items, begun)
	l.add(&c.source, page)
	if l.done {
		l.judge(c.memory)
	}
}

// remember keeps list items for reads by id.
func (c *Collection[K, V]) remember(items []V, begun int64) {
	for _, item := range items {
		if c.source.Each || c.memory.thin {
			return
		}
		c.memory.list(&c.source, c.source.ID(item), item, begun)
	}
}

// unlistedError is the failure of a list that the service says does not exist.
type unlistedError struct{ message string }

// Error repeats what the service said.
func (e *unlistedError) Error() string { return e.message }

// noVerdict keeps a list that is not found from being taken for an object that is not found.
func noVerdict(err error) error {
	if remote.IsNotFound(err) {
		return &unlistedError{message: err.Error()}
	}
	return err
}
