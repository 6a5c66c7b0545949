package simkit

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Limit is how many requests may be made in any stretch of time of a length.
type Limit struct {
	Requests int
	Window   time.Duration
}

// Left is what is left of a limit.
type Left struct {
	Limit

	Remaining int
	// Reset is when the oldest request of the window ceases to count.
	Reset time.Duration
}

// Limits lets everybody make so many requests. It counts sliding windows, several at once: a request
// that one of them refuses counts in none.
type Limits struct {
	limits []Limit

	mu   sync.Mutex
	sent map[string][][]time.Time // the requests of each limit's window, by who made them
}

// NewLimits makes limits. One of no requests is none.
func NewLimits(limits ...Limit) *Limits {
	l := &Limits{sent: map[string][][]time.Time{}}
	for _, limit := range limits {
		if limit.Requests > 0 {
			l.limits = append(l.limits, limit)
		}
	}
	return l
}

// Admit counts a request, and tells what is left of each limit. If one has nothing left, it gives the
// time to wait.
func (l *Limits) Admit(who string, now time.Time) (left []Left, wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	windows := l.sent[who]
	if windows == nil {
		windows = make([][]time.Time, len(l.limits))
		l.sent[who] = windows
	}
	for i, limit := range l.limits {
		for len(windows[i]) > 0 && !windows[i][0].After(now.Add(-limit.Window)) {
			windows[i] = windows[i][1:]
		}
		if len(windows[i]) >= limit.Requests {
			wait = max(wait, windows[i][0].Add(limit.Window).Sub(now))
		}
	}
	for i, limit := range l.limits {
		if wait == 0 {
			windows[i] = append(windows[i], now)
		}
		reset := time.Duration(0)
		if len(windows[i]) > 0 {
			reset = windows[i][0].Add(limit.Window).Sub(now)
		}
		left = append(left, Left{Limit: limit, Remaining: limit.Requests - len(windows[i]), Reset: reset})
	}
	return left, wait
}

// WholeSeconds writes a time for a header. It rounds up.
func WholeSeconds(d time.Duration) string {
	return strconv.FormatInt(int64((d+time.Second-1)/time.Second), 10)
}

// RetryAfterDate writes the end of a time to wait as a date. It has no fractions, and one that lies too
// early would invite a second refusal.
func RetryAfterDate(wait time.Duration, now time.Time) string {
	return now.Add(wait + time.Second - 1).UTC().Format(http.TimeFormat)
}
