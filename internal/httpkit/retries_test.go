package httpkit_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

func refusedConnection() error {
	return &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
}

// effects are all that can be said of a request.
func effects() map[string]func(context.Context) context.Context {
	with := func(effect httpkit.Effect) func(context.Context) context.Context {
		return func(ctx context.Context) context.Context { return httpkit.WithEffect(ctx, effect) }
	}
	return map[string]func(context.Context) context.Context{
		"reads": with(httpkit.Reads), "may repeat": with(httpkit.MayRepeat), "happens once": with(httpkit.HappensOnce),
		"nothing said": func(ctx context.Context) context.Context { return ctx },
	}
}

// TestRetries repeats by what a request does, whatever its method.
func TestRetries(t *testing.T) {
	t.Parallel()
	reset := &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)}
	const once, four = 1, 4 // four: the first and three retries

	for _, test := range []struct {
		name    string
		outcome outcome
		// again is how often a request goes that may be repeated, and single how often one that may not.
		again, single int
	}{
		{"success", outcome{status: 200, body: `{}`}, once, once},
		{"empty success", outcome{status: 200, body: ""}, once, once},
		{"refusal", outcome{status: 400, body: `{}`}, once, once},
		{"absence", outcome{status: 404, body: `{}`}, once, once},
		{"server error", outcome{status: 500, body: `{}`}, four, once},
		{"no such method", outcome{status: 501, body: `{}`}, once, once},
		{"gateway", outcome{status: 502, body: "<html>"}, four, once},
		{"overload", outcome{status: 503, body: ""}, four, once},
		{"overload that names the wait", outcome{status: 503, retryAfter: "1"}, four, once},
		{"gateway timeout", outcome{status: 504, body: "<html>"}, four, once},
		{"failure of another kind", outcome{status: 520, body: `{"success":false}`}, four, once},
		{"cut JSON", outcome{status: 200, body: `{"data":[`}, four, once},
		{"page of a proxy", outcome{status: 200, body: "<html>", kind: "text/html"}, four, once},
		{"cut connection", outcome{status: 200, body: `{"data":`, cut: true}, four, once},
		{"reset", outcome{err: reset}, four, once},
		{"timeout", outcome{err: context.DeadlineExceeded}, four, once},
		{"end of file", outcome{err: io.ErrUnexpectedEOF}, four, once},
		{"refused connection", outcome{err: refusedConnection()}, four, four},
		{"unknown host", outcome{err: &net.OpError{Op: "dial", Err: &net.DNSError{IsNotFound: true}}}, once, once},
	} {
		for name, effect := range effects() {
			t.Run(test.name+", "+name, func(t *testing.T) {
				t.Parallel()
				method, want := http.MethodPost, test.again
				if name == "happens once" || name == "nothing said" {
					method, want = http.MethodGet, test.single
				}
				synctest.Test(t, func(t *testing.T) {
					var bodies []string
					client := newClient(t, httpkit.Options{MaxRetries: 3, Transport: network(
						func(request *http.Request) (*http.Response, error) {
							body, err := io.ReadAll(request.Body)
							if err != nil {
								t.Error(err)
							}
							bodies = append(bodies, string(body))
							return test.outcome.RoundTrip(request)
						},
					)})
					status, _, err := callAs(effect(t.Context()), t, client, method, apiURL, `{"name":"x"}`)
					if len(bodies) != want {
						t.Errorf("%d attempts, expected %d", len(bodies), want)
					}
					for _, body := range bodies {
						if body != `{"name":"x"}` {
							t.Errorf("an attempt carried %q", body)
						}
					}
					wantErr := test.outcome.err
					if test.outcome.cut {
						wantErr = errCut
					}
					if !errors.Is(err, wantErr) || wantErr == nil && status != test.outcome.status {
						t.Errorf("the last outcome was expected, got %d %v", status, err)
					}
				})
			})
		}
	}
}

// outcome is what becomes of a request.
type outcome struct {
	status     int
	body, kind string
	retryAfter string
	// cut ends the connection after the body.
	cut bool
	err error
}

