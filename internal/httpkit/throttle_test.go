package httpkit_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
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

// fullest is the largest number of moments within any 60 seconds.
func fullest(moments []time.Time) int {
	most, first := 0, 0
	for i, moment := range moments {
		for moment.Sub(moments[first]) >= time.Minute {
			first++
		}
		most = max(most, i-first+1)
	}
	return most
}

func TestNoWindowHoldsMoreThanTheLimit(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name                        string
		server                      *rateServer
		limit, goroutines, requests int
	}{
		{"ten at a time", &rateServer{limit: 60, delay: 200 * time.Millisecond}, 60, 10, 300},
		{"all at once", &rateServer{limit: 60, delay: 2 * time.Second}, 60, 300, 300},
		{"told what remains", &rateServer{limit: 60, delay: 300 * time.Millisecond, headers: true}, 60, 10, 300},
		{"told by fixed minutes", &rateServer{limit: 60, delay: 300 * time.Millisecond, headers: true, fixed: true}, 60, 10, 300},
		{"unlimited server", &rateServer{limit: 1 << 30, delay: time.Second}, 7, 3, 30},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				server := test.server
				client := newClient(t, httpkit.Options{RequestsPerMinute: test.limit, Transport: server})
				elapsed := stopwatch()
				flood(t, client, test.goroutines, test.requests)
				if got := fullest(server.sent); got > test.limit {
					t.Errorf("%d requests were sent within 60 s", got)
				}
				if server.refused > 0 {
					t.Errorf("the server refused %d", server.refused)
				}
				if len(server.sent) != test.requests {
					t.Errorf("%d requests for %d", len(server.sent), test.requests)
				}
				windows := (test.requests - 1) / test.limit
				if got, atMost := elapsed(), time.Duration(windows)*66*time.Second+10*time.Second; got > atMost {
					t.Errorf("took %s, more than %s", got, atMost)
				}
			})
		})
	}
}

func TestThroughputNearsTheLimit(t *testing.T) {
	t.Parallel()
	const perMinute, minutes = 600, 10
	for _, headers := range []bool{false, true} {
		t.Run(fmt.Sprintf("headers %t", headers), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				server := &rateServer{limit: perMinute, delay: 400 * time.Millisecond, headers: headers}
				client := newClient(t, httpkit.Options{RequestsPerMinute: perMinute, Transport: server})
				elapsed := stopwatch()
				// The first window's worth goes at once, so that this many fill ten more windows.
				flood(t, client, 64, perMinute*(minutes+1))
				if got := float64(perMinute*minutes) / elapsed().Minutes(); got < 0.95*perMinute {
					t.Errorf("%.0f requests a minute", got)
				}
				if got := fullest(server.granted); got > perMinute || server.refused > 0 {
					t.Errorf("%d arrived within 60 s, %d were refused", got, server.refused)
				}
			})
		})
	}
}

func TestFirstAnswerTellsWhatIsLeft(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &rateServer{limit: 60, headers: true, delay: 100 * time.Millisecond}
		newProcess := func() *http.Client {
			return newClient(t, httpkit.Options{RequestsPerMinute: 60, Transport: server})
		}
		flood(t, newProcess(), 1, 56)
		time.Sleep(10 * time.Second)
		flood(t, newProcess(), 1, 30)
		if server.refused > 0 {
			t.Errorf("the second process ignored that 3 were left: %d refused", server.refused)
		}
	})
}

func TestAnswersOutOfOrderTellWhatIsLeft(t *testing.T) {
	t.Parallel()
	for range 20 { // the answers overtake each other at random
		synctest.Test(t, func(t *testing.T) {
			server := &rateServer{limit: 60, headers: true, delay: 500 * time.Millisecond}
			newProcess := func() *http.Client {
				return newClient(t, httpkit.Options{RequestsPerMinute: 60, Transport: server})
			}
			flood(t, newProcess(), 1, 56)
			flood(t, newProcess(), 10, 30)
			// Ten were on their way, to four places, before the first answer could tell.
			// Once the server has said when to come back, one at a time tries.
			if server.refused > 8 {
				t.Errorf("%d refused", server.refused)
			}
		})
	}
}

