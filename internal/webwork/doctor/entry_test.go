package doctor_test

import (
	"encoding/base64"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// twoWorkspaces are of one account, in another role in each.
func twoWorkspaces() simulator.Seed {
	self := simulator.Member{ID: simulator.DefaultAccount, Email: "olivia@acme.example", Role: simulator.RoleOwner}
	weaker := self
	weaker.Role = simulator.RoleRegularUser
	return simulator.Seed{Workspaces: []simulator.Workspace{
		{ID: 1, Name: "First", Members: []simulator.Member{self}}, {ID: 7, Name: "Second", Members: []simulator.Member{weaker}},
	}}
}

// TestNoEntry is about accounts that cannot get in: the command fails and says why.
func TestNoEntry(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{Seed: twoWorkspaces()})
	refusing := func(status int) string {
		refuser := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			_, _ = w.Write([]byte(`{"success":false,"message":"jane@acme.example is not allowed"}`))
		}))
		t.Cleanup(refuser.Close)
		return refuser.URL
	}
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	with := func(changes environment) environment {
		env := environment{"WEBWORK_BASE_URL": server.BaseURL, "WEBWORK_TOKEN": server.Token(), "WEBWORK_MAX_RETRIES": "0"}
		maps.Copy(env, changes)
		return env
	}
	for name, c := range map[string]struct {
		env           environment
		args          []string
		code          int
		problem, fact string
	}{
		"no credentials":         {with(environment{"WEBWORK_TOKEN": ""}), nil, 2, "No credentials: The provider needs one of:", "X Settings: No credentials."},
		"two kinds":              {with(environment{"WEBWORK_CLIENT_ID": "a"}), nil, 2, "WEBWORK_TOKEN and WEBWORK_CLIENT_ID", "X Settings: More than one kind of credentials."},
		"expired":                {with(environment{"WEBWORK_TOKEN": expiring(time.Now().Add(-time.Hour))}), nil, 2, "Token expired: The personal access token expired on ", "X Settings: Token expired (token)."},
		"malformed":              {with(environment{"WEBWORK_MAX_RETRIES": "many"}), nil, 2, `WEBWORK_MAX_RETRIES is "many". Allowed: whole numbers of at least 0.`, "X Settings: Value not allowed (max_retries)."},
		"bad address":            {with(environment{"WEBWORK_BASE_URL": "webwork"}), nil, 2, "base_url (WEBWORK_BASE_URL) cannot be used", "X Settings: Value not allowed (base_url)."},
		"refused":                {with(environment{"WEBWORK_TOKEN": "wrong"}), nil, 2, "WebWork does not accept the credentials (401). Create a new token at ", "X Access: WebWork does not accept the credentials."},
		"forbidden":              {with(environment{"WEBWORK_BASE_URL": refusing(http.StatusForbidden)}), nil, 2, "WebWork answered 403 Forbidden to GET /workspaces.", "X Access: WebWork answered 403 Forbidden to GET /workspaces."},
		"no such path":           {with(environment{"WEBWORK_BASE_URL": refusing(http.StatusNotFound)}), nil, 2, "Check that the base URL is that of its API", "X Access: WebWork answered 404 Not Found to GET /workspaces."},
		"nobody there":           {with(environment{"WEBWORK_BASE_URL": closed.URL}), nil, 1, "WebWork cannot be reached: ", "? Access: WebWork cannot be reached: there was no answer."},
		"plain http":             {with(environment{"WEBWORK_BASE_URL": "http://webwork.example/api"}), nil, 2, "use https, or set allow_insecure_http", "X Access: the address is plain http"},
		"no choice":              {with(nil), nil, 2, "several workspaces: 1 (Owner), 7 (Regular User); choose one with --workspace-id 1 or WEBWORK_WORKSPACE_ID=1", "X Workspaces: 1 (Owner), 7 (Regular User). None of them is chosen"},
		"another's":              {with(environment{"WEBWORK_WORKSPACE_ID": "3"}), nil, 2, "no access to workspace 3; it can use 1 (Owner), 7 (Regular User)", "X Workspace: the account has no access to 3; it can use 1 (Owner), 7 (Regular User)."},
		"no token file":          {with(environment{"WEBWORK_TOKEN": ""}), []string{"--token-file", "/nowhere/tokens.json"}, 2, `"/nowhere/tokens.json", which does not exist. terraform-provider-webwork login`, "X Settings: Value not allowed (oauth.token_file)."},
		"flag before env":        {with(environment{"WEBWORK_WORKSPACE_ID": "1"}), []string{"--workspace-id", "3"}, 2, "no access to workspace 3", "X Workspace: the account has no access to 3;"},
		"server error":           {with(environment{"WEBWORK_BASE_URL": refusing(http.StatusInternalServerError)}), nil, 1, "Try again later", "? Access: WebWork answered 500 Internal Server Error to GET /workspaces."},
		"a bad certificate file": {with(environment{"WEBWORK_CA_FILE": "/nowhere/jane.pem"}), nil, 2, "/nowhere/jane.pem", "X Settings: Value not allowed (ca_file)."},
		"an argument":            {with(nil), []string{"now"}, 1, `unknown command "now"`, ""},
		"the address flag":       {with(nil), []string{"--base-url", closed.URL}, 1, "WebWork cannot be reached: ", "? Access: WebWork cannot be reached: there was no answer."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report, err := examine(t, c.env, c.args...)
			if err == nil || !strings.Contains(err.Error(), c.problem) {
				t.Errorf("the error is %v, and lacks %q", err, c.problem)
			}
			if !strings.Contains(report, c.fact) {
				t.Errorf("the report lacks %q:\n%s", c.fact, report)
			}
			if got := code(err); got != c.code {
				t.Errorf("the exit code is %d, not %d", got, c.code)
			}
			if strings.Contains(report, "jane") || err != nil && strings.Contains(err.Error(), "jane@") {
				t.Errorf("private words are shown: %v\n%s", err, report)
			}
		})
	}
}

