package httpkit_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

const tokenURL = "https://login.example.com/oauth/token"

// tokenServer is an API and its token endpoint. A refresh token works once.
type tokenServer struct {
	mu      sync.Mutex
	issued  int
	access  string // the good one; "" refuses all
	refresh string // the good one
	// forms are the token requests, calls the requests to the API.
	forms []map[string]string
	calls int
	// failing are answers that the token endpoint gives first, slow is how long it takes.
	failing []func() (*http.Response, error)
	slow    time.Duration
}

func (s *tokenServer) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.URL.Host != "login.example.com" {
		return s.api(request), nil
	}
	if request.Header.Get("Authorization") != "" {
		return nil, errors.New("a token request carries the token that it is to replace")
	}
	time.Sleep(s.slow)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := request.ParseForm(); err != nil {
		return nil, err
	}
	form := make(map[string]string)
	for name := range request.PostForm {
		form[name] = request.PostForm.Get(name)
	}
	s.forms = append(s.forms, form)
	if len(s.failing) > 0 {
		fail := s.failing[0]
		s.failing = s.failing[1:]
		return fail()
	}
	if form["grant_type"] == "refresh_token" && form["refresh_token"] != s.refresh {
		return answer(http.StatusBadRequest,
			`{"error":"invalid_grant","error_description":"Token `+form["refresh_token"]+` has been revoked"}`), nil
	}
	if form["grant_type"] == "client_credentials" && form["client_secret"] != "app-secret" {
		return answer(http.StatusUnauthorized, `{"error":"invalid_client"}`), nil
	}
	s.issued++
	s.access, s.refresh = fmt.Sprintf("access-%d", s.issued), fmt.Sprintf("refresh-%d", s.issued)
	return answer(http.StatusOK, fmt.Sprintf(
		`{"access_token":%q,"refresh_token":%q,"token_type":"Bearer","expires_in":3600}`, s.access, s.refresh,
	)), nil
}

func (s *tokenServer) api(request *http.Request) *http.Response {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	if s.access == "" || request.Header.Get("Authorization") != "Bearer "+s.access {
		return answer(http.StatusUnauthorized, `{"message":"Unauthenticated."}`)
	}
	return answer(http.StatusOK, `{}`)
}

func (s *tokenServer) revokeAccess() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.access = "revoked meanwhile"
}

func app() httpkit.OAuth {
	return httpkit.OAuth{TokenURL: tokenURL, ClientID: "app", ClientSecret: "app-secret", Scopes: []string{"read", "write"}}
}

func mustCall(tb testing.TB, client *http.Client) {
	tb.Helper()
	if status, body, err := call(context.Background(), tb, client, http.MethodPost, apiURL, `{}`); status != http.StatusOK || err != nil {
		tb.Errorf("got %d %q %v", status, body, err)
	}
}

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

func TestMissingCredentials(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		why := errors.New("set a token")
		client := newClient(t, httpkit.Options{MaxRetries: 5, Credentials: httpkit.NoCredentials(why), Transport: network(
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

func TestClientCredentials(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &tokenServer{slow: time.Second}
		client := newClient(t, httpkit.Options{Credentials: httpkit.ClientCredentials(app()), UserAgent: "test", Transport: server})

		flood(t, client, 10, 20)
		if len(server.forms) != 1 {
			t.Fatalf("%d token requests for one token", len(server.forms))
		}
		for name, want := range map[string]string{
			"grant_type": "client_credentials", "client_id": "app", "client_secret": "app-secret", "scope": "read write",
		} {
			if got := server.forms[0][name]; got != want {
				t.Errorf("%s is %q", name, got)
			}
		}

		time.Sleep(time.Hour) // the token expires
		calls := server.calls
		mustCall(t, client)
		if server.issued != 2 || server.calls != calls+1 {
			t.Errorf("%d tokens, %d requests: an expired token is to be replaced before it is refused", server.issued, server.calls-calls)
		}

		server.revokeAccess()
		flood(t, client, 10, 10)
		if server.issued != 3 {
			t.Errorf("ten refused requests made %d token requests", server.issued-2)
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
			refused++
			return answer(http.StatusUnauthorized, `{"message":"no"}`), nil
		},
	)})
	status, _, err := call(t.Context(), t, client, http.MethodGet, "https://api.example.com/refused", "")
	if status != http.StatusUnauthorized || err != nil || refused < 3 || refused > 40 {
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

func TestRefusedClientIsFinal(t *testing.T) {
	t.Parallel()
	server := &tokenServer{}
	wrong := app()
	wrong.ClientSecret = "guessed-wrong"
	client := newClient(t, httpkit.Options{
		Credentials: httpkit.ClientCredentials(wrong), RenewHint: "Make a new secret.", MaxRetries: 5, Transport: server,
	})
	for range 3 {
		_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
		var final *httpkit.AuthError
		if !errors.As(err, &final) || !errors.Is(err, httpkit.ErrNotSent) {
			t.Fatalf("got %v", err)
		}
		want := "the client id or its secret was refused (the token endpoint answered 401 Unauthorized: invalid_client). Make a new secret."
		if final.Error() != want {
			t.Errorf("got %q", final)
		}
	}
	if len(server.forms) != 1 || server.calls != 0 {
		t.Errorf("%d token requests, %d others", len(server.forms), server.calls)
	}
}

// TestUselessTokenURL does not quote it: it may hold a password.
func TestUselessTokenURL(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", "login.example.com", "https://jane:hidden@login.example.com:port", "https://jane:hid%zzden@a"} {
		wrong := app()
		wrong.TokenURL = address
		path := tokenFile(t, `{"refresh_token":"refresh-0"}`)
		for _, credentials := range []httpkit.Credentials{httpkit.ClientCredentials(wrong), httpkit.RefreshTokenSource(wrong, "", path)} {
			_, _, err := call(t.Context(), t, newClient(t, httpkit.Options{Credentials: credentials, Transport: &tokenServer{}}), http.MethodGet, apiURL, "")
			want := "cannot get an access token: the address of the token endpoint is not of the form https://host/path"
			if err == nil || httpkit.Cause(err).Error() != want || !errors.Is(err, httpkit.ErrNotSent) {
				t.Errorf("%s: got %v", address, err)
			}
		}
	}
}

func TestPassingTokenFailureIsNotRemembered(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &tokenServer{failing: []func() (*http.Response, error){
			func() (*http.Response, error) { return nil, refusedConnection() }, // repeated: it was not sent
			func() (*http.Response, error) {
				return answer(http.StatusTooManyRequests, `{}`, "Retry-After", "3"), nil
			},
			func() (*http.Response, error) { return answer(http.StatusBadGateway, "<html>app-secret"), nil },
		}}
		client := newClient(t, httpkit.Options{Credentials: httpkit.ClientCredentials(app()), MaxRetries: 1, Transport: server})
		_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
		var final *httpkit.AuthError
		if err == nil || errors.As(err, &final) || !errors.Is(err, httpkit.ErrNotSent) {
			t.Errorf("got %v", err)
		}
		if want := "cannot get an access token: the token endpoint answered 502 Bad Gateway"; httpkit.Cause(err).Error() != want {
			t.Errorf("got %q", httpkit.Cause(err))
		}
		if len(server.forms) != 3 {
			t.Errorf("%d token requests", len(server.forms))
		}
		mustCall(t, client)
	})
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
