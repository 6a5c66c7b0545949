package provider_test

import (
	"encoding/base64"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/provider"
)

// environment is that of a provider, in place of the process's own.
type environment map[string]string

func (e environment) get(name string) string { return e[name] }

// jwt is a token that tells when it expires.
func jwt(expiry time.Time) string {
	part := func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }
	return part(`{"alg":"none"}`) + "." + part(fmt.Sprintf(`{"exp":%d}`, expiry.Unix())) + ".x"
}

func said(diags diag.Diagnostics) string {
	lines := make([]string, len(diags))
	for i, d := range diags {
		lines[i] = fmt.Sprintf("%s: %s: %s", d.Severity(), d.Summary(), d.Detail())
	}
	return strings.Join(lines, "\n")
}

func TestCredentials(t *testing.T) {
	t.Parallel()
	missing := filepath.Join(t.TempDir(), "token.json")
	for name, c := range map[string]struct {
		env  environment
		want string // what is said; "" is nothing
		kind string
	}{
		"none":                  {env: environment{}, want: "No credentials"},
		"an API key":            {env: environment{"AWORK_TOKEN": "key"}, kind: "API key or access token"},
		"a key with Bearer":     {env: environment{"AWORK_TOKEN": "Bearer key"}, want: `Set it without "Bearer"`},
		"two kinds":             {env: environment{"AWORK_TOKEN": "key", "AWORK_OAUTH_TOKEN_FILE": missing}, want: "The environment holds AWORK_TOKEN and AWORK_OAUTH_TOKEN_FILE. Keep one of them."},
		"an expired token":      {env: environment{"AWORK_TOKEN": jwt(time.Now().Add(-time.Hour))}, want: "Token expired"},
		"a token of few days":   {env: environment{"AWORK_TOKEN": jwt(time.Now().Add(72 * time.Hour))}, want: "Token expires soon", kind: "API key or access token"},
		"no file":               {env: environment{"AWORK_OAUTH_TOKEN_FILE": missing}, want: "terraform-provider-awork login --token-file"},
		"a refresh token alone": {env: environment{"AWORK_OAUTH_REFRESH_TOKEN": "r"}, want: "A refresh token works once and for 30 days; without a file that keeps the new one"},
		"a client alone":        {env: environment{"AWORK_OAUTH_CLIENT_ID": "c", "AWORK_OAUTH_CLIENT_SECRET": "s"}, want: "awork has no client credentials. Run terraform-provider-awork login"},
		"a refresh token to begin with": {
			env: environment{"AWORK_OAUTH_REFRESH_TOKEN": "r", "AWORK_OAUTH_CLIENT_ID": "c", "AWORK_OAUTH_TOKEN_FILE": missing}, kind: "OAuth2 login, kept in a token file",
		},
	} {
		connection, diags := provider.FromEnvironment(t.Context(), c.env.get, provider.Given{}, "test")
		if words := said(diags); c.want == "" && words != "" || !strings.Contains(words, c.want) {
			t.Errorf("%s: it says %q, not %q", name, words, c.want)
		}
		if c.kind != "" && (diags.HasError() || connection.SignIn.Kind != c.kind) {
			t.Errorf("%s: it signs in by %q: %s", name, connection.SignIn.Kind, said(diags))
		}
	}
}

// Nothing is ever sent to the domain that awork has left.
func TestFormerAddresses(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"https://api.awork.io/api/v1":  "https://api.awork.com/api/v1",
		"https://API.AWORK.IO./api/v1": "https://API.AWORK.com/api/v1",
		"https://awork.io/api/v1":      "https://awork.com/api/v1",
		"https://api.awork.com/api/v1": "",
		"https://notawork.io/api/v1":   "",
		"":                             "",
	} {
		env := environment{"AWORK_TOKEN": "key", "AWORK_BASE_URL": given}
		connection, diags := provider.FromEnvironment(t.Context(), env.get, provider.Given{}, "test")
		replaced := strings.Contains(said(diags), "WARNING") || strings.Contains(said(diags), "Address replaced")
		if diags.HasError() || replaced != (want != "") || strings.Contains(connection.BaseURL, "awork.io") && !strings.Contains(connection.BaseURL, "notawork.io") {
			t.Errorf("%q becomes %q: %s", given, connection.BaseURL, said(diags))
		}
		if want != "" && !strings.EqualFold(connection.BaseURL, want) {
			t.Errorf("%q becomes %q, not %q", given, connection.BaseURL, want)
		}
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	for variable, c := range map[string]struct{ wrong, allowed string }{
		"AWORK_WORKSPACE_ID":           {"7", "ids that are GUIDs"},
		"AWORK_REQUESTS_PER_MINUTE":    {"0", "whole numbers of at least 1"},
		"AWORK_REQUESTS_PER_SECOND":    {"none", "whole numbers of at least 1"},
		"AWORK_MAX_RETRIES":            {"-1", "whole numbers of at least 0"},
		"AWORK_REQUEST_TIMEOUT":        {"30", `Did you mean "30s"?`},
		"AWORK_READ_STRATEGY":          {"list", "auto and each"},
		"AWORK_RESTORE_DEACTIVATED":    {"yes", "true and false"},
		"AWORK_ADOPT_EXISTING":         {"yes", "true and false"},
		"AWORK_MAX_INVITATIONS":        {"many", "whole numbers of at least 0"},
		"AWORK_MAX_DEACTIVATIONS":      {"many", "whole numbers of at least 0"},
		"AWORK_MAX_DEACTIVATION_SHARE": {"25", `Did you mean "0.25"?`},
		"AWORK_PROTECTED_PEOPLE":       {"jane", "e-mail addresses"},
		"AWORK_READ_PERSONAL":          {"yes", "true and false"},
		"AWORK_ALLOW_INSECURE_HTTP":    {"yes", "true and false"},
	} {
		env := environment{"AWORK_TOKEN": "key", variable: c.wrong}
		if _, diags := provider.FromEnvironment(t.Context(), env.get, provider.Given{}, "test"); !diags.HasError() || !strings.Contains(said(diags), c.allowed) {
			t.Errorf("%s = %s: %s", variable, c.wrong, said(diags))
		}
	}
	env := environment{
		"AWORK_TOKEN": "key", "AWORK_WORKSPACE_ID": "3B1F0C5E-8D5A-4F6B-9A57-1C2D3E4F5A6B", "AWORK_REQUESTS_PER_SECOND": "7", "AWORK_PROTECTED_PEOPLE": "Ada@acme.example,bob@acme.example",
	}
	connection, diags := provider.FromEnvironment(t.Context(), env.get, provider.Given{}, "test")
	settings := connection.Settings
	if diags.HasError() || settings.WorkspaceID != "3b1f0c5e-8d5a-4f6b-9a57-1c2d3e4f5a6b" || !settings.ProtectedPeople["ada@acme.example"] || len(settings.ProtectedPeople) != 2 ||
		!settings.RestoreDeactivated || settings.MaxDeactivationShare != 0.25 || settings.RequestTimeout != 30*time.Second {
		t.Errorf("the settings are %+v: %s", settings, said(diags))
	}
	if limits := connection.HTTP.Limits; limits[0].Requests != 1000 || limits[1].Requests != 7 || limits[1].Window != time.Second {
		t.Errorf("the limits are %v", limits)
	}
}
