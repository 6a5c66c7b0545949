package v2

import "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"

// Documented tells what WebWork documents of objects and lists.
func (c *Client) Documented() api.Documented {
	return api.Documented{
		Members: MemberFields(), Projects: ProjectFields(), Contracts: ContractFields(),
		Viewers: ViewerFields(), Webhooks: WebhookFields(),
		PerPage: perPage,
	}
}
