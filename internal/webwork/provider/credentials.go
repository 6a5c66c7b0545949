package provider

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

const (
	tokenPage     = "https://webwork-tracker.com/app/settings/rest-api"
	expiryWarning = 14 * 24 * time.Hour
)

// SignIn is how the account signs in.
type SignIn struct {
	// Kind names it as people do: a personal access token, for example.
	Kind string
	// Renewal tells what to do once WebWork refuses it.
	Renewal string

	credentials httpkit.Credentials
	secrets     []string
	token, file string
	// account is the e-mail address of the account, where the credentials name it.
	account string
}

// Expiry is when the access token expires. It reports false where nobody tells, and for tokens
// that are fetched for each run.
func (s SignIn) Expiry() (time.Time, bool) {
	if s.file == "" {
		return httpkit.TokenExpiry(s.token)
	}
	file, err := httpkit.LoadTokenFile(s.file)
	return file.Expiry, err == nil && !file.Expiry.IsZero()
}

// way is a kind of credentials.
type way struct {
	// attributes are what the provider block calls it, variables what the environment does.
	attributes string
	variables  []string
	configured bool
	// basic says that it is the one of API v1.
	basic bool
	read  func() SignIn
}

// signIn chooses how to sign in. A kind that the provider block names decides; only without one
// does the environment count. It has to be one that the version of the API takes.
func signIn(ctx context.Context, s *tfkit.Settings, config model, version string) SignIn {
	app := oauthBlock(ctx, s, config.OAuth)
	ways := []way{
		{
			attributes: "token", variables: []string{"WEBWORK_TOKEN"},
			configured: !config.Token.IsNull(),
			read:       func() SignIn { return personalToken(s, config.Token) },
		},
		{
			attributes: "oauth", variables: []string{"WEBWORK_CLIENT_ID", "WEBWORK_CLIENT_SECRET", "WEBWORK_REFRESH_TOKEN", "WEBWORK_TOKEN_FILE"},
			configured: config.OAuth.IsUnknown() || app.namesCredentials(),
			read:       func() SignIn { return oauth(s, app) },
		},
		{
			attributes: "email and api_key", variables: []string{"WEBWORK_EMAIL", "WEBWORK_API_KEY"},
			configured: !config.Email.IsNull() || !config.APIKey.IsNull(),
			basic:      true,
			read:       func() SignIn { return basic(s, config) },
		},
	}
	var chosen []way
	var names []string
	for _, w := range ways {
		if w.configured {
			chosen, names = append(chosen, w), append(names, w.attributes)
		}
	}
	place := "The provider block names"
	if len(chosen) == 0 {
		place = "The environment holds"
		for _, w := range ways {
			if held := held(s, w.variables); len(held) > 0 {
				chosen, names = append(chosen, w), append(names, strings.Join(held, ", "))
			}
		}
	}
	switch len(chosen) {
	case 0:
		s.Diags.AddError("No credentials", "The provider needs one of:\n\n"+
			"  - token (WEBWORK_TOKEN): a personal access token from "+tokenPage+"\n"+
			"  - oauth (WEBWORK_CLIENT_ID and WEBWORK_CLIENT_SECRET, or WEBWORK_TOKEN_FILE): an OAuth2 application; "+
			"terraform-provider-webwork login writes the token file\n"+
			"  - email and api_key (WEBWORK_EMAIL and WEBWORK_API_KEY), for api_version = \"v1\": an API key of the legacy REST API\n\n"+
			"Set it in the provider block or in the environment.")
		return SignIn{}
	case 1:
		if basic := dialectOf(version).basic; basic != chosen[0].basic && !config.APIVersion.IsUnknown() {
			rejectWay(s, version, names[0], basic)
			return SignIn{}
		}
		return chosen[0].read()
	default:
		s.Diags.AddError("More than one kind of credentials", fmt.Sprintf(
			"%s %s. Keep one of them. What the provider block names goes before the environment.", place, strings.Join(names, " and ")))
		return SignIn{}
	}
}

// held are those of the variables that are set.
func held(s *tfkit.Settings, variables []string) []string {
	return slices.DeleteFunc(slices.Clone(variables), func(name string) bool { return s.Getenv(name) == "" })
}

