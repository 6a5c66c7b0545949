package company

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A company, which awork's app calls a client: projects are for one.\n\n" +
			"awork has no archive for companies: destroying one deletes it for good. With projects it is refused while planning, unless " +
			"`move_to_company_id` says which company they are for afterwards, or `force_destroy` that they are for none. Projects are never deleted with their company.",
		Attributes: map[string]schema.Attribute{
			"id":           tfkit.ID("Id of the company, the `company_id` of projects."),
			"workspace_id": tfkit.ID("Id of the workspace that the company belongs to."),
			"name": schema.StringAttribute{
				Required: true, CustomType: tfkit.Name(),
				MarkdownDescription: "Name. 1 to 1,000 characters, without spaces around them.",
				PlanModifiers:       []planmodifier.String{tfkit.KeepSpelling(tfkit.Name())},
			},
			"description": schema.StringAttribute{
				Optional: true, CustomType: tfkit.Text(),
				MarkdownDescription: "Description, up to 25,000 characters, which the app does not show. Removing it clears it.",
				PlanModifiers:       []planmodifier.String{tfkit.KeepSpelling(tfkit.Text())},
			},
			"industry": schema.StringAttribute{
				Optional: true, CustomType: tfkit.Name(),
				MarkdownDescription: "Industry, such as `Retail`, up to 1,000 characters. Removing it clears it.",
				PlanModifiers:       []planmodifier.String{tfkit.KeepSpelling(tfkit.Name())},
			},
			"tags": schema.SetAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Names of all tags that the company has. A tag exists as long as it is used. Not managed where it is left out; an empty set takes all tags away.",
			},
			"move_to_company_id": schema.StringAttribute{
				Optional: true, CustomType: tfkit.GUID(),
				MarkdownDescription: "Id of the company that projects of this one are for after it is destroyed.",
			},
			"force_destroy": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "Whether the company is destroyed although it has projects, `false` by default. They are for no company afterwards, unless `move_to_company_id` names one.",
			},
		},
	}
}
