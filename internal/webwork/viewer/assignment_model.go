package viewer

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// assignment is webwork_project_viewer_assignment in configuration, plan and state, and its
// identity: it has no more than ids.
type assignment struct {
	WorkspaceID types.Int64 `tfsdk:"workspace_id"`
	ViewerID    types.Int64 `tfsdk:"viewer_id"`
	ProjectID   types.Int64 `tfsdk:"project_id"`
}

// ids gives the ids of viewer and project; 0 for what is not known yet.
func (a assignment) ids() (viewerID, projectID int64) {
	return a.ViewerID.ValueInt64(), a.ProjectID.ValueInt64()
}

// key is the natural key, empty where it is not known yet.
func (a assignment) key() string {
	viewerID, projectID := a.ids()
	if viewerID == 0 || projectID == 0 {
		return ""
	}
	return fmt.Sprintf("%d:%d", viewerID, projectID)
}

// String names the assignment by its ids.
func (a assignment) String() string {
	viewerID, projectID := a.ids()
	return fmt.Sprintf("project %d of viewer %d", projectID, viewerID)
}

// nameOf names the assignment as people know it, where WebWork tells.
func (a assignment) nameOf(v api.Viewer) named {
	_, projectID := a.ids()
	for _, project := range v.Projects {
		if project.ProjectID == projectID {
			return named{a.key(), fmt.Sprintf("project %s of viewer %s", session.Describe(project.ProjectName, projectID), session.Describe(v.Email, v.ID))}
		}
	}
	return named{a.key(), a.String()}
}

// named is an assignment by its natural key and the name that messages give it.
type named struct{ key, name string }

// assignments is how assignments come and go, as far as they do like other objects: one that exists
// is taken over, so that nothing is looked up before.
func assignments(s *session.Session) lifecycle.Deletable[named] {
	return lifecycle.Deletable[named]{
		Noun:     "project viewer assignment",
		Type:     "webwork_project_viewer_assignment",
		Key:      []string{"project_id", "viewer_id"},
		Claims:   session.Assignments,
		Session:  s,
		ID:       func(n named) string { return n.key },
		Describe: func(n named) string { return n.name },
	}
}

func assignmentIdentity() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"workspace_id": session.IdentityWorkspace(),
		"viewer_id":    identityschema.Int64Attribute{RequiredForImport: true, Description: "Id of the project viewer."},
		"project_id":   identityschema.Int64Attribute{RequiredForImport: true, Description: "Id of the project."},
	}}
}

func assignmentSchema() schema.Schema {
	parent := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{
			Required: true, MarkdownDescription: description,
			Validators:    []validator.Int64{int64validator.AtLeast(1)},
			PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplace()},
		}
	}
	return schema.Schema{
		MarkdownDescription: "Lets a project viewer look at one project. It adds to what the viewer sees otherwise and leaves other assignments alone; " +
			"one that exists already is taken over. Destroying it takes the project from the viewer.\n\n" +
			"Never use it for a viewer whose `webwork_project_viewer` has `project_ids`, which stands for all projects of the viewer: " +
			"the two would undo each other's changes. Where both are planned in one run, the plan is refused.\n\n" +
			"While the viewer or the project is archived, an existing assignment stays in state. A new one is not possible until both are restored.",
		Attributes: map[string]schema.Attribute{
			"workspace_id": tfkit.ID("Id of the workspace that viewer and project belong to."),
			"viewer_id":    parent("Id of the project viewer. A change replaces the assignment."),
			"project_id":   parent("Id of the project. A change replaces the assignment."),
		},
	}
}
