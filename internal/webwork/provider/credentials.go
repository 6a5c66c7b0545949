package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/credentials"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

const tokenPage = "https://webwork-tracker.com/app/settings/rest-api"

// SignIn is how the account signs in.
type SignIn struct {
	// Kind names it as people do: a personal access token, for example.
	Kind string
	// Renewal tells what to do once WebWork refuses it.
	Renewal string

	authority   httpkit.Credentials
	secrets     []string
	token, file string
	// account is the e-mail address of the account, where the credentials name it.
	account string
}

// Expiry is when the access token expires. It reports false where nobody tells, and for tokens
// that are fetched for each run.
func (s SignIn) Expiry() (time.Time, bool) { return credentials.Expiry(s.token, s.file) }

// way is a kind of credentials.
type way struct {
	credentials.Way

	// basic says that it is the one of API v1.
	basic bool
	read  func() SignIn
}

// signIn chooses how to sign in. It has to be in a way that the version of the API takes.
func signIn(ctx context.Context, s *tfkit.Settings, config model, version string) SignIn {
	app := oauthBlock(ctx, s, config.OAuth)
	ways := []way{
		{
			Way:  credentials.Way{Attributes: "token", Variables: []string{"WEBWORK_TOKEN"}, Configured: !config.Token.IsNull()},
			read: func() SignIn { return personalToken(s, config.Token) },
		},
		{
			Way: credentials.Way{
				Attributes: "oauth", Variables: []string{"WEBWORK_CLIENT_ID", "WEBWORK_CLIENT_SECRET", "WEBWORK_REFRESH_TOKEN", "WEBWORK_TOKEN_FILE"},
				Configured: config.OAuth.IsUnknown() || app.namesCredentials(),
			},
			read: func() SignIn { return oauth(s, app) },
		},
		{
			Way: credentials.Way{
				Attributes: "email and api_key", Variables: []string{"WEBWORK_EMAIL", "WEBWORK_API_KEY"},
				Configured: !config.Email.IsNull() || !config.APIKey.IsNull(),
			},
			basic: true,
			read:  func() SignIn { return basic(s, config) },
		},
	}
	all := make([]credentials.Way, len(ways))
	for i, way := range ways {
		all[i] = way.Way
	}
	at, called := credentials.Choose(s, all, "The provider needs one of:\n\n"+
		"  - token (WEBWORK_TOKEN): a personal access token from "+tokenPage+"\n"+
		"  - oauth (WEBWORK_CLIENT_ID and WEBWORK_CLIENT_SECRET, or WEBWORK_TOKEN_FILE): an OAuth2 application; "+
		"terraform-provider-webwork login writes the token file\n"+
		"  - email and api_key (WEBWORK_EMAIL and WEBWORK_API_KEY), for api_version = \"v1\": an API key of the legacy REST API\n\n"+
		"Set it in the provider block or in the environment.")
	if at < 0 {
		return SignIn{}
	}
	if basic := dialectOf(version).basic; basic != ways[at].basic && !config.APIVersion.IsUnknown() {
		rejectWay(s, version, called, basic)
		return SignIn{}
	}
	return ways[at].read()
}

func personalToken(s *tfkit.Settings, configured types.String) SignIn {
	token := strings.TrimSpace(s.Text("token", configured, ""))
	if strings.ContainsAny(token, " \t\r\n") {
		s.Reject("token", "The token contains spaces or line breaks. Set it without \"Bearer\", just as "+tokenPage+" shows it.")
	}
	s.Diags.Append(checkExpiry(token, time.Now())...)
	return SignIn{
		Kind: "personal access token", Renewal: "Create a new token at " + tokenPage + " and set it as token or WEBWORK_TOKEN",
		authority: httpkit.Static(token), secrets: []string{token}, token: token,
	}
}

// checkExpiry looks at the expiry that a token tells of itself.
func checkExpiry(token string, now time.Time) diag.Diagnostics {
	return credentials.CheckExpiry(token, "personal access token", "Create a new one at "+tokenPage+" and set it as token or WEBWORK_TOKEN", now)
}

// rejectWay refuses credentials that the version of the API does not take.
func rejectWay(s *tfkit.Settings, version, named string, basic bool) {
	advice := "Set token or oauth (WEBWORK_TOKEN, WEBWORK_CLIENT_ID and WEBWORK_CLIENT_SECRET, or WEBWORK_TOKEN_FILE) instead, or api_version = \"v1\" (WEBWORK_API_VERSION)."
	if basic {
		advice = "Set email and api_key (WEBWORK_EMAIL, WEBWORK_API_KEY) instead, or leave api_version out."
	}
	s.Diags.AddAttributeError(path.Root("api_version"), "Credentials of another API",
		fmt.Sprintf("api_version (WEBWORK_API_VERSION) is %s, which does not take %s. %s", version, named, advice))
}

