package httpkit_test

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// TestWhatCountsAsGranted has one answer among refusals for the rate, which end the client's patience ten minutes after the
// last request that was granted. A server in trouble has granted nothing.
func TestWhatCountsAsGranted(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]time.Duration{
		http.StatusOK: 15 * time.Minute, http.StatusNotFound: 15 * time.Minute, 499: 15 * time.Minute,
		http.StatusInternalServerError: 10 * time.Minute, http.StatusBadGateway: 10 * time.Minute,
	} {
		synctest.Test(t, func(t *testing.T) {
			requests := 0
			client := newClient(t, httpkit.Options{Transport: network(func(*http.Request) (*http.Response, error) {
				if requests++; requests == 2 {
					return answer(status, `{}`), nil
				}
				return answer(http.StatusTooManyRequests, `{}`, "Retry-After", "300"), nil
			})})
			elapsed := stopwatch()
			for _, expected := range []int{status, http.StatusTooManyRequests} {
				if got, _, err := call(t.Context(), t, client, http.MethodPost, apiURL, `{}`); got != expected || err != nil {
					t.Errorf("%d: got %d, %v", status, got, err)
				}
			}
			if got := elapsed(); got != want {
				t.Errorf("%d: the patience ends after %s, want %s", status, got, want)
			}
		})
	}
}

// TestWhichWaitsAreLong announces those of more than five seconds, and each once.
func TestWhichWaitsAreLong(t *testing.T) {
	t.Parallel()
	const guard = 100 * time.Millisecond
	for wait, want := range map[time.Duration]int{5 * time.Second: 0, 5*time.Second + 1: 1} {
		synctest.Test(t, func(t *testing.T) {
			log := &journal{}
			client := newClient(t, httpkit.Options{
				Limits: []httpkit.Limit{{Requests: 1, Window: wait - guard}}, Logger: log,
				Transport: network(func(*http.Request) (*http.Response, error) { return answer(http.StatusOK, `{}`), nil }),
			})
			elapsed := stopwatch()
			mustCall(t, client)
			mustCall(t, client)
			if got := len(log.at("INFO")); got != want || elapsed() != wait {
				t.Errorf("%s: %d lines after %s, want %d", wait, got, elapsed(), want)
			}
		})
	}
}

// TestWhoLeavesTheQueueTakesNoPlace has one of three that wait give up: whichever it is, the others go as soon as they can.
func TestWhoLeavesTheQueueTakesNoPlace(t *testing.T) {
	t.Parallel()
	const window = time.Minute + 100*time.Millisecond
	for leaves := range 3 {
		synctest.Test(t, func(t *testing.T) {
			client := newClient(t, httpkit.Options{
				Limits:    []httpkit.Limit{httpkit.PerMinute(1)},
				Transport: network(func(*http.Request) (*http.Response, error) { return answer(http.StatusOK, `{}`), nil }),
			})
			mustCall(t, client)
			elapsed := stopwatch()
			went := make(chan time.Duration, 3)
			for i := range 3 {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if i == leaves {
					time.AfterFunc(time.Second, cancel)
				}
				go func() {
					if _, _, err := call(ctx, t, client, http.MethodPost, apiURL, `{}`); err == nil {
						went <- elapsed()
					}
				}()
				synctest.Wait() // they queue in this order
			}
			for i, want := range []time.Duration{window, 2 * window} {
				if got := <-went; got != want {
					t.Errorf("with number %d gone, request %d went after %s, want %s", leaves, i, got, want)
				}
			}
		})
	}
}
