package project

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// dataModel is a project as data sources show one.
type dataModel struct {
	ID               types.String  `tfsdk:"id"`
	WorkspaceID      types.String  `tfsdk:"workspace_id"`
	Name             tfkit.String  `tfsdk:"name"`
	OwnerID          types.String  `tfsdk:"owner_id"`
	StartDate        types.String  `tfsdk:"start_date"`
	Deadline         types.String  `tfsdk:"deadline"`
	Estimation       types.Float64 `tfsdk:"estimation"`
	Budget           types.Float64 `tfsdk:"budget"`
	Notes            types.String  `tfsdk:"notes"`
	Icon             types.String  `tfsdk:"icon"`
	IsBillable       types.Bool    `tfsdk:"is_billable"`
	Rate             types.Float64 `tfsdk:"rate"`
	WeeklyHoursLimit types.Int64   `tfsdk:"weekly_hours_limit"`
	Screenshots      types.String  `tfsdk:"screenshots"`
	Tags             []tagModel    `tfsdk:"tags"`
	ContractsCount   types.Int64   `tfsdk:"contracts_count"`
	Status           types.Int64   `tfsdk:"status"`
	Archived         types.Bool    `tfsdk:"archived"`
	CreatedAt        types.String  `tfsdk:"created_at"`
	UpdatedAt        types.String  `tfsdk:"updated_at"`
	DeletedAt        types.String  `tfsdk:"deleted_at"`
}

type tagModel struct {
	ID    types.String `tfsdk:"id"`
	Name  types.String `tfsdk:"name"`
	Color types.String `tfsdk:"color"`
}

// dataKind is how data sources show projects.
func dataKind() reading.Kind[api.Project, dataModel] {
	return reading.Kind[api.Project, dataModel]{Noun: "project", Attributes: dataAttributes(), Show: show, Order: reading.ByID[api.Project]}
}

func show(p api.Project, view reading.View) dataModel {
	tags := make([]tagModel, len(p.Tags))
	for i, tag := range p.Tags {
		tags[i] = tagModel{
			ID: types.StringValue(tag.ID), Name: types.StringValue(tag.Name), Color: types.StringPointerValue(tag.Color),
		}
	}
	return dataModel{
		ID:               types.StringValue(p.ID),
		WorkspaceID:      view.WorkspaceID,
		Name:             tfkit.Name().Of(p.Name),
		OwnerID:          reading.ID(p.OwnerID),
		StartDate:        types.StringPointerValue(p.StartDate),
		Deadline:         types.StringPointerValue(p.Deadline),
		Estimation:       types.Float64PointerValue(p.Estimation),
		Budget:           types.Float64PointerValue(p.Budget),
		Notes:            types.StringPointerValue(p.Notes),
		Icon:             types.StringPointerValue(p.Icon),
		IsBillable:       types.BoolPointerValue(p.IsBillable),
		Rate:             view.Pay(p.Rate),
		WeeklyHoursLimit: types.Int64PointerValue(p.WeeklyHoursLimit),
		Screenshots:      types.StringPointerValue(p.Screenshots),
		Tags:             tags,
		ContractsCount:   types.Int64PointerValue(p.ContractsCount),
		Status:           types.Int64PointerValue(p.Status),
		Archived:         types.BoolValue(p.Archived()),
		CreatedAt:        types.StringPointerValue(p.CreatedAt),
		UpdatedAt:        types.StringPointerValue(p.UpdatedAt),
		DeletedAt:        types.StringPointerValue(p.DeletedAt),
	}
}

func dataAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                 reading.Text("Id of the project, the `project_id` of contracts."),
		"workspace_id":       reading.Text("Id of the workspace that the project belongs to."),
		"name":               reading.Name(),
		"owner_id":           reading.Text("Id of the member who owns the project."),
		"start_date":         reading.Text("First day, as WebWork writes it; null where there is none."),
		"deadline":           reading.Text("Last day, as WebWork writes it; null where there is none."),
		"estimation":         reading.Number("Estimated hours; null where there is no estimate."),
		"budget":             reading.Number("Budget in the workspace's currency; null where there is none."),
		"notes":              reading.Text("Notes; null where there are none."),
		"icon":               reading.Text("Name of the icon, such as `project-icon-1`."),
		"is_billable":        reading.Flag("Whether work on the project is billed."),
		"rate":               reading.Pay("Rate per hour of the project." + session.UnlessReadRates),
		"weekly_hours_limit": reading.Whole("How many hours a week may be tracked, as new contracts get it."),
		"screenshots":        reading.Text("Screenshot mode as WebWork names it here, such as `blur`. Contracts have other names for the modes, such as `blurred`."),
		"tags": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "Tags. The API shows them but cannot change them.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"id":    reading.Text("Id of the tag."),
				"name":  reading.Text("Name of the tag."),
				"color": reading.Text("Colour of the tag, such as `#FF5733`; null where it has none."),
			}},
		},
		"contracts_count": reading.Whole("How many active contracts the project has."),
		"status":          reading.Whole("Status as a number, whose meaning WebWork does not document."),
		"archived":        reading.Flag("Whether the project is archived: `deleted_at` is set."),
		"created_at":      reading.Text("When the project was created."),
		"updated_at":      reading.Text("When the project was last changed."),
		"deleted_at":      reading.Text("When the project was archived; null for projects that are not."),
	}
}
