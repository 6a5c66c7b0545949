package v2

import "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"

// Capabilities tells what the dialect can do: everything.
func (*Client) Capabilities() api.Capabilities {
	return api.Capabilities{Name: "v2", Workspaces: true, Filters: true, Invitations: true, EveryField: true}
}
