package viewer

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// obstacle says what keeps a viewer from seeing a project, if anything: one of them is archived or not
// shown.
func obstacle(ctx context.Context, s *session.Session, viewerID, projectID string, everything bool) (string, error) {
	return lifecycle.Obstacles(ctx, everything, s.ParentViewers().Of(viewerID), s.ParentProjects().Of(projectID))
}

// held gives the projects that count as assigned: those that WebWork shows with the viewer, and of
// the managed ones those that are archived, which it may hide. A managed project that WebWork does
// not show at all may be archived as well and is kept, with a warning.
func (r *viewerResource) held(ctx context.Context, found api.Viewer, managed []string, diags *diag.Diagnostics) []string {
	held := make([]string, 0, len(found.Projects))
	for _, project := range found.Projects {
		held = append(held, project.ProjectID)
	}
	for _, id := range without(managed, held) {
		project, err := r.Session.ParentProjects().Read(ctx, id)
		switch {
		case err != nil:
			session.AddFailure(diags, "read the projects of project viewer", tfkit.Describe(found.Email, found.ID), err)
		case project.Archived:
			held = append(held, id)
		case project.Missing != nil:
			held = append(held, id)
			diags.AddAttributeWarning(path.Root("project_ids"), "Project not found", fmt.Sprintf(
				"Project viewer %s: %s. It stays in project_ids without effect; remove it there if the project is gone for good.",
				tfkit.Describe(found.Email, found.ID), project.Obstacle))
		}
	}
	return held
}

// align assigns and takes away projects until the viewer has the planned ones. Where the state does not tell
// what the viewer has, WebWork is asked first. State then holds what came of it.
func (r *viewerResource) align(ctx context.Context, state *model, plan model, ask bool, diags *diag.Diagnostics) {
	if !plan.managesProjects() {
		state.ProjectIDs = plan.ProjectIDs
		return
	}
	var failed diag.Diagnostics
	id, who := state.ID.ValueString(), state.instance().String()
	have, want := idsOf(state.ProjectIDs), idsOf(plan.ProjectIDs)
	if ask {
		found, err := r.Session.Viewers.Get(ctx, id)
		if err != nil {
			session.AddFailure(diags, "read the projects of project viewer", who, err)
			return
		}
		have = r.held(ctx, found, have, &failed)
	}
	for _, project := range without(have, want) {
		if err := unassign(ctx, r.Session, id, project); err != nil {
			failed.Append(failure("take project from viewer", who, project, err))
			continue
		}
		have = without(have, []string{project})
	}
	for _, project := range without(want, have) {
		if err := assign(ctx, r.Session, id, project); err != nil {
			failed.Append(failure("assign project to viewer", who, project, err))
			continue
		}
		have = append(have, project)
	}
	state.ProjectIDs = plan.ProjectIDs
	if failed.HasError() {
		state.ProjectIDs = tfkit.SetOfStrings(have)
	}
	diags.Append(failed...)
}

func failure(action, viewer string, project string, err error) diag.Diagnostic {
	problem := session.Failed(action, fmt.Sprintf("%s, project %s", viewer, project), err)
	problem.Attribute = "project_ids"
	return problem.Diagnostic()
}

// assign lets a viewer see a project. A lost answer and a refusal are looked into: the project may be
// assigned already, and what is archived cannot be.
func assign(ctx context.Context, s *session.Session, viewerID, projectID string) error {
	err := change(ctx, s, viewerID, api.Viewers.Assign, projectID, true)
	if err == nil || !isRefusal(err) {
		return err
	}
	viewer, reading := s.Viewers.Get(ctx, viewerID)
	if reading == nil && viewer.Sees(projectID) {
		return nil
	}
	reason, reading := obstacle(ctx, s, viewerID, projectID, true)
	if reading != nil || reason == "" {
		return err
	}
	return &tfkit.Problem{
		Summary: "Could not assign project to viewer",
		Detail: fmt.Sprintf("Project %s cannot be assigned to the viewer %s: %s (%v).\n\n"+
			"Correct the id, restore what is archived with archived = false on its resource or in the app, or remove the assignment.",
			projectID, tfkit.Describe(viewer.Email, viewerID), reason, err),
		Err: err,
	}
}

// unassign takes a project from a viewer. One that the viewer does not see is a success, and so is one
// that WebWork refuses to take away because the viewer or the project is archived.
func unassign(ctx context.Context, s *session.Session, viewerID, projectID string) error {
	err := change(ctx, s, viewerID, api.Viewers.Unassign, projectID, false)
	if err == nil || remote.IsNotFound(err) {
		return nil
	}
	if isRefusal(err) {
		viewer, reading := s.Viewers.Get(ctx, viewerID)
		if reading == nil && !viewer.Sees(projectID) {
			return nil
		}
		if reason, reading := obstacle(ctx, s, viewerID, projectID, true); reading == nil && reason != "" {
			return nil
		}
	}
	return err
}

// change assigns or unassigns, and makes sure that a lost answer does not count as a failure.
func change(ctx context.Context, s *session.Session, viewerID string,
	send func(viewers api.Viewers, ctx context.Context, viewerID, projectID string) error, projectID string, wanted bool,
) error {
	scope, err := s.Scope(ctx)
	if err != nil {
		return err
	}
	_, err = lifecycle.Once(ctx, s.RequestTimeout, lifecycle.Effect[bool]{
		Send: func() (bool, error) {
			defer s.Viewers.Written(viewerID)
			return true, send(scope.Viewers(), ctx, viewerID, projectID)
		},
		Find: func() (bool, bool, error) {
			s.Viewers.Written(viewerID)
			viewer, err := s.Viewers.Get(ctx, viewerID)
			if remote.IsNotFound(err) {
				return true, !wanted, nil
			}
			return true, err == nil && viewer.Sees(projectID) == wanted, err
		},
	})
	return err
}

// isRefusal reports whether WebWork objects to this very request, rather than to the account.
func isRefusal(err error) bool {
	return !remote.IsUncertain(err) && !remote.IsPostponed(err) && !remote.IsUnauthorized(err) && !remote.IsForbidden(err)
}
