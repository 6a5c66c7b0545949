package simulator

import (
	"net/http"
	"strconv"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// admit counts a request of an account, and sets the headers that tell what is left. If nothing is
// left, the answer has to be the refusal, whose headers tell how long to wait.
func (s *Simulator) admit(account Account, header http.Header) bool {
	left, wait := s.limits.Admit(strconv.FormatInt(account.UserID, 10), s.now())
	for _, limit := range left {
		s.tellLeft(header, limit)
	}
	if wait > 0 {
		s.tellWait(header, wait)
	}
	return wait == 0
}

func (s *Simulator) tellLeft(header http.Header, left simkit.Left) {
	variants := s.state.variants
	switch {
	case variants[RateLimitSilent]:
	case variants[RateLimitDraft]:
		header.Set("RateLimit-Limit", strconv.Itoa(left.Requests))
		header.Set("RateLimit-Remaining", strconv.Itoa(left.Remaining))
		header.Set("RateLimit-Reset", simkit.WholeSeconds(left.Reset))
	default:
		header.Set("X-RateLimit-Limit", strconv.Itoa(left.Requests))
		header.Set("X-RateLimit-Remaining", strconv.Itoa(left.Remaining))
		if variants[RateLimitMillis] {
			header.Set("X-RateLimit-Reset", millis(s.now().Add(left.Reset)))
		}
	}
}

// tellWait sets the header that tells how long to wait.
func (s *Simulator) tellWait(header http.Header, wait time.Duration) {
	variants := s.state.variants
	switch {
	case variants[RateLimitSilent]:
	case variants[RateLimitDraft]:
		header.Set("RateLimit-Remaining", "0")
		header.Set("RateLimit-Reset", simkit.WholeSeconds(wait))
	case variants[RateLimitMillis]:
		header.Set("X-RateLimit-Remaining", "0")
		header.Set("X-RateLimit-Reset", millis(s.now().Add(wait)))
	case variants[RetryAfterDate]:
		header.Set("Retry-After", simkit.RetryAfterDate(wait, s.now()))
	default:
		header.Set("Retry-After", simkit.WholeSeconds(wait))
	}
}

func millis(at time.Time) string { return strconv.FormatInt(at.UnixMilli(), 10) }
