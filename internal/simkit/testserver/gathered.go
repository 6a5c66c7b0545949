package testserver

import (
	"net/http"
	"sync"
)

// Gathered holds the requests that fit, in rounds of so many, until all of a round have come, so that none of them is answered before the
// last is under way.
func Gathered(count int, fits func(*http.Request) bool) func(http.Handler) http.Handler {
	var mu sync.Mutex
	came, round := 0, make(chan struct{})
	join := func() <-chan struct{} {
		mu.Lock()
		defer mu.Unlock()
		mine := round
		if came++; came%count == 0 {
			close(round)
			round = make(chan struct{})
		}
		return mine
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if fits(r) {
				select {
				case <-join():
				case <-r.Context().Done():
				}
			}
			next.ServeHTTP(w, r)
		})
	}
}
