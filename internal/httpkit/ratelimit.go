package httpkit

import (
	"cmp"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// epochFrom is the number of seconds from which a reset is a point in time (2001 and later)
// and not a span.
const epochFrom = 1_000_000_000

// epochBefore is the number from which a point in time is not in seconds (the year 5138).
const epochBefore = 100_000_000_000

// statement is what an answer says about the server's rate limit.
type statement struct {
	// window is the span that the server counts in; 0 is not said.
	window time.Duration
	// limit is how many requests the server's window holds; 0 is not said.
	limit int
	// remaining is how many it still takes, if remainingKnown.
	remaining      int
	remainingKnown bool
	// reset is in how much time it takes all again, if resetKnown.
	reset      time.Duration
	resetKnown bool
}

// rateLimit reads X-RateLimit-Limit, -Remaining and -Reset, the same without X-, and the one
// RateLimit header that is to replace them, in its older form (remaining=3, reset=20) and its newer
// one ("default";r=3;t=20). Of several limits the narrowest counts.
func rateLimit(answer *http.Response) statement {
	var said statement
	for _, prefix := range []string{"X-Ratelimit-", "Ratelimit-"} {
		if limit, ok := leadingNumber(answer.Header.Get(prefix + "Limit")); ok {
			said.setLimit(limit)
		}
		if remaining, ok := leadingNumber(answer.Header.Get(prefix + "Remaining")); ok {
			said.setRemaining(remaining)
		}
		if reset, ok := leadingNumber(answer.Header.Get(prefix + "Reset")); ok {
			said.setReset(reset, answer)
		}
	}
	separators := func(r rune) bool { return r == ',' || r == ';' }
	for _, part := range strings.FieldsFunc(strings.Join(answer.Header.Values("Ratelimit"), ","), separators) {
		name, text, _ := strings.Cut(strings.TrimSpace(part), "=")
		value, ok := leadingNumber(text)
		if !ok {
			continue
		}
		switch name {
		case "limit":
			said.setLimit(value)
		case "remaining", "r":
			said.setRemaining(value)
		case "reset", "t":
			said.setReset(value, answer)
		}
	}
	return said
}

// rateLimits reads the headers of servers that count in several windows, such as
// X-RateLimit-Remaining-Second, shortest window first. Where there are any, what rateLimit reads speaks of one
// of these windows, without saying of which.
func rateLimits(answer *http.Response) []statement {
	var windows []statement
	for _, unit := range []struct {
		name   string
		window time.Duration
	}{{"Second", time.Second}, {"Minute", time.Minute}, {"Hour", time.Hour}, {"Day", day}} {
		said := statement{window: unit.window}
		for _, prefix := range []string{"X-Ratelimit-", "Ratelimit-"} {
			if limit, ok := leadingNumber(answer.Header.Get(prefix + "Limit-" + unit.name)); ok {
				said.setLimit(limit)
			}
			if remaining, ok := leadingNumber(answer.Header.Get(prefix + "Remaining-" + unit.name)); ok {
				said.setRemaining(remaining)
			}
		}
		if said.limit > 0 || said.remainingKnown {
			windows = append(windows, said)
		}
	}
	return windows
}

func (s *statement) setLimit(limit float64) {
	if whole := wholeNumber(limit); whole > 0 {
		s.limit = min(whole, cmp.Or(s.limit, whole))
	}
}

func (s *statement) setRemaining(remaining float64) {
	whole := wholeNumber(remaining)
	if s.remainingKnown {
		whole = min(whole, s.remaining)
	}
	s.remaining, s.remainingKnown = whole, true
}

func (s *statement) setReset(reset float64, answer *http.Response) {
	for reset >= epochBefore && !math.IsInf(reset, 0) {
		reset /= 1000 // in milliseconds, or finer
	}
	if reset >= epochFrom {
		reset = time.Unix(wholeSeconds(reset), 0).Sub(serverTime(answer)).Seconds()
	}
	s.reset, s.resetKnown = max(s.reset, seconds(reset)), true
}

// retryAfter reads Retry-After, a number of seconds or a date. A date is compared with the
// server's own clock where the answer tells it.
func retryAfter(answer *http.Response) (time.Duration, bool) {
	text := strings.TrimSpace(answer.Header.Get("Retry-After"))
	if number, err := strconv.ParseFloat(text, 64); err == nil && number >= 0 {
		return seconds(number), true
	}
	date, err := http.ParseTime(text)
	if err != nil {
		return 0, false
	}
	return max(0, date.Sub(serverTime(answer))), true
}

func serverTime(answer *http.Response) time.Time {
	if date, err := http.ParseTime(answer.Header.Get("Date")); err == nil {
		return date
	}
	return time.Now()
}

// leadingNumber also reads "60, 60;w=60", which some servers send as a limit.
func leadingNumber(text string) (float64, bool) {
	if end := strings.IndexAny(text, ",; "); end >= 0 {
		text = text[:end]
	}
	number, err := strconv.ParseFloat(text, 64)
	return number, err == nil && number >= 0
}

// wholeNumber is at most a number to which others can be added.
func wholeNumber(number float64) int { return int(min(number, math.MaxInt32/2)) }

func wholeSeconds(number float64) int64 { return int64(min(number, math.MaxUint32)) }

const day = 24 * time.Hour

// seconds is at most a year: the largest spans would overflow.
func seconds(number float64) time.Duration {
	const year = 365 * day
	number = min(max(number, 0), year.Seconds())
	return time.Duration(number * float64(time.Second))
}
