package viewer

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// model is webwork_project_viewer in configuration, plan and state.
type model struct {
	ID          types.String `tfsdk:"id"`
	WorkspaceID types.String `tfsdk:"workspace_id"`
	Email       tfkit.String `tfsdk:"email"`
	FirstName   tfkit.String `tfsdk:"firstname"`
	LastName    tfkit.String `tfsdk:"lastname"`
	ProjectIDs  types.Set    `tfsdk:"project_ids"`
	Archived    types.Bool   `tfsdk:"archived"`
	Status      types.String `tfsdk:"status"`
}

// fromAPI is the viewer as WebWork has it, without the projects: whether these are managed here is
// not WebWork's to say.
func fromAPI(v api.Viewer, workspaceID string) model {
	return model{
		ID:          types.StringValue(v.ID),
		WorkspaceID: tfkit.StringOrNull(workspaceID),
		Email:       tfkit.Email().Of(v.Email),
		FirstName:   tfkit.Name().Of(v.FirstName),
		LastName:    tfkit.Name().Of(v.LastName),
		ProjectIDs:  types.SetNull(types.StringType),
		Archived:    types.BoolValue(v.Archived()),
		Status:      tfkit.StringOrNull(v.Status),
	}
}

// instance is what the lifecycle needs to know of the viewer.
func (m model) instance() lifecycle.Instance {
	return lifecycle.Instance{
		ID:       m.ID.ValueString(),
		Key:      api.EmailKey(m.Email.ValueString()),
		Label:    m.Email.ValueString(),
		Archived: m.Archived.ValueBool(),
		Unsure:   m.Archived.IsUnknown(),
		Hidden:   m.Archived.ValueBool() && m.Status.IsNull(),
	}
}

func (m model) identity() session.Identity {
	return session.Identity{WorkspaceID: m.WorkspaceID, ID: m.ID}
}

func (m model) create() api.ViewerCreate {
	return api.ViewerCreate{
		Email:     m.Email.ValueString(),
		FirstName: m.FirstName.ValueString(),
		LastName:  m.LastName.ValueString(),
	}
}

// withUnknownsFrom is the plan with what only WebWork knows filled in from another model: what is unknown
// after apply would be an error.
func (m model) withUnknownsFrom(known model) model {
	m.ID, m.WorkspaceID = known.ID, known.WorkspaceID
	m.Status = tfkit.Known(m.Status, known.Status)
	return m
}

// resumes tells whether an existing viewer is what a killed run left behind: invited with the
// planned names, and not accepted yet.
func (m model) resumes(existing api.Viewer) bool {
	return existing.Pending() && m.hasNames(existing)
}

func (m model) hasNames(v api.Viewer) bool {
	return m.FirstName.Same(tfkit.Name().Of(v.FirstName)) && m.LastName.Same(tfkit.Name().Of(v.LastName))
}

// managesProjects reports whether project_ids is given, be it empty or not known yet.
func (m model) managesProjects() bool { return !m.ProjectIDs.IsNull() }

// imported are the projects of a viewer right after an import, when nothing tells whether the configuration has project_ids. It most
// likely does, and generated configuration then has them.
func imported(v api.Viewer) types.Set {
	if len(v.Projects) == 0 {
		return types.SetNull(types.StringType)
	}
	ids := make([]string, len(v.Projects))
	for i, project := range v.Projects {
		ids[i] = project.ProjectID
	}
	return tfkit.SetOfStrings(ids)
}

// idsOf gives the known ids of a set, sorted.
func idsOf(set types.Set) []string {
	var all []string
	for _, element := range set.Elements() {
		if id, ok := element.(types.String); ok && tfkit.Managed(id) {
			all = append(all, id.ValueString())
		}
	}
	slices.SortFunc(all, tfkit.CompareIDs)
	return all
}

// without gives the ids that the others lack.
func without(ids, others []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(others, id) })
}
