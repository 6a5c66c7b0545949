package simulator

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

// limitWindow is the time over which requests are counted.
const limitWindow = time.Minute

// rateLimit lets each user make so many requests in any minute. It counts a sliding window: a
// request that is refused does not count.
type rateLimit struct {
	variants  variantSet
	perMinute int // 0: no limit

	mu   sync.Mutex
	sent map[int64][]time.Time
}

func newRateLimit(perMinute int, variants variantSet) *rateLimit {
	return &rateLimit{variants: variants, perMinute: perMinute, sent: map[int64][]time.Time{}}
}

// admit counts a request and sets the headers that tell what is left. If nothing is left, it
// gives the time to wait.
func (l *rateLimit) admit(user int64, now time.Time, header http.Header) (time.Duration, bool) {
	if l.perMinute <= 0 {
		return 0, true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	sent := l.sent[user]
	for len(sent) > 0 && !sent[0].After(now.Add(-limitWindow)) {
		sent = sent[1:]
	}
	admitted := len(sent) < l.perMinute
	if admitted {
		sent = append(sent, now)
	}
	l.sent[user] = sent
	wait := sent[0].Add(limitWindow).Sub(now)
	l.tellLeft(header, l.perMinute-len(sent), wait, now)
	return wait, admitted
}

func (l *rateLimit) tellLeft(header http.Header, left int, reset time.Duration, now time.Time) {
	switch {
	case l.variants[RateLimitSilent]:
	case l.variants[RateLimitDraft]:
		header.Set("RateLimit-Limit", strconv.Itoa(l.perMinute))
		header.Set("RateLimit-Remaining", strconv.Itoa(left))
		header.Set("RateLimit-Reset", wholeSeconds(reset))
	default:
		header.Set("X-RateLimit-Limit", strconv.Itoa(l.perMinute))
		header.Set("X-RateLimit-Remaining", strconv.Itoa(left))
		if l.variants[RateLimitMillis] {
			header.Set("X-RateLimit-Reset", millis(now.Add(reset)))
		}
	}
}

// tellWait sets the header that tells how long to wait.
func (l *rateLimit) tellWait(header http.Header, wait time.Duration, now time.Time) {
	switch {
	case l.variants[RateLimitSilent]:
	case l.variants[RateLimitDraft]:
		header.Set("RateLimit-Remaining", "0")
		header.Set("RateLimit-Reset", wholeSeconds(wait))
	case l.variants[RateLimitMillis]:
		header.Set("X-RateLimit-Remaining", "0")
		header.Set("X-RateLimit-Reset", millis(now.Add(wait)))
	case l.variants[RetryAfterDate]:
		// A date has no fractions, and one that lies too early would invite a second 429.
		header.Set("Retry-After", now.Add(wait+time.Second-1).UTC().Format(http.TimeFormat))
	default:
		header.Set("Retry-After", wholeSeconds(wait))
	}
}

func millis(at time.Time) string { return strconv.FormatInt(at.UnixMilli(), 10) }

// wholeSeconds rounds up.
func wholeSeconds(d time.Duration) string {
	return strconv.FormatInt(int64((d+time.Second-1)/time.Second), 10)
}
