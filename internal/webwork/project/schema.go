package project

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A project of the workspace. Destroying it archives it; WebWork never deletes projects over the API. " +
			"A project that is declared again under the name of an archived one means that one, and is restored under the same id if WebWork allows it: " +
			"the API documents no restore for projects. Where it is refused, restore the project in the app, or choose another name; a second project of the same name is never created silently.\n\n" +
			"Members are put on the project with `webwork_contract`, clients with `webwork_project_viewer`.",
		Attributes: map[string]schema.Attribute{
			"id":           tfkit.ID("Id of the project, the `project_id` of contracts."),
			"workspace_id": tfkit.ID("Id of the workspace that the project belongs to."),
			"name": schema.StringAttribute{
				Required: true, CustomType: tfkit.Name(),
				MarkdownDescription: "Name of the project. 1 to 255 characters, without spaces around them. A change renames the project in place.",
				PlanModifiers:       []planmodifier.String{tfkit.KeepSpelling(tfkit.Name())},
			},
			"start_date": date("First day of the project, as `YYYY-MM-DD`. Null, the default, is none; removing it clears it in WebWork."),
			"deadline":   date("Last day of the project, as `YYYY-MM-DD`, not before `start_date`. Null, the default, is none; removing it clears it in WebWork."),
			"estimation": amountOf("Estimated effort in hours, 0 or more. WebWork may round it. Null, the default, is none; removing it clears it in WebWork."),
			"budget":     amountOf("Budget in the currency of the workspace, 0 or more. WebWork may round it. Null, the default, is none; removing it clears it in WebWork."),
			"notes": schema.StringAttribute{
				Optional: true, CustomType: tfkit.Text(),
				MarkdownDescription: "Notes, of any length. Spaces and empty lines around them do not count. Null, the default, is none; removing them clears them in WebWork.",
				PlanModifiers:       []planmodifier.String{tfkit.KeepSpelling(tfkit.Text())},
			},
			"icon": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Icon of the project by WebWork's name for it, such as `project-icon-1`. Not managed where it is left out: WebWork's value stays.",
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"archived": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "Whether the project is archived. `true` archives it and keeps the resource; `false`, the default, restores the same project, if WebWork allows it. " +
					"A project that was never there is not created only to be archived. While `archived` stays `true`, other attributes are left as they are in WebWork.",
			},
		},
	}
}

func date(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, CustomType: tfkit.Date(), MarkdownDescription: description,
		PlanModifiers: []planmodifier.String{tfkit.KeepSpelling(tfkit.Date())},
	}
}

func amountOf(description string) schema.Float64Attribute {
	return schema.Float64Attribute{Optional: true, CustomType: tfkit.DecimalType{}, MarkdownDescription: description}
}
