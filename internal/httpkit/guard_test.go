package httpkit_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

func TestPlainHTTP(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		url     string
		allowed bool
		goes    bool
	}{
		{"https://api.example.com", false, true},
		{"http://api.example.com", false, false},
		{"http://api.example.com", true, true},
		{"http://localhost:8080", false, true},
		{"http://127.0.0.1:8080", false, true},
		{"http://127.8.8.8", false, true},
		{"http://[::1]:8080", false, true},
		{"http://10.0.0.1", false, false},
		{"http://localhost.example.com", false, false},
		{"http://127.0.0.1.example.com", false, false},
	} {
		went := false
		client := newClient(t, httpkit.Options{
			AllowInsecureHTTP: test.allowed, InsecureHTTPOption: "allow_insecure_http", MaxRetries: 3,
			Credentials: httpkit.Static("secret"),
			Transport: network(func(*http.Request) (*http.Response, error) {
				went = true
				return answer(http.StatusOK, ""), nil
			}),
		})
		_, _, err := call(t.Context(), t, client, http.MethodGet, test.url, "")
		if went != test.goes || (err == nil) != test.goes {
			t.Errorf("%s (allowed: %t): went: %t, %v", test.url, test.allowed, went, err)
		}
		if err != nil && (!strings.Contains(err.Error(), "set allow_insecure_http to allow it") || !errors.Is(err, httpkit.ErrNotSent)) {
			t.Errorf("got %v", err)
		}
		if insecure, ok := errors.AsType[*httpkit.InsecureError](err); ok == test.goes || ok && "http://"+insecure.Host != test.url {
			t.Errorf("%s: got %+v", test.url, insecure)
		}
	}
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, method, from, to string
		want                   int // 0 is an error
	}{
		{"same server", http.MethodGet, "https://api.example.com/a", "https://api.example.com/b", http.StatusOK},
		{"same port", http.MethodGet, "https://api.example.com/a", "https://API.example.com:443/b", http.StatusOK},
		{"to https", http.MethodGet, "http://localhost/a", "https://localhost/a", 0},
		{"to https elsewhere", http.MethodGet, "http://localhost:8080/a", "https://localhost:8443/a", 0},
		{"to http", http.MethodGet, "https://localhost/a", "http://localhost/a", 0},
		{"another server", http.MethodGet, "https://api.example.com/a", "https://evil.example.com/a", 0},
		{"another port", http.MethodGet, "https://api.example.com/a", "https://api.example.com:8443/a", 0},
		{"write", http.MethodPost, "https://api.example.com/a", "https://api.example.com/b", http.StatusFound},
		{"write by GET", http.MethodGet, "https://api.example.com/a?write", "https://api.example.com/b", http.StatusFound},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client := newClient(t, httpkit.Options{Credentials: httpkit.Static("secret"), Transport: network(
				func(request *http.Request) (*http.Response, error) {
					switch request.URL.String() {
					case test.from:
						return answer(http.StatusFound, "", "Location", test.to), nil
					case test.to:
						if test.want != http.StatusOK {
							t.Error("the redirect was followed")
						}
						return answer(http.StatusOK, ""), nil
					default:
						t.Errorf("%s was asked for", request.URL)
						return answer(http.StatusNotFound, ""), nil
					}
				},
			)})
			ctx := usual(t.Context(), test.method)
			if test.name == "write by GET" {
				ctx = httpkit.WithEffect(ctx, httpkit.HappensOnce)
			}
			status, _, err := callAs(ctx, t, client, test.method, test.from, "")
			if status != test.want || (err == nil) != (test.want != 0) {
				t.Errorf("got %d, %v", status, err)
			}
		})
	}
}

// TestRedirectSteersNothing shows no more of where a server redirects than is fit for a terminal.
func TestRedirectSteersNothing(t *testing.T) {
	t.Parallel()
	for to, want := range map[string]string{
		"https://evil\u202e.example.com/\x1b":   "the server redirects to an address that cannot be read",
		"https://evil\u202e.example.com/":       "https://api.example.com:443 redirects to https://evil.example.com:443, which is another server;",
		"https://" + strings.Repeat("x", 1<<16): "https://api.example.com:443 redirects to https://xxx",
		"//[::1/s3cret":                         "the server redirects to an address that cannot be read",
	} {
		client := newClient(t, httpkit.Options{Transport: network(func(*http.Request) (*http.Response, error) {
			return answer(http.StatusFound, "", "Location", to), nil
		})})
		_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
		if err == nil || !strings.HasPrefix(httpkit.Cause(err).Error(), want) || len(httpkit.Cause(err).Error()) > 1100 || strings.ContainsAny(httpkit.Cause(err).Error(), "\u202e\x1b") {
			t.Errorf("%.60q: got %v", to, err)
		}
	}
}

func TestUserAgent(t *testing.T) {
	t.Parallel()
	var got string
	client := newClient(t, httpkit.Options{UserAgent: "provider/1.0 Terraform/1.14", Transport: network(
		func(request *http.Request) (*http.Response, error) {
			got = request.UserAgent()
			return answer(http.StatusOK, ""), nil
		},
	)})
	if _, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, ""); err != nil || got != "provider/1.0 Terraform/1.14" {
		t.Errorf("got %q, %v", got, err)
	}
}
