package contract

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/float64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lets a member work on a project, and says how: hours, screenshots, rate. Destroying it takes the member off the project; what was tracked stays.\n\n" +
			"There is one contract between a member and a project. A contract that is replaced is therefore deleted before the new one is created, " +
			"and `create_before_destroy` is not possible. A new contract has a new id.\n\n" +
			"WebWork may hide the contracts of archived members and projects. They come back when these are restored, and are then taken into state again.",
		Attributes: map[string]schema.Attribute{
			"id":           tfkit.ID("Id of the contract."),
			"workspace_id": tfkit.ID("Id of the workspace that the contract belongs to."),
			"project_id":   tfkit.ParentID("Id of the project."),
			"user_id":      tfkit.ParentID("Id of the member, `id` of `webwork_member`."),
			"weekly_hours_limit": schema.Int64Attribute{
				Optional: true, Computed: true, CustomType: tfkit.WholeType{},
				MarkdownDescription: "How many hours a week the member may track on the project, 0 to 168. Not managed where it is left out: WebWork's value stays, which is 168 for a new contract.",
				PlanModifiers:       []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
			},
			"screenshots": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Screenshot mode: `" + strings.Join(api.Screenshots, "`, `") + "`. The video modes need a plan that has them. Not managed where it is left out: WebWork's value stays.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"rate": schema.Float64Attribute{
				Optional: true, Computed: true, Sensitive: true, CustomType: tfkit.DecimalType{},
				MarkdownDescription: "What an hour costs, in the member's currency, 0 or more. WebWork takes it only from accounts that may view rates, and shows it only for billable projects: " +
					"where it does not show it, the configured rate stays in state without being confirmed. " +
					"Not managed where it is left out: WebWork's value stays. Only the app goes back from a rate of the contract's own to that of the member or the project.",
				PlanModifiers: []planmodifier.Float64{float64planmodifier.UseStateForUnknown()},
			},
			"status": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "`" + api.ContractActive + "` or `" + api.ContractPaused + "`. Nobody tracks time on a paused contract. Not managed where it is left out: WebWork's value stays, which is `active` for a new contract.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
		},
	}
}
