package httpkit_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

func TestFixedCredentials(t *testing.T) {
	t.Parallel()
	for want, credentials := range map[string]httpkit.Credentials{
		"Bearer abc.def":         httpkit.Static("abc.def"),
		"Basic amFuZUB4LnRsOnB3": httpkit.Basic("jane@x.tl", "pw"),
		"":                       nil,
	} {
		var got string
		client := newClient(t, httpkit.Options{Credentials: credentials, Transport: network(
			func(request *http.Request) (*http.Response, error) {
				got = request.Header.Get("Authorization")
				return answer(http.StatusOK, `{}`), nil
			},
		)})
		mustCall(t, client)
		if got != want {
			t.Errorf("got %q, expected %q", got, want)
		}
	}
}

// missing are credentials that cannot be had.
type missing struct {
	httpkit.Credentials

	why error
}

func (m missing) Authorization(context.Context) (string, error) { return "", m.why }

func TestMissingCredentials(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		why := errors.New("set a token")
		client := newClient(t, httpkit.Options{MaxRetries: 5, Credentials: missing{httpkit.Static(""), why}, Transport: network(
			func(*http.Request) (*http.Response, error) {
				t.Error("a request went out")
				return answer(http.StatusOK, `{}`), nil
			},
		)})
		elapsed := stopwatch()
		_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
		if !errors.Is(err, why) || !errors.Is(err, httpkit.ErrNotSent) || elapsed() > 0 {
			t.Errorf("got %v after %s", err, elapsed())
		}
	})
}

func TestRefusedTokenIsFinal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &tokenServer{}
		client := newClient(t, httpkit.Options{
			Credentials: httpkit.Static("old-token"), RenewHint: "Create a new token.",
			MaxRetries: 3, Limits: []httpkit.Limit{httpkit.PerMinute(1)}, Transport: server,
		})
		elapsed := stopwatch()
		status, body, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
		if status != http.StatusUnauthorized || body != `{"message":"Unauthenticated."}` || err != nil {
			t.Errorf("the first refusal is to come as it is, got %d %q %v", status, body, err)
		}
		for range 3 {
			_, _, err = call(t.Context(), t, client, http.MethodPost, apiURL, `{}`)
			var final *httpkit.AuthError
			if !errors.As(err, &final) || !errors.Is(err, httpkit.ErrNotSent) {
				t.Fatalf("got %v", err)
			}
			if string(final.Answer) != body || !strings.HasSuffix(final.Error(), "refused. Create a new token.") {
				t.Errorf("got %q, %q", final, final.Answer)
			}
		}
		if server.calls != 1 || elapsed() > 0 {
			t.Errorf("%d requests went out in %s", server.calls, elapsed())
		}
	})
}

func TestRefusedTokenStopsThoseThatWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &tokenServer{}
		client := newClient(t, httpkit.Options{Credentials: httpkit.Static("old-token"), Limits: []httpkit.Limit{httpkit.PerMinute(1)}, Transport: network(
			func(request *http.Request) (*http.Response, error) {
				time.Sleep(time.Second) // until all wait
				return server.RoundTrip(request)
			},
		)})
		var all sync.WaitGroup
		for range 5 {
			all.Go(func() {
				status, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
				var final *httpkit.AuthError
				if status != http.StatusUnauthorized && !errors.As(err, &final) {
					t.Errorf("got %d %v", status, err)
				}
			})
		}
		all.Wait()
		if server.calls != 1 {
			t.Errorf("%d requests went out", server.calls)
		}
	})
}

func TestRefusedAfterRenewalIsFinal(t *testing.T) {
	t.Parallel()
	server := &tokenServer{}
	calls := 0
	client := newClient(t, httpkit.Options{Credentials: httpkit.ClientCredentials(app()), Transport: network(
		func(request *http.Request) (*http.Response, error) {
			if request.URL.String() == tokenURL {
				return server.RoundTrip(request)
			}
			calls++
			return answer(http.StatusUnauthorized, `{"message":"no"}`), nil
		},
	)})
	status, body, err := call(t.Context(), t, client, http.MethodPost, apiURL, `{}`)
	if status != http.StatusUnauthorized || body != `{"message":"no"}` || err != nil {
		t.Errorf("got %d %q %v", status, body, err)
	}
	_, _, err = call(t.Context(), t, client, http.MethodPost, apiURL, `{}`)
	var final *httpkit.AuthError
	if !errors.As(err, &final) || calls != 2 || server.issued != 2 {
		t.Errorf("got %v after %d requests and %d tokens", err, calls, server.issued)
	}
}

func TestTokensMayExpireAgainAndAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const requests, uses = 40, 5 // each token serves five requests
		server := &tokenServer{}
		var mu sync.Mutex
		left := map[string]int{}
		client := newClient(t, httpkit.Options{Credentials: httpkit.ClientCredentials(app()), Transport: network(
			func(request *http.Request) (*http.Response, error) {
				time.Sleep(time.Millisecond)
				token := request.Header.Get("Authorization")
				mu.Lock()
				defer mu.Unlock()
				if _, known := left[token]; !known {
					left[token] = uses
				}
				if token != "" && left[token] == 0 {
					server.revokeAccess()
				} else if token != "" {
					left[token]--
				}
				return server.RoundTrip(request)
			},
		)})
		flood(t, client, 10, requests)
		if least := requests / uses; server.issued < least {
			t.Errorf("there were %d tokens, want at least %d", server.issued, least)
		}
	})
}

// TestUndecidedServer has a server that takes each token for one thing and refuses it for another.
func TestUndecidedServer(t *testing.T) {
	t.Parallel()
	server := &tokenServer{}
	refused := 0
	var client *http.Client
	client = newClient(t, httpkit.Options{Credentials: httpkit.ClientCredentials(app()), Transport: network(
		func(request *http.Request) (*http.Response, error) {
			if request.URL.Path != "/refused" {
				return server.RoundTrip(request)
			}
			mustCall(t, client)
			if refused++; refused > 40 {
				return nil, errors.New("the server is asked without end")
			}
			return answer(http.StatusUnauthorized, `{"message":"no"}`), nil
		},
	)})
	status, _, err := call(t.Context(), t, client, http.MethodGet, "https://api.example.com/refused", "")
	if status != http.StatusUnauthorized || err != nil || refused < 3 {
		t.Errorf("got %d %v after %d requests", status, err, refused)
	}
	_, _, err = call(t.Context(), t, client, http.MethodGet, apiURL, "")
	if _, final := errors.AsType[*httpkit.AuthError](err); !final {
		t.Errorf("got %v, want the refusal", err)
	}
}

// TestRefusedAfterRenewalsOfSharedTokensIsFinal is more patient than where nobody else renews them.
func TestRefusedAfterRenewalsOfSharedTokensIsFinal(t *testing.T) {
	t.Parallel()
	server := &tokenServer{refresh: "refresh-0"}
	calls := 0
	path := tokenFile(t, `{"refresh_token":"refresh-0","client_id":"app","client_secret":"s3cret","token_url":"`+tokenURL+`"}`)
	client := newClient(t, httpkit.Options{Credentials: httpkit.RefreshTokenSource(httpkit.OAuth{}, "", path), Transport: network(
		func(request *http.Request) (*http.Response, error) {
			if request.URL.String() == tokenURL {
				return server.RoundTrip(request)
			}
			calls++
			return answer(http.StatusUnauthorized, `{"message":"no"}`), nil
		},
	)})
	status, _, err := call(t.Context(), t, client, http.MethodPost, apiURL, `{}`)
	if status != http.StatusUnauthorized || err != nil || calls != 5 || server.issued != 5 {
		t.Errorf("got %d %v after %d requests and %d tokens, want 5 of each", status, err, calls, server.issued)
	}
	_, _, err = call(t.Context(), t, client, http.MethodPost, apiURL, `{}`)
	if _, final := errors.AsType[*httpkit.AuthError](err); !final || calls != 5 {
		t.Errorf("got %v after %d requests, want the refusal and no more requests", err, calls)
	}
}

func TestTokenRequestsBypassTheThrottle(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &tokenServer{}
		client := newClient(t, httpkit.Options{Credentials: httpkit.ClientCredentials(app()), Limits: []httpkit.Limit{httpkit.PerMinute(2)}, Transport: server})
		elapsed := stopwatch()
		mustCall(t, client)
		mustCall(t, client)
		if elapsed() > time.Second {
			t.Errorf("the token request took a place of the throttle: %s", elapsed())
		}
	})
}

func TestTokenIsFetchedAfterTheWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &tokenServer{}
		refused := false
		client := newClient(t, httpkit.Options{Credentials: httpkit.ClientCredentials(app()), Transport: network(
			func(request *http.Request) (*http.Response, error) {
				if server.issued == 1 && !refused {
					refused = true
					return answer(http.StatusTooManyRequests, `{}`, "Retry-After", "500"), nil
				}
				return server.RoundTrip(request)
			},
		)})
		mustCall(t, client)
		if server.calls != 1 {
			t.Errorf("%d requests, of which one with an expired token", server.calls)
		}
	})
}

func TestWaitForATokenEndsWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &tokenServer{slow: 20 * time.Second}
		client := newClient(t, httpkit.Options{Credentials: httpkit.ClientCredentials(app()), Transport: server})
		var first atomic.Bool
		go func() {
			mustCall(t, client) // fetches the token
			first.Store(true)
		}()
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		elapsed := stopwatch()
		_, _, err := call(ctx, t, client, http.MethodPost, apiURL, `{}`)
		if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, httpkit.ErrNotSent) || elapsed() != time.Second {
			t.Errorf("got %v after %s", err, elapsed())
		}
		time.Sleep(time.Minute)
		if !first.Load() {
			t.Error("one request's end kept another from its token")
		}
	})
}
