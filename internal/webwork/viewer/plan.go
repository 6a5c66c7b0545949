package viewer

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// withComputed fills in what is known before apply: archiving and restoring change the status, nothing
// else does.
func (m model) withComputed(prior *model) model {
	if prior == nil || !m.Archived.Equal(prior.Archived) {
		m.Status = types.StringUnknown()
		return m
	}
	m.Status = prior.Status
	if m.Archived.ValueBool() {
		// WebWork may refuse to change who is archived; the differences wait for the restore.
		m.FirstName = tfkit.Unchanged(m.FirstName, prior.FirstName)
		m.LastName = tfkit.Unchanged(m.LastName, prior.LastName)
		m.ProjectIDs = tfkit.Unchanged(m.ProjectIDs, prior.ProjectIDs)
	}
	return m
}

// checks are what a viewer's configuration is held against.
func checks() tfkit.Checks {
	return tfkit.Checks{
		tfkit.CheckText("email", tfkit.IsEmail),
		tfkit.CheckText("firstname", tfkit.IsPersonName),
		tfkit.CheckText("lastname", tfkit.IsPersonName),
		tfkit.CheckElements("project_ids", tfkit.IsID),
	}
}

// assignmentChecks are what an assignment's configuration is held against.
func assignmentChecks() tfkit.Checks {
	return tfkit.Checks{
		tfkit.CheckText("viewer_id", tfkit.IsID),
		tfkit.CheckText("project_id", tfkit.IsID),
	}
}

// checkAhead asks WebWork what applying would run into.
func (r *viewerResource) checkAhead(ctx context.Context, prior, planned *model, private tfkit.PrivateReader, diags *diag.Diagnostics) {
	archives := prior != nil && (planned == nil || planned.Archived.ValueBool())
	if prior != nil && planned != nil && !planned.Email.Same(prior.Email) {
		if r.Session.Memory.Imported(session.People, prior.ID.ValueString()) {
			diags.Append(kind(r.Session).WrongImport(prior.instance(), planned.instance()).Diagnostic())
			return
		}
		// Another address is another person: this one is archived, and Terraform asks again about
		// the new one.
		planned, archives = nil, true
	}
	if archives {
		if forbidden := guard(r.Session, *prior); forbidden != nil {
			diags.Append(forbidden.Diagnostic())
			return
		}
	}
	viewers, creation := kind(r.Session), lifecycle.Creation[api.Viewer]{}
	if planned != nil {
		creation.Resumes = planned.resumes
		creation.AllowReplacing = func(_ context.Context, existing api.Viewer) *tfkit.Problem {
			return guard(r.Session, fromAPI(existing, ""))
		}
	}
	viewers.Plan(ctx, lifecycle.InstanceOf(prior, model.instance), lifecycle.InstanceOf(planned, model.instance), creation, private, diags)
	if planned == nil || diags.HasError() {
		return
	}
	r.checkReturn(ctx, prior, *planned, diags)
	r.checkProjects(ctx, prior, *planned, diags)
}

// guard refuses to archive somebody who is protected.
func guard(s *session.Session, prior model) *tfkit.Problem {
	if prior.Archived.ValueBool() || !s.Brakes().Protects(prior.instance().Key) {
		return nil
	}
	return s.Brakes().Sparing("archive project viewer", prior.instance().String())
}

// checkReturn makes sure that an archived viewer is not hidden because they became a member.
func (r *viewerResource) checkReturn(ctx context.Context, prior *model, planned model, diags *diag.Diagnostics) {
	if prior == nil || !prior.Archived.ValueBool() || planned.Archived.ValueBool() || planned.Archived.IsUnknown() {
		return
	}
	member, err := r.Session.Members.Get(ctx, prior.ID.ValueString())
	switch {
	case remote.IsNotFound(err):
	case err != nil:
		session.AddFailure(diags, "plan project viewer", prior.instance().String(), err)
	case member.Role != api.RoleProjectViewer && !member.Archived():
		diags.AddError("Could not restore project viewer", fmt.Sprintf(
			"%s is no project viewer any more but %s To take this resource out of Terraform, use removed { lifecycle { destroy = false } }.",
			prior.instance(), isMember(member)))
	}
}

// checkProjects makes sure that the viewer's projects are managed in one place only, and warns of
// projects that cannot be assigned.
func (r *viewerResource) checkProjects(ctx context.Context, prior *model, planned model, diags *diag.Diagnostics) {
	if !planned.managesProjects() {
		return
	}
	if id := planned.ID; tfkit.Managed(id) && r.Session.Manages(session.ByProjectIDs, id.ValueString()) {
		diags.Append(managedTwice(planned.instance().String(), "project_ids"))
	}
	if planned.Archived.ValueBool() {
		return
	}
	added := idsOf(planned.ProjectIDs)
	if prior != nil {
		added = without(added, idsOf(prior.ProjectIDs))
	}
	for _, id := range added {
		projects := r.Session.ParentProjects()
		if projects.Expected(id) {
			continue
		}
		project, err := projects.Read(ctx, id)
		switch {
		case err != nil:
			session.AddFailure(diags, "plan project viewer", planned.instance().String(), err)
		case project.Obstacle != "":
			diags.AddAttributeWarning(path.Root("project_ids"), "Project cannot be assigned", fmt.Sprintf(
				"%s is to see project %s, but %s. It is not assigned as long as that is so: correct the id, restore the project, or remove it from project_ids.",
				planned.instance(), id, project.Obstacle))
		}
	}
}

func managedTwice(viewer, attribute string) diag.Diagnostic {
	return (&tfkit.Problem{
		Summary: "Projects managed twice",
		Detail: fmt.Sprintf("The projects of the viewer %s are managed by project_ids of a webwork_project_viewer and by a webwork_project_viewer_assignment. "+
			"They would undo each other's changes at every apply. Use one of the two for this viewer; removed { lifecycle { destroy = false } } takes assignments "+
			"out of Terraform without unassigning.", viewer),
		Attribute: attribute,
	}).Diagnostic()
}
