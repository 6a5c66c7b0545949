package httpkit_test

import (
	"context"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"time"
)

// rateServer grants a number of requests a minute, to all clients together, and counts them when
// they arrive. Its answers take a random time on either way.
type rateServer struct {
	limit int
	// fixed counts in minutes that begin with the first request, as Laravel does; else the window slides.
	fixed bool
	// headers tells clients what remains, delay is the longest time either way.
	headers bool
	delay   time.Duration

	mu      sync.Mutex
	sent    []time.Time // all, when they were sent
	granted []time.Time // when they arrived
	opened  time.Time   // of the fixed window
	refused int
}

func (s *rateServer) RoundTrip(*http.Request) (*http.Response, error) {
	s.mu.Lock()
	s.sent = append(s.sent, time.Now())
	s.mu.Unlock()
	s.travel()
	granted, remaining, wait := s.arrive(time.Now())
	s.travel()
	var headers []string
	if s.headers {
		headers = []string{"X-RateLimit-Limit", strconv.Itoa(s.limit), "X-RateLimit-Remaining", strconv.Itoa(remaining)}
	}
	if !granted {
		return answer(http.StatusTooManyRequests, `{}`, append(headers, "Retry-After", strconv.Itoa(wait))...), nil
	}
	return answer(http.StatusOK, `{}`, headers...), nil
}

func (s *rateServer) travel() {
	if s.delay > 0 {
		time.Sleep(rand.N(s.delay))
	}
}

func (s *rateServer) arrive(now time.Time) (granted bool, remaining, wait int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	since := now.Add(-time.Minute)
	if s.fixed {
		if now.Sub(s.opened) >= time.Minute {
			s.opened = now
		}
		since = s.opened.Add(-1)
	}
	used, oldest := 0, now
	for i := len(s.granted) - 1; i >= 0 && s.granted[i].After(since); i-- {
		used, oldest = used+1, s.granted[i]
	}
	if used >= s.limit {
		s.refused++
		if s.fixed {
			oldest = s.opened
		}
		return false, 0, int(oldest.Add(time.Minute).Sub(now).Seconds()) + 1
	}
	s.granted = append(s.granted, now)
	return true, s.limit - used - 1, 0
}

// flood makes requests from many goroutines until their number is reached.
func flood(tb testing.TB, client *http.Client, goroutines, requests int) {
	tb.Helper()
	jobs := make(chan struct{}, requests)
	for range requests {
		jobs <- struct{}{}
	}
	close(jobs)
	var all sync.WaitGroup
	for range goroutines {
		all.Go(func() {
			for range jobs {
				status, _, err := call(context.Background(), tb, client, http.MethodPost, apiURL+"/members", `{}`)
				if err != nil || status != http.StatusOK {
					tb.Errorf("got %d, %v", status, err)
				}
			}
		})
	}
	all.Wait()
}

// fullest is the largest number of moments within any span of that length.
func fullest(moments []time.Time, window time.Duration) int {
	most, first := 0, 0
	for i, moment := range moments {
		for moment.Sub(moments[first]) >= window {
			first++
		}
		most = max(most, i-first+1)
	}
	return most
}
