package viewer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

var (
	_ resource.Resource                   = (*assignmentResource)(nil)
	_ resource.ResourceWithConfigure      = (*assignmentResource)(nil)
	_ resource.ResourceWithIdentity       = (*assignmentResource)(nil)
	_ resource.ResourceWithImportState    = (*assignmentResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*assignmentResource)(nil)
	_ resource.ResourceWithValidateConfig = (*assignmentResource)(nil)
)

type assignmentResource struct{ session.Resource }

// NewAssignmentResource makes webwork_project_viewer_assignment.
func NewAssignmentResource() resource.Resource {
	return &assignmentResource{session.Resource{Name: "project_viewer_assignment", Attributes: assignmentSchema, Identity: assignmentIdentity(), Checks: assignmentChecks()}}
}

func (r *assignmentResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior, planned := tfkit.StateAndPlan[assignment](ctx, req, r.Expressible(r.Checks), &resp.Diagnostics)
	if resp.Diagnostics.HasError() || r.Session == nil {
		return
	}
	if planned != nil && planned.key() != "" {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("id"), planned.key())...)
	}
	if !r.Session.Ready() {
		return
	}
	if _, ok := r.Session.ToPlan(ctx, req.State, &resp.Diagnostics); !ok {
		return
	}
	kind := assignments(r.Session)
	memo := kind.Recall(ctx, req.Private, &resp.Diagnostics)
	if planned != nil {
		if id := planned.ViewerID.ValueString(); id != "" && r.Session.Manages(session.ByAssignments, id) {
			viewer, _ := r.Session.Viewers.Get(ctx, id) // without an answer, the message has only the id
			resp.Diagnostics.Append(managedTwice(tfkit.Describe(viewer.Email, id), "viewer_id"))
		}
	}
	// Named by its ids: private state knows more only after a refresh, and a plan says the same without one.
	instance := func(a assignment) lifecycle.Instance { return a.instance(lifecycle.Memo{}) }
	fresh := kind.Plan(ctx, lifecycle.InstanceOf(prior, instance), lifecycle.InstanceOf(planned, instance), lifecycle.Creation[assignment]{}, req.Private, &resp.Diagnostics)
	if fresh && memo.ID != planned.key() {
		r.checkAhead(ctx, *planned, &resp.Diagnostics)
	}
}

// checkAhead warns that what is archived cannot be assigned.
func (r *assignmentResource) checkAhead(ctx context.Context, planned assignment, diags *diag.Diagnostics) {
	viewerID, projectID := planned.ids()
	if !r.Session.ParentViewers().Expected(viewerID) {
		if found, err := r.Session.Viewers.Get(ctx, viewerID); err == nil && found.Sees(projectID) {
			return
		}
	}
	reason, err := obstacle(ctx, r.Session, viewerID, projectID, false)
	switch {
	case err != nil:
		session.AddFailure(diags, "plan project viewer assignment", planned.named(r.Session), err)
	case reason != "":
		if member, err := r.Session.Members.Get(ctx, viewerID); err == nil && member.Role != api.RoleProjectViewer {
			diags.AddAttributeWarning(path.Root("viewer_id"), "Assignment cannot be created", fmt.Sprintf(
				"%s is a member with the role %q and no project viewer. Give members a project with webwork_contract.", tfkit.Describe(member.Email, member.ID), member.Role))
			return
		}
		diags.AddWarning("Assignment cannot be created", fmt.Sprintf("The assignment of %s is to be created, but %s. "+
			"Applying fails as long as that is so: correct the id, restore what is archived with archived = false on its resource, or remove the assignment.", planned.named(r.Session), reason))
	}
}

