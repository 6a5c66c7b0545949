package v2_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	v2 "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/v2"
)

// tripper is a transport that does what the test says.
type tripper func(*http.Request) (*http.Response, error)

func (t tripper) RoundTrip(r *http.Request) (*http.Response, error) { return t(r) }

func over(t *testing.T, transport tripper) api.Scope {
	t.Helper()
	client, err := v2.New(&http.Client{Transport: transport}, "https://api.example.com/api/v2")
	if err != nil {
		t.Fatal(err)
	}
	return client.In("1")
}

func answering(body io.Reader) tripper {
	return func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(body), Request: r}, nil
	}
}

func TestTransportErrors(t *testing.T) {
	t.Parallel()
	reset := &net.OpError{Op: "read", Net: "tcp", Err: errors.New("connection reset by peer")}
	for name, c := range map[string]struct {
		err     error
		notSent map[string]bool // by method
	}{
		"local refusal": {
			fmt.Errorf("waiting for the rate limit: %w: %w", httpkit.ErrNotSent, context.Canceled),
			map[string]bool{http.MethodGet: true, http.MethodPost: true, http.MethodPut: true},
		},
		"lost answer": {reset, map[string]bool{http.MethodGet: false, http.MethodPost: false, http.MethodPut: false}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			members := over(t, func(*http.Request) (*http.Response, error) { return nil, c.err }).Members()
			calls := map[string]func() error{
				http.MethodGet: func() error {
					_, err := members.Page(t.Context(), api.MemberFilter{Email: "jane@example.com"}, 1)
					return err
				},
				http.MethodPost: func() error {
					_, err := members.Invite(t.Context(), api.MemberInvite{Email: "jane@example.com"})
					return err
				},
				http.MethodPut: func() error {
					_, err := members.Update(t.Context(), "5", api.MemberUpdate{})
					return err
				},
			}
			for method, call := range calls {
				err := call()
				if !errors.Is(err, c.err) {
					t.Errorf("%s: %v does not wrap the cause", method, err)
				}
				if got := errors.Is(err, remote.ErrNotSent); got != c.notSent[method] || remote.IsUncertain(err) == got {
					t.Errorf("%s: not sent is %t, uncertain %t; want not sent %t", method, got, remote.IsUncertain(err), c.notSent[method])
				}
				if text := err.Error(); strings.Contains(text, "jane") || strings.Contains(text, "workspace_id") ||
					!strings.Contains(text, method+" /members") {
					t.Errorf("%s: the error is %q", method, text)
				}
			}
		})
	}
}

func TestClosedPort(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.NotFoundHandler())
	address := server.URL
	server.Close()
	transports, err := httpkit.New(httpkit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	client, err := v2.New(transports, address)
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.In("1").Members().Invite(t.Context(), api.MemberInvite{})
	if !errors.Is(err, remote.ErrNotSent) {
		t.Errorf("got %v, want remote.ErrNotSent", err)
	}
}

// TestRepeats counts how often a call goes whose answers name a time to try again.
func TestRepeats(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{"proxy": "<html>Bad gateway", "WebWork": `{"success":false,"message":"Server Error"}`} {
		var sent []string
		transports, err := httpkit.New(httpkit.Options{MaxRetries: 2, RetryWait: 1, Transport: tripper(func(r *http.Request) (*http.Response, error) {
			sent = append(sent, r.Method)
			return &http.Response{
				StatusCode: http.StatusServiceUnavailable, Header: http.Header{"Retry-After": {"0"}}, Body: io.NopCloser(strings.NewReader(body)),
			}, nil
		})})
		if err != nil {
			t.Fatal(err)
		}
		client, err := v2.New(transports, "https://api.example.com/api/v2")
		if err != nil {
			t.Fatal(err)
		}
		members := client.In("1").Members()
		for method, call := range map[string]func() error{
			http.MethodGet:    func() error { _, err := members.Get(t.Context(), "5"); return err },
			http.MethodPost:   func() error { _, err := members.Invite(t.Context(), api.MemberInvite{}); return err },
			http.MethodPut:    func() error { _, err := members.Update(t.Context(), "5", api.MemberUpdate{}); return err },
			http.MethodDelete: func() error { return members.Archive(t.Context(), "5") },
		} {
			want := 3
			if method == http.MethodPost {
				want = 1
			}
			sent = nil
			if err := call(); !remote.IsPostponed(err) || len(sent) != want {
				t.Errorf("%s, refused by the %s: sent %v, %v", method, name, sent, err)
			}
		}
	}
}

