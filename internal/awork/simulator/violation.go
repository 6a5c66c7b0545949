package simulator

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// Violation is something that no client may do, though the real service would have let it happen, or
// would have refused it when the harm was done.
type Violation struct {
	At      time.Time
	Request string // method and path
	What    string
}

// Violations gives what the client must not have done so far.
func (s *Simulator) Violations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.state.violations)
}

// ForgetViolations gives the violations and forgets them, for a test that provokes some.
func (s *Simulator) ForgetViolations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	violations := s.state.violations
	s.state.violations = nil
	return violations
}

// violate notes a violation. The lock is held.
func (s *state) violate(r *http.Request, what string) {
	s.violations = append(s.violations, Violation{At: s.now(), Request: r.Method + " " + r.URL.Path, What: what})
}

// tokenInQuery reports whether a request carries a token in its address, which is a violation.
func (f *face) tokenInQuery(r *http.Request) bool {
	for name, values := range r.URL.Query() {
		if !slices.Contains([]string{"access_token", "token", "api_key", "apikey"}, strings.ToLower(name)) &&
			!slices.ContainsFunc(values, f.isToken) {
			continue
		}
		f.mu.Lock()
		defer f.mu.Unlock()
		f.state.violate(r, "a token is in the address, and ends up in logs")
		return true
	}
	return false
}

func (f *face) isToken(text string) bool {
	_, known := f.tokens.Account(text)
	return known
}

// astray notes a request that is meant for another host.
func (s *Simulator) astray(r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.violate(r, "the request is meant for "+r.Host)
}
