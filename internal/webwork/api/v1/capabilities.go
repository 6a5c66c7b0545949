package v1

import (
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Capabilities tells what the dialect can do.
func (*Client) Capabilities() api.Capabilities {
	invited, assigned := rolesWithCode()
	return api.Capabilities{
		Name: "v1",
		Limits: map[string][]api.Limit{
			"member":   {{Attribute: "role", New: invited, Changed: assigned}},
			"project":  {{Attribute: "budget"}, {Attribute: "icon"}, {Attribute: "estimation", Whole: true}},
			"contract": {{Attribute: "status", New: []string{api.ContractActive}}, {Attribute: "rate", Whole: true, Secret: true}},
		},
		Together: map[string][]string{"contract": {"weekly_hours_limit", "screenshots", "rate"}},
	}
}

// Documented tells which fields WebWork documents for the objects of each kind.
func (*Client) Documented() api.Documented {
	return api.Documented{
		Members: lenient.Documented[userWire](), Projects: lenient.Documented[projectWire](),
		Contracts: lenient.Documented[contractWire](), Viewers: lenient.Documented[viewerWire](),
		Webhooks: lenient.Documented[webhookWire](),
	}
}
