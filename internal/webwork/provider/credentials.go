package provider

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

const (
	tokenPage     = "https://webwork-tracker.com/app/settings/rest-api"
	expiryWarning = 14 * 24 * time.Hour
)

// waysIn are the kinds of credentials, as they are named to users.
const (
	wayToken = "token (WEBWORK_TOKEN)"
	wayOAuth = "oauth (WEBWORK_CLIENT_ID, WEBWORK_CLIENT_SECRET, WEBWORK_REFRESH_TOKEN, WEBWORK_TOKEN_FILE)"
	wayBasic = "email and api_key (WEBWORK_EMAIL, WEBWORK_API_KEY)"
)

// credentials chooses how to sign in. A kind that the provider block names decides; only without
// one does the environment count.
func credentials(s *source, config model) (httpkit.Credentials, []string) {
	token, oauth, basic := !config.Token.IsNull(), config.OAuth.named(), !config.Email.IsNull() || !config.APIKey.IsNull()
	if !token && !oauth && !basic {
		token = os.Getenv("WEBWORK_TOKEN") != ""
		oauth = anySet("WEBWORK_CLIENT_ID", "WEBWORK_CLIENT_SECRET", "WEBWORK_REFRESH_TOKEN", "WEBWORK_TOKEN_FILE")
		basic = anySet("WEBWORK_EMAIL", "WEBWORK_API_KEY")
	}
	var ways []string
	for way, named := range map[string]bool{wayToken: token, wayOAuth: oauth, wayBasic: basic} {
		if named {
			ways = append(ways, way)
		}
	}
	switch {
	case len(ways) > 1:
		s.diags.AddError("More than one kind of credentials", fmt.Sprintf(
			"There are %s. Keep one of them. What the provider block names goes before the environment.", strings.Join(sorted(ways), " and ")))
		return nil, nil
	case token:
		return s.personalToken(config.Token)
	case oauth:
		return s.oauth(config.OAuth)
	case basic:
		s.diags.AddError("Credentials of another API", "email and api_key belong to the older API v1, which this version of the provider does not speak. Use token or oauth.")
		return nil, nil
	case len(s.unknown) > 0:
		return nil, nil
	}
	s.diags.AddError("No credentials", fmt.Sprintf(
		"The provider needs one of:\n\n  - %s: a personal access token from %s\n  - %s: an OAuth2 application; terraform-provider-webwork login writes the token file\n\n"+
			"Set it in the provider block or in the environment.", wayToken, tokenPage, wayOAuth))
	return nil, nil
}

func (s *source) personalToken(configured types.String) (httpkit.Credentials, []string) {
	token := strings.TrimSpace(s.text("token", "WEBWORK_TOKEN", configured))
	if token == "" {
		if !configured.IsUnknown() {
			s.reject("token", "token is empty. Leave it out to use WEBWORK_TOKEN.")
		}
		return nil, nil
	}
	s.diags.Append(checkExpiry(token, time.Now())...)
	return httpkit.Static(token), []string{token}
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

func (s *source) oauth(config *oauthModel) (httpkit.Credentials, []string) {
	if config == nil {
		config = &oauthModel{Scopes: types.SetNull(types.StringType)}
	}
	app := httpkit.OAuth{
		ClientID:         s.text("oauth", "WEBWORK_CLIENT_ID", config.ClientID),
		ClientSecret:     s.text("oauth", "WEBWORK_CLIENT_SECRET", config.ClientSecret),
		TokenURL:         s.text("oauth", "WEBWORK_TOKEN_URL", config.TokenURL),
		FallbackTokenURL: defaultTokenURL,
		Scopes:           s.scopes(config.Scopes),
	}
	refreshToken := s.text("oauth", "WEBWORK_REFRESH_TOKEN", config.RefreshToken)
	file := s.text("oauth", "WEBWORK_TOKEN_FILE", config.TokenFile)
	if len(s.unknown) > 0 {
		return nil, nil
	}
	switch {
	case file != "" && refreshToken == "" && !exists(file):
		s.reject("oauth", fmt.Sprintf("token_file is %q, which does not exist. terraform-provider-webwork login --client-id … --token-file %s writes it; "+
			"or set refresh_token to begin with.", file, file))
	case file != "":
		if err := writable(file); err != nil {
			s.reject("oauth", fmt.Sprintf("token_file is %q, which cannot be written: %v. Each use of a refresh token replaces it, and the new one must be kept.", file, err))
		}
		return httpkit.RefreshTokenSource(app, refreshToken, file), []string{refreshToken, app.ClientSecret}
	case refreshToken != "":
		s.reject("oauth", "refresh_token is set without token_file. Each use of a refresh token replaces it; without a file that keeps the new one, the next run could not sign in.")
	case app.ClientID == "" || app.ClientSecret == "":
		s.reject("oauth", "client_id and client_secret are both needed for client credentials. To sign in as a person, set token_file, which terraform-provider-webwork login writes.")
	default:
		return httpkit.ClientCredentials(app), []string{app.ClientSecret}
	}
	return nil, nil
}

func (s *source) scopes(configured types.Set) []string {
	if configured.IsUnknown() {
		s.unknown = append(s.unknown, "oauth")
		return nil
	}
	var scopes []string
	for _, element := range configured.Elements() {
		if text, ok := element.(types.String); ok {
			scopes = append(scopes, text.ValueString())
		}
	}
	if len(scopes) == 0 {
		scopes = strings.Fields(os.Getenv("WEBWORK_OAUTH_SCOPES"))
	}
	if len(scopes) == 0 {
		scopes = []string{"read", "write"}
	}
	return sorted(scopes)
}

// named reports whether the block names credentials; an address or scopes alone are none.
func (o *oauthModel) named() bool {
	return o != nil && !(o.ClientID.IsNull() && o.ClientSecret.IsNull() && o.RefreshToken.IsNull() && o.TokenFile.IsNull())
}

func anySet(variables ...string) bool {
	for _, variable := range variables {
		if os.Getenv(variable) != "" {
			return true
		}
	}
	return false
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// writable reports why the file's new content could not be kept: it is replaced by a file made
// beside it.
func writable(file string) error {
	probe, err := os.CreateTemp(filepath.Dir(file), ".webwork-*")
	if err != nil {
		return fmt.Errorf("its directory is not writable: %w", err)
	}
	name := probe.Name()
	if err := probe.Close(); err != nil {
		return fmt.Errorf("its directory is not writable: %w", err)
	}
	if err := os.Remove(name); err != nil {
		return fmt.Errorf("its directory is not writable: %w", err)
	}
	return nil
}
