package webhook

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "An address that WebWork calls when something happens in the workspace. Destroying it deletes the webhook; a new one has a new token.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Computed: true,
				MarkdownDescription: "Id of the webhook, an encoded string. WebWork does not document whether it is the same in every answer: this is the first one, " +
					"and the provider keeps the newest beside it for its own calls.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"workspace_id": tfkit.ID("Id of the workspace that the webhook belongs to."),
			"url": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "Address that WebWork calls, which begins with `https://` or `http://`. A change updates the webhook in place. " +
					"Where the address carries a key, set it from a sensitive variable: the attribute itself is not sensitive, and messages show no more of it than scheme and host.",
			},
			"events": schema.SetAttribute{
				Required: true, ElementType: types.StringType,
				MarkdownDescription: "Events at which WebWork calls, at least one: `" + strings.Join(knownEvents(), "`, `") + "`. " +
					"WebWork adds events over time: others of the same form are passed on, with a warning.",
			},
			"token": schema.StringAttribute{
				Computed: true, Sensitive: true,
				MarkdownDescription: "Secret that WebWork issued for the webhook. Null where WebWork shows it only upon creation and the webhook was imported. " +
					"The ephemeral resource `webwork_webhook` gives it without writing it to state.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
		},
	}
}
