package viewer

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// dataModel is a project viewer as data sources show one.
type dataModel struct {
	ID          types.String   `tfsdk:"id"`
	WorkspaceID types.String   `tfsdk:"workspace_id"`
	Email       tfkit.String   `tfsdk:"email"`
	FirstName   types.String   `tfsdk:"firstname"`
	LastName    types.String   `tfsdk:"lastname"`
	Status      types.String   `tfsdk:"status"`
	MemberSince types.String   `tfsdk:"member_since"`
	Projects    []projectModel `tfsdk:"projects"`
	Archived    types.Bool     `tfsdk:"archived"`
	DeletedAt   types.String   `tfsdk:"deleted_at"`
}

// projectModel is a project that the viewer may look at.
type projectModel struct {
	ProjectID   types.String `tfsdk:"project_id"`
	ProjectName types.String `tfsdk:"project_name"`
}

// dataKind is how data sources show project viewers.
func dataKind() reading.Kind[api.Viewer, dataModel] {
	return reading.Kind[api.Viewer, dataModel]{Noun: "project viewer", Attributes: dataAttributes(), Show: show, Order: reading.ByID[api.Viewer]}
}

func show(v api.Viewer, view reading.View) dataModel {
	projects := make([]projectModel, len(v.Projects))
	for i, project := range v.Projects {
		projects[i] = projectModel{
			ProjectID: types.StringValue(project.ProjectID), ProjectName: types.StringValue(project.ProjectName),
		}
	}
	return dataModel{
		ID:          types.StringValue(v.ID),
		WorkspaceID: view.WorkspaceID,
		Email:       tfkit.Email().Of(v.Email),
		FirstName:   types.StringValue(v.FirstName),
		LastName:    types.StringValue(v.LastName),
		Status:      tfkit.StringOrNull(v.Status),
		MemberSince: types.StringPointerValue(v.MemberSince),
		Projects:    projects,
		Archived:    types.BoolValue(v.Archived()),
		DeletedAt:   types.StringPointerValue(v.DeletedAt),
	}
}

func dataAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":           reading.Text("Id of the project viewer, who is a user of WebWork like members are."),
		"workspace_id": reading.Text("Id of the workspace that the project viewer belongs to."),
		"email":        reading.Email(),
		"firstname":    reading.Text("First name."),
		"lastname":     reading.Text("Last name."),
		"status":       reading.Text("Status as WebWork tells it: " + reading.Values(api.Statuses) + ". Invited people are presumably `inactive` until they accept."),
		"member_since": reading.Text("When the project viewer was invited."),
		"projects": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "The projects that the viewer may look at.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"project_id":   reading.Text("Id of the project."),
				"project_name": reading.Text("Name of the project."),
			}},
		},
		"archived":   reading.Flag("Whether the project viewer is archived: `deleted_at` is set, or `status` is `left`."),
		"deleted_at": reading.Text("When the project viewer was archived, where WebWork tells; null otherwise."),
	}
}
