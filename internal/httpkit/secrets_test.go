package httpkit_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// TestSecretsOfOneRequest knows what a request itself carries, and leaves other words alone.
func TestSecretsOfOneRequest(t *testing.T) {
	t.Parallel()
	const said, hidden = "pa55w0rd-1 is wrong", "*** is wrong"
	const form = "application/x-www-form-urlencoded"
	for name, c := range map[string]struct {
		url, kind, authorization, body string
		want                           string
	}{
		"nothing":                     {"https://h", form, "", "", said},
		"a secret field":              {"https://h", form, "", "a=b&client_secret=pa55w0rd-1", hidden},
		"a secret field, with a set":  {"https://h", form + "; charset=utf-8", "", "password=pa55w0rd-1", hidden},
		"another field":               {"https://h", form, "", "name=pa55w0rd-1", said},
		"no form":                     {"https://h", "text/plain", "", "client_secret=pa55w0rd-1", said},
		"no kind":                     {"https://h", "/", "", "client_secret=pa55w0rd-1", said},
		"a secret of the query":       {"https://h/?key=pa55w0rd-1", "", "", "", hidden},
		"another one of the query":    {"https://h/?name=pa55w0rd-1", "", "", "", said},
		"a token":                     {"https://h", "", "Bearer pa55w0rd-1", "", hidden},
		"user and password":           {"https://h", "", "Basic amFuZTpwYTU1dzByZC0x", "", hidden},
		"as services may write it":    {"https://h", "", "BASIC amFuZTpwYTU1dzByZC0x", "", hidden},
		"that only look like it":      {"https://h", "", "Digest amFuZTpwYTU1dzByZC0x", "", said},
		"a password of the address":   {"https://jane:pa55w0rd-1@h", "", "", "", hidden},
		"what is said to be a secret": {"https://h/#secret", "", "", "", hidden},
	} {
		client := newClient(t, httpkit.Options{Transport: network(func(*http.Request) (*http.Response, error) {
			return answer(http.StatusBadRequest, `{}`), nil
		})})
		ctx := t.Context()
		if strings.HasSuffix(c.url, "#secret") {
			ctx = httpkit.WithSecrets(ctx, "pa55w0rd-1")
		}
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", c.kind)
		if c.authorization != "" {
			request.Header.Set("Authorization", c.authorization)
		}
		refused, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = refused.Body.Close()
		if got := httpkit.Quote(refused, said); got != c.want {
			t.Errorf("%s: it says %q, want %q", name, got, c.want)
		}
	}
}

// TestSecretsThatContainOthers masks the longer one whole, in whichever order they are known.
func TestSecretsThatContainOthers(t *testing.T) {
	t.Parallel()
	for _, secrets := range [][]string{{"hunter", "hunter-and-more"}, {"hunter-and-more", "hunter"}} {
		client := newClient(t, httpkit.Options{Secrets: secrets, Transport: network(func(*http.Request) (*http.Response, error) {
			return answer(http.StatusBadRequest, `{}`), nil
		})})
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, apiURL, nil)
		if err != nil {
			t.Fatal(err)
		}
		refused, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = refused.Body.Close()
		if got := httpkit.Quote(refused, "hunter-and-more, and hunter"); got != "***, and ***" {
			t.Errorf("%q: it says %q", secrets, got)
		}
	}
}
