package httpkit

import (
	"math"
	"time"
)

// budget estimates how many requests of this process a window of the server has room for, when
// others use the same allowance: a process may start when another has used most of it.
//
// An answer says how many requests remain at the moment the server counted that one. Of our
// requests that were under way around then, it is unknown whether they were counted before or
// after. So each answer gives a range; the estimate starts at the cautious end of the first one
// and moves only as far as later answers force it to.
type budget struct {
	// window is the span that the server counts in.
	window time.Duration
	// capacity is how many places this process may hold.
	capacity int
	// until is when the estimate is void.
	until time.Time
	// limit is the server's own, once it has said so.
	limit int
	// known tells that capacity is an estimate of what remains.
	known bool
}

func newBudget(window time.Duration) *budget {
	return &budget{window: window, capacity: math.MaxInt, limit: math.MaxInt}
}

// learn takes what an answer says, with used places held at present, of which unseen belong to
// requests that the answer may or may not have counted.
func (b *budget) learn(said statement, now time.Time, used, unseen int) {
	if said.limit > 0 {
		b.limit = said.limit
	}
	if !said.remainingKnown {
		return
	}
	most := said.remaining + used
	least := max(1, most-unseen)
	if !b.known {
		b.capacity, b.known = least, true
	}
	b.capacity = min(max(b.capacity, least), most)
	span := b.window
	if said.resetKnown {
		span = min(span, said.reset) // a longer one is the server's business: it then answers 429
	}
	b.until = now.Add(span + margin(b.window))
}

// forget drops an estimate that is void.
func (b *budget) forget(now time.Time) {
	if b.known && !b.until.After(now) {
		b.capacity, b.known = b.limit, false
	}
}

// opens tells when the window has room for one more, as far as time alone decides.
func (b *budget) opens(places *places, now time.Time) (time.Time, bool) {
	below, known := places.fallsBelow(b.capacity, b.window, now)
	if b.known && (!known || below.After(b.until)) {
		return b.until, true
	}
	return below, known
}

// forgetAt makes the estimate void at a time that the server named.
func (b *budget) forgetAt(at time.Time) { b.until = at }