func TestRefusalVoidsWhatWasLeft(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := newClient(t, httpkit.Options{RequestsPerMinute: 60, Transport: network(
			func(request *http.Request) (*http.Response, error) {
				if request.Method == http.MethodGet {
					return answer(http.StatusOK, `{}`, "X-RateLimit-Remaining", "0"), nil
				}
				time.Sleep(time.Second)
				return answer(http.StatusTooManyRequests, `{}`, "Retry-After", "5"), nil
			},
		)})
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		go func() { _, _, _ = call(ctx, t, client, http.MethodDelete, apiURL, "") }()
		synctest.Wait()
		elapsed := stopwatch()
		if _, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, ""); err != nil {
			t.Error(err)
		}
		time.Sleep(3 * time.Second)
		if _, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, ""); err != nil {
			t.Error(err)
		}
		if got := elapsed(); got != 6*time.Second {
			t.Errorf("the server asked for 5 s after 1 s, and the next request went after %s", got)
		}
	})
}

func TestResetTellsWhenRoomIsBack(t *testing.T) {
	t.Parallel()
	for name, headers := range map[string][]string{
		"separate headers": {"RateLimit-Remaining", "0", "RateLimit-Reset", "20"},
		"older draft":      {"RateLimit", "limit=60, remaining=0, reset=20"},
		"newer draft":      {"RateLimit", `"burst";r=40;t=5, "default";r=0;t=20`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := newClient(t, httpkit.Options{RequestsPerMinute: 60, Transport: network(
					func(*http.Request) (*http.Response, error) { return answer(http.StatusOK, `{}`, headers...), nil },
				)})
				elapsed := stopwatch()
				flood(t, client, 1, 2)
				if got := elapsed(); got < 20*time.Second || got > 21*time.Second {
					t.Errorf("the second request went after %s", got)
				}
			})
		})
	}
}

func TestProcessesShareAnAllowance(t *testing.T) {
	t.Parallel()
	for _, headers := range []bool{false, true} {
		t.Run(fmt.Sprintf("headers %t", headers), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				server := &rateServer{limit: 60, headers: headers, delay: 200 * time.Millisecond}
				var both sync.WaitGroup
				for range 2 {
					client := newClient(t, httpkit.Options{RequestsPerMinute: 60, Transport: server})
					both.Go(func() { flood(t, client, 10, 150) })
				}
				both.Wait()
				if len(server.granted) != 300 {
					t.Errorf("%d requests were granted", len(server.granted))
				}
			})
		})
	}
}

func TestRefusalStopsTheWholeProcess(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		headers []string
		wait    time.Duration
	}{
		{"seconds", []string{"Retry-After", "17"}, 17 * time.Second},
		{"fraction", []string{"Retry-After", "2.5"}, 2500 * time.Millisecond},
		{"date by the server's clock", []string{
			"Date", "Mon, 05 Jan 2026 10:00:00 GMT", "Retry-After", "Mon, 05 Jan 2026 10:00:25 GMT",
		}, 25 * time.Second},
		{"date in the past", []string{"Retry-After", "Mon, 05 Jan 1998 10:00:25 GMT"}, time.Second},
		{"reset", []string{"X-RateLimit-Reset", "12"}, 12 * time.Second},
		{"reset as a time", []string{
			"Date", "Mon, 05 Jan 2026 10:00:00 GMT",
			"X-RateLimit-Reset", strconv.FormatInt(time.Date(2026, 1, 5, 10, 0, 40, 0, time.UTC).Unix(), 10),
		}, 40 * time.Second},
		{"Retry-After before reset", []string{"Retry-After", "3", "RateLimit-Reset", "50"}, 3 * time.Second},
		{"nothing said", nil, time.Minute},
		{"nonsense", []string{"Retry-After", "soon", "X-RateLimit-Reset", "NaN"}, time.Minute},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var mu sync.Mutex
				var sent []time.Time
				client := newClient(t, httpkit.Options{RequestsPerMinute: 60, Transport: network(
					func(*http.Request) (*http.Response, error) {
						mu.Lock()
						defer mu.Unlock()
						sent = append(sent, time.Now())
						if len(sent) == 1 {
							return answer(http.StatusTooManyRequests, `{}`, test.headers...), nil
						}
						return answer(http.StatusOK, `{}`), nil
					},
				)})
				begun := time.Now()
				var both sync.WaitGroup
				both.Go(func() { flood(t, client, 1, 1) })
				both.Go(func() {
					synctest.Wait()
					flood(t, client, 1, 1) // another request, which nobody refused
				})
				both.Wait()
				if len(sent) != 3 {
					t.Fatalf("%d requests", len(sent))
				}
				for _, at := range sent[1:] {
					if got := at.Sub(begun); got != test.wait {
						t.Errorf("went after %s", got)
					}
				}
			})
		})
	}
}