// TestChoice chooses among workspaces with the flag.
func TestChoice(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{Seed: twoWorkspaces()})
	report, err := examine(t, server.Env(), "--workspace-id=7")
	tellsWith(t, 2, report, err, "- Workspace: 7, chosen from 2 workspaces.", "X Role: Regular User.", "X Webhooks: the list cannot be read: WebWork answered 403 Forbidden.")
	for _, request := range server.Requests() {
		if simulator.WorkspaceOf(request) != 7 && request.Path != "/workspaces" {
			t.Errorf("%s asks for workspace %d", request.Path, simulator.WorkspaceOf(request))
		}
		if want := "terraform-provider-webwork/1.2.3 doctor"; request.UserAgent != want {
			t.Errorf("the user agent is %q, not %q", request.UserAgent, want)
		}
	}
}

// TestExpiry reports when tokens expire, as far as they tell.
func TestExpiry(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	inDays := func(days int) time.Time { return time.Now().Add(time.Duration(days)*24*time.Hour + time.Hour) }
	signedIn := func(t *testing.T, expiry time.Time) string {
		t.Helper()
		file := filepath.Join(t.TempDir(), "tokens.json")
		if err := httpkit.SaveTokenFile(file, httpkit.TokenFile{AccessToken: server.Token(), Expiry: expiry}); err != nil {
			t.Fatal(err)
		}
		return file
	}
	for name, c := range map[string]struct {
		env   environment
		lines []string
	}{
		"token, long": {environment{"WEBWORK_TOKEN": expiring(inDays(100))}, []string{"- Credentials: personal access token. The token expires on ", ", in 100 days."}},
		"token, soon": {environment{"WEBWORK_TOKEN": expiring(inDays(1))}, []string{"in 1 day.", "! Settings: Token expires soon (token)."}},
		"token file":  {environment{"WEBWORK_TOKEN_FILE": signedIn(t, inDays(15))}, []string{"- Credentials: OAuth2 login, kept in a token file. The token expires on ", ", in 15 days."}},
		"silent file": {environment{"WEBWORK_TOKEN_FILE": signedIn(t, time.Time{})}, []string{"kept in a token file. When the token expires is not known."}},
		"application": {environment{
			"WEBWORK_CLIENT_ID": simulator.DefaultClientID, "WEBWORK_CLIENT_SECRET": simulator.DefaultClientSecret, "WEBWORK_TOKEN_URL": server.TokenURL(server.URL),
		}, []string{"- Credentials: OAuth2 client credentials. When the token expires is not known."}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if token := c.env["WEBWORK_TOKEN"]; token != "" {
				server.AddToken(token, simulator.Account{UserID: simulator.DefaultAccount}, time.Time{})
			}
			c.env["WEBWORK_BASE_URL"] = server.BaseURL
			report, err := examine(t, c.env)
			tells(t, report, err, c.lines...)
		})
	}
}

// expiring is a JSON Web Token that expires at that time.
func expiring(at time.Time) string {
	claims := fmt.Sprintf(`{"exp":%d}`, at.Unix())
	return "e30." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".c2ln"
}
