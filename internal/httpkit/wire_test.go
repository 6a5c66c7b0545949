package httpkit_test

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

const pipeURL = "http://localhost"

// slowServer answers after a time and counts what it finished.
func slowServer(t *testing.T, delay time.Duration) (*http.Transport, *atomic.Int32) {
	t.Helper()
	var finished atomic.Int32
	return serve(t, http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		if _, err := io.Copy(io.Discard, request.Body); err != nil {
			return
		}
		select {
		case <-time.After(delay):
			finished.Add(1)
			_, _ = io.WriteString(w, `{"done":true}`)
		case <-request.Context().Done():
		}
	})), &finished
}

func TestCancelledContext(t *testing.T) {
	t.Parallel()
	for name, effect := range effects() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				transport, finished := slowServer(t, 10*time.Second)
				client := newClient(t, httpkit.Options{MaxRetries: 3, Transport: transport})
				ctx, cancel := context.WithTimeout(t.Context(), time.Second)
				defer cancel()
				elapsed := stopwatch()
				status, body, err := callAs(effect(ctx), t, client, http.MethodPost, pipeURL, `{}`)
				if name != "reads" {
					if status != http.StatusOK || body != `{"done":true}` || err != nil || finished.Load() != 1 {
						t.Errorf("a write on the wire was not seen through: %d %q %v", status, body, err)
					}
					return
				}
				if got := elapsed(); got != time.Second || !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("ended after %s with %v", got, err)
				}
			})
		})
	}
}

// TestKeptConnectionEnds has a server that takes a request over a kept connection and answers nothing. By its
// method alone, net/http would send it once more.
func TestKeptConnectionEnds(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]int{"reads": 2, "happens once": 1} {
		for _, content := range []string{"", `{}`} {
			t.Run(name+content, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					received := 0
					client := newClient(t, httpkit.Options{Transport: serve(t, http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
						if request.URL.Path == "/first" {
							return
						}
						if received++; received == 1 {
							panic(http.ErrAbortHandler)
						}
					}))})
					effect := effects()[name]
					if _, _, err := callAs(effect(t.Context()), t, client, http.MethodGet, pipeURL+"/first", ""); err != nil {
						t.Fatal(err)
					}
					_, _, err := callAs(effect(t.Context()), t, client, http.MethodGet, pipeURL+"/second", content)
					if received != want || (err == nil) != (want > 1) || errors.Is(err, httpkit.ErrNotSent) {
						t.Errorf("%d requests were received; %v", received, err)
					}
				})
			})
		}
	}
}

func TestCancelledWriteReturnsWhateverAnswer(t *testing.T) {
	t.Parallel()
	for _, want := range []struct {
		status int
		body   string
	}{{http.StatusBadGateway, "<html>"}, {http.StatusOK, `{"cut`}} {
		t.Run(want.body, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := newClient(t, httpkit.Options{MaxRetries: 3, Transport: network(func(*http.Request) (*http.Response, error) {
					time.Sleep(10 * time.Second)
					return answer(want.status, want.body), nil
				})})
				ctx, cancel := context.WithTimeout(t.Context(), time.Second)
				defer cancel()
				status, body, err := call(ctx, t, client, http.MethodPut, pipeURL, `{}`)
				if status != want.status || body != want.body || err != nil {
					t.Errorf("got %d %q %v", status, body, err)
				}
			})
		})
	}
}

func TestCancelledWriteIsBoundedAndNotRepeated(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		transport, _ := slowServer(t, time.Hour)
		var attempts atomic.Int32
		client := newClient(t, httpkit.Options{
			MaxRetries: 3, RequestTimeout: 20 * time.Second, Transport: transport,
			OnRequest: func(httpkit.Attempt) { attempts.Add(1) },
		})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		elapsed := stopwatch()
		_, _, err := call(ctx, t, client, http.MethodPut, pipeURL, `{}`)
		if got := elapsed(); got != 20*time.Second || attempts.Load() != 1 {
			t.Errorf("ended after %s and %d attempts", got, attempts.Load())
		}
		if err == nil || errors.Is(err, httpkit.ErrNotSent) {
			t.Errorf("it is unknown whether this was done: %v", err)
		}
	})
}

func TestCancelledWhileConnecting(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := newClient(t, httpkit.Options{MaxRetries: 3, Transport: &http.Transport{
			DialContext: func(context.Context, string, string) (net.Conn, error) { return neverConnected(t) },
		}})
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		elapsed := stopwatch()
		_, _, err := call(ctx, t, client, http.MethodPost, pipeURL, `{}`)
		if got := elapsed(); got != time.Second {
			t.Errorf("ended after %s", got)
		}
		if !errors.Is(err, context.Canceled) || !errors.Is(err, httpkit.ErrNotSent) {
			t.Errorf("got %v", err)
		}
	})
}

