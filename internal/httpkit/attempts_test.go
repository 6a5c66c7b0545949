package httpkit_test

import (
	"io"
	"net/http"
	"testing"
	"testing/synctest"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

func TestParseURL(t *testing.T) {
	t.Parallel()
	const spaced = " https://api.example.com/ \n"
	for address, want := range map[string]string{
		"https://api.example.com/v2": "https://api.example.com/v2",
		"http://localhost:8080":      "http://localhost:8080",
		spaced:                       "https://api.example.com/",
		"ftp://api.example.com":      "",
		"api.example.com":            "",
		"https://":                   "",
		"https://:443/":              "",
		"https://u:pa55w0rd@h:port/": "",
		"":                           "",
	} {
		parsed, err := httpkit.ParseURL(address)
		switch {
		case err != nil && (want != "" || err.Error() != "is not of the form https://host/path"):
			t.Errorf("%q: %v", address, err)
		case err == nil && parsed.String() != want:
			t.Errorf("%q is read as %s, want %q", address, parsed, want)
		}
	}
}

// TestWhichBodiesAreExpectedToBeJSON answers a read with what is no JSON: it is asked for again where JSON was to come.
func TestWhichBodiesAreExpectedToBeJSON(t *testing.T) {
	t.Parallel()
	const broken = `{"id":1`
	for name, c := range map[string]struct {
		accept, kind string
		status       int
		body         string
		attempts     int
	}{
		"asked for":            {"application/json", "text/html", 200, broken, 3},
		"asked for, and there": {"application/json", "text/html", 200, `{"id":1}`, 1},
		"announced":            {"", "application/json", 200, broken, 3},
		"announced with a set": {"", "application/json; charset=utf-8", 200, broken, 3},
		"announced as a kind":  {"", "application/problem+json", 200, broken, 3},
		"announced, and there": {"", "application/json", 200, `{"id":1}`, 1},
		"announced as a page":  {"", "text/html", 200, broken, 1},
		"announced wrongly":    {"", "application/json; charset", 200, broken, 1},
		"not announced":        {"", "", 200, broken, 1},
		"nothing at all":       {"application/json", "", 200, "", 1},
		"the last success":     {"application/json", "", 299, broken, 3},
		"no success":           {"application/json", "", 300, broken, 1},
		"a refusal":            {"application/json", "", 400, broken, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				attempts := 0
				client := newClient(t, httpkit.Options{MaxRetries: 2, Transport: network(func(*http.Request) (*http.Response, error) {
					attempts++
					made := answer(c.status, c.body)
					made.Header.Set("Content-Type", c.kind)
					return made, nil
				})})
				request, err := http.NewRequestWithContext(usual(t.Context(), http.MethodGet), http.MethodGet, apiURL, nil)
				if err != nil {
					t.Fatal(err)
				}
				request.Header.Set("Accept", c.accept)
				got, err := client.Do(request)
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = got.Body.Close() }()
				// The last answer is handed out as it is.
				if body, err := io.ReadAll(got.Body); err != nil || string(body) != c.body || attempts != c.attempts {
					t.Errorf("%q after %d attempts, %v; want %d", body, attempts, err, c.attempts)
				}
			})
		})
	}
}
