package viewer

import (
	"cmp"
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// assignment is webwork_project_viewer_assignment in configuration, plan and state.
type assignment struct {
	ID          types.String `tfsdk:"id"`
	WorkspaceID types.String `tfsdk:"workspace_id"`
	ViewerID    types.String `tfsdk:"viewer_id"`
	ProjectID   types.String `tfsdk:"project_id"`
}

// assignmentID is its identity.
type assignmentID struct {
	WorkspaceID types.String `tfsdk:"workspace_id"`
	ViewerID    types.String `tfsdk:"viewer_id"`
	ProjectID   types.String `tfsdk:"project_id"`
}

func (a assignment) identity() assignmentID {
	return assignmentID{WorkspaceID: a.WorkspaceID, ViewerID: a.ViewerID, ProjectID: a.ProjectID}
}

// within is the assignment in a workspace, with the id that follows from its parts.
func (a assignment) within(workspaceID string) assignment {
	a.ID, a.WorkspaceID = types.StringValue(a.key()), tfkit.StringOrNull(workspaceID)
	return a
}

// ids gives the ids of viewer and project; empty where they are not known yet.
func (a assignment) ids() (viewerID, projectID string) {
	return a.ViewerID.ValueString(), a.ProjectID.ValueString()
}

// key is the natural key, and the id; empty where it is not known yet.
func (a assignment) key() string {
	viewerID, projectID := a.ids()
	if viewerID == "" || projectID == "" {
		return ""
	}
	return viewerID + ":" + projectID
}

// String names the assignment by its ids.
func (a assignment) String() string {
	viewerID, projectID := a.ids()
	return assignmentOf("project "+projectID, "viewer "+viewerID)
}

// assignmentOf names an assignment by the names of its parents.
func assignmentOf(project, viewer string) string { return project + " for " + viewer }

// named is the assignment under the names of its parents, as far as they were read.
func (a assignment) named(s *session.Session) string {
	viewerID, projectID := a.ids()
	return assignmentOf(s.ParentProjects().Called(projectID), s.ParentViewers().Called(viewerID))
}

// instance is what the lifecycle needs to know of the assignment. Its label is the one that private state has, if it has one.
func (a assignment) instance(memo lifecycle.Memo) lifecycle.Instance {
	return lifecycle.Instance{ID: a.key(), Key: a.key(), Label: cmp.Or(memo.Name, a.String())}
}

// nameOf names the assignment as people know it, where WebWork tells.
func (a assignment) nameOf(v api.Viewer) string {
	_, projectID := a.ids()
	for _, project := range v.Projects {
		if project.ProjectID == projectID {
			return assignmentOf(project.ProjectName, v.Email)
		}
	}
	return a.String()
}

// assignments is how assignments come and go: making sure of one that exists does no harm, so that nothing is looked up before.
func assignments(s *session.Session) lifecycle.Kind[assignment] {
	return lifecycle.Kind[assignment]{
		Noun: "project viewer assignment", Type: "webwork_project_viewer_assignment", Key: []string{"project_id", "viewer_id"},
		Space: session.Assignments, Verb: "create", Unique: true, Run: s.Run(),
		ID:       assignment.key,
		Describe: assignment.String,
		Name: func(ctx context.Context, declared lifecycle.Instance) string {
			viewerID, projectID, _ := strings.Cut(declared.Key, ":")
			project, viewer := s.ParentProjects().Name(ctx, projectID), s.ParentViewers().Name(ctx, viewerID)
			if project == "" || viewer == "" {
				return ""
			}
			return assignmentOf(project, viewer)
		},
		Written: func(id string, _ ...string) {
			viewerID, _, _ := strings.Cut(id, ":")
			s.Viewers.Written(viewerID)
		},
	}
}

func assignmentIdentity() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"workspace_id": session.IdentityWorkspace(),
		"viewer_id":    identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the project viewer."},
		"project_id":   identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the project."},
	}}
}

func assignmentSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lets a project viewer look at one project. It adds to what the viewer sees otherwise and leaves other assignments alone; " +
			"one that exists already is taken over. Destroying it takes the project from the viewer.\n\n" +
			"Never use it for a viewer whose `webwork_project_viewer` has `project_ids`, which stands for all projects of the viewer: " +
			"the two would undo each other's changes. Where one run has both, that is an error: in the plan, or at apply where the viewer is created by the same run.\n\n" +
			"While the viewer or the project is archived, an existing assignment stays in state. A new one is not possible until both are restored.",
		Attributes: map[string]schema.Attribute{
			"id":           tfkit.ID("Id of the assignment: those of viewer and project with a colon between them, such as `100:500`."),
			"workspace_id": tfkit.ID("Id of the workspace that viewer and project belong to."),
			"viewer_id":    tfkit.ParentID("Id of the project viewer."),
			"project_id":   tfkit.ParentID("Id of the project."),
		},
	}
}
