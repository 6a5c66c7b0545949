package simulator

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// admit counts a request, and sets the headers that tell what is left. If nothing is left, the answer
// has to be the refusal. All clients of the workspace share its limits.
func (s *Simulator) admit(header http.Header) bool {
	left, wait := s.limits.Admit("", s.now())
	s.tellLeft(header, left)
	if wait > 0 {
		s.tellRefused(header, wait)
	}
	return wait == 0
}

// tellLeft tells of each window by its name, and of one without.
func (s *Simulator) tellLeft(header http.Header, left []simkit.Left) {
	var second, minute *simkit.Left
	for i, limit := range left {
		name := "minute"
		if limit.Window == time.Second {
			second, name = &left[i], "second"
		} else {
			minute = &left[i]
		}
		header.Set("X-RateLimit-Limit-"+name, strconv.Itoa(limit.Requests))
		header.Set("X-RateLimit-Remaining-"+name, strconv.Itoa(limit.Remaining))
	}
	// The sample of awork's documentation has the numbers of the second and the reset of the minute.
	numbers, reset := second, minute
	switch {
	case second == nil || s.state.variants[RateTripleMinute]:
		numbers, reset = minute, minute
	case minute == nil || s.state.variants[RateTripleSecond]:
		numbers, reset = second, second
	}
	if numbers == nil {
		numbers, reset = second, second
	}
	if numbers == nil {
		return
	}
	header.Set("RateLimit-Limit", strconv.Itoa(numbers.Requests))
	header.Set("RateLimit-Remaining", strconv.Itoa(numbers.Remaining))
	header.Set("RateLimit-Reset", simkit.WholeSeconds(reset.Reset))
}

// tellRefused is what a refusal tells beside what is left, or instead of it.
func (s *Simulator) tellRefused(header http.Header, wait time.Duration) {
	if s.state.variants.Any(RetryAfterSeconds, RetryAfterDate, RateSilent) {
		for name := range header {
			if strings.Contains(strings.ToLower(name), "ratelimit") {
				header.Del(name)
			}
		}
		s.tellWait(header, wait)
	}
}

// tellWait sets the headers that tell how long to wait, whatever is left.
func (s *Simulator) tellWait(header http.Header, wait time.Duration) {
	switch variants := s.state.variants; {
	case variants[RateSilent]:
	case variants[RetryAfterSeconds]:
		header.Set("Retry-After", simkit.WholeSeconds(wait))
	case variants[RetryAfterDate]:
		header.Set("Retry-After", simkit.RetryAfterDate(wait, s.now()))
	default:
		header.Set("RateLimit-Reset", simkit.WholeSeconds(wait))
	}
}
