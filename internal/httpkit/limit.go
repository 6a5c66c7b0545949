package httpkit

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"
)

// Limit is how many requests a span of time may hold at most.
type Limit struct {
	Requests int
	// Window is the span. No span of that length holds more requests; all of them may come at once.
	Window time.Duration
}

// PerMinute limits the requests of any 60 seconds.
func PerMinute(requests int) Limit { return Limit{Requests: requests, Window: time.Minute} }

// String says the limit in words.
func (l Limit) String() string {
	noun, span := "requests", "in "+l.Window.String()
	if l.Requests == 1 {
		noun = "request"
	}
	if name, ok := map[time.Duration]string{time.Second: "a second", time.Minute: "a minute"}[l.Window]; ok {
		span = name
	}
	return fmt.Sprintf("%d %s %s", l.Requests, noun, span)
}

// isLimit holds for limits that say something.
func (l Limit) isLimit() bool { return l.Requests > 0 && l.Window > 0 }

// limits are what a throttle keeps to.
type limits []Limit

func newLimits(given []Limit) limits {
	return slices.DeleteFunc(slices.Clone(given), func(l Limit) bool { return !l.isLimit() })
}

func (l limits) String() string {
	if len(l) == 0 {
		return "that of the server"
	}
	words := make([]string, len(l))
	for i, limit := range l {
		words[i] = limit.String()
	}
	return strings.Join(words, ", ")
}

// longest is the longest window; a minute, which is the most common one, where there is none.
func (l limits) longest() time.Duration {
	if len(l) == 0 {
		return time.Minute
	}
	return slices.MaxFunc(l, func(a, b Limit) int { return cmp.Compare(a.Window, b.Window) }).Window
}

// margin is what is added to a window for servers whose clock is coarse: a tenth of a second, and less where that would cost too much
// of a short window.
func margin(window time.Duration) time.Duration {
	const most, share = 100 * time.Millisecond, 40
	return min(most, window/share)
}

// places are what requests take up of a limit. The server counts a request at some moment between its
// sending and its answer. A request therefore holds its place from before it is sent until a window after
// its answer: whatever the moment was, the request that takes over the place arrives a window later. The
// price is one round trip a window, against a limit that is never exceeded.
type places struct {
	inFlight int
	// answered is when requests were answered, soonest first.
	answered []time.Time
}

// leave ends the flight of a request. One that did not reach the server takes up nothing.
func (p *places) leave(now time.Time, sent bool) {
	p.inFlight--
	if sent {
		p.answered = append(p.answered, now)
	}
}

// forget drops answers that no window of that length holds any more.
func (p *places) forget(longest time.Duration, now time.Time) {
	p.answered = slices.Delete(p.answered, 0, len(p.answered)-len(p.held(longest, now)))
}

// held are the answers that a window still holds.
func (p *places) held(window time.Duration, now time.Time) []time.Time {
	return p.answered[sort.Search(len(p.answered), func(i int) bool {
		return p.answered[i].Add(window + margin(window)).After(now)
	}):]
}

// used is how many places of a window are taken.
func (p *places) used(window time.Duration, now time.Time) int {
	return p.inFlight + len(p.held(window, now))
}

// fallsBelow tells when a window has room for one more; the zero time is now. It reports false where only
// the answer to a request in flight can tell.
func (p *places) fallsBelow(limit int, window time.Duration, now time.Time) (time.Time, bool) {
	held := p.held(window, now)
	tooMany := p.inFlight + len(held) - limit + 1
	switch {
	case tooMany <= 0:
		return time.Time{}, true
	case tooMany <= len(held):
		return held[tooMany-1].Add(window + margin(window)), true
	default:
		return time.Time{}, false
	}
}