func (o outcome) RoundTrip(*http.Request) (*http.Response, error) {
	if o.err != nil {
		return nil, o.err
	}
	made := answer(o.status, o.body, "Content-Type", cmp.Or(o.kind, "application/json"))
	if o.retryAfter != "" {
		made.Header.Set("Retry-After", o.retryAfter)
	}
	if o.cut {
		made.Body = io.NopCloser(io.MultiReader(strings.NewReader(o.body), failingReader{}))
	}
	return made, nil
}

var errCut = errors.New("cut off")

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, errCut }

func TestRecoversAfterAFailure(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		attempts := 0
		client := newClient(t, httpkit.Options{MaxRetries: 5, Transport: network(func(*http.Request) (*http.Response, error) {
			if attempts++; attempts < 4 {
				return answer(http.StatusBadGateway, "<html>"), nil
			}
			return answer(http.StatusOK, `{"ok":true}`), nil
		})})
		elapsed := stopwatch()
		status, body, err := call(t.Context(), t, client, http.MethodPut, apiURL, `{}`)
		if status != http.StatusOK || body != `{"ok":true}` || err != nil {
			t.Errorf("got %d %q %v", status, body, err)
		}
		// Between once and twice 1 s, 2 s and 3 s.
		if got := elapsed(); got < 6*time.Second || got > 12*time.Second {
			t.Errorf("three waits took %s", got)
		}
	})
}

func TestOverloadedServerNamesTheWait(t *testing.T) {
	t.Parallel()
	for hint, want := range map[string]time.Duration{"20": 20 * time.Second, "86400": time.Minute} {
		t.Run(hint, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				attempts := 0
				var said []string
				announcer := httpkit.Announcer(func(msg string) { said = append(said, msg) })
				client := newClient(t, httpkit.Options{MaxRetries: 1, Logger: announcer, Transport: network(func(*http.Request) (*http.Response, error) {
					if attempts++; attempts == 1 {
						return answer(http.StatusServiceUnavailable, "", "Retry-After", hint), nil
					}
					return answer(http.StatusOK, ""), nil
				})})
				elapsed := stopwatch()
				if _, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, ""); err != nil {
					t.Error(err)
				}
				if got := elapsed(); got != want {
					t.Errorf("waited %s", got)
				}
				line := fmt.Sprintf("waiting %d s to try again, as the server asked by Retry-After when it answered 503", int(want.Seconds()))
				if !slices.Equal(said, []string{line}) {
					t.Errorf("announced %q", said)
				}
			})
		})
	}
}

func TestBackoffEndsWithTheContext(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		failure func() (*http.Response, error)
		notSent bool
	}{
		{"after an answer", func() (*http.Response, error) { return answer(http.StatusBadGateway, ""), nil }, false},
		{"without a connection", func() (*http.Response, error) { return nil, refusedConnection() }, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := newClient(t, httpkit.Options{MaxRetries: 5, RetryWait: time.Minute, Transport: network(
					func(*http.Request) (*http.Response, error) { return test.failure() },
				)})
				ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
				defer cancel()
				elapsed := stopwatch()
				_, _, err := call(ctx, t, client, http.MethodPut, apiURL, `{}`)
				if got := elapsed(); got != 5*time.Second {
					t.Errorf("ended after %s", got)
				}
				if !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, httpkit.ErrNotSent) != test.notSent {
					t.Errorf("got %v, not sent: %t", err, errors.Is(err, httpkit.ErrNotSent))
				}
			})
		})
	}
}

func TestValidBodyDecides(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		attempts := 0
		client := newClient(t, httpkit.Options{
			MaxRetries: 2,
			ValidBody:  func(_ *http.Response, body []byte) bool { return string(body) == "good" },
			Transport: network(func(*http.Request) (*http.Response, error) {
				if attempts++; attempts == 1 {
					return answer(http.StatusOK, "bad"), nil
				}
				return answer(http.StatusOK, "good"), nil
			}),
		})
		if _, body, err := call(t.Context(), t, client, http.MethodGet, apiURL, ""); body != "good" || err != nil {
			t.Errorf("got %q %v", body, err)
		}
	})
}
