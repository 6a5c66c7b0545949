package session

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// What every operation of a resource begins with: it decodes what Terraform gives it, and makes sure that the object belongs to the
// workspace of the provider. Where ok is false, what is wrong has been said.

// ToPlan makes sure that the object in state, if there is one, belongs to the workspace.
func (s *Session) ToPlan(ctx context.Context, state tfsdk.State, diags *diag.Diagnostics) (workspace api.Workspace, ok bool) {
	return s.WorkspaceToRead(ctx, workspaceOf(ctx, state, diags), diags)
}

// ToCreate gives the plan of a new object, and the workspace that it goes into.
func ToCreate[M any](ctx context.Context, s *Session, req resource.CreateRequest, diags *diag.Diagnostics) (plan M, workspace api.Workspace, ok bool) {
	diags.Append(req.Plan.Get(ctx, &plan)...)
	workspace, ok = s.WorkspaceFor(ctx, types.StringNull(), diags)
	return plan, workspace, ok && !diags.HasError()
}

// ToRead gives the object in state, and its workspace. Where ok is false, the object stays in state as it is.
func ToRead[M any](ctx context.Context, s *Session, req resource.ReadRequest, resp *resource.ReadResponse) (state M, workspace api.Workspace, ok bool) {
	diags := &resp.Diagnostics
	diags.Append(req.State.Get(ctx, &state)...)
	workspace, ok = s.WorkspaceToRead(ctx, workspaceOf(ctx, req.State, diags), diags)
	if !ok {
		tfkit.Unread(ctx, resp)
	}
	return state, workspace, ok && !diags.HasError()
}

// ToUpdate gives the object as it is planned and as it is in state, and its workspace.
func ToUpdate[M any](ctx context.Context, s *Session, req resource.UpdateRequest, diags *diag.Diagnostics) (plan, prior M, workspace api.Workspace, ok bool) {
	diags.Append(req.Plan.Get(ctx, &plan)...)
	diags.Append(req.State.Get(ctx, &prior)...)
	workspace, ok = s.WorkspaceFor(ctx, workspaceOf(ctx, req.State, diags), diags)
	return plan, prior, workspace, ok && !diags.HasError()
}

// ToDelete gives the object in state, and its workspace.
func ToDelete[M any](ctx context.Context, s *Session, req resource.DeleteRequest, diags *diag.Diagnostics) (state M, workspace api.Workspace, ok bool) {
	diags.Append(req.State.Get(ctx, &state)...)
	workspace, ok = s.WorkspaceFor(ctx, workspaceOf(ctx, req.State, diags), diags)
	return state, workspace, ok && !diags.HasError()
}

// workspaceOf is the workspace of an object in state; null where there is none, or where it is not known.
func workspaceOf(ctx context.Context, state tfsdk.State, diags *diag.Diagnostics) (inState types.String) {
	if !state.Raw.IsNull() {
		diags.Append(state.GetAttribute(ctx, path.Root("workspace_id"), &inState)...)
	}
	return inState
}
