package httpkit

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"slices"
	"sync"
	"time"
)

const (
	// window is the span that a rate limit counts in, and guard what is added to it for servers
	// whose clock is coarse.
	window      = time.Minute
	windowGuard = 100 * time.Millisecond

	// unknownPause is how long a 429 without any hint stops all requests, and shortestPause how
	// long one with the hint "now" does.
	unknownPause  = time.Minute
	shortestPause = time.Second
	// patience is how long 429 may follow 429 without one success in between.
	patience = 10 * time.Minute

	// longWait is what users are told of.
	longWait = 5 * time.Second
)

// throttle keeps all requests of a client within the rate limit: no 60 seconds, measured here or at
// the server, hold more than limit of them. A whole window's worth may go at once.
//
// The server counts a request at some moment between its sending and its answer. A request
// therefore holds its place from before it is sent until a window after its answer: whatever the
// moment was, the request that takes over the place arrives a window later. The price is one
// round trip a minute, against a limit that is never exceeded.
//
// Places of requests that did not reach the server are free again at once.
//
// Others may use the same allowance, which is why budget follows what the answers say. And if the
// server refuses a request for the rate (429), every request waits for as long as it asks, and the
// refused one goes again, until it has refused for ten minutes without granting anything. After
// the wait one request goes ahead, and the others only once it is granted.
type throttle struct {
	next  http.RoundTripper
	limit int
	log   Logger

	mu       sync.Mutex
	inFlight int
	// sent counts all requests, to tell how many followed another.
	sent int
	// held is when the places of answered requests come free, soonest first.
	held        []time.Time
	server      budget
	pausedUntil time.Time
	// refusedSince is when the server began to refuse; zero after a success.
	refusedSince time.Time
	// announcedUntil is the end of the wait that was last logged.
	announcedUntil time.Time
	waiting        []*waiter
	alarm          *time.Timer
}

// waiter is a request that waits for a place, which closing granted gives it.
type waiter struct {
	ctx     context.Context //nolint:containedctx // the wait is logged in the name of who waits
	granted chan struct{}
	place   place
}

// place is what an attempt needs to know of the moment it was sent.
type place struct {
	// before is how many requests were in flight, and order how many had been sent, including it.
	before, order int
}

// announcement is a long wait that users should know of.
type announcement struct {
	ctx  context.Context //nolint:containedctx // as in waiter
	wait time.Duration
	left int
}

// newThrottle makes a throttle; a limit of 0 is none, which leaves what the server says.
func newThrottle(next http.RoundTripper, limit int, log Logger) *throttle {
	if limit <= 0 {
		limit = math.MaxInt
	}
	return &throttle{next: next, limit: limit, log: log, server: newBudget()}
}

// RoundTrip implements http.RoundTripper.
func (t *throttle) RoundTrip(request *http.Request) (*http.Response, error) {
	ctx := request.Context()
	exchange := exchangeOf(ctx)
	for {
		// An attempt that ends before it is made leaves no word of an earlier one.
		exchange.sent, exchange.malformed = false, false
		place, err := t.acquire(ctx)
		if err != nil {
			return nil, err
		}
		answer, err := t.next.RoundTrip(request)
		again := t.settle(place, answer, exchange.sent)
		if !again {
			return answer, err
		}
		if err := answer.Body.Close(); err != nil {
			return nil, fmt.Errorf("cannot close the answer: %w", err)
		}
	}
}

// acquire waits for a place, first come first served.
func (t *throttle) acquire(ctx context.Context) (place, error) {
	if err := ctx.Err(); err != nil {
		return place{}, err
	}
	self := &waiter{ctx: ctx, granted: make(chan struct{})}
	t.change(func(time.Time) { t.waiting = append(t.waiting, self) })

	select {
	case <-self.granted:
		return self.place, nil
	case <-ctx.Done():
		t.change(func(time.Time) {
			if i := slices.Index(t.waiting, self); i >= 0 {
				t.waiting = slices.Delete(t.waiting, i, i+1)
			} else {
				t.inFlight-- // granted at the same moment: the place goes to the next
			}
		})
		return place{}, ctx.Err()
	}
}

