package projecttype

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// dataModel is a project type as data sources show one.
type dataModel struct {
	ID          types.String `tfsdk:"id"`
	WorkspaceID types.String `tfsdk:"workspace_id"`
	Name        tfkit.String `tfsdk:"name"`
	Description types.String `tfsdk:"description"`
	Icon        types.String `tfsdk:"icon"`
	IsPreset    types.Bool   `tfsdk:"is_preset"`
	IsArchived  types.Bool   `tfsdk:"is_archived"`
	CreatedOn   types.String `tfsdk:"created_on"`
	CreatedBy   types.String `tfsdk:"created_by"`
	UpdatedOn   types.String `tfsdk:"updated_on"`
	UpdatedBy   types.String `tfsdk:"updated_by"`
}

// dataListModel is the data source awork_project_types.
type dataListModel struct {
	IncludeArchived types.Bool  `tfsdk:"include_archived"`
	ProjectTypes    []dataModel `tfsdk:"project_types"`
}

// NewDataSource makes the data source awork_project_type.
func NewDataSource() datasource.DataSource {
	return reading.One(dataKind(),
		"A project type of the workspace, by exactly one of `id` and `name`. None found is an error, and so are several of the name.\n\n"+
			"Archived types are found as well; by `name`, only if no other has the name.",
		reading.Lookup[*session.Session, api.ProjectType, dataModel]{
			Keys: []string{"name"},
			Wanted: func(m dataModel) reading.Wanted {
				name := m.Name.ValueString()
				return reading.Wanted{ID: strings.ToLower(m.ID.ValueString()), Key: api.NameKey(name), Label: fmt.Sprintf("%q", name)}
			},
			In: func(s *session.Session) reading.Finder[api.ProjectType] { return s.ProjectTypes },
		})
}

// NewDataSources makes the data source awork_project_types.
func NewDataSources() datasource.DataSource {
	return reading.Many(dataKind(), "All project types of the workspace.",
		reading.Listing[*session.Session, api.ProjectType, dataListModel]{
			Filters: map[string]schema.Attribute{"include_archived": session.IncludeArchived("project types")},
			Read: func(ctx context.Context, s *session.Session, config dataListModel) ([]api.ProjectType, error) {
				all, err := s.ProjectTypes.All(ctx)
				if err != nil {
					return nil, err
				}
				var found []api.ProjectType
				for _, one := range all {
					if !one.IsArchived || config.IncludeArchived.ValueBool() {
						found = append(found, one)
					}
				}
				return found, nil
			},
		})
}

// dataKind is how data sources show project types.
func dataKind() reading.Kind[api.ProjectType, dataModel] {
	return reading.Kind[api.ProjectType, dataModel]{
		Noun: "project type", Attributes: dataAttributes(), Show: show, Order: reading.ByID[api.ProjectType], IDs: tfkit.GUIDs(),
	}
}

func show(t api.ProjectType, view reading.View) dataModel {
	return dataModel{
		ID:          types.StringValue(t.ID),
		WorkspaceID: view.WorkspaceID,
		Name:        tfkit.Name().Of(t.Name),
		Description: types.StringPointerValue(tfkit.NonEmpty(t.Description)),
		Icon:        types.StringPointerValue(tfkit.NonEmpty(t.Icon)),
		IsPreset:    types.BoolValue(t.IsPreset),
		IsArchived:  types.BoolValue(t.IsArchived),
		CreatedOn:   types.StringPointerValue(t.CreatedOn),
		CreatedBy:   types.StringPointerValue(t.CreatedBy),
		UpdatedOn:   types.StringPointerValue(t.UpdatedOn),
		UpdatedBy:   types.StringPointerValue(t.UpdatedBy),
	}
}

func dataAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":           reading.Text("Id of the project type, the `project_type_id` of projects."),
		"workspace_id": reading.Text("Id of the workspace that the project type belongs to."),
		"name":         reading.Name(),
		"description":  reading.Text("Description; null where there is none."),
		"icon":         reading.Text("Name of the icon; null where there is none."),
		"is_preset":    reading.Flag("Whether the type came with the workspace."),
		"is_archived":  reading.Flag("Whether new projects cannot have the type."),
		"created_on":   reading.Text("When the type was created."),
		"created_by":   reading.Text("Id of the user who did so."),
		"updated_on":   reading.Text("When the type was last changed."),
		"updated_by":   reading.Text("Id of the user who did so."),
	}
}
