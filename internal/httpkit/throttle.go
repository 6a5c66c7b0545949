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

// longWait is what users are told of.
const longWait = 5 * time.Second

// throttle keeps all requests of a client within its limits: no span of a limit's length, measured here or
// at the server, holds more. A whole window's worth may go at once. See places for how.
//
// Others may use the same allowance, which is why budgets follow what the answers say. And if the
// server refuses a request for the rate (429), every request waits for as long as it asks, and the
// refused one goes again, until it has refused for ten minutes without granting anything. After
// the wait one request goes ahead, and the others only once it is granted.
type throttle struct {
	next   http.RoundTripper
	limits limits
	// longest is how long an answered request matters.
	longest time.Duration
	log     Logger

	mu     sync.Mutex
	places places
	// sent counts all requests, to tell how many followed another.
	sent int
	// budgets are what the server says of its windows.
	budgets  map[time.Duration]*budget
	refusals refusals
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
	why  string
	left int
}

// newThrottle makes a throttle; without limits it only follows what the server says.
func newThrottle(next http.RoundTripper, given []Limit, log Logger) *throttle {
	limits := newLimits(given)
	return &throttle{next: next, limits: limits, longest: limits.longest(), log: log, budgets: map[time.Duration]*budget{}}
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
		again, inVain := t.settle(place, answer, exchange.sent)
		exchange.inVain = inVain
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
		why := ""
		t.change(func(now time.Time) {
			why = t.why(now)
			if i := slices.Index(t.waiting, self); i >= 0 {
				t.waiting = slices.Delete(t.waiting, i, i+1)
			} else {
				t.places.inFlight-- // granted at the same moment: the place goes to the next
			}
		})
		return place{}, fmt.Errorf("waiting for the rate limit (%s): %w", why, ctx.Err())
	}
}

// settle takes a place back and learns from the answer. It reports whether the request goes again; if a
// refusal for the rate stands, it says what all was waited for.
func (t *throttle) settle(mine place, answer *http.Response, sent bool) (again bool, inVain string) {
	t.change(func(now time.Time) {
		t.places.leave(now, sent)
		switch {
		case answer == nil:
		case answer.StatusCode == http.StatusTooManyRequests:
			if again = t.refusals.refused(answer, now); !again {
				inVain = t.refusals.inVain(now)
				return
			}
			for _, budget := range t.budgets {
				budget.forgetAt(t.refusals.until)
			}
		default:
			if answer.StatusCode < http.StatusInternalServerError {
				t.refusals.granted()
			}
			t.learn(answer, now, mine.before+t.sent-mine.order)
		}
	})
	return again, inVain
}

// learn takes what an answer says of the server's windows. One that does not say its length is taken for
// the longest of ours; longer ones are the server's business, which then answers 429.
func (t *throttle) learn(answer *http.Response, now time.Time, unseen int) {
	windows := rateLimits(answer)
	if len(windows) == 0 {
		windows = []statement{rateLimit(answer)}
		windows[0].window = t.longest
	}
	for _, said := range windows {
		if said.window > t.longest {
			continue
		}
		if t.budgets[said.window] == nil {
			t.budgets[said.window] = newBudget(said.window)
		}
		t.budgets[said.window].learn(said, now, t.places.used(said.window, now), unseen)
	}
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
				int(math.Ceil(news.wait.Seconds())), news.why, news.left),
			map[string]any{"wait_ms": news.wait.Milliseconds(), "left": news.left})
	}
}

// why says what requests wait for.
func (t *throttle) why(now time.Time) string {
	if t.refusals.until.After(now) || t.refusals.pending() {
		return t.refusals.last.String()
	}
	return t.limits.String()
}

func (t *throttle) grant(now time.Time) *announcement {
	t.places.forget(t.longest, now)
	for _, budget := range t.budgets {
		budget.forget(now)
	}
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
		t.waiting[0].place = place{before: t.places.inFlight, order: t.sent}
		t.places.inFlight++
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
	return &announcement{ctx: t.waiting[0].ctx, wait: opens.Sub(now), why: t.why(now), left: len(t.waiting)}
}

// opens tells when the next request may go, as far as time alone decides.
func (t *throttle) opens(now time.Time) (time.Time, bool) {
	if t.refusals.pending() && t.places.inFlight > 0 {
		return time.Time{}, false // the one ahead tells whether the server takes more
	}
	at := latest(t.refusals.until, now)
	for _, limit := range t.limits {
		below, known := t.places.fallsBelow(limit.Requests, limit.Window, now)
		if !known {
			return time.Time{}, false
		}
		at = latest(at, below)
	}
	for _, budget := range t.budgets {
		below, known := budget.opens(&t.places, now)
		if !known {
			return time.Time{}, false
		}
		at = latest(at, below)
	}
	return at, true
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
