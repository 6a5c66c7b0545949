package provider

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/credentials"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

const (
	keyPage   = "Settings > Integrations > API client > Manage API keys"
	signAgain = "terraform-provider-awork login"
)

// SignIn is how the account signs in.
type SignIn struct {
	// Kind names it as people do: an API key, for example.
	Kind string
	// Renewal tells what to do once awork refuses it.
	Renewal string

	authority   httpkit.Credentials
	secrets     []string
	token, file string
}

// Expiry is when the access token expires. It reports false where nobody tells.
func (s SignIn) Expiry() (time.Time, bool) { return credentials.Expiry(s.token, s.file) }

// signIn chooses how to sign in.
func signIn(ctx context.Context, s *tfkit.Settings, config model, baseURL string) SignIn {
	app := oauthBlock(ctx, s, config.OAuth)
	at, _ := credentials.Choose(s, []credentials.Way{
		{Attributes: "token", Variables: []string{s.Variable("token")}, Configured: !config.Token.IsNull()},
		{
			Attributes: "oauth", Variables: []string{
				s.Variable("oauth.client_id"), s.Variable("oauth.client_secret"), s.Variable("oauth.refresh_token"), s.Variable("oauth.token_file"),
			},
			Configured: config.OAuth.IsUnknown() || app.namesCredentials(),
		},
	}, "The provider needs one of:\n\n"+
		"  - token (AWORK_TOKEN): an API key, created in awork under "+keyPage+"\n"+
		"  - oauth (AWORK_OAUTH_TOKEN_FILE): the token file that "+signAgain+" writes\n\n"+
		"Set it in the provider block or in the environment.")
	switch at {
	case 0:
		return apiKey(s, config.Token)
	case 1:
		return oauth(s, app, baseURL)
	default:
		return SignIn{}
	}
}

func apiKey(s *tfkit.Settings, configured types.String) SignIn {
	const renewal = "Create a new API key under " + keyPage + " and set it as token or AWORK_TOKEN"
	token := strings.TrimSpace(s.Text("token", configured, ""))
	if strings.ContainsAny(token, " \t\r\n") {
		s.Reject("token", "The token contains spaces or line breaks. Set it without \"Bearer\", just as awork shows it under "+keyPage+".")
	}
	s.Diags.Append(credentials.CheckExpiry(token, "token", renewal, time.Now())...)
	return SignIn{
		Kind: "API key or access token", Renewal: renewal,
		authority: httpkit.Static(token), secrets: []string{token}, token: token,
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

func oauth(s *tfkit.Settings, config oauthModel, baseURL string) SignIn {
	wrongBefore := s.Diags.ErrorsCount()
	app := httpkit.OAuth{
		ClientID:         s.Text("oauth.client_id", config.ClientID, ""),
		ClientSecret:     s.Text("oauth.client_secret", config.ClientSecret, ""),
		TokenURL:         today(s, "oauth.token_url", s.Text("oauth.token_url", config.TokenURL, "")),
		FallbackTokenURL: api.TokenURL(baseURL),
		BasicAuth:        true,
		Scopes:           credentials.Scopes(s, "oauth.scopes", config.Scopes, "full_access", "offline_access"),
	}
	refreshToken := s.Text("oauth.refresh_token", config.RefreshToken, "")
	file := s.Text("oauth.token_file", config.TokenFile, "")
	switch {
	case slices.ContainsFunc(s.Unknown, func(name string) bool { return strings.HasPrefix(name, "oauth") }),
		s.Diags.ErrorsCount() > wrongBefore:
		return SignIn{}
	case file == "" && refreshToken != "":
		s.Reject("oauth.token_file", "refresh_token (AWORK_OAUTH_REFRESH_TOKEN) is set without token_file (AWORK_OAUTH_TOKEN_FILE). "+
			"A refresh token works once and for 30 days; without a file that keeps the new one, the next run could not sign in.")
		return SignIn{}
	case file == "":
		s.Reject("oauth", "client_id (AWORK_OAUTH_CLIENT_ID) and client_secret (AWORK_OAUTH_CLIENT_SECRET) alone give no access: awork has no client credentials. "+
			"Run "+signAgain+" and set the file that it writes as token_file (AWORK_OAUTH_TOKEN_FILE), or set an API key as token (AWORK_TOKEN).")
		return SignIn{}
	}
	credentials.CheckTokenFile(s, "oauth.token_file", file, refreshToken, signAgain)
	return SignIn{
		Kind: "OAuth2 login, kept in a token file", Renewal: "Sign in again with " + signAgain,
		authority: httpkit.RefreshTokenSource(app, refreshToken, file), secrets: []string{refreshToken, app.ClientSecret}, file: file,
	}
}