func TestTimeoutIsPerAttempt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		transport, _ := slowServer(t, time.Hour)
		var attempts atomic.Int32
		client := newClient(t, httpkit.Options{
			MaxRetries: 2, RequestTimeout: 10 * time.Second, Limits: []httpkit.Limit{httpkit.PerMinute(1)}, Transport: transport,
			OnRequest: func(httpkit.Attempt) { attempts.Add(1) },
		})
		elapsed := stopwatch()
		_, _, err := call(t.Context(), t, client, http.MethodGet, pipeURL, "")
		if !errors.Is(err, context.DeadlineExceeded) || attempts.Load() != 3 {
			t.Errorf("got %v after %d attempts", err, attempts.Load())
		}
		// Three times 10 s, and twice a minute of throttling that no timeout cut short.
		if got := elapsed(); got < 150*time.Second || got > 152*time.Second {
			t.Errorf("took %s", got)
		}
		if want := "no answer within 10s: context deadline exceeded"; httpkit.Cause(err).Error() != want {
			t.Errorf("got %q", httpkit.Cause(err))
		}
	})
}

// neverConnected dials for longer than any attempt waits. http.Transport does not end a dial with
// the request that began it.
func neverConnected(t *testing.T) (net.Conn, error) {
	t.Helper()
	<-t.Context().Done() // the test's end
	return nil, refusedConnection()
}

// TestNotSent makes a POST fail in every way a connection can.
func TestNotSent(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		url      string
		dial     func(*testing.T) (net.Conn, error)
		notSent  bool
		attempts int
	}{
		{"refused", pipeURL, func(*testing.T) (net.Conn, error) { return nil, refusedConnection() }, true, 3},
		{"never connected", pipeURL, neverConnected, true, 3},
		{"closed during the TLS handshake", "https://localhost", func(*testing.T) (net.Conn, error) {
			client, server := net.Pipe()
			return client, server.Close()
		}, true, 3},
		{"closed before the answer", pipeURL, func(*testing.T) (net.Conn, error) {
			client, server := net.Pipe()
			go func() {
				_, _ = server.Read(make([]byte, 1<<16))
				_ = server.Close()
			}()
			return client, nil
		}, false, 1},
		{"closed before it was written", pipeURL, func(*testing.T) (net.Conn, error) {
			client, server := net.Pipe()
			return client, server.Close()
		}, false, 1},
		{"plain http", "http://api.example.com", nil, true, 0},
		{"no http at all", "ftp://api.example.com", nil, true, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var attempts atomic.Int32
				client := newClient(t, httpkit.Options{
					MaxRetries: 2,
					OnRequest:  func(httpkit.Attempt) { attempts.Add(1) },
					Transport: &http.Transport{
						DialContext:     func(context.Context, string, string) (net.Conn, error) { return test.dial(t) },
						TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12},
					},
				})
				_, _, err := call(t.Context(), t, client, http.MethodPost, test.url, `{}`)
				if err == nil || errors.Is(err, httpkit.ErrNotSent) != test.notSent {
					t.Errorf("not sent: %t, %v", errors.Is(err, httpkit.ErrNotSent), err)
				}
				if got := int(attempts.Load()); got != test.attempts {
					t.Errorf("%d attempts", got)
				}
			})
		})
	}
}

func TestEarlierAttemptMayHaveBeenProcessed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		first   func() (*http.Response, error)
		notSent bool
	}{
		"server error": {func() (*http.Response, error) { return answer(http.StatusInternalServerError, `{}`), nil }, false},
		"lost answer":  {func() (*http.Response, error) { return nil, io.ErrUnexpectedEOF }, false},
		"rate refusal": {func() (*http.Response, error) {
			return answer(http.StatusTooManyRequests, `{}`, "Retry-After", "1"), nil
		}, true},
		"no connection": {func() (*http.Response, error) { return nil, refusedConnection() }, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				attempts := 0
				client := newClient(t, httpkit.Options{MaxRetries: 1, Transport: network(func(*http.Request) (*http.Response, error) {
					if attempts++; attempts == 1 {
						return test.first()
					}
					return nil, refusedConnection()
				})})
				_, _, err := call(t.Context(), t, client, http.MethodDelete, apiURL, "")
				if err == nil || errors.Is(err, httpkit.ErrNotSent) != test.notSent {
					t.Errorf("not sent: %t, %v", errors.Is(err, httpkit.ErrNotSent), err)
				}
			})
		})
	}
}
