package projecttype

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A project type, which says what kind of work a project is.\n\n" +
			"Destroying one archives it by default: projects keep it, and new ones cannot have it. Whatever is declared again under the same name is taken out of the archive.",
		Attributes: map[string]schema.Attribute{
			"id":           tfkit.ID("Id of the project type, the `project_type_id` of projects."),
			"workspace_id": tfkit.ID("Id of the workspace that the project type belongs to."),
			"name": schema.StringAttribute{
				Required: true, CustomType: tfkit.Name(),
				MarkdownDescription: "Name. 1 to 255 characters, without spaces around them.",
				PlanModifiers:       []planmodifier.String{tfkit.KeepSpelling(tfkit.Name())},
			},
			"description": schema.StringAttribute{
				Optional: true, CustomType: tfkit.Text(),
				MarkdownDescription: "Description, up to 1,000 characters. Removing it clears it.",
				PlanModifiers:       []planmodifier.String{tfkit.KeepSpelling(tfkit.Text())},
			},
			"icon": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Name of the icon, such as `work` or `favorite`, as the Material icons have it. Not managed where it is left out: awork's value stays.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"archived": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "Whether the type is archived, `false` by default. Projects keep an archived one, and new ones cannot have it. " +
					"While `archived` stays `true`, other attributes are left as they are.",
			},
			"on_destroy": schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString(archive),
				MarkdownDescription: "What destroying the resource does: `archive`, the default, can be undone; `delete` is for good, and takes the type from all its projects " +
					"unless `replacement_id` names another. A replacement of the resource always archives.",
			},
			"replacement_id": schema.StringAttribute{
				Optional: true, CustomType: tfkit.GUID(),
				MarkdownDescription: "Id of the project type that projects of this one get when it is deleted, with `on_destroy = \"delete\"`.",
			},
			"is_preset": schema.BoolAttribute{
				Computed: true, MarkdownDescription: "Whether the type came with the workspace. awork may refuse to change such types.",
				PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			},
		},
	}
}
