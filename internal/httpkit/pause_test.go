package httpkit_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

func TestRefusalVoidsWhatWasLeft(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := newClient(t, httpkit.Options{Limits: []httpkit.Limit{httpkit.PerMinute(60)}, Transport: network(
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
		{"reset as a time in milliseconds", []string{
			"Date", "Mon, 05 Jan 2026 10:00:00 GMT",
			"X-RateLimit-Reset", strconv.FormatInt(time.Date(2026, 1, 5, 10, 0, 40, 0, time.UTC).UnixMilli(), 10),
		}, 40 * time.Second},
		{"reset as a time in nanoseconds", []string{
			"Date", "Mon, 05 Jan 2026 10:00:00 GMT",
			"X-RateLimit-Reset", strconv.FormatInt(time.Date(2026, 1, 5, 10, 0, 40, 0, time.UTC).UnixNano(), 10),
		}, 40 * time.Second},
		{"full second", []string{
			"RateLimit-Reset", "47", "X-RateLimit-Remaining-Second", "0", "X-RateLimit-Remaining-Minute", "12",
		}, time.Second},
		{"full minute", []string{
			"RateLimit-Reset", "47", "X-RateLimit-Remaining-Second", "0", "X-RateLimit-Remaining-Minute", "0",
		}, 47 * time.Second},
		{"full minute without reset", []string{"X-RateLimit-Remaining-Second", "3", "X-RateLimit-Remaining-Minute", "0"}, time.Minute},
		{"some window", []string{"RateLimit-Reset", "47", "X-RateLimit-Limit-Second", "50"}, time.Second},
		{"a day", []string{"Retry-After", "86400"}, 10 * time.Minute},
		{"reset in a day", []string{"X-RateLimit-Reset", "86400"}, 10 * time.Minute},
		{"endless", []string{"X-RateLimit-Reset", "1e300"}, 10 * time.Minute},
		{"Retry-After before reset", []string{"Retry-After", "3", "RateLimit-Reset", "50"}, 3 * time.Second},
		{"nothing said", nil, time.Minute},
		{"nonsense", []string{"Retry-After", "soon", "X-RateLimit-Reset", "NaN"}, time.Minute},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var mu sync.Mutex
				var sent []time.Time
				client := newClient(t, httpkit.Options{Limits: []httpkit.Limit{httpkit.PerMinute(60)}, Transport: network(
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
	for _, test := range []struct {
		header, value, said string
	}{
		{"Retry-After", "7", "the server asked for 7s by Retry-After"},
		{"Retry-After", "86400", "the server asked for 24h0m0s by Retry-After"},
		{"X-RateLimit-Reset", "3600", "the server asked for 1h0m0s by the reset of its rate limit"},
		{"X-Nothing", "1", "the server did not say for how long it refuses more"},
	} {
		t.Run(test.header+" "+test.value, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				log := &journal{}
				client := newClient(t, httpkit.Options{
					MaxRetries: 5, Limits: []httpkit.Limit{httpkit.PerMinute(60)}, Logger: log,
					Transport: network(func(*http.Request) (*http.Response, error) {
						return answer(http.StatusTooManyRequests, `{"message":"slow down"}`, test.header, test.value), nil
					}),
				})
				elapsed := stopwatch()
				request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, apiURL, nil)
				if err != nil {
					t.Fatal(err)
				}
				refusal, err := client.Do(request)
				if err != nil {
					t.Fatal(err)
				}
				body, err := io.ReadAll(refusal.Body)
				if err = errors.Join(err, refusal.Body.Close()); err != nil || refusal.StatusCode != http.StatusTooManyRequests || string(body) != `{"message":"slow down"}` {
					t.Errorf("the refusal itself was expected, got %d %q %v", refusal.StatusCode, body, err)
				}
				if got := elapsed(); got != 10*time.Minute {
					t.Errorf("gave up after %s", got)
				}
				if got, want := httpkit.WaitedInVain(refusal), "nothing was granted for 10m0s, and "+test.said; got != want {
					t.Errorf("it says %q, want %q", got, want)
				}
				if text := log.text(t); !strings.Contains(text, "for the rate limit: "+test.said+", 1 left to do") {
					t.Errorf("the log says %s", text)
				}
			})
		})
	}
}

// TestWaitAfterARefusalEndsWithTheContext says what was waited for.
func TestWaitAfterARefusalEndsWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := newClient(t, httpkit.Options{Transport: network(func(*http.Request) (*http.Response, error) {
			return answer(http.StatusTooManyRequests, `{}`, "Retry-After", "86400"), nil
		})})
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		elapsed := stopwatch()
		_, _, err := call(ctx, t, client, http.MethodPost, apiURL, `{}`)
		if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, httpkit.ErrNotSent) || elapsed() != 5*time.Second {
			t.Errorf("got %v after %s", err, elapsed())
		}
		if want := "waiting for the rate limit (the server asked for 24h0m0s by Retry-After): context deadline exceeded"; httpkit.Cause(err).Error() != want {
			t.Errorf("got %q", httpkit.Cause(err))
		}
	})
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