// settle takes a place back and learns from the answer. It reports whether the request goes again.
func (t *throttle) settle(mine place, answer *http.Response, sent bool) bool {
	again := false
	t.change(func(now time.Time) {
		t.inFlight--
		if sent {
			t.held = append(t.held, now.Add(window+windowGuard))
		}
		switch {
		case answer == nil:
		case answer.StatusCode == http.StatusTooManyRequests:
			again = t.pause(now, answer)
		default:
			if answer.StatusCode < http.StatusInternalServerError {
				t.refusedSince = time.Time{}
			}
			unseen := mine.before + t.sent - mine.order
			t.server.learn(rateLimit(answer), now, t.used(), unseen)
		}
	})
	return again
}

// pause stops all requests after a 429. It reports whether patience is left.
func (t *throttle) pause(now time.Time, answer *http.Response) bool {
	if t.refusedSince.IsZero() {
		t.refusedSince = now
	}
	end := t.refusedSince.Add(patience)
	if !now.Before(end) {
		return false
	}
	wait, ok := retryAfter(answer)
	if !ok {
		said := rateLimit(answer)
		if wait = said.reset; !said.resetKnown {
			wait = unknownPause
		}
	}
	until := now.Add(max(wait, shortestPause))
	if until.After(end) {
		until = end // one last try: a date may come from a clock that is wrong
	}
	if until.After(t.pausedUntil) {
		t.pausedUntil = until
	}
	t.server.forgetAt(t.pausedUntil)
	return true
}

// change runs one change of the state, then grants what has become free and sets the alarm for
// what will. Long waits are logged outside the lock.
func (t *throttle) change(apply func(now time.Time)) {
	t.mu.Lock()
	now := time.Now()
	apply(now)
	news := t.grant(now)
	t.mu.Unlock()
	if news != nil {
		t.log.Info(news.ctx,
			fmt.Sprintf("waiting %d s for the rate limit: %s, %d left to do",
				int(math.Ceil(news.wait.Seconds())), t.rate(), news.left),
			map[string]any{"wait_ms": news.wait.Milliseconds(), "left": news.left})
	}
}

func (t *throttle) rate() string {
	if t.limit == math.MaxInt {
		return "as the server asks"
	}
	return fmt.Sprintf("%d requests a minute", t.limit)
}

func (t *throttle) grant(now time.Time) *announcement {
	expired, _ := slices.BinarySearchFunc(t.held, now, func(at, now time.Time) int {
		if at.After(now) {
			return 1
		}
		return -1
	})
	t.held = slices.Delete(t.held, 0, expired)
	t.server.forget(now)
	if t.alarm != nil {
		t.alarm.Stop()
	}
	for len(t.waiting) > 0 {
		opens, known := t.opens(now)
		if !known {
			return nil // only the answer to a request in flight can tell
		}
		if opens.After(now) {
			t.alarm = time.AfterFunc(opens.Sub(now), func() { t.change(func(time.Time) {}) })
			return t.announce(now, opens)
		}
		t.sent++
		t.waiting[0].place = place{before: t.inFlight, order: t.sent}
		t.inFlight++
		close(t.waiting[0].granted)
		t.waiting = slices.Delete(t.waiting, 0, 1)
	}
	return nil
}

func (t *throttle) announce(now, opens time.Time) *announcement {
	if opens.Sub(now) <= longWait || now.Before(t.announcedUntil) {
		return nil
	}
	t.announcedUntil = opens
	return &announcement{ctx: t.waiting[0].ctx, wait: opens.Sub(now), left: len(t.waiting)}
}

// used is how many places are taken.
func (t *throttle) used() int { return t.inFlight + len(t.held) }

// opens tells when the next request may go, as far as time alone decides.
func (t *throttle) opens(now time.Time) (time.Time, bool) {
	at, known := t.fallsBelow(t.limit)
	if probing := !t.refusedSince.IsZero() && t.inFlight > 0; probing || !known {
		return time.Time{}, false
	}
	below, known := t.fallsBelow(t.server.capacity)
	if t.server.known && (!known || below.After(t.server.until)) {
		below, known = t.server.until, true
	}
	return latest(latest(at, below), latest(t.pausedUntil, now)), known
}

// fallsBelow tells when fewer places than the limit are taken; the zero time is now.
func (t *throttle) fallsBelow(limit int) (time.Time, bool) {
	tooMany := t.used() - limit + 1
	switch {
	case tooMany <= 0:
		return time.Time{}, true
	case tooMany <= len(t.held):
		return t.held[tooMany-1], true
	default:
		return time.Time{}, false
	}
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
