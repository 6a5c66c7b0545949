package v2

import "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"

// Documented tells which fields WebWork documents for the objects of each kind.
func (c *Client) Documented() api.Documented {
	return api.Documented{
		Members: MemberFields(), Projects: ProjectFields(), Contracts: ContractFields(),
		Viewers: ViewerFields(), Webhooks: WebhookFields(),
	}
}
