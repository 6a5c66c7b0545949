package scenario_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// TestAccMistakesInSettings has mistakes in the provider block and in the environment. Each stops the run, so that each has one of
// its own.
func TestAccMistakesInSettings(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{Seed: simulator.Seed{Workspaces: []simulator.Workspace{{ID: 7, Name: "Acme Agency", Members: []simulator.Member{{ID: 10, Email: "owner@example.com", Role: simulator.RoleOwner}}}, {ID: 8, Name: "Beta Bakery", Members: []simulator.Member{{ID: 10, Email: "owner@example.com", Role: simulator.RoleOwner}}}}}})
		target, err := url.Parse(server.URL)
		providertest.Must(t, err)
		proxy := httptest.NewTLSServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }})
		t.Cleanup(proxy.Close)
		other := httptest.NewServer(http.NotFoundHandler())
		t.Cleanup(other.Close)
		for name, c := range map[string]struct {
			environment map[string]string
			typed       string
			said        message
		}{
			"no credentials": {
				environment: map[string]string{"WEBWORK_TOKEN": ""},
				said:        message{"", "No credentials", "The provider needs one of:\n\n  - token (WEBWORK_TOKEN): a personal access token from https://webwork-tracker.com/app/settings/rest-api\n  - oauth (WEBWORK_CLIENT_ID and WEBWORK_CLIENT_SECRET, or WEBWORK_TOKEN_FILE): an OAuth2 application; terraform-provider-webwork login writes the token file\n  - email and api_key (WEBWORK_EMAIL and WEBWORK_API_KEY), for api_version = \"v1\": an API key of the legacy REST API\n\nSet it in the provider block or in the environment."},
			},
			"with Bearer": {
				environment: map[string]string{"WEBWORK_TOKEN": "Bearer abc"},
				said:        message{"", notAllowed, `The token contains spaces or line breaks. Set it without "Bearer", just as https://webwork-tracker.com/app/settings/rest-api shows it.`},
			},
			"a wrong token": {
				environment: map[string]string{"WEBWORK_TOKEN": "abc"},
				said:        message{"", "Could not sign in", "GET /workspaces: WebWork answered 401 Unauthorized: Unauthenticated.\n\nWebWork does not accept the credentials. Tokens expire: create a new one under Settings > REST API and set it as token or WEBWORK_TOKEN. With API v1, check email and api_key."},
			},
			"another server": {
				environment: map[string]string{"WEBWORK_BASE_URL": other.URL},
				said:        message{"", "Could not read the workspaces", "GET /workspaces: WebWork answered 404 Not Found: 404 page not found.\n\nThat is no answer of WebWork's API. Check base_url (WEBWORK_BASE_URL): it ends in /api/v2, or in /rest-api with API v1."},
			},
			"an intercepting proxy": {
				environment: map[string]string{"WEBWORK_BASE_URL": server.Simulator.BaseURL(proxy.URL)},
				said:        message{"", "Could not read the workspaces", "GET /workspaces: tls: failed to verify certificate: x509: certificate signed by unknown authority.\n\nThe server's certificate is not signed by an authority that this machine trusts. If a proxy of your network signs anew what passes through, set ca_file in the provider block (WEBWORK_CA_FILE) to the certificate of its authority. Nothing was sent to WebWork."},
			},
			"several workspaces": {
				environment: map[string]string{"WEBWORK_WORKSPACE_ID": ""},
				said:        message{"", "Could not choose the workspace", "The account can use several workspaces: 7 (Acme Agency), 8 (Beta Bakery). Set workspace_id in the provider block, or WEBWORK_WORKSPACE_ID, to one of these ids."},
			},
			"a workspace by name": {
				typed: `workspace_id = "Acme Agency"`,
				said:  message{"workspace_id", notAllowed, `workspace_id is "Acme Agency". Allowed: positive numbers without sign, spaces or leading zeros, such as 7; the data source webwork_workspaces lists the ids of the account's workspaces.`},
			},
			"a foreign workspace": {
				typed: `workspace_id = "9"`,
				said:  message{"", "Could not use the workspace", "workspace_id is 9, but the account has no access to a workspace of that id. It can use: 7 (Acme Agency), 8 (Beta Bakery)."},
			},
			"percent": {
				typed: `max_archival_share = 25`,
				said:  message{"max_archival_share", notAllowed, `max_archival_share is "25". Did you mean "0.25"? Allowed: numbers from 0 to 1, such as 0.25 for a quarter.`},
			},
			"a bare number": {
				typed: `request_timeout = 30`,
				said:  message{"request_timeout", notAllowed, `request_timeout is "30". Did you mean "30s"? Allowed: durations above zero, such as 45s or 2m.`},
			},
			"half a request": {
				typed: `requests_per_minute = 7.5`,
				said:  message{"requests_per_minute", notAllowed, "requests_per_minute was given 7.5, which is not a whole number. Allowed is a number without places after the point, such as 40."},
			},
			"two ways to sign in": {
				environment: map[string]string{"WEBWORK_CLIENT_ID": "app"},
				said:        message{"", "More than one kind of credentials", "The environment holds WEBWORK_TOKEN and WEBWORK_CLIENT_ID. Keep one of them. What the provider block names goes before the environment."},
			},
			"the older API": {
				typed: "token = null\nemail = \"jane@example.com\"",
				said:  message{"", "Credentials of another API", "api_version (WEBWORK_API_VERSION) is v2, which does not take email and api_key. Set token or oauth (WEBWORK_TOKEN, WEBWORK_CLIENT_ID and WEBWORK_CLIENT_SECRET, or WEBWORK_TOKEN_FILE) instead, or api_version = \"v1\" (WEBWORK_API_VERSION)."},
			},
			"a name as address": {
				typed: `protected_people = ["Jane Doe"]`,
				said:  message{"protected_people", notAllowed, `protected_people is "Jane Doe". Allowed: e-mail addresses.`},
			},
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				w := workspace(t, cli, server)
				for variable, value := range c.environment {
					w.Setenv(variable, value)
				}
				w.Write("main.tf", jane+"provider \"webwork\" {\n"+c.typed+"\n}\n")
				var got []message
				for _, d := range diagnostics(t, w.Run("plan", "-json")) {
					got = append(got, d.message())
				}
				expectSaid(t, name, got, c.said)
			})
		}
	})
}
