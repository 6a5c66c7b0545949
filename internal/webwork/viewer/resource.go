package viewer

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

var (
	_ resource.Resource                   = (*viewerResource)(nil)
	_ resource.ResourceWithConfigure      = (*viewerResource)(nil)
	_ resource.ResourceWithIdentity       = (*viewerResource)(nil)
	_ resource.ResourceWithImportState    = (*viewerResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*viewerResource)(nil)
	_ resource.ResourceWithValidateConfig = (*viewerResource)(nil)
)

type viewerResource struct{ session.Resource }

// NewResource makes webwork_project_viewer.
func NewResource() resource.Resource {
	return &viewerResource{session.Resource{Name: "project_viewer", Attributes: resourceSchema, Identity: session.IdentitySchema("project viewer"), Checks: checks()}}
}

func (r *viewerResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior, planned := tfkit.StateAndPlan[model](ctx, req, r.Expressible(r.Checks), &resp.Diagnostics)
	if resp.Diagnostics.HasError() || r.Session == nil {
		return
	}
	if planned != nil {
		*planned = planned.withComputed(prior)
		resp.Diagnostics.Append(resp.Plan.Set(ctx, planned)...)
	}
	if !r.Session.Ready() || resp.Diagnostics.HasError() {
		return
	}
	if _, ok := r.Session.ToPlan(ctx, req.State, &resp.Diagnostics); ok {
		r.checkAhead(ctx, prior, planned, req.Private, &resp.Diagnostics)
	}
}

func (r *viewerResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	plan, workspace, ok := session.ToCreate[model](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	viewers := kind(r.Session)
	outcome, diags := viewers.Create(ctx, plan.instance(), lifecycle.Creation[api.Viewer]{
		Resumes: plan.resumes,
		Send: func(ctx context.Context) (api.Viewer, error) {
			scope, err := r.Session.Scope(ctx)
			if err != nil {
				return api.Viewer{}, err
			}
			return scope.Viewers().Create(ctx, plan.create())
		},
	})
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	held := plan.withUnknownsFrom(model{ID: types.StringValue(outcome.ID), WorkspaceID: tfkit.StringOrNull(workspace.ID)})
	if outcome.Seen {
		held = fromAPI(outcome.Object, workspace.ID)
		if held.Archived.ValueBool() && !plan.Archived.ValueBool() {
			held.Status = types.StringNull() // restored since
		}
	}
	state := plan.withUnknownsFrom(held)

	// From here on the viewer exists: nothing may taint it, and what fails is left to the next plan.
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
	var after diag.Diagnostics
	viewers.Remember(ctx, resp.Private, lifecycle.Memo{ID: outcome.ID}, &after)
	if plan.managesProjects() {
		r.Session.Manages(session.ByProjectIDs, outcome.ID)
	}
	if outcome.Seen && !plan.Archived.ValueBool() {
		if outcome.Existed {
			r.rename(ctx, &held, plan, &after)
			held.ProjectIDs = plan.ProjectIDs // to be kept where they are archived
		}
		r.align(ctx, &held, plan, outcome.Existed, &after)
	}
	resp.Diagnostics.Append(tfkit.Downgrade(after)...)
}

func (r *viewerResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	state, workspace, ok := session.ToRead[model](ctx, r.Session, req, resp)
	if !ok {
		return
	}
	viewers := kind(r.Session)
	found, err := r.Session.Viewers.Get(ctx, state.ID.ValueString())
	now := fromAPI(found, workspace.ID)
	now.ProjectIDs = state.ProjectIDs
	switch {
	case remote.IsNotFound(err):
		imported := state.Email.IsNull()
		viewers.Gone(ctx, state.instance().String(), imported, err, &resp.Diagnostics)
		now = state
		now.Archived, now.Status = types.BoolValue(true), types.StringNull()
	case err != nil:
		session.AddFailure(&resp.Diagnostics, "read project viewer", state.instance().String(), err)
	case state.Email.IsNull():
		now.ProjectIDs = imported(found)
	case state.managesProjects() && !found.Archived():
		now.ProjectIDs = tfkit.SetOfStrings(r.held(ctx, found, idsOf(state.ProjectIDs), &resp.Diagnostics))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	viewers.Observe(ctx, resp.Private, lifecycle.Memo{ID: now.ID.ValueString()}, state.instance(), now.instance(), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, now, now.identity())...)
}

func (r *viewerResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	plan, prior, _, ok := session.ToUpdate[model](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	if plan.Archived.ValueBool() {
		if forbidden := guard(r.Session, prior); forbidden != nil {
			resp.Diagnostics.Append(forbidden.Diagnostic())
			return
		}
	}
	// What was done is in state even if the next step fails.
	state, viewers := prior, kind(r.Session)
	if prior.Archived.ValueBool() && plan.Archived.ValueBool() {
		state = plan.withUnknownsFrom(prior) // what else differs waits for the restore
	}
	archived := viewers.Update(ctx, prior.instance(), plan.instance(), func(ctx context.Context, diags *diag.Diagnostics) {
		r.rename(ctx, &state, plan, diags)
		r.align(ctx, &state, plan, prior.Archived.ValueBool() || !prior.managesProjects(), diags)
	}, &resp.Diagnostics)
	if archived && !resp.Diagnostics.HasError() {
		state = plan.withUnknownsFrom(state)
	}
	if archived != prior.Archived.ValueBool() {
		state.Archived, state.Status = types.BoolValue(archived), types.StringNull()
	}
	viewers.Remember(ctx, resp.Private, lifecycle.Memo{ID: state.ID.ValueString()}, &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}

func (r *viewerResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	state, _, ok := session.ToDelete[model](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	kind(r.Session).Delete(ctx, state.instance(), func(context.Context) *tfkit.Problem { return guard(r.Session, state) }, &resp.Diagnostics)
}

func (r *viewerResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	forms := []string{"the project viewer's id, such as 100", "the e-mail address, such as ops@client.example"}
	r.Session.Import(ctx, session.People, req, resp, forms, func(ctx context.Context, id tfkit.ImportID) (string, *tfkit.Problem) {
		if !strings.Contains(id.Rest, "@") {
			return "", nil
		}
		return kind(r.Session).Named(ctx, id.Rest, api.EmailKey(id.Rest))
	})
}
