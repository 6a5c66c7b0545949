package provider_test

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
)

// The kinds of credentials, as SignIn names them.
const (
	byToken = "personal access token"
	byFile  = "OAuth2 login, kept in a token file"
	byApp   = "OAuth2 client credentials"
	byKey   = "e-mail address and API key"
)

// TestChoice chooses how to sign in.
func TestChoice(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "tokens.json")
	if err := httpkit.SaveTokenFile(file, httpkit.TokenFile{RefreshToken: "r"}); err != nil {
		t.Fatal(err)
	}
	application := environment{"WEBWORK_CLIENT_ID": "a", "WEBWORK_CLIENT_SECRET": "b"}
	for name, c := range map[string]struct {
		env      environment
		config   block
		kind     string
		problems []string
	}{
		"token":                      {nil, block{"token": "t"}, byToken, nil},
		"token by environment":       {environment{"WEBWORK_TOKEN": "t"}, nil, byToken, nil},
		"application":                {nil, block{"oauth": block{"client_id": "a", "client_secret": "b"}}, byApp, nil},
		"application by environment": {application, nil, byApp, nil},
		"application by both":        {environment{"WEBWORK_CLIENT_SECRET": "b"}, block{"oauth": block{"client_id": "a"}}, byApp, nil},
		"file":                       {nil, block{"oauth": block{"token_file": file}}, byFile, nil},
		"file by environment":        {environment{"WEBWORK_TOKEN_FILE": file}, nil, byFile, nil},
		"file to be written":         {nil, block{"oauth": block{"token_file": file + ".new", "refresh_token": "r"}}, byFile, nil},
		"refresh token by environment": {
			environment{"WEBWORK_TOKEN_FILE": file + ".new", "WEBWORK_REFRESH_TOKEN": "r", "WEBWORK_CLIENT_ID": "a"}, nil, byFile, nil,
		},

		// The provider block decides, whatever is in the environment.
		"block before environment":             {application.with(environment{"WEBWORK_EMAIL": "e"}), block{"token": "t"}, byToken, nil},
		"application before environment":       {signedIn(), block{"oauth": block{"client_id": "a", "client_secret": "b"}}, byApp, nil},
		"scopes are no credentials":            {signedIn(), block{"oauth": block{"scopes": []any{"read"}, "token_url": "https://a.example"}}, byToken, nil},
		"empty object":                         {signedIn(), block{"oauth": block{}}, byToken, nil},
		"address in environment is no way in":  {signedIn().with(environment{"WEBWORK_TOKEN_URL": "https://a.example"}), nil, byToken, nil},
		"an empty variable is no second kind":  {signedIn().with(environment{"WEBWORK_CLIENT_ID": ""}), nil, byToken, nil},
		"an unknown token decides, too":        {application, block{"token": unknown}, byToken, nil},
		"an unknown application decides, too":  {signedIn(), block{"oauth": unknown}, "", nil},
		"an unknown part of an application":    {signedIn(), block{"oauth": block{"client_id": unknown}}, "", nil},
		"unknown scopes":                       {application, block{"oauth": block{"scopes": unknown}}, "", nil},
		"an unknown scope":                     {application, block{"oauth": block{"scopes": []any{"read", unknown}}}, "", nil},
		"a token with a line break at its end": {environment{"WEBWORK_TOKEN": "t\n"}, nil, byToken, nil},

		"none": {nil, nil, "", []string{
			"Error: No credentials: ", "token (WEBWORK_TOKEN)", "oauth (WEBWORK_CLIENT_ID and WEBWORK_CLIENT_SECRET, or WEBWORK_TOKEN_FILE)", "terraform-provider-webwork login",
			"email and api_key (WEBWORK_EMAIL and WEBWORK_API_KEY), for api_version = \"v1\"",
		}},
		"two by environment": {signedIn().with(application), nil, "", []string{
			"Error: More than one kind of credentials: The environment holds WEBWORK_TOKEN and WEBWORK_CLIENT_ID, WEBWORK_CLIENT_SECRET. Keep one of them.",
		}},
		"token and basic by environment": {signedIn().with(environment{"WEBWORK_API_KEY": "k"}), nil, "", []string{"The environment holds WEBWORK_TOKEN and WEBWORK_API_KEY."}},
		"two in the block":               {nil, block{"token": "t", "oauth": block{"client_id": "a"}}, "", []string{"The provider block names token and oauth."}},
		"three in the block": {nil, block{"token": "t", "oauth": block{"client_id": "a"}, "api_key": "k"}, "", []string{
			"The provider block names token and oauth and email and api_key.",
		}},
		// An API key is for v1, and nothing else is.
		"key": {nil, block{"api_version": "v1", "email": "jane@acme.example", "api_key": "k"}, byKey, nil},
		"key by environment": {
			environment{"WEBWORK_API_VERSION": "v1", "WEBWORK_EMAIL": "jane@acme.example", "WEBWORK_API_KEY": "k\n"}, nil, byKey, nil,
		},
		"key by both":                    {environment{"WEBWORK_API_KEY": "k"}, block{"api_version": "v1", "email": "jane@acme.example"}, byKey, nil},
		"key before environment":         {signedIn(), block{"api_version": "v1", "email": "jane@acme.example", "api_key": "k"}, byKey, nil},
		"an unknown key":                 {signedIn(), block{"api_version": "v1", "email": "jane@acme.example", "api_key": unknown}, "", nil},
		"a key for an unknown version":   {nil, block{"api_version": unknown, "email": "jane@acme.example", "api_key": "k"}, byKey, nil},
		"a token for an unknown version": {nil, block{"api_version": unknown, "token": "t"}, byToken, nil},
		"key for v2": {nil, block{"email": "jane@acme.example", "api_key": "k"}, "", []string{
			"Error at api_version: Credentials of another API: api_version (WEBWORK_API_VERSION) is v2, which does not take email and api_key. Set token or oauth",
		}},
		"key for v2 by environment": {environment{"WEBWORK_API_KEY": "k"}, nil, "", []string{"is v2, which does not take WEBWORK_API_KEY."}},
		"token for v1":              {signedIn(), block{"api_version": "v1"}, "", []string{"is v1, which does not take WEBWORK_TOKEN. Set email and api_key"}},
		"application for v1":        {environment{"WEBWORK_API_VERSION": "v1"}, block{"oauth": block{"client_id": "a"}}, "", []string{"is v1, which does not take oauth."}},
		"key without an address":    {nil, block{"api_version": "v1", "api_key": "k"}, byKey, []string{"Error at email: Value not allowed: api_key (WEBWORK_API_KEY) is set without email"}},
		"address without a key":     {nil, block{"api_version": "v1", "email": "jane@acme.example"}, byKey, []string{"Error at api_key: Value not allowed: email (WEBWORK_EMAIL) is set without api_key"}},
		"no address":                {nil, block{"api_version": "v1", "email": "jane", "api_key": "k"}, byKey, []string{"Error at email: Value not allowed: email (WEBWORK_EMAIL) is no e-mail address."}},
		"empty key":                 {nil, block{"api_version": "v1", "email": "jane@acme.example", "api_key": ""}, "", []string{"Error at api_key: Value not allowed: api_key is empty."}},
		"empty token":               {signedIn(), block{"token": ""}, byToken, []string{"Error at token: Value not allowed: token is empty. Leave it out, or set it to null, to use WEBWORK_TOKEN."}},
		"header for a token":        {nil, block{"token": "Bearer t"}, byToken, []string{"Error at token: Value not allowed: The token contains spaces", "without \"Bearer\""}},
		"id alone": {nil, block{"oauth": block{"client_id": "a"}}, byApp, []string{
			"Error at oauth: Value not allowed: client_id (WEBWORK_CLIENT_ID) and client_secret (WEBWORK_CLIENT_SECRET) are both needed",
		}},
		"secret alone": {environment{"WEBWORK_CLIENT_SECRET": "b"}, nil, byApp, []string{"are both needed"}},
		"empty secret": {nil, block{"oauth": block{"client_id": "a", "client_secret": ""}}, "", []string{"Error at oauth.client_secret: Value not allowed: oauth.client_secret is empty."}},
		"no place for a new token": {nil, block{"oauth": block{"client_id": "a", "refresh_token": "r"}}, byApp, []string{
			"Error at oauth.token_file: Value not allowed: refresh_token (WEBWORK_REFRESH_TOKEN) is set without token_file (WEBWORK_TOKEN_FILE).",
			"the next run could not sign in",
		}},
		"no file": {environment{"WEBWORK_TOKEN_FILE": file + ".new"}, nil, byFile, []string{
			"Error at oauth.token_file: Value not allowed: token_file (WEBWORK_TOKEN_FILE) is \"" + file + ".new\", which does not exist.",
			"terraform-provider-webwork login",
		}},
		"no such folder": {nil, block{"oauth": block{"token_file": "/nowhere/tokens.json", "refresh_token": "r"}}, byFile, []string{
			"token_file (WEBWORK_TOKEN_FILE) is \"/nowhere/tokens.json\", and has to be renewed: cannot write beside the token file /nowhere/tokens.json: ",
			"Each use of a refresh token replaces it, and the new one must be kept.",
		}},
		"a folder for a file": {nil, block{"oauth": block{"token_file": filepath.Dir(file), "refresh_token": "r"}}, byFile, []string{"cannot read the token file"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			connection, _, diags := read(t, c.env, c.config)
			if connection.SignIn.Kind != c.kind {
				t.Errorf("it signs in by %q, not by %q", connection.SignIn.Kind, c.kind)
			}
			if len(c.problems) == 0 && len(diags) > 0 || len(c.problems) > 0 && !diags.HasError() {
				t.Errorf("it says %q", shown(diags))
			}
			contains(t, shown(diags), c.problems...)
		})
	}
}

