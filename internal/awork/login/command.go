// Package login is the login command for awork.
package login

import (
	"cmp"
	"os"

	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/signin"
)

// Command is the login command. It writes a token file with which AWORK_OAUTH_TOKEN_FILE alone suffices. Where the API is, AWORK_BASE_URL
// may say.
func Command() *cobra.Command {
	base := cmp.Or(os.Getenv("AWORK_BASE_URL"), api.BaseURL)
	return signin.Command(signin.Service{
		Name: "awork", Binary: "terraform-provider-awork", Prefix: "AWORK_", OAuth: "OAUTH_",
		Apps:         "in awork under Settings > Integrations > API client",
		AuthorizeURL: api.AuthorizeURL(base), TokenURL: api.TokenURL(base), RegisterURL: api.RegisterURL(base),
		BasicAuth: true,
		Scopes:    []string{"full_access", "offline_access"}, ScopesHelp: "what the provider may do, and whether it is lasting; awork has no lesser ones",
		Moved: api.Moved,
	})
}
