package viewer

import (
	"cmp"
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/listing"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// assignmentListModel is the list resource webwork_project_viewer_assignment.
type assignmentListModel struct {
	ViewerID  types.String `tfsdk:"viewer_id"`
	ProjectID types.String `tfsdk:"project_id"`
}

// assigned is a project viewer with one of their projects.
type assigned struct {
	viewer  api.Viewer
	project api.ViewerProject
}

// NewAssignmentListResource makes the list resource webwork_project_viewer_assignment.
func NewAssignmentListResource() list.ListResource {
	return listing.New(listing.Kind[assigned, assignmentListModel]{
		Type: "project_viewer_assignment", Noun: "project viewer assignment",
		Filters: map[string]schema.Attribute{
			"viewer_id":  reading.IDFilter("Only the projects of the project viewer with this id."),
			"project_id": reading.IDFilter("Only the viewers of the project with this id."),
		},
		Description: "Which project viewers may look at which projects, for taking that under control. Archived project viewers are left out.\n\n" +
			"Do not list it for viewers whose projects are managed with `project_ids` of `webwork_project_viewer`, as generated configuration has them: projects are managed in one of the two ways.",
		Find: assignmentsListed,
		Order: func(a, b assigned) int {
			return cmp.Or(tfkit.CompareIDs(a.viewer.ID, b.viewer.ID), tfkit.CompareIDs(a.project.ProjectID, b.project.ProjectID))
		},
		Label: func(a assigned) string {
			name := strings.TrimSpace(a.viewer.FirstName + " " + a.viewer.LastName)
			return cmp.Or(name, a.viewer.Email) + " on " + cmp.Or(a.project.ProjectName, "project "+a.project.ProjectID)
		},
		Show: func(a assigned, workspaceID string) (any, any) {
			shown := assignment{ViewerID: types.StringValue(a.viewer.ID), ProjectID: types.StringValue(a.project.ProjectID)}.within(workspaceID)
			return shown, shown.identity()
		},
	})
}

// assignmentsListed reads the assignments that a list block asks for. They are a part of the viewers, which WebWork cannot narrow by them.
func assignmentsListed(ctx context.Context, s *session.Session, config assignmentListModel) ([]assigned, error) {
	viewers, err := viewersOf(ctx, s, config.ViewerID.ValueString())
	if err != nil {
		return nil, err
	}
	var all []assigned
	for _, viewer := range viewers {
		for _, project := range viewer.Projects {
			wanted := config.ProjectID.IsNull() || config.ProjectID.ValueString() == project.ProjectID
			if wanted && !viewer.Archived() {
				all = append(all, assigned{viewer, project})
			}
		}
	}
	return all, nil
}

// viewersOf reads one viewer, or all of them, with their projects. One that is not there is none.
func viewersOf(ctx context.Context, s *session.Session, id string) ([]api.Viewer, error) {
	if id == "" {
		return session.Matching(ctx, s, s.Viewers, api.Scope.Viewers, api.ViewerFilter{})
	}
	viewer, err := s.Viewers.Get(ctx, id)
	if remote.IsNotFound(err) {
		return nil, nil
	}
	return []api.Viewer{viewer}, err
}
