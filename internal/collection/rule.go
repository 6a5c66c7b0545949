package collection

import (
	"fmt"
	"slices"
	"time"
)

// The online rule. Nobody says beforehand how many objects will be read, so each request is
// decided on what has been asked so far: with
//
//	asked    what it costs to ask for every object and key so far on its own
//	waiting  the same for those that still wait
//	spent    the requests sent
//
// a page is read only while spent + 1 + waiting <= 2*asked + 1. Should it be of no use, everyone
// who waits can still be answered singly, and no more than 2*asked + 1 requests are sent in all.
// The other way round, a single request is sent only where the pages so far outnumber the
// single requests, so that a list of P pages costs at most 2*P + 2, plus one for every object that
// it does not show.
//
// A page answers the objects on it, but a natural key only when the lists are complete. For keys
// a list is therefore read only if the rule lets the whole rest of it pass.
const (
	few   = 3                     // what is asked before the first page
	crowd = 10                    // readers at once: as many as Terraform runs in parallel
	quiet = 10 * time.Millisecond // without a new reader: no more are on their way
)

// advance answers what can be answered and sends what the rule sends next. It is called whenever
// something happened: a reader came or left, an answer arrived, something was written, or it has
// been quiet.
func (c *Collection[K, V]) advance() {
	c.settle()
	c.renew()
	c.bypass()
	if c.compare() || c.page != nil || c.paced != nil || len(c.queue) == 0 || !c.gathered() {
		return
	}
	if l := c.owed(); l != nil {
		c.sendPage(l, 0)
		return
	}
	if c.asked <= few {
		for _, d := range slices.Clone(c.queue) {
			c.send(d)
		}
		return
	}
	if l := c.affordable(); l != nil {
		c.sendPage(l, 1)
		return
	}
	c.paced = c.queue[0]
	c.send(c.paced)
}

// settle answers what is known.
func (c *Collection[K, V]) settle() {
	for _, d := range slices.Clone(c.queue) {
		switch d.aim {
		case oneObject:
			if known, use := c.memory.recall(&c.source, d.id); use == useful {
				c.answer(d, []V{known.value}, known.err)
			}
		case oneKey:
			if values, ok := c.lookup(d); ok {
				c.answer(d, values, nil)
			} else if endless := c.endless(); endless != nil && !d.single() {
				_, err := endless.enough(c.memory.clock)
				c.answer(d, nil, fmt.Errorf("list %s: %w", c.source.Name, err))
			}
		case everything:
			plain := c.lists[0]
			if plain.begun < d.since {
				continue
			}
			if enough, err := plain.enough(c.memory.clock); err != nil {
				c.answer(d, nil, fmt.Errorf("list %s: %w", c.source.Name, err))
			} else if enough {
				c.answer(d, plain.items, nil)
			}
		}
	}
}

// lookup answers a natural key from memory or from complete lists.
func (c *Collection[K, V]) lookup(d *demand[K, V]) ([]V, bool) {
	key := d.key
	if values, ok := c.memory.found(&c.source, key); ok {
		return values, true
	}
	var values []V
	seen := map[K]struct{}{}
	for _, l := range c.lists {
		reliable := l.whole || l.done && !l.endless && (d.lenient || c.source.Find == nil)
		if !reliable || !c.memory.freshKey(key, l.begun) {
			return nil, false
		}
		for _, value := range l.byKey[key] {
			id := c.source.ID(value)
			if !c.memory.fresh(id, l.begun) {
				return nil, false
			}
			if _, ok := seen[id]; !ok {
				seen[id] = struct{}{}
				values = append(values, value)
			}
		}
	}
	return values, true
}

// renew starts lists over that are too old, or too spoiled, for those who wait for all of them. A page of the old one may still
// be under way; it counts for that one only.
func (c *Collection[K, V]) renew() {
	for i, l := range c.lists {
		waits := func(d *demand[K, V]) bool { return c.outdated(d, i) }
		switch clock := c.memory.clock; {
		case l.pages == 0 || !slices.ContainsFunc(c.queue, waits):
		case l.spoiled(clock), i == 0 && slices.ContainsFunc(c.queue, func(d *demand[K, V]) bool { return d.lacks(l, clock) }):
			c.lists[i] = l.next(clock)
		default:
			c.lists[i] = l.anew()
		}
	}
}

