package httpkit_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"slices"
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

// TestSpellingsOfSecrets has a token endpoint that quotes what it was sent, in every way that services write.
func TestSpellingsOfSecrets(t *testing.T) {
	t.Parallel()
	const secret, refresh = `s3cr/"<&é😀 +%\t`, "refresh/&\"0"
	ascii := `s3cr\/\"\u003c\u0026\u00e9\ud83d\ude00 +%\\t`
	encoded, err := json.Marshal(secret)
	if err != nil {
		t.Fatal(err)
	}
	basic := base64.StdEncoding.EncodeToString([]byte("app:" + url.QueryEscape(secret)))
	for name, quoted := range map[string]string{
		"plain":           secret,
		"form":            url.QueryEscape(secret),
		"form, small":     strings.ToLower(url.QueryEscape(secret)),
		"path":            url.PathEscape(secret),
		"raw form":        strings.ReplaceAll(url.QueryEscape(secret), "+", "%20"),
		"JSON":            string(encoded),
		"JSON in ASCII":   ascii,
		"web page":        html.EscapeString(secret),
		"other web page":  strings.ReplaceAll(html.EscapeString(secret), "&#34;", "&quot;"),
		"quoted":          fmt.Sprintf("%q", secret),
		"quoted in ASCII": fmt.Sprintf("%+q", secret),
		"broken up":       "s3cr\x1b/\u202e\"<&é😀 +%\\t",
		"refresh token":   refresh,
		"header":          basic,
	} {
		for _, inHeader := range []bool{false, true} {
			if name == "header" && !inHeader {
				continue
			}
			body, err := json.Marshal(map[string]string{"error": "invalid_client", "error_description": "No such client: [" + quoted + "]\n::error::x"})
			if err != nil {
				t.Fatal(err)
			}
			log := &journal{}
			path := tokenFile(t, `{}`)
			client := newClient(t, httpkit.Options{
				Logger: log,
				Credentials: httpkit.RefreshTokenSource(
					httpkit.OAuth{TokenURL: tokenURL, ClientID: "app", ClientSecret: secret, BasicAuth: inHeader}, refresh, path,
				),
				Transport: network(func(*http.Request) (*http.Response, error) { return answer(http.StatusUnauthorized, string(body)), nil }),
			})
			_, _, err = call(t.Context(), t, client, http.MethodGet, apiURL, "")
			final, ok := errors.AsType[*httpkit.AuthError](err)
			want := "the refresh token was refused (the token endpoint answered 401 Unauthorized: invalid_client: No such client: [***] : :error::x)"
			if name == "JSON" || strings.HasPrefix(name, "quoted") {
				want = strings.Replace(want, "***", `"***"`, 1)
			}
			if !ok || final.Error() != want || httpkit.Cause(err).Error() != want {
				t.Errorf("%s, in the header %t: got %v", name, inHeader, err)
			}
		}
	}
}

// TestSecretsOfARequest masks what the caller knows of one request, in its errors and in words of its answer.
func TestSecretsOfARequest(t *testing.T) {
	t.Parallel()
	const address = "https://user:pa55@hooks.example.com/T000/B%20ase?key=k3y-value&x=1#fragment"
	log := &journal{}
	broken := false
	client := newClient(t, httpkit.Options{
		Logger: log, Credentials: httpkit.Static("t0ken-of-client"),
		Transport: network(func(request *http.Request) (*http.Response, error) {
			text := address + " B ase k3y-value " + request.Header.Get("Authorization") + "\x1b[31m\n"
			if broken {
				return nil, errors.New(text)
			}
			return answer(http.StatusBadRequest, text), nil
		}),
	})
	ctx := httpkit.WithSecrets(t.Context(), httpkit.URLSecrets(address)...)
	const want = "https://***@hooks.example.com*** *** *** Bearer ***[31m"

	request, err := http.NewRequestWithContext(ctx, http.MethodPost, apiURL, nil)
	if err != nil {
		t.Fatal(err)
	}
	refusal, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(refusal.Body)
	if err = errors.Join(err, refusal.Body.Close()); err != nil {
		t.Fatal(err)
	}
	if got := httpkit.Quote(refusal, string(body)); got != want {
		t.Errorf("got %s", got)
	}
	// A client of another make knows at least what the caller said.
	other := &http.Response{Request: request}
	if got := httpkit.Quote(other, "no "+address); got != "no https://***@hooks.example.com***" {
		t.Errorf("got %s", got)
	}

	broken = true
	_, _, err = callAs(ctx, t, client, http.MethodPost, apiURL, "")
	if err == nil || httpkit.Cause(err).Error() != want {
		t.Errorf("got %v", err)
	}
	if text := log.text(t); strings.Contains(text, "k3y-value") || strings.Contains(text, "pa55") {
		t.Errorf("the log says %s", text)
	}
}

func TestURLSecrets(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://hooks.example.com":              "",
		"https://hooks.example.com/":             "",
		"https://hooks.example.com/services/k3y": "/services/k3y services/k3y services k3y",
		"hooks.example.com/k3y":                  "/k3y k3y",
		"https://h.example.com:b%zz/k%zz?a=b":    "/k%zz?a=b k%zz?a=b k%zz a b",
		"//name:pass@h.example.com/%41":          "//name:pass@h.example.com/%41 name:pass@h.example.com/%41 name:pass@h.example.com %41 A",
	} {
		var got []string
		for _, secret := range httpkit.URLSecrets(address) {
			if secret != "" && secret != "/" && !slices.Contains(got, secret) {
				got = append(got, secret)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s has %q, want %q", address, got, want)
		}
	}
}
