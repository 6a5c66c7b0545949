package testserver

import (
	"net/http"
	"sync/atomic"
)

// Gathered holds the requests that fit until so many of them are under way at once, so that none is answered before the last has come.
func Gathered(count int64, fits func(*http.Request) bool) func(http.Handler) http.Handler {
	var came atomic.Int64
	all := make(chan struct{})
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if fits(r) {
				if came.Add(1) == count {
					close(all)
				}
				select {
				case <-all:
				case <-r.Context().Done():
				}
			}
			next.ServeHTTP(w, r)
		})
	}
}
