package viewer

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A project viewer: somebody from outside, usually a client, who may look at the projects assigned to them and at nothing else. " +
			"Creating one sends an invitation e-mail; destroying one archives the viewer, who loses access at once. " +
			"WebWork never deletes viewers over the API: a viewer who is declared again is restored under the same id, without a new invitation, " +
			"as long as the archive has them (six months).\n\n" +
			"A person is either a project viewer or a member. A `webwork_member` with the role `Project viewer` is the same kind of person; " +
			"never manage one person as both.",
		Attributes: map[string]schema.Attribute{
			"id":           tfkit.ID("Id of the viewer, who is a user of WebWork like members are."),
			"workspace_id": tfkit.ID("Id of the workspace that the viewer belongs to."),
			"email": schema.StringAttribute{
				Required: true, CustomType: tfkit.Email(),
				MarkdownDescription: "E-mail address, to which the invitation goes. Compared without regard to case. " +
					"A change archives this viewer and invites another one, since WebWork has no way to change a viewer's address.",
				PlanModifiers: []planmodifier.String{tfkit.KeepSpelling(tfkit.Email()), stringplanmodifier.RequiresReplace()},
			},
			"firstname": tfkit.PersonName("First name. WebWork documents no way to change a viewer's name: a change is tried and checked, and is an error where WebWork does not take it."),
			"lastname":  tfkit.PersonName("Last name. Changes like `firstname`."),
			"project_ids": schema.SetAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Ids of all projects that the viewer may look at: what is missing is assigned, what is too much is taken away. An empty set takes all projects away. " +
					"Left out, projects are not managed here, and stay as they are when `project_ids` is removed. " +
					"An archived project in the set is neither assigned again nor shown as a difference; it is there again once the project is restored. " +
					"Never use `project_ids` and `webwork_project_viewer_assignment` for the same viewer. After an import it has the projects of then; where it is not configured, the next apply makes it null and takes nothing away.",
			},
			"archived": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "Whether the viewer is archived. `true` archives the viewer and keeps the resource; `false`, the default, restores the same viewer without a new invitation " +
					"and brings the assigned projects up to `project_ids`. A viewer who was never there is not created only to be archived. " +
					"While `archived` stays `true`, names and projects are left as they are.",
			},
			"status": schema.StringAttribute{
				Computed: true,
				MarkdownDescription: "Status as WebWork tells it: `active`, `inactive`, `left` or `unknown`. Invited people are presumably `inactive` until they accept. " +
					"Null after archiving or restoring, until the next refresh.",
			},
		},
	}
}