func personalToken(s *tfkit.Settings, configured types.String) SignIn {
	token := strings.TrimSpace(s.Text("token", configured, ""))
	if strings.ContainsAny(token, " \t\r\n") {
		s.Reject("token", "The token contains spaces or line breaks. Set it without \"Bearer\", just as "+tokenPage+" shows it.")
	}
	s.Diags.Append(checkExpiry(token, time.Now())...)
	return SignIn{
		Kind: "personal access token", Renewal: "Create a new token at " + tokenPage + " and set it as token or WEBWORK_TOKEN",
		credentials: httpkit.Static(token), secrets: []string{token}, token: token,
	}
}

// checkExpiry looks at the expiry that a token tells of itself.
func checkExpiry(token string, now time.Time) diag.Diagnostics {
	var diags diag.Diagnostics
	expiry, told := httpkit.TokenExpiry(token)
	date := expiry.UTC().Format("2 January 2006 15:04 UTC")
	switch {
	case !told:
	case !expiry.After(now):
		diags.AddAttributeError(path.Root("token"), "Token expired",
			fmt.Sprintf("The personal access token expired on %s. Create a new one at %s and set it as token or WEBWORK_TOKEN.", date, tokenPage))
	case expiry.Sub(now) < expiryWarning:
		diags.AddAttributeWarning(path.Root("token"), "Token expires soon",
			fmt.Sprintf("The personal access token expires on %s. Create a new one at %s before then.", date, tokenPage))
	}
	return diags
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
		credentials: httpkit.Basic(email, key), secrets: []string{key}, account: email,
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
		Scopes:           scopes(s, config.Scopes),
	}
	refreshToken := s.Text("oauth.refresh_token", config.RefreshToken, "")
	file := s.Text("oauth.token_file", config.TokenFile, "")
	switch {
	case slices.ContainsFunc(s.Unknown, func(name string) bool { return strings.HasPrefix(name, "oauth") }),
		s.Diags.ErrorsCount() > wrongBefore:
		return SignIn{}
	case file != "":
		checkTokenFile(s, file, refreshToken)
		return SignIn{
			Kind: "OAuth2 login, kept in a token file", Renewal: "Sign in again with terraform-provider-webwork login",
			credentials: httpkit.RefreshTokenSource(app, refreshToken, file), secrets: []string{refreshToken, app.ClientSecret}, file: file,
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
		credentials: httpkit.ClientCredentials(app), secrets: []string{app.ClientSecret},
	}
}

func scopes(s *tfkit.Settings, configured types.Set) []string {
	var words []attr.Value
	switch {
	case configured.IsUnknown():
		s.Unknown = append(s.Unknown, "oauth.scopes")
		return nil
	case configured.IsNull():
		scopes := strings.Fields(s.Getvar("oauth.scopes"))
		if len(scopes) == 0 {
			scopes = []string{"read", "write"}
		}
		return scopes
	default:
		words = configured.Elements()
	}
	scopes := make([]string, len(words))
	for i, word := range words {
		if word.IsUnknown() {
			s.Unknown = append(s.Unknown, "oauth.scopes")
		}
		scopes[i] = tfkit.Written(word)
	}
	slices.Sort(scopes)
	return scopes
}

// checkTokenFile says early what would otherwise cost a refresh token: each use replaces it, and
// the new one must be kept. As long as the file's access token is good, nothing has to be written.
func checkTokenFile(s *tfkit.Settings, file, refreshToken string) {
	kept, err := httpkit.LoadTokenFile(file)
	switch missing := errors.Is(err, fs.ErrNotExist); {
	case missing && refreshToken == "":
		s.Reject("oauth.token_file", fmt.Sprintf("token_file (WEBWORK_TOKEN_FILE) is %q, which does not exist. "+
			"terraform-provider-webwork login --client-id … --token-file %s writes it; or set refresh_token to begin with.", file, file))
		return
	case err != nil && !missing:
		s.Reject("oauth.token_file", fmt.Sprintf("token_file (WEBWORK_TOKEN_FILE) is %q: %v.", file, err))
		return
	}
	if kept.Caution != "" {
		s.Diags.AddAttributeWarning(path.Root("oauth").AtName("token_file"), "Token file can be read by others",
			fmt.Sprintf("Whoever reads it can act as you: %s.", kept.Caution))
	}
	if kept.IsFresh() {
		return
	}
	if err := httpkit.CheckTokenFileWritable(file); err != nil {
		s.Reject("oauth.token_file", fmt.Sprintf("token_file (WEBWORK_TOKEN_FILE) is %q, and has to be renewed: %v. "+
			"Each use of a refresh token replaces it, and the new one must be kept.", file, err))
	}
}
