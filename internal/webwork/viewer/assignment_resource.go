package viewer

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

var (
	_ resource.Resource                = (*assignmentResource)(nil)
	_ resource.ResourceWithConfigure   = (*assignmentResource)(nil)
	_ resource.ResourceWithIdentity    = (*assignmentResource)(nil)
	_ resource.ResourceWithImportState = (*assignmentResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*assignmentResource)(nil)
)

type assignmentResource struct{ session.Resource }

// NewAssignmentResource makes webwork_project_viewer_assignment.
func NewAssignmentResource() resource.Resource {
	return &assignmentResource{session.Resource{Name: "project_viewer_assignment", Attributes: assignmentSchema, Identity: assignmentIdentity()}}
}

func (r *assignmentResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior, planned := tfkit.Sides[assignment](ctx, req, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || r.Session == nil || !r.Ready() {
		return
	}
	inState := types.Int64Null()
	if prior != nil {
		inState = prior.WorkspaceID
	}
	if _, ok := r.Own(ctx, inState, &resp.Diagnostics); !ok || planned == nil {
		return
	}
	if id := planned.ViewerID.ValueInt64(); id != 0 && r.Manages(session.Assignments, id) {
		viewer, _ := r.Viewers.Get(ctx, id) // without an answer, the message has only the id
		resp.Diagnostics.Append(managedTwice(session.Describe(viewer.Email, id), "viewer_id"))
	}
	if planned.key() == "" {
		return
	}
	kind := assignments(r.Session)
	kind.Plan(ctx, planned.key(), planned.String(), false, req.Private, &resp.Diagnostics)
	if prior == nil && kind.Recall(ctx, req.Private, &resp.Diagnostics).ID != planned.key() {
		r.foresee(ctx, *planned, &resp.Diagnostics)
	}
}

// foresee warns that what is archived cannot be assigned.
func (r *assignmentResource) foresee(ctx context.Context, planned assignment, diags *diag.Diagnostics) {
	viewerID, projectID := planned.ids()
	if !lifecycle.Viewers(r.Session).Expected(viewerID) {
		if found, err := r.Viewers.Get(ctx, viewerID); err == nil && found.Sees(projectID) {
			return
		}
	}
	reason, err := obstacle(ctx, r.Session, viewerID, projectID, false)
	switch {
	case err != nil:
		session.AddFailure(diags, "plan project viewer assignment", planned.String(), err)
	case reason != "":
		diags.AddWarning("Assignment of what is archived", fmt.Sprintf("The assignment of %s is to be created, but %s. "+
			"Applying fails unless that is restored first: set archived = false on its resource, or remove the assignment.", planned, reason))
	}
}

func (r *assignmentResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan assignment
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	workspace, ok := r.Own(ctx, types.Int64Null(), &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	viewerID, projectID := plan.ids()
	if err := assign(ctx, r.Session, viewerID, projectID); err != nil {
		session.AddFailure(&resp.Diagnostics, "create project viewer assignment", plan.String(), err)
		return
	}
	r.Made(session.Assignments, plan.key())
	plan.WorkspaceID = types.Int64Value(workspace.ID)
	assignments(r.Session).Remember(ctx, resp.Private, plan.nameOf(api.Viewer{}), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, plan, plan)...)
}

func (r *assignmentResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state assignment
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	workspace, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	state.WorkspaceID = types.Int64Value(workspace.ID)
	kind := assignments(r.Session)
	known := kind.Recall(ctx, req.Private, &resp.Diagnostics)
	viewer, there, err := r.standing(ctx, state)
	switch imported := known.ID == ""; {
	case api.IsNotFound(err):
		resp.Diagnostics.Append(kind.Gone(ctx, state.String(), imported, err)...)
	case err != nil:
		session.AddFailure(&resp.Diagnostics, "read project viewer assignment", state.String(), err)
	case imported && !there:
		resp.Diagnostics.AddError("Could not import project viewer assignment", fmt.Sprintf(
			"The viewer %s is not assigned to project %d. Check the ids, or let Terraform create the assignment.",
			session.Describe(viewer.Email, viewer.ID), state.ProjectID.ValueInt64()))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if !there {
		resp.Diagnostics.Append(tfkit.Drop(ctx, &resp.State, resp.Identity, state)...)
		return
	}
	name := state.nameOf(viewer)
	if name.name == state.String() && known.Name != "" {
		name.name = known.Name // what is archived hides it
	}
	kind.Remember(ctx, resp.Private, name, &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state)...)
}

// standing finds out whether the assignment exists. It counts as existing where it is not shown because
// the viewer or the project is archived. The error is not found where one of the two is not there.
func (r *assignmentResource) standing(ctx context.Context, a assignment) (viewer api.Viewer, there bool, err error) {
	viewerID, projectID := a.ids()
	viewer, err = r.Viewers.Get(ctx, viewerID)
	switch {
	case api.IsNotFound(err) && r.HasSeen(session.People, viewerID):
		return viewer, true, nil // archived and hidden
	case err != nil || viewer.Sees(projectID) || viewer.Archived():
		return viewer, err == nil, err
	}
	project, err := lifecycle.Projects(r.Session).Read(ctx, projectID)
	if err == nil {
		err = project.Missing
	}
	return viewer, project.Archived, err
}

// Update has nothing to send: a change of any id replaces the assignment.
func (r *assignmentResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan assignment
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, plan, plan)...)
}

func (r *assignmentResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state assignment
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if _, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics); !ok || resp.Diagnostics.HasError() {
		return
	}
	if r.HasMade(session.Assignments, state.key()) {
		return
	}
	viewerID, projectID := state.ids()
	if err := unassign(ctx, r.Session, viewerID, projectID); err != nil {
		name := assignments(r.Session).Recall(ctx, req.Private, &resp.Diagnostics).Name
		if name == "" {
			name = state.String()
		}
		session.AddFailure(&resp.Diagnostics, "delete project viewer assignment", name, err)
	}
}

func (r *assignmentResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	var state assignment
	if req.ID == "" && req.Identity != nil {
		resp.Diagnostics.Append(req.Identity.Get(ctx, &state)...)
	} else {
		named := tfkit.ParseImportID(req.ID)
		viewerID, projectID, ok := named.Pair()
		if !ok {
			resp.Diagnostics.AddError(tfkit.WrongImportID(req.ID, "viewer_id:project_id, such as 100:500"))
			return
		}
		state = assignment{
			WorkspaceID: types.Int64PointerValue(named.WorkspaceID),
			ViewerID:    types.Int64Value(viewerID), ProjectID: types.Int64Value(projectID),
		}
	}
	workspace, ok := r.ImportInto(ctx, state.WorkspaceID.ValueInt64Pointer(), &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	state.WorkspaceID = types.Int64Value(workspace.ID)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state)...)
}