// TestUnknownCredentials names what is not known.
func TestUnknownCredentials(t *testing.T) {
	t.Parallel()
	for want, config := range map[string]block{
		"[token]": {"token": unknown}, "[oauth]": {"oauth": unknown}, "[oauth.client_id]": {"oauth": block{"client_id": unknown}},
		"[oauth.scopes]": {"oauth": block{"client_id": "a", "client_secret": "b", "scopes": unknown}},
	} {
		_, notKnown, diags := read(t, nil, config)
		if len(diags) > 0 || fmt.Sprint(notKnown) != want {
			t.Errorf("%v is not known, which should be %s; %s", notKnown, want, shown(diags))
		}
	}
}

// TestDamagedTokenFile says so before anything is sent.
func TestDamagedTokenFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "tokens.json")
	if err := os.WriteFile(file, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, complaint := start(t, environment{"WEBWORK_TOKEN_FILE": file}, nil)
	contains(t, complaint, `AttributeName("oauth").AttributeName("token_file")`, file, "is damaged")
}

// TestTokenFileUntouched leaves the folder of the token file as it was.
func TestTokenFileUntouched(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ready(t, environment{"WEBWORK_TOKEN_FILE": filepath.Join(dir, "tokens.json"), "WEBWORK_REFRESH_TOKEN": "r"}, nil)
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("%v; there is %v", err, left)
	}
}

