package httpkit

import (
	"fmt"
	"net/http"
	"time"
)

const (
	// unknownPause is how long a 429 without any hint stops all requests, and shortestPause how
	// long one with the hint "now" does.
	unknownPause  = time.Minute
	shortestPause = time.Second
	// patience is how long 429 may follow 429 without one success in between.
	patience = 10 * time.Minute
)

// pause is how long a refusal for the rate asks to wait.
type pause struct {
	wait time.Duration
	// by is what says so; empty where nothing does.
	by string
}

func (p pause) String() string {
	if p.by == "" {
		return "the server did not say for how long it refuses more"
	}
	return fmt.Sprintf("the server asked for %s by %s", p.wait.Round(time.Millisecond), p.by)
}

// pauseAfter reads how long a 429 asks to wait.
func pauseAfter(answer *http.Response) pause {
	if wait, ok := retryAfter(answer); ok {
		return pause{wait, "Retry-After"}
	}
	said := rateLimit(answer)
	// Where the server counts in several windows, the longest one that is used up decides; if none is
	// said to be, it was the shortest.
	if windows := rateLimits(answer); len(windows) > 0 {
		window := windows[0].window
		for _, one := range windows {
			if one.remainingKnown && one.remaining == 0 {
				window = one.window
			}
		}
		if said.resetKnown {
			window = min(window, said.reset)
		}
		return pause{window, "the state of its rate limits"}
	}
	if said.resetKnown {
		return pause{said.reset, "the reset of its rate limit"}
	}
	return pause{unknownPause, ""}
}

// refusals are the 429 answers since the last success.
type refusals struct {
	// since is when they began; zero after a success.
	since time.Time
	// last is what the newest one asked for, and until how long all requests wait for it.
	last  pause
	until time.Time
}

// granted notes that the server takes requests again.
func (r *refusals) granted() { r.since = time.Time{} }

// pending tells that the server has not taken a request since it refused one.
func (r *refusals) pending() bool { return !r.since.IsZero() }

// refused notes a refusal, after which everything waits. It reports whether patience is left.
func (r *refusals) refused(answer *http.Response, now time.Time) bool {
	if r.since.IsZero() {
		r.since = now
	}
	end := r.since.Add(patience)
	r.last = pauseAfter(answer)
	if !now.Before(end) {
		return false
	}
	until := now.Add(max(r.last.wait, shortestPause))
	if until.After(end) {
		until = end // one last try: a date may come from a clock that is wrong
	}
	r.until = latest(r.until, until)
	return true
}

// inVain says for what all was waited until patience ended.
func (r *refusals) inVain(now time.Time) string {
	return fmt.Sprintf("nothing was granted for %s, and %s", now.Sub(r.since).Round(time.Second), r.last)
}

// WaitedInVain says, of a 429 that the client hands out, for what and how long it has waited before; it
// is empty for all other answers.
func WaitedInVain(answer *http.Response) string {
	if exchange := exchangeBehind(answer); exchange != nil {
		return exchange.inVain
	}
	return ""
}