func TestRefusalsDoNotCountAsRetries(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		refusals := 0
		client := newClient(t, httpkit.Options{MaxRetries: 0, Transport: network(func(*http.Request) (*http.Response, error) {
			if refusals++; refusals <= 20 {
				return answer(http.StatusTooManyRequests, `{}`, "Retry-After", "5"), nil
			}
			return answer(http.StatusOK, `{}`), nil
		})})
		flood(t, client, 1, 1)
	})
}

func TestGivesUpAfterTenMinutesOfRefusals(t *testing.T) {
	t.Parallel()
	for _, retryAfter := range []string{"7", "3600"} {
		t.Run(retryAfter, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := newClient(t, httpkit.Options{MaxRetries: 5, RequestsPerMinute: 60, Transport: network(
					func(*http.Request) (*http.Response, error) {
						return answer(http.StatusTooManyRequests, `{"message":"slow down"}`, "Retry-After", retryAfter), nil
					},
				)})
				elapsed := stopwatch()
				status, body, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
				if err != nil || status != http.StatusTooManyRequests || body != `{"message":"slow down"}` {
					t.Errorf("the refusal itself was expected, got %d %q %v", status, body, err)
				}
				if got := elapsed(); got < 10*time.Minute || got > 11*time.Minute {
					t.Errorf("gave up after %s", got)
				}
			})
		})
	}
}

func TestOneSuccessRestoresPatience(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		client := newClient(t, httpkit.Options{Transport: network(func(request *http.Request) (*http.Response, error) {
			if request.Method == http.MethodGet || time.Since(begun) > 18*time.Minute {
				return answer(http.StatusOK, `{}`), nil
			}
			return answer(http.StatusTooManyRequests, `{}`, "Retry-After", "30"), nil
		})})
		var both sync.WaitGroup
		both.Go(func() { flood(t, client, 1, 1) })
		both.Go(func() {
			time.Sleep(9 * time.Minute)
			if _, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, ""); err != nil {
				t.Error(err)
			}
		})
		both.Wait()
	})
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		client := newClient(t, httpkit.Options{RequestsPerMinute: 1, Transport: network(
			func(*http.Request) (*http.Response, error) {
				sent++
				return answer(http.StatusOK, `{}`), nil
			},
		)})
		flood(t, client, 1, 1)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		elapsed := stopwatch()
		_, _, err := call(ctx, t, client, http.MethodPost, apiURL, `{}`)
		if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, httpkit.ErrNotSent) {
			t.Errorf("got %v", err)
		}
		if got := elapsed(); got != 10*time.Second || sent != 1 {
			t.Errorf("ended after %s with %d requests", got, sent)
		}
		flood(t, client, 1, 1) // whoever left took no place with them
		if got := elapsed(); got > 61*time.Second {
			t.Errorf("the next request went after %s", got)
		}
	})
}

func TestUnsentRequestsTakeNoPlace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		down := true
		client := newClient(t, httpkit.Options{RequestsPerMinute: 1, Transport: network(
			func(*http.Request) (*http.Response, error) {
				if down {
					return nil, refusedConnection()
				}
				return answer(http.StatusOK, `{}`), nil
			},
		)})
		elapsed := stopwatch()
		if _, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, ""); !errors.Is(err, httpkit.ErrNotSent) {
			t.Errorf("got %v", err)
		}
		down = false
		flood(t, client, 1, 1)
		if got := elapsed(); got > time.Second {
			t.Errorf("waited %s for a request that was never made", got)
		}
	})
}

func TestLongWaitsAreAnnounced(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		log := &journal{}
		client := newClient(t, httpkit.Options{RequestsPerMinute: 2, Logger: log, Transport: network(
			func(*http.Request) (*http.Response, error) { return answer(http.StatusOK, `{}`), nil },
		)})
		flood(t, client, 6, 6)
		var lines []string
		for _, line := range log.at("INFO") {
			lines = append(lines, line.msg)
		}
		if len(lines) != 2 {
			t.Fatalf("a line for each of two waits was expected, got %q", lines)
		}
		if want := "waiting 61 s for the rate limit: 2 requests a minute, "; lines[1] != want+"2 left to do" {
			t.Errorf("got %q", lines)
		}
	})
}