// TestExpiry looks at tokens that tell when they expire.
func TestExpiry(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	const day = 24 * time.Hour
	for name, c := range map[string]struct {
		token, want string
	}{
		"no web token": {"abc", ""},
		"silent":       {webToken(`{"sub":"1"}`), ""},
		"past":         {expiring(now.Add(-day)), "Error at token: Token expired: The personal access token expired on 28 February 2026 12:00 UTC. Create a new one at https://webwork-tracker.com/app/settings/rest-api and set it as token or WEBWORK_TOKEN."},
		"now":          {expiring(now), "Error at token: Token expired: "},
		"soon":         {expiring(now.Add(2 * time.Second)), "Warning at token: Token expires soon: "},
		"within":       {expiring(now.Add(14*day - time.Second)), "Warning at token: Token expires soon: The personal access token expires on 15 March 2026 11:59 UTC."},
		"at 14 days":   {expiring(now.Add(14 * day)), ""},
		"later":        {expiring(now.Add(180 * day)), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := shown(provider.CheckExpiry(c.token, now)); c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("%q is missing in %q", c.want, got)
			}
		})
	}
}

// TestExpiryInTheBlock has the provider itself look at its token, without asking anybody.
func TestExpiryInTheBlock(t *testing.T) {
	t.Parallel()
	_, complaint := start(t, nil, block{"token": expiring(time.Now().Add(-time.Hour))})
	contains(t, complaint, `ERROR at AttributeName("token"): Token expired: `)
	_, complaint = start(t, environment{"WEBWORK_TOKEN": expiring(time.Now().Add(time.Hour))}, nil)
	contains(t, complaint, `WARNING at AttributeName("token"): Token expires soon: `)
	ready(t, environment{"WEBWORK_TOKEN": expiring(time.Now().Add(15 * 24 * time.Hour))}, nil)
}

// expiring is a web token that expires then.
func expiring(at time.Time) string { return webToken(fmt.Sprintf(`{"exp":%d}`, at.Unix())) }

func webToken(claims string) string {
	return "e30." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".c2ln"
}
