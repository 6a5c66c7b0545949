package member

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A member of the workspace. Creating one sends an invitation e-mail; destroying one archives the member, who loses access at once. " +
			"WebWork never deletes members over the API: a member who is declared again is restored under the same id, without a new invitation, " +
			"as long as the archive has them (six months).\n\n" +
			"A pending invitation and an accepted one are the same resource; `status` tells them apart and never leads to a difference.",
		Attributes: map[string]schema.Attribute{
			"id":           tfkit.ID("Id of the member, the `user_id` of contracts."),
			"workspace_id": tfkit.ID("Id of the workspace that the member belongs to."),
			"email": schema.StringAttribute{
				Required: true, CustomType: tfkit.Email(),
				MarkdownDescription: "E-mail address, to which the invitation goes. Compared without regard to case. A change updates the member in place.",
				PlanModifiers:       []planmodifier.String{tfkit.KeepSpelling(tfkit.Email())},
			},
			"firstname": tfkit.PersonName("First name."),
			"lastname":  tfkit.PersonName("Last name."),
			"role": schema.StringAttribute{
				Required: true,
				MarkdownDescription: "Role in the workspace: `" + strings.Join(api.Roles[1:], "`, `") + "`. `" + api.RoleOwner +
					"` is allowed only for members who are Owners already: it can be neither invited nor assigned. For clients, prefer `webwork_project_viewer`.",
			},
			"timezone": schema.StringAttribute{
				Optional: true, Computed: true, CustomType: tfkit.Timezone(),
				MarkdownDescription: "Time zone by its IANA name, such as `Europe/Berlin`. Not managed where it is left out: WebWork's value stays.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"rate_status": schema.BoolAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Whether the member may see rates. Not managed where it is left out: WebWork's value stays.",
				PlanModifiers:       []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			},
			"weekly_hours_limit": schema.Int64Attribute{
				Optional: true, Computed: true, CustomType: tfkit.WholeType{},
				MarkdownDescription: "How many hours a week the member may track, 0 or more. Not managed where it is left out: WebWork's value stays.",
				PlanModifiers:       []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
			},
			"archived": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "Whether the member is archived. `true` archives the member and keeps the resource; `false`, the default, restores the same member without a new invitation. " +
					"A member who was never there is not created only to be archived. While `archived` stays `true`, other attributes are left as they are.",
			},
			"status": schema.StringAttribute{
				Computed: true,
				MarkdownDescription: "Status as WebWork tells it: `active`, `inactive`, `left` or `unknown`. Invited people are presumably `inactive` until they accept. " +
					"Null after an invitation, archiving or restoring, until the next refresh.",
			},
			"invitation_link": schema.StringAttribute{
				Computed: true, Sensitive: true,
				MarkdownDescription: "Address at which the invitation is accepted. Known only after this resource has sent the invitation; null once the member is active or archived, and for imported members.",
			},
		},
	}
}
