package provider_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/oauth2"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// asked are the forms of the token requests so far.
func asked(t *testing.T, server *simtest.Server) []url.Values {
	t.Helper()
	var forms []url.Values
	for _, request := range server.Requests() {
		if request.Path != "/oauth/token" {
			continue
		}
		form, err := url.ParseQuery(string(request.Body))
		if err != nil {
			t.Fatal(err)
		}
		forms = append(forms, form)
	}
	return forms
}

// oauth is the provider block for the server with an OAuth2 application.
func oauth(server *simtest.Server, app block) block {
	app["token_url"] = server.TokenURL(server.URL)
	return block{"base_url": server.BaseURL, "oauth": app}
}

// agree has a person agree to an application, and gives the first refresh token.
func agree(t *testing.T, server *simtest.Server, app simkit.App) string {
	t.Helper()
	server.AddApp(app)
	config := oauth2.Config{
		ClientID: app.ID, ClientSecret: app.Secret, RedirectURL: "http://127.0.0.1/callback",
		Endpoint: oauth2.Endpoint{AuthURL: server.AuthorizeURL(server.URL), TokenURL: server.TokenURL(server.URL)},
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, config.AuthCodeURL("state"), nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultTransport.RoundTrip(request) // which follows no redirect
	if err != nil {
		t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil {
		t.Fatal(err)
	}
	back, err := answer.Location()
	if err != nil {
		t.Fatal(err)
	}
	token, err := config.Exchange(t.Context(), back.Query().Get("code"))
	if err != nil {
		t.Fatal(err)
	}
	server.ForgetRequests()
	return token.RefreshToken
}

// TestClientCredentials signs in as an application, by the block and by the environment.
func TestClientCredentials(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env   environment
		oauth block
		scope string
	}{
		"block": {nil, block{"client_id": simulator.DefaultClientID, "client_secret": simulator.DefaultClientSecret}, "read write"},
		"environment": {environment{
			"WEBWORK_CLIENT_ID": simulator.DefaultClientID, "WEBWORK_CLIENT_SECRET": simulator.DefaultClientSecret,
			"WEBWORK_OAUTH_SCOPES": "read",
		}, block{}, "read"},
		"both": {
			environment{"WEBWORK_CLIENT_ID": "another", "WEBWORK_CLIENT_SECRET": simulator.DefaultClientSecret, "WEBWORK_OAUTH_SCOPES": "admin"},
			block{"client_id": simulator.DefaultClientID, "scopes": []any{"write", "read"}},
			"read write",
		},
		"no scopes": {
			environment{"WEBWORK_CLIENT_SECRET": simulator.DefaultClientSecret},
			block{"client_id": simulator.DefaultClientID, "scopes": []any{}},
			"",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := simtest.Start(t, simulator.Options{})
			r := ready(t, c.env, oauth(server, c.oauth))
			if forms := asked(t, server); len(forms) > 0 {
				t.Errorf("the configuration alone asked for a token: %v", forms)
			}
			for range 2 {
				if complaint := r.dataSource("webwork_workspaces", block{}); complaint != "" {
					t.Error(complaint)
				}
			}
			forms := asked(t, server)
			if len(forms) != 1 || forms[0].Get("grant_type") != "client_credentials" || forms[0].Get("scope") != c.scope {
				t.Errorf("it asked for tokens with %v, not once for the scopes %q", forms, c.scope)
			}
		})
	}
}

// TestTokenURLByEnvironment finds the token endpoint by its variable.
func TestTokenURLByEnvironment(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, simulator.Options{})
	env := environment{
		"WEBWORK_BASE_URL": server.BaseURL, "WEBWORK_TOKEN_URL": server.TokenURL(server.URL),
		"WEBWORK_CLIENT_ID": simulator.DefaultClientID, "WEBWORK_CLIENT_SECRET": simulator.DefaultClientSecret,
	}
	if complaint := ready(t, env, nil).dataSource("webwork_workspaces", block{}); complaint != "" {
		t.Error(complaint)
	}
}

// TestWrongSecret says what was refused and what to do, without the secret.
func TestWrongSecret(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, simulator.Options{})
	r := ready(t, nil, oauth(server, block{"client_id": simulator.DefaultClientID, "client_secret": "not-the-secret"}))
	for range 2 {
		complaint := r.dataSource("webwork_workspaces", block{})
		contains(t, complaint, "the client id or its secret was refused", "Check client_id and client_secret under OAuth2 Apps")
		if strings.Contains(complaint, "not-the-secret") {
			t.Errorf("the secret is shown: %s", complaint)
		}
	}
	if forms := asked(t, server); len(forms) != 1 {
		t.Errorf("it asked %d times, although the refusal is final", len(forms))
	}
}

// TestRefreshToken uses up a refresh token, keeps the next one, and goes on with it in later runs,
// for which the file alone suffices.
func TestRefreshToken(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, simulator.Options{})
	// Its access tokens are so short-lived that no run uses what another left.
	first := agree(t, server, simkit.App{ID: "short", Secret: "hush-hush", AccessLifetime: 9 * time.Second})
	file := filepath.Join(t.TempDir(), "tokens.json")

	given := oauth(server, block{"client_id": "short", "client_secret": "hush-hush", "refresh_token": first, "token_file": file})
	if complaint := ready(t, nil, given).dataSource("webwork_workspaces", block{}); complaint != "" {
		t.Fatal(complaint)
	}
	kept, err := httpkit.LoadTokenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if kept.RefreshToken == "" || kept.RefreshToken == first {
		t.Error("the new refresh token is not in the file")
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v; the mode is %v", err, info.Mode())
	}

	alone := environment{"WEBWORK_TOKEN_FILE": file, "WEBWORK_BASE_URL": server.BaseURL}
	if complaint := ready(t, alone, nil).dataSource("webwork_workspaces", block{}); complaint != "" {
		t.Fatal(complaint)
	}
	forms := asked(t, server)
	if last := forms[len(forms)-1]; last.Get("grant_type") != "refresh_token" || last.Get("refresh_token") != kept.RefreshToken || last.Get("client_id") != "short" {
		t.Errorf("the second run asked with %v", last)
	}
}

// TestLogin goes on with what the login command wrote, as long as its access token is good.
func TestLogin(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, simulator.Options{})
	file := filepath.Join(t.TempDir(), "tokens.json")
	kept := httpkit.TokenFile{AccessToken: server.Token(), Expiry: time.Now().Add(time.Hour), RefreshToken: "unused", TokenURL: server.TokenURL(server.URL)}
	if err := httpkit.SaveTokenFile(file, kept); err != nil {
		t.Fatal(err)
	}
	r := ready(t, environment{"WEBWORK_TOKEN_FILE": file}, block{"base_url": server.BaseURL})
	if complaint := r.dataSource("webwork_workspaces", block{}); complaint != "" {
		t.Error(complaint)
	}
	if forms := asked(t, server); len(forms) > 0 {
		t.Errorf("it asked for tokens with %v", forms)
	}

	// WebWork revokes the token, and then does not know the refresh token either.
	server.RevokeToken(server.Token())
	contains(t, ready(t, environment{"WEBWORK_TOKEN_FILE": file}, block{"base_url": server.BaseURL}).dataSource("webwork_workspaces", block{}),
		"refused", "Sign in again with terraform-provider-webwork login")
}
