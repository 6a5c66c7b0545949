package viewer

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

var (
	_ resource.Resource                = (*viewerResource)(nil)
	_ resource.ResourceWithConfigure   = (*viewerResource)(nil)
	_ resource.ResourceWithIdentity    = (*viewerResource)(nil)
	_ resource.ResourceWithImportState = (*viewerResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*viewerResource)(nil)
)

type viewerResource struct{ session.Resource }

// NewResource makes webwork_project_viewer.
func NewResource() resource.Resource {
	return &viewerResource{session.Resource{Name: "project_viewer", Attributes: resourceSchema, Identity: session.IdentitySchema("project viewer")}}
}

func (r *viewerResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior, planned := tfkit.Sides[model](ctx, req, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || r.Session == nil {
		return
	}
	if planned != nil {
		*planned = planned.predict(prior)
		resp.Diagnostics.Append(resp.Plan.Set(ctx, planned)...)
	}
	if !r.Ready() || resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(r.foresee(ctx, prior, planned, req.Private)...)
}

func (r *viewerResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	workspace, ok := r.Own(ctx, types.Int64Null(), &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	viewers := kind(r.Session)
	outcome, diags := viewers.Create(ctx, plan.side(), plan.resumes, func(ctx context.Context) (api.Viewer, error) {
		scope, err := r.Scope(ctx)
		if err != nil {
			return api.Viewer{}, err
		}
		return scope.Viewers().Create(ctx, plan.create())
	})
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	existing := outcome.Object()
	held := fromAPI(existing, workspace.ID)
	if held.Archived.ValueBool() && !plan.Archived.ValueBool() {
		held.Status = types.StringNull() // restored since
	}
	state := plan.settled(held)

	// From here on the viewer exists: nothing may taint it, and what fails is left to the next plan.
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
	var after diag.Diagnostics
	viewers.Remember(ctx, resp.Private, existing.ID, &after)
	if plan.managesProjects() {
		r.Manages(session.ProjectIDs, existing.ID)
	}
	switch {
	case !plan.Archived.ValueBool():
		if outcome.Found {
			r.rename(ctx, &held, plan, &after)
			held.ProjectIDs = plan.ProjectIDs // to be kept where they are archived
		}
		r.align(ctx, &held, plan, outcome.Found, &after)
	case !existing.Archived():
		after.Append(viewers.Archive(ctx, state.side())...)
	}
	resp.Diagnostics.Append(tfkit.Downgrade(after)...)
}

func (r *viewerResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	workspace, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	viewers := kind(r.Session)
	found, err := r.Viewers.Get(ctx, state.ID.ValueInt64())
	now := fromAPI(found, workspace.ID)
	now.ProjectIDs = state.ProjectIDs
	switch {
	case api.IsNotFound(err):
		imported := state.Email.IsNull()
		resp.Diagnostics.Append(viewers.Gone(ctx, state.side(), imported, err)...)
		now = state
		now.Archived, now.Status = types.BoolValue(true), types.StringNull()
	case err != nil:
		session.AddFailure(&resp.Diagnostics, "read project viewer", state.side().String(), err)
	case state.Email.IsNull() && len(found.Projects) > 0:
		// Right after an import nothing tells whether the configuration has project_ids. It most
		// likely does, and generated configuration then has them.
		now.ProjectIDs = setOf(r.held(ctx, found, nil, &resp.Diagnostics))
	case state.managesProjects() && !found.Archived():
		now.ProjectIDs = setOf(r.held(ctx, found, numbers(state.ProjectIDs), &resp.Diagnostics))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	viewers.Observe(ctx, resp.Private, state.side(), now.side(), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, now, now.identity())...)
}

func (r *viewerResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, prior model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	if _, ok := r.Own(ctx, prior.WorkspaceID, &resp.Diagnostics); !ok || resp.Diagnostics.HasError() {
		return
	}
	// Restore first and archive last: WebWork may refuse to change who is archived. What was done
	// is in state even if the next step fails.
	state, viewers := prior, kind(r.Session)
	switch was, is := prior.Archived.ValueBool(), plan.Archived.ValueBool(); {
	case was && is:
		state = plan.settled(prior) // what else differs waits for the restore
	case was:
		resp.Diagnostics.Append(viewers.Restore(ctx, prior.side())...)
		if !resp.Diagnostics.HasError() {
			state.Archived, state.Status = plan.Archived, types.StringNull()
			r.rename(ctx, &state, plan, &resp.Diagnostics)
			r.align(ctx, &state, plan, true, &resp.Diagnostics)
		}
	default:
		r.rename(ctx, &state, plan, &resp.Diagnostics)
		r.align(ctx, &state, plan, !prior.managesProjects(), &resp.Diagnostics)
		if is && !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(viewers.Archive(ctx, prior.side())...)
			if !resp.Diagnostics.HasError() {
				state.Archived, state.Status = plan.Archived, types.StringNull()
			}
		}
	}
	viewers.Remember(ctx, resp.Private, state.ID.ValueInt64(), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}

func (r *viewerResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if _, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics); !ok || resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(kind(r.Session).Destroy(ctx, state.side())...)
}

func (r *viewerResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	forms := []string{"the project viewer's id, such as 100", "the e-mail address, such as ops@client.example"}
	r.Import(ctx, req, resp, forms, func(ctx context.Context, id tfkit.ImportID) (int64, *session.Problem) {
		if !strings.Contains(id.Rest, "@") {
			return 0, nil
		}
		return kind(r.Session).Named(ctx, id.Rest, api.EmailKey(id.Rest))
	})
}
