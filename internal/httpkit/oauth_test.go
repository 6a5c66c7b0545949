package httpkit_test

import (
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

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
