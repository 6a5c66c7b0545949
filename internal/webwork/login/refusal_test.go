package login_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

func TestLoginFails(t *testing.T) {
	t.Parallel()
	html := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "<html>app-secret "+r.FormValue("code"), http.StatusBadGateway)
	}))
	t.Cleanup(html.Close)
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"scope":             {[]string{"--scopes", "everything"}, "WebWork refused: invalid_scope: The requested scope"},
		"secret":            {[]string{"--client-secret", "wrong"}, "WebWork gave no tokens: 401 Unauthorized: invalid_client: Client authentication failed"},
		"broken endpoint":   {[]string{"--token-url", html.URL}, "WebWork gave no tokens: 502 Bad Gateway"},
		"insecure endpoint": {[]string{"--token-url", "http://login.example.com/"}, "no tokens came: plain http to login.example.com"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := simtest.Start(t, simulator.Options{})
			server.AddApp(simkit.App{ID: "app", Secret: "app-secret"})
			path := filepath.Join(t.TempDir(), "token.json")
			shown := make(chan page, 1)
			person := &browser{visit: func(address string) { shown <- open(t, address) }}
			args := append(endpoints(server), "--token-file", path, "--client-id", "app", "--client-secret", "app-secret")
			err := run(t.Context(), person, append(args, test.args...)...)
			if err == nil || !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), "app-secret") {
				t.Errorf("got %v", err)
			}
			if got := <-shown; got.status != http.StatusBadRequest || !strings.Contains(got.text, "Signing in failed") {
				t.Errorf("the browser shows %d %s", got.status, got.text)
			}
			if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("a file was written: %v", err)
			}
		})
	}
}

// TestEchoingTokenEndpoint quotes all that it was sent, as a form and field by field, with what steers a
// terminal and a build. Neither the terminal nor the browser shows a secret.
func TestEchoingTokenEndpoint(t *testing.T) {
	t.Parallel()
	forms := make(chan url.Values, 1)
	echo := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			t.Error(err)
		}
		forms <- r.PostForm
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
	server := simtest.Start(t, simulator.Options{})
	server.AddApp(simkit.App{ID: "app", Secret: "app-secret+/"})
	shown := make(chan page, 1)
	person := &browser{visit: func(address string) { shown <- open(t, address) }}
	err := run(t.Context(), person, append(endpoints(server), "--token-url", echo.URL,
		"--token-file", filepath.Join(t.TempDir(), "token.json"), "--client-id", "app", "--client-secret", "app-secret+/")...)
	const want = "WebWork gave no tokens: 400 Bad Request: invalid_grant: [2J : :error::"
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Fatalf("got %v", err)
	}
	form := <-forms
	for _, text := range []string{err.Error(), person.text(), (<-shown).text} {
		for _, field := range []string{"code", "code_verifier", "client_secret"} {
			secret := form.Get(field)
			if secret == "" || strings.Contains(text, secret) || strings.Contains(text, url.QueryEscape(secret)) {
				t.Errorf("%s, %q, is shown: %s", field, secret, text)
			}
		}
		if strings.Contains(text, "\x1b") {
			t.Errorf("%q steers a terminal", text)
		}
	}
}

// TestRefusalSteersNothing has who refuses write what terminals and builds would act upon.
func TestRefusalSteersNothing(t *testing.T) {
	t.Parallel()
	person := &browser{visit: func(address string) {
		parsed, err := url.Parse(address)
		if err != nil {
			t.Error(err)
			return
		}
		query := url.Values{
			"state": {parsed.Query().Get("state")}, "error": {"\x1b[31mno\n::error::a"}, "error_description": {"\u202eb\r::error::c"},
		}
		open(t, parsed.Query().Get("redirect_uri")+"?"+query.Encode())
	}}
	err := run(t.Context(), person, "--client-id", "app", "--token-file", filepath.Join(t.TempDir(), "token.json"))
	if want := "WebWork refused: [31mno : :error::a: b : :error::c"; err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}
