package role

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A role, which says what its users may do in the workspace. Everybody has exactly one. Creating roles needs the subscription Standard or more.\n\n" +
			"Destroying a role deletes it, since it would go on permitting things if it were archived. Whoever still has it gets `replacement_role_id`; " +
			"without one, a role that active people have cannot be destroyed. Deactivated people, who keep their role, move to the guest role.",
		Attributes: map[string]schema.Attribute{
			"id":           tfkit.ID("Id of the role, the `role_id` of users."),
			"workspace_id": tfkit.ID("Id of the workspace that the role belongs to."),
			"name": schema.StringAttribute{
				Required: true, CustomType: tfkit.Name(),
				MarkdownDescription: "Name, which no other role of the workspace has. 1 to 255 characters, without spaces around them.",
				PlanModifiers:       []planmodifier.String{tfkit.KeepSpelling(tfkit.Name())},
			},
			"permissions": schema.MapAttribute{
				Optional: true, ElementType: types.SetType{ElemType: types.StringType},
				MarkdownDescription: "All that the role permits: the access levels of each feature, such as `{ project-master-data = [\"read\", \"write\"] }`. " +
					"The data source `awork_features` tells the features; levels are `read`, `write` and `delete`, for some features `manage`. " +
					"Not managed where it is left out; features that a map leaves out are taken away.",
			},
			"archived": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "Whether the role is archived, `false` by default. An archived one goes on permitting things to its users, and takes no new ones. " +
					"While `archived` stays `true`, other attributes are left as they are.",
			},
			"replacement_role_id": schema.StringAttribute{
				Optional: true, CustomType: tfkit.GUID(),
				MarkdownDescription: "Id of the role that everybody gets who has this one when it is destroyed.",
			},
			"is_admin_role": flag("Whether this is the role whose users may do everything."),
			"is_guest_role": flag("Whether this is the role for people from outside."),
			"is_preset":     flag("Whether the role came with the workspace."),
		},
	}
}

// flag is what awork says of a role, which never changes.
func flag(description string) schema.BoolAttribute {
	return schema.BoolAttribute{
		Computed: true, MarkdownDescription: description,
		PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
	}
}