// lacks reports whether a demand for everything has to wait for another pass, since what was read may lack something.
func (d *demand[K, V]) lacks(l *list[K, V], clock int64) bool {
	enough, _ := l.enough(clock)
	return d.aim == everything && l.begun >= d.since && l.hopeless(clock) && !enough
}

// outdated reports whether a demand needs the list read anew.
func (c *Collection[K, V]) outdated(d *demand[K, V], i int) bool {
	l := c.lists[i]
	switch {
	case d.aim == everything:
		return i == 0 && (l.begun < d.since || d.lacks(l, c.memory.clock))
	case d.aim == oneKey && d.single():
		return !c.source.Each && !c.memory.wroteKey(d.key) && l.spoiled(c.memory.clock)
	case d.aim == oneKey:
		return l.begun < c.memory.clock && (c.remaining() == 0 || !c.memory.freshKey(d.key, l.begun))
	default:
		return false
	}
}

// bypass sends at once what no list can answer: there is nothing to gain from waiting.
func (c *Collection[K, V]) bypass() {
	for _, d := range slices.Clone(c.queue) {
		switch {
		case !d.single():
		case d.aim == oneObject:
			_, use := c.memory.recall(&c.source, d.id)
			listless := c.source.Each || c.memory.thin || c.lists[0].done || c.memory.knows(d.id)
			if c.memory.wroteID(d.id) || listless && use == useless {
				c.send(d)
			}
		case c.source.Each || c.memory.wroteKey(d.key) || c.remaining() == 0 || !d.lenient && c.hopeless():
			c.send(d)
		}
	}
}

// compare reports whether those who wait must wait for a single object that tells whether list
// items lack fields, and reads one if none is under way.
func (c *Collection[K, V]) compare() bool {
	for _, d := range c.queue {
		if d.aim != oneObject {
			continue
		}
		if _, use := c.memory.recall(&c.source, d.id); use == unsure {
			if c.gets == 0 {
				c.send(d)
			}
			return true
		}
	}
	return false
}

// gathered reports whether those who are about to ask have asked, and otherwise makes sure that
// the question comes up again.
func (c *Collection[K, V]) gathered() bool {
	readers := 0
	for _, d := range c.queue {
		readers += d.readers
	}
	return readers >= crowd || time.Since(c.stirred) >= quiet
}

// stir begins the wait for further readers.
func (c *Collection[K, V]) stir() {
	c.stirred = time.Now()
	if c.timer == nil {
		c.timer = time.AfterFunc(quiet, func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.advance()
		})
		return
	}
	c.timer.Reset(quiet)
}

// owed is the list that someone waits for whom nothing but the whole list can answer.
func (c *Collection[K, V]) owed() *list[K, V] {
	for _, d := range c.queue {
		switch {
		case d.single():
		case d.aim == everything:
			return c.lists[0]
		default:
			return c.unfinished()
		}
	}
	return nil
}

// affordable is the list whose next page the rule lets pass.
func (c *Collection[K, V]) affordable() *list[K, V] {
	room := 2*c.asked + 1 - c.spent - c.waiting
	asksFor := func(what aim) bool {
		return slices.ContainsFunc(c.queue, func(d *demand[K, V]) bool { return d.aim == what })
	}
	if asksFor(oneObject) && room >= 1 {
		return c.lists[0]
	}
	if asksFor(oneKey) && room >= c.remaining() {
		return c.unfinished()
	}
	return nil
}

// unfinished is the first list with pages left; nil if there is none.
func (c *Collection[K, V]) unfinished() *list[K, V] {
	for _, l := range c.lists {
		if !l.done {
			return l
		}
	}
	return nil
}

// endless is the first list without an end.
func (c *Collection[K, V]) endless() *list[K, V] {
	for _, l := range c.lists {
		if l.endless {
			return l
		}
	}
	return nil
}

// remaining is how many pages all lists together still have, at least as far as known.
func (c *Collection[K, V]) remaining() int {
	pages := 0
	for _, l := range c.lists {
		pages += l.remaining()
	}
	return pages
}

// hopeless reports whether the lists cannot prove that a key is absent.
func (c *Collection[K, V]) hopeless() bool {
	return slices.ContainsFunc(c.lists, func(l *list[K, V]) bool { return l.hopeless(c.memory.clock) })
}
