package httpkit_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

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
				client := newClient(t, httpkit.Options{Limits: []httpkit.Limit{httpkit.PerMinute(test.limit)}, Transport: server})
				elapsed := stopwatch()
				flood(t, client, test.goroutines, test.requests)
				if got := fullest(server.sent, time.Minute); got > test.limit {
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

// TestSeveralLimits has a limit for each of several spans, none of which may hold more.
func TestSeveralLimits(t *testing.T) {
	t.Parallel()
	for name, limits := range map[string][]httpkit.Limit{
		"second and minute": {{Requests: 5, Window: time.Second}, {Requests: 40, Window: time.Minute}},
		"minute and second": {{Requests: 40, Window: time.Minute}, {Requests: 5, Window: time.Second}},
		"with one that is none": {
			{Requests: 0, Window: time.Second}, {Requests: 40}, {Requests: 5, Window: time.Second}, {Requests: 40, Window: time.Minute},
		},
		"odd span": {{Requests: 7, Window: 1500 * time.Millisecond}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				server := &rateServer{limit: 1 << 30, delay: 200 * time.Millisecond}
				client := newClient(t, httpkit.Options{Limits: limits, Transport: server})
				elapsed := stopwatch()
				const requests = 100
				flood(t, client, 20, requests)
				slowest := time.Duration(0)
				for _, limit := range limits {
					if limit.Requests == 0 || limit.Window == 0 {
						continue
					}
					if got := fullest(server.sent, limit.Window); got != limit.Requests {
						t.Errorf("%d requests were sent within %s, want %d", got, limit.Window, limit.Requests)
					}
					perWindow := limit.Window + 600*time.Millisecond // its guard, and the way there and back
					slowest = max(slowest, perWindow*time.Duration((requests-1)/limit.Requests+1))
				}
				if got := elapsed(); got > slowest {
					t.Errorf("took %s, more than %s", got, slowest)
				}
			})
		})
	}
}

// TestServerCountsInSeveralWindows follows what the server says of each, and takes what it says of one of
// them without saying of which for nothing.
func TestServerCountsInSeveralWindows(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		second, minute string
		wait           time.Duration
	}{
		"room in both":        {"49", "2999", 0},
		"the second is full":  {"0", "2999", time.Second},
		"the minute is full":  {"49", "0", time.Minute},
		"both are full":       {"0", "0", time.Minute},
		"one left in each":    {"1", "1", 0},
		"nothing is readable": {"many", "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := newClient(t, httpkit.Options{
					Limits: []httpkit.Limit{{Requests: 50, Window: time.Second}, httpkit.PerMinute(1000)},
					Transport: network(func(*http.Request) (*http.Response, error) {
						return answer(http.StatusOK, `{}`, "RateLimit-Limit", "50", "RateLimit-Remaining", "49", "RateLimit-Reset", "47",
							"X-RateLimit-Limit-Second", "50", "X-RateLimit-Remaining-Second", test.second,
							"X-RateLimit-Limit-Minute", "3000", "X-RateLimit-Remaining-Minute", test.minute), nil
					}),
				})
				elapsed := stopwatch()
				flood(t, client, 1, 2)
				if got := elapsed().Truncate(time.Second); got != test.wait {
					t.Errorf("the second request went after %s, want %s", got, test.wait)
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
				client := newClient(t, httpkit.Options{Limits: []httpkit.Limit{httpkit.PerMinute(perMinute)}, Transport: server})
				elapsed := stopwatch()
				// The first window's worth goes at once, so that this many fill ten more windows.
				flood(t, client, 64, perMinute*(minutes+1))
				if got := float64(perMinute*minutes) / elapsed().Minutes(); got < 0.95*perMinute {
					t.Errorf("%.0f requests a minute", got)
				}
				if got := fullest(server.granted, time.Minute); got > perMinute || server.refused > 0 {
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
			return newClient(t, httpkit.Options{Limits: []httpkit.Limit{httpkit.PerMinute(60)}, Transport: server})
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
				return newClient(t, httpkit.Options{Limits: []httpkit.Limit{httpkit.PerMinute(60)}, Transport: server})
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
				client := newClient(t, httpkit.Options{Limits: []httpkit.Limit{httpkit.PerMinute(60)}, Transport: network(
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
					client := newClient(t, httpkit.Options{Limits: []httpkit.Limit{httpkit.PerMinute(60)}, Transport: server})
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

func TestWaitingEndsWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		client := newClient(t, httpkit.Options{Limits: []httpkit.Limit{httpkit.PerMinute(1)}, Transport: network(
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
		if want := "waiting for the rate limit (1 request a minute): context deadline exceeded"; httpkit.Cause(err).Error() != want {
			t.Errorf("got %q", httpkit.Cause(err))
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
		client := newClient(t, httpkit.Options{Limits: []httpkit.Limit{httpkit.PerMinute(1)}, Transport: network(
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
		client := newClient(t, httpkit.Options{Limits: []httpkit.Limit{httpkit.PerMinute(2)}, Logger: log, Transport: network(
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