// basic reads an e-mail address and an API key.
func basic(s *tfkit.Settings, config model) SignIn {
	wrongBefore := s.Diags.ErrorsCount()
	email := strings.TrimSpace(s.Text("email", config.Email, ""))
	key := strings.TrimSpace(s.Text("api_key", config.APIKey, ""))
	switch {
	case s.Diags.ErrorsCount() > wrongBefore, slices.Contains(s.Unknown, "email"), slices.Contains(s.Unknown, "api_key"):
		return SignIn{}
	case email == "":
		s.Reject("email", "api_key (WEBWORK_API_KEY) is set without email (WEBWORK_EMAIL), the e-mail address of the account that it belongs to.")
	case key == "":
		s.Reject("api_key", "email (WEBWORK_EMAIL) is set without api_key (WEBWORK_API_KEY), which "+tokenPage+" shows.")
	case !strings.Contains(email, "@"), strings.Contains(email, ":"):
		s.Reject("email", "email (WEBWORK_EMAIL) is no e-mail address.")
	}
	return SignIn{
		Kind: "e-mail address and API key", Renewal: "Check email and api_key (WEBWORK_EMAIL, WEBWORK_API_KEY); " + tokenPage + " shows the key",
		authority: httpkit.Basic(email, key), secrets: []string{key}, account: email,
	}
}

// oauthBlock is the oauth object of the provider block, with nulls where there is none.
func oauthBlock(ctx context.Context, s *tfkit.Settings, object types.Object) oauthModel {
	var app oauthModel
	switch {
	case object.IsUnknown():
		s.Unknown = append(s.Unknown, "oauth")
	case !object.IsNull():
		s.Diags.Append(object.As(ctx, &app, basetypes.ObjectAsOptions{})...)
	}
	return app
}

// namesCredentials reports whether the block holds any; an address or scopes alone are none.
func (o oauthModel) namesCredentials() bool {
	return !o.ClientID.IsNull() || !o.ClientSecret.IsNull() || !o.RefreshToken.IsNull() || !o.TokenFile.IsNull()
}

func oauth(s *tfkit.Settings, config oauthModel) SignIn {
	wrongBefore := s.Diags.ErrorsCount()
	app := httpkit.OAuth{
		ClientID:         s.Text("oauth.client_id", config.ClientID, ""),
		ClientSecret:     s.Text("oauth.client_secret", config.ClientSecret, ""),
		TokenURL:         s.Text("oauth.token_url", config.TokenURL, ""),
		FallbackTokenURL: api.TokenURL,
		Scopes:           credentials.Scopes(s, "oauth.scopes", config.Scopes, "read", "write"),
	}
	refreshToken := s.Text("oauth.refresh_token", config.RefreshToken, "")
	file := s.Text("oauth.token_file", config.TokenFile, "")
	switch {
	case slices.ContainsFunc(s.Unknown, func(name string) bool { return strings.HasPrefix(name, "oauth") }),
		s.Diags.ErrorsCount() > wrongBefore:
		return SignIn{}
	case file != "":
		credentials.CheckTokenFile(s, "oauth.token_file", file, refreshToken, "terraform-provider-webwork login --client-id …")
		return SignIn{
			Kind: "OAuth2 login, kept in a token file", Renewal: "Sign in again with terraform-provider-webwork login",
			authority: httpkit.RefreshTokenSource(app, refreshToken, file), secrets: []string{refreshToken, app.ClientSecret}, file: file,
		}
	case refreshToken != "":
		s.Reject("oauth.token_file", "refresh_token (WEBWORK_REFRESH_TOKEN) is set without token_file (WEBWORK_TOKEN_FILE). "+
			"Each use of a refresh token replaces it; without a file that keeps the new one, the next run could not sign in.")
	case app.ClientID == "" || app.ClientSecret == "":
		s.Reject("oauth", "client_id (WEBWORK_CLIENT_ID) and client_secret (WEBWORK_CLIENT_SECRET) are both needed for client credentials. "+
			"To sign in as a person, set token_file (WEBWORK_TOKEN_FILE), which terraform-provider-webwork login writes.")
	}
	return SignIn{
		Kind: "OAuth2 client credentials", Renewal: "Check client_id and client_secret under OAuth2 Apps at " + tokenPage,
		authority: httpkit.ClientCredentials(app), secrets: []string{app.ClientSecret},
	}
}
