package doctor_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// TestEchoingTokenEndpoint quotes all that it was sent in its refusal, which the report names.
func TestEchoingTokenEndpoint(t *testing.T) {
	t.Parallel()
	echo := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			t.Error(err)
		}
		said := "\x1b[2J\n::error::" + r.PostForm.Encode()
		for _, values := range r.PostForm {
			said += " " + strings.Join(values, " ")
		}
		body, err := json.Marshal(map[string]string{"error": "invalid_grant", "error_description": said})
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write(body)
	}))
	t.Cleanup(echo.Close)
	const secret, refresh = "app-secret+/", "refresh-t0ken&"
	file := filepath.Join(t.TempDir(), "token.json")
	if err := httpkit.SaveTokenFile(file, httpkit.TokenFile{RefreshToken: refresh, ClientID: "app", ClientSecret: secret, TokenURL: echo.URL}); err != nil {
		t.Fatal(err)
	}
	for name, env := range map[string]environment{
		"token file":         {"WEBWORK_TOKEN_FILE": file},
		"client credentials": {"WEBWORK_CLIENT_ID": "app", "WEBWORK_CLIENT_SECRET": secret, "WEBWORK_TOKEN_URL": echo.URL},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report, err := examine(t, env)
			if err == nil || !strings.Contains(err.Error(), "answered 400 Bad Request: invalid_grant: [2J : :error::") {
				t.Fatalf("got %v", err)
			}
			for _, hidden := range []string{secret, url.QueryEscape(secret), refresh, url.QueryEscape(refresh), "\x1b"} {
				if strings.Contains(report+err.Error(), hidden) {
					t.Errorf("%q is shown:\n%s%v", hidden, report, err)
				}
			}
		})
	}
}