func (r *assignmentResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	plan, workspace, ok := session.ToCreate[assignment](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	plan = plan.within(workspace.ID)
	kind := assignments(r.Session)
	name := plan.named(r.Session)
	kind.Ensure(ctx, plan.instance(lifecycle.Memo{Name: name}), func(ctx context.Context) error {
		viewerID, projectID := plan.ids()
		return assign(ctx, r.Session, viewerID, projectID)
	}, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	kind.Remember(ctx, resp.Private, lifecycle.Memo{ID: plan.key(), Name: name}, &resp.Diagnostics)
	kind.Born(ctx, resp.Private, &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, plan, plan.identity())...)
}

func (r *assignmentResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	state, workspace, ok := session.ToRead[assignment](ctx, r.Session, req, resp)
	if !ok {
		return
	}
	state = state.within(workspace.ID)
	kind := assignments(r.Session)
	known := kind.Recall(ctx, req.Private, &resp.Diagnostics)
	var viewer api.Viewer
	_, err := kind.Read(ctx, state.key(), req.Private, &resp.Diagnostics, func(ctx context.Context) (_ assignment, err error) {
		viewer, err = r.standing(ctx, state)
		return state, err
	})
	name := cmp.Or(known.Name, state.named(r.Session))
	project, _ := r.Session.Projects.Known(state.ProjectID.ValueString())
	switch imported := known.ID == ""; {
	case errors.Is(err, errNotAssigned) && imported:
		resp.Diagnostics.AddError("Could not import project viewer assignment", fmt.Sprintf(
			"The viewer %s is not assigned to project %s. Check the ids, or let Terraform create the assignment.",
			tfkit.Describe(viewer.Email, viewer.ID), tfkit.Describe(project.Name, state.ProjectID.ValueString())))
	case remote.IsNotFound(err):
		kind.Gone(ctx, name, imported, err, &resp.Diagnostics)
	case err != nil:
		session.AddFailure(&resp.Diagnostics, "read project viewer assignment", name, err)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if err != nil {
		resp.Diagnostics.Append(tfkit.Drop(ctx, &resp.State, resp.Identity, state.identity())...)
		return
	}
	memo := lifecycle.Memo{ID: state.key(), Name: state.nameOf(viewer)}
	if memo.Name == state.String() && known.Name != "" {
		memo.Name = known.Name // what is archived hides it
	}
	kind.Observe(ctx, resp.Private, memo, state.instance(memo), state.instance(memo), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}

// errNotAssigned is WebWork showing both viewer and project, and no assignment between them.
var errNotAssigned = &remote.Error{Service: "WebWork", Op: "GET the viewer", Status: http.StatusNotFound, Message: "the project is not assigned", Own: true}

// standing finds out whether the assignment exists. It counts as existing where it is not shown because
// the viewer or the project is archived. The error is not found where there is no assignment.
func (r *assignmentResource) standing(ctx context.Context, a assignment) (viewer api.Viewer, err error) {
	viewerID, projectID := a.ids()
	viewer, err = r.Session.Viewers.Get(ctx, viewerID)
	switch {
	case remote.IsNotFound(err) && r.Session.Memory.Held(session.People, viewerID):
		return viewer, nil // archived and hidden
	case err != nil || viewer.Sees(projectID) || viewer.Archived():
		return viewer, err
	}
	project, err := r.Session.ParentProjects().Read(ctx, projectID)
	switch {
	case err != nil, project.Archived:
		return viewer, err
	case project.Missing != nil:
		return viewer, project.Missing
	}
	return viewer, errNotAssigned
}

// Update has nothing to send: a change of any id replaces the assignment.
func (r *assignmentResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan assignment
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, plan, plan.identity())...)
}

func (r *assignmentResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	state, _, ok := session.ToDelete[assignment](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	kind := assignments(r.Session)
	kind.Remove = func(ctx context.Context, _ string) error {
		viewerID, projectID := state.ids()
		return unassign(ctx, r.Session, viewerID, projectID)
	}
	kind.Delete(ctx, state.instance(kind.Recall(ctx, req.Private, &resp.Diagnostics)), nil, &resp.Diagnostics)
}

func (r *assignmentResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	var named assignmentID
	if req.ID == "" && req.Identity != nil {
		resp.Diagnostics.Append(req.Identity.Get(ctx, &named)...)
		session.CheckIdentity(session.People, "viewer_id", named.ViewerID, &resp.Diagnostics)
		session.CheckIdentity(session.Projects, "project_id", named.ProjectID, &resp.Diagnostics)
		if resp.Diagnostics.HasError() {
			return
		}
	} else {
		id := tfkit.ParseImportID(req.ID)
		viewerID, projectID, ok := id.Pair()
		if !ok {
			resp.Diagnostics.AddError(tfkit.WrongImportID(req.ID, "viewer_id:project_id, such as 100:500"))
			return
		}
		named = assignmentID{WorkspaceID: tfkit.StringOrNull(id.WorkspaceID), ViewerID: types.StringValue(viewerID), ProjectID: types.StringValue(projectID)}
	}
	workspace, ok := r.Session.ImportInto(ctx, named.WorkspaceID.ValueString(), &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	state := assignment{ViewerID: named.ViewerID, ProjectID: named.ProjectID}.within(workspace.ID)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}
