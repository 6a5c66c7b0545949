package httpkit_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
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
