package httpkit_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// TestEchoIsNoAnswer has a proxy answer with the request: what it puts into names would go to plans, state and reports.
func TestEchoIsNoAnswer(t *testing.T) {
	t.Parallel()
	quoted := func(text string) string {
		written, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		return string(written)
	}
	const token = "a-t0ken/of+some&length"
	for body, echoes := range map[string]bool{
		quoted("Bearer " + token): true, quoted(url.QueryEscape(token)): true, strings.ReplaceAll(quoted(token), "/", `\/`): true,
		quoted("a-t0ken"): false, `{}`: false,
	} {
		for _, status := range []int{http.StatusOK, http.StatusBadRequest} {
			sent := 0
			client := newClient(t, httpkit.Options{Credentials: httpkit.Static(token), MaxRetries: 2, Transport: network(
				func(*http.Request) (*http.Response, error) { sent++; return answer(status, body), nil },
			)})
			got, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
			refused := echoes && status == http.StatusOK
			if (err != nil) != refused || got != status && !refused || sent != 1 {
				t.Errorf("%s: got %d, %v after %d requests", body, got, err, sent)
			}
			if refused && err != nil && (!strings.Contains(err.Error(), "repeats the credentials") || errors.Is(err, httpkit.ErrNotSent)) {
				t.Errorf("%s: got %v", body, err)
			}
		}
	}
	// A word of every answer is no secret.
	client := newClient(t, httpkit.Options{Credentials: httpkit.Static("success"), Transport: network(
		func(*http.Request) (*http.Response, error) { return answer(http.StatusOK, `{"success":true}`), nil },
	)})
	mustCall(t, client)
}

// TestRedirectsQuoteNoSecret has a server redirect to an address made of the token, which hosts write in small letters.
func TestRedirectsQuoteNoSecret(t *testing.T) {
	t.Parallel()
	const token = "A-T0ken-of-some-length"
	for _, to := range []string{"https://" + token + ".example.com/", "https://x.example.com/" + token, "http://%zz" + token, token + "://x/"} {
		client := newClient(t, httpkit.Options{Credentials: httpkit.Static(token), Transport: network(
			func(*http.Request) (*http.Response, error) { return answer(http.StatusFound, "", "Location", to), nil },
		)})
		_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
		if err == nil || strings.Contains(strings.ToLower(httpkit.Cause(err).Error()), strings.ToLower(token)) {
			t.Errorf("%s: got %v", to, err)
		}
	}
}
