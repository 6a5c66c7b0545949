// Package login is the login command for WebWork.
package login

import (
	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/signin"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Command is the login command. It writes a token file with which WEBWORK_TOKEN_FILE alone suffices.
func Command() *cobra.Command {
	return signin.Command(signin.Service{
		Name: "WebWork", Binary: "terraform-provider-webwork", Prefix: "WEBWORK_",
		Apps:         "in WebWork under Settings > REST API > OAuth2 Apps",
		AuthorizeURL: api.AuthorizeURL, TokenURL: api.TokenURL, Scopes: []string{"read", "write"},
		ScopesHelp: "what the provider may do; read suffices for plans and data sources",
	})
}
