package httpkit_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
)

// FuzzTokenAnswer has a token endpoint answer anything: either there is a token to use and the next one is in the
// file, or an error that shows no secret.
func FuzzTokenAnswer(f *testing.F) {
	f.Add(200, `{"access_token":"a","refresh_token":"r","expires_in":3600}`)
	f.Add(200, `{"access_token":"a\n\u001b","expires_in":"1e99"}`)
	f.Add(200, `access_token=a&expires_in=-9223372036854775808`)
	f.Add(400, `{"error":"invalid_grant","error_description":"no refresh-0 of app\\\u002fsecret\n::error::x"}`)
	f.Add(500, "<html>refresh-0\x1b[2J")
	f.Add(429, ``)
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status < 200 || status > 599 || status == http.StatusTooManyRequests {
			return // no answer of HTTP, or one that is waited for
		}
		const secret, refresh = "app/secret", "refresh-0"
		path := tokenFile(t, `{"refresh_token":"`+refresh+`","client_id":"app","client_secret":"`+secret+`","token_url":"`+tokenURL+`"}`)
		used := ""
		client := newClient(t, httpkit.Options{
			Credentials: httpkit.RefreshTokenSource(httpkit.OAuth{}, "", path),
			Transport: network(func(request *http.Request) (*http.Response, error) {
				if request.URL.Host == "login.example.com" {
					return answer(status, body), nil
				}
				used = request.Header.Get("Authorization")
				return answer(http.StatusOK, `{}`), nil
			}),
		})
		_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
		kept := load(t, path)
		if err == nil {
			if used == "" || used == "Bearer " || kept.RefreshToken == "" || kept.AccessToken == "" {
				t.Errorf("%q was used, and the file holds %+v", used, kept)
			}
			return
		}
		text := httpkit.Cause(err).Error()
		if strings.Contains(text, secret) || strings.Contains(text, refresh) || plaintext.Line(text) != text {
			t.Errorf("the error is %q", text)
		}
		if used != "" || kept.RefreshToken != refresh {
			t.Errorf("after an error %q was used, and the file holds %+v", used, kept)
		}
	})
}