// TestRateLimitSaysWhatWasWaitedFor waits ten minutes in vain.
func TestRateLimitSaysWhatWasWaitedFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		transports, err := httpkit.New(httpkit.Options{Transport: tripper(func(*http.Request) (*http.Response, error) {
			return &http.Response{
				StatusCode: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"86400"}},
				Body: io.NopCloser(strings.NewReader(`{"message":"Too Many Attempts."}`)),
			}, nil
		})})
		if err != nil {
			t.Fatal(err)
		}
		client, err := v2.New(transports, "https://api.example.com/api/v2")
		if err != nil {
			t.Fatal(err)
		}
		_, err = client.In("1").Members().Get(t.Context(), "5")
		want := "Too Many Attempts. (nothing was granted for 10m0s, and the server asked for 24h0m0s by Retry-After)"
		if refused, ok := errors.AsType[*remote.Error](err); !ok || refused.Status != http.StatusTooManyRequests || refused.Message != want {
			t.Errorf("got %v", err)
		}
	})
}

// TestRefusalQuotesAnAddress shows no more of a webhook's address than its scheme and host, and nothing that
// steers a terminal or a build.
func TestRefusalQuotesAnAddress(t *testing.T) {
	t.Parallel()
	const address = "https://hooks.example.com/T000/sEcReTkEy?sig=a%2Fb"
	for name, body := range map[string]string{
		"JSON":     `{"success":false,"message":"Cannot reach ` + address + `\n::error::x\u001b[2J","errors":{"url":["/T000/sEcReTkEy is no path"]}}`,
		"text":     "Cannot reach " + address + "\n::error::x\x1b[2J, sEcReTkEy",
		"web page": "<html><title>" + address + " a/b</title>" + address,
	} {
		for _, status := range []int{http.StatusBadRequest, http.StatusOK} {
			transports, err := httpkit.New(httpkit.Options{Transport: tripper(func(*http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}, nil
			})})
			if err != nil {
				t.Fatal(err)
			}
			client, err := v2.New(transports, "https://api.example.com/api/v2")
			if err != nil {
				t.Fatal(err)
			}
			webhooks := client.In("1").Webhooks()
			_, err = webhooks.Create(t.Context(), address, nil)
			_, again := webhooks.Update(t.Context(), "id", address, nil)
			for _, err := range []error{err, again} {
				if err == nil || strings.Contains(err.Error(), "sEcReTkEy") || strings.Contains(err.Error(), "sig") ||
					strings.ContainsAny(err.Error(), "\x1b\n") || strings.Contains(err.Error(), " ::") {
					t.Errorf("%s, %d: got %v", name, status, err)
				}
				if name == "JSON" && !strings.Contains(err.Error(), "https://hooks.example.com***") {
					t.Errorf("%s, %d: got %v", name, status, err)
				}
			}
		}
	}
}

func TestCancelledBeforeSending(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	sent := false
	members := over(t, func(*http.Request) (*http.Response, error) {
		sent = true
		return nil, errors.New("unreachable")
	}).Members()
	err := members.Archive(ctx, "5")
	if sent || !errors.Is(err, context.Canceled) || !errors.Is(err, remote.ErrNotSent) {
		t.Errorf("sent %t, error %v", sent, err)
	}
}

func TestIDsThatAreNoPathSegment(t *testing.T) {
	t.Parallel()
	webhooks := over(t, func(r *http.Request) (*http.Response, error) {
		return nil, fmt.Errorf("%s was sent", r.URL.Path)
	}).Webhooks()
	for _, id := range []string{"", ".", ".."} {
		if err := webhooks.Delete(t.Context(), id); !errors.Is(err, remote.ErrNotSent) {
			t.Errorf("deleting %q: %v, want remote.ErrNotSent", id, err)
		}
	}
}

// endless never stops sending.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestAnswersThatBreakOff(t *testing.T) {
	t.Parallel()
	lost := errors.New("connection reset by peer")
	for name, body := range map[string]io.Reader{
		"reset":   io.MultiReader(strings.NewReader(`{"success":true,"data":{"id":1`), failing{lost}),
		"endless": endless{},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := over(t, answering(body)).Members().Get(t.Context(), "1")
			var malformed *remote.MalformedError
			if !errors.As(err, &malformed) || !remote.IsUncertain(err) {
				t.Fatalf("got %v, want an remote.MalformedError", err)
			}
			if name == "reset" && !errors.Is(err, lost) {
				t.Errorf("%v does not wrap the cause", err)
			}
		})
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
