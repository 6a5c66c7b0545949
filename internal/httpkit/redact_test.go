package httpkit_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

func TestSecretsNeverShow(t *testing.T) {
	t.Parallel()
	const (
		static = "static/secret+1"
		pay    = "48500.25"
		email  = "jane@example.com"
		hook   = "https://hooks.example.com/T000/key"
	)
	log := &journal{}
	server := &tokenServer{}
	failing := false
	client := newClient(t, httpkit.Options{
		Credentials: httpkit.ClientCredentials(app()), Secrets: []string{static, ""}, Logger: log,
		Transport: network(func(request *http.Request) (*http.Response, error) {
			if failing {
				return nil, fmt.Errorf("proxy said: %s, %s and %s are bad",
					static, url.QueryEscape(static), request.Header.Get("Authorization"))
			}
			made, err := server.RoundTrip(request)
			if err == nil && made.StatusCode == http.StatusOK && request.URL.Host != "login.example.com" {
				made = answer(http.StatusOK, `{"rate":`+pay+`}`, "Set-Cookie", "session=cookie-value")
			}
			return made, err
		}),
	})
	target := apiURL + "/members?page=2&workspace_id=7&email=" + url.QueryEscape(email) + "&q=" + url.QueryEscape(hook) + "&Token=abcdefg"
	status, _, err := call(t.Context(), t, client, http.MethodPut, target, `{"rate":`+pay+`,"firstname":"Janet"}`)
	if status != http.StatusOK || err != nil {
		t.Fatalf("got %d %v", status, err)
	}
	failing = true
	_, _, err = call(t.Context(), t, client, http.MethodPut, apiURL, `{}`)
	if want := "proxy said: ***, *** and Bearer *** are bad"; err == nil || httpkit.Cause(err).Error() != want {
		t.Errorf("got %v", err)
	}

	text := log.text(t)
	for _, secret := range []string{
		static, url.QueryEscape(static), "app-secret", "access-1", "cookie-value", pay, "Janet",
		email, url.QueryEscape(email), "hooks.example.com", "abcdefg",
	} {
		if strings.Contains(text, secret) {
			t.Errorf("%q was logged:\n%s", secret, text)
		}
	}
	for _, fact := range []string{
		`"path":"/v2/members"`, `"method":"PUT"`, `"status":200`, `"attempt":1`, `"duration_ms":`, "email=***", "page=2",
	} {
		if !strings.Contains(text, fact) {
			t.Errorf("%q was not logged:\n%s", fact, text)
		}
	}
}

func TestCredentialsAreMasked(t *testing.T) {
	t.Parallel()
	for _, credentials := range []httpkit.Credentials{httpkit.Static("token-1234"), httpkit.Basic("jane", "password-1234")} {
		client := newClient(t, httpkit.Options{Credentials: credentials, Transport: network(
			func(request *http.Request) (*http.Response, error) {
				_, password, _ := request.BasicAuth()
				return nil, fmt.Errorf("%q %q", request.Header.Get("Authorization"), password)
			},
		)})
		_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
		if err == nil {
			t.Fatal("a broken network brought an answer")
		}
		if text := err.Error(); strings.Contains(text, "1234") || strings.Contains(text, "amFuZTpw") || !strings.Contains(text, "***") {
			t.Errorf("got %s", text)
		}
	}
}

func TestEachAttemptIsReported(t *testing.T) {
	t.Parallel()
	var seen []httpkit.Attempt
	log := &journal{}
	failure := errors.New("broken")
	attempts := 0
	client := newClient(t, httpkit.Options{
		MaxRetries: 1, RetryWait: 1, Logger: log,
		OnRequest: func(attempt httpkit.Attempt) { seen = append(seen, attempt) },
		Transport: network(func(*http.Request) (*http.Response, error) {
			if attempts++; attempts == 1 {
				return nil, failure
			}
			return answer(http.StatusNotFound, `{"message":"none"}`), nil
		}),
	})
	if _, _, err := call(t.Context(), t, client, http.MethodGet, apiURL+"/x?y=1", ""); err != nil {
		t.Fatal(err)
	}
	if len(seen) != 2 || len(log.at("DEBUG")) != 2 {
		t.Fatalf("got %v", seen)
	}
	first, second := seen[0], seen[1]
	if first.Path != "/v2/x" || first.Number != 1 || first.Status != 0 || !errors.Is(first.Err, failure) {
		t.Errorf("got %+v", first)
	}
	if second.Method != http.MethodGet || second.Number != 2 || second.Status != http.StatusNotFound || second.Err != nil {
		t.Errorf("got %+v", second)
	}
	fields, err := json.Marshal(log.at("DEBUG")[1].fields["response_bytes"])
	if err != nil || string(fields) != "18" {
		t.Errorf("got %s, %v", fields, err)
	}
}
