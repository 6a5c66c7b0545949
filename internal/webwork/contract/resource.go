package contract

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

var (
	_ resource.Resource                = (*contractResource)(nil)
	_ resource.ResourceWithConfigure   = (*contractResource)(nil)
	_ resource.ResourceWithIdentity    = (*contractResource)(nil)
	_ resource.ResourceWithImportState = (*contractResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*contractResource)(nil)
)

type contractResource struct{ session.Resource }

// NewResource makes webwork_contract.
func NewResource() resource.Resource {
	return &contractResource{session.Resource{Name: "contract", Attributes: resourceSchema, Identity: session.IdentitySchema("contract")}}
}

func (r *contractResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior, planned := tfkit.Sides[model](ctx, req, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || r.Session == nil {
		return
	}
	if prior != nil && planned != nil {
		var configured tfkit.Decimal
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("rate"), &configured)...)
		warnOfRemovedRate(ctx, req.Private, r.name(ctx, req.Private, *prior, &resp.Diagnostics), configured, &resp.Diagnostics)
	}
	if !r.Ready() {
		return
	}
	inState := types.Int64Null()
	if prior != nil {
		inState = prior.WorkspaceID
	}
	if _, ok := r.Own(ctx, inState, &resp.Diagnostics); !ok || planned == nil || planned.key() == "" {
		return
	}
	if kind(r.Session).Plan(ctx, planned.key(), planned.String(), prior == nil, req.Private, &resp.Diagnostics) {
		r.foresee(ctx, *planned, &resp.Diagnostics)
	}
}

// foresee warns that WebWork takes no contract of what is archived.
func (r *contractResource) foresee(ctx context.Context, planned model, diags *diag.Diagnostics) {
	reason, err := obstacle(ctx, r.Session, planned, false)
	switch {
	case err != nil:
		session.AddFailure(diags, "plan contract", planned.String(), err)
	case reason != "":
		diags.AddWarning("Contract of what is archived", planned.String()+" is to be created, but "+reason+
			". Applying fails unless that is restored first: set archived = false on its resource, or remove the contract.")
	}
}

func (r *contractResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	workspace, ok := r.Own(ctx, types.Int64Null(), &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	existing, found := kind(r.Session).Create(ctx, plan.key(), plan.String(), func() (api.Contract, error) { return r.create(ctx, plan) }, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	known := fromAPI(existing, workspace.ID)
	state := plan.settled(known)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)

	// The contract exists: what fails from here on is left to the next plan, for an error would
	// replace it.
	var after diag.Diagnostics
	kind(r.Session).Remember(ctx, resp.Private, existing, &after)
	if !found {
		known = plan.created(known)
		if tfkit.Managed(plan.Rate) {
			sentRate(ctx, resp.Private, describe(existing), &existing, &after)
		}
	}
	r.update(ctx, known, plan, describe(existing), resp.Private, &after)
	resp.Diagnostics.Append(tfkit.Downgrade(after)...)
}

// create creates the contract. Where WebWork refuses, a parent that is archived is the likely reason.
func (r *contractResource) create(ctx context.Context, plan model) (api.Contract, error) {
	reason, err := obstacle(ctx, r.Session, plan, false)
	if err == nil && reason != "" {
		return api.Contract{}, archived(plan, reason, api.ErrNotSent)
	}
	scope, err := r.Scope(ctx)
	if err != nil {
		return api.Contract{}, err //nolint:wrapcheck // Failed explains it.
	}
	created, err := scope.Contracts().Create(ctx, plan.create())
	if err == nil {
		r.Contracts.Created(created)
		return created, nil
	}
	if !api.IsUncertain(err) && !api.IsUnauthorized(err) && !api.IsForbidden(err) {
		if reason, reading := obstacle(ctx, r.Session, plan, true); reading == nil && reason != "" {
			return created, archived(plan, reason, err)
		}
	}
	return created, err //nolint:wrapcheck // Failed explains it.
}

func archived(plan model, reason string, err error) *session.Problem {
	return &session.Problem{
		Summary: "Could not create contract",
		Detail: fmt.Sprintf("%s: %s (%v).\n\nRestore it first, with archived = false on its resource or in the app, or remove the contract.",
			plan, reason, err),
		Err: err,
	}
}

func (r *contractResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	workspace, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	found, err := r.Contracts.Get(ctx, state.ID.ValueInt64())
	name := r.name(ctx, req.Private, state, &resp.Diagnostics)
	switch {
	case api.IsNotFound(err):
		state.WorkspaceID = types.Int64Value(workspace.ID)
		resp.Diagnostics.Append(kind(r.Session).Gone(ctx, name, state.ProjectID.IsNull(), err)...)
		if !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(tfkit.Drop(ctx, &resp.State, resp.Identity, state.identity())...)
		}
		return
	case err != nil:
		session.AddFailure(&resp.Diagnostics, "read contract", name, err)
		return
	}
	now := fromAPI(found, workspace.ID)
	now.Rate = readRate(ctx, req.Private, resp.Private, state.Rate, found, &resp.Diagnostics)
	r.Saw(session.Contracts, now.key())
	kind(r.Session).Remember(ctx, resp.Private, found, &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, now, now.identity())...)
}

func (r *contractResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, prior model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	if _, ok := r.Own(ctx, prior.WorkspaceID, &resp.Diagnostics); !ok || resp.Diagnostics.HasError() {
		return
	}
	name := r.name(ctx, req.Private, prior, &resp.Diagnostics)
	state := prior
	if r.update(ctx, prior, plan, name, resp.Private, &resp.Diagnostics) {
		state = plan.settled(prior)
	}
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}

// update sends what differs between what is known and the plan. It reports whether WebWork then
// holds the plan.
func (r *contractResource) update(ctx context.Context, known, plan model, name string, private tfkit.PrivateWriter, diags *diag.Diagnostics) bool {
	changes := plan.changes(known)
	if changes == (api.ContractUpdate{}) {
		return true
	}
	scope, err := r.Scope(ctx)
	if err != nil {
		session.AddFailure(diags, "update contract", name, err)
		return false
	}
	answer, err := scope.Contracts().Update(ctx, known.ID.ValueInt64(), changes)
	r.Contracts.Written(known.ID.ValueInt64(), known.key())
	if err != nil {
		session.AddFailure(diags, "update contract", name, err)
		return false
	}
	if changes.Rate.Sent() {
		sentRate(ctx, private, name, answer, diags)
	}
	return true
}

func (r *contractResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if _, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics); !ok || resp.Diagnostics.HasError() {
		return
	}
	if r.HasMade(session.Contracts, state.key()) {
		return
	}
	scope, err := r.Scope(ctx)
	if err == nil {
		err = scope.Contracts().Delete(ctx, state.ID.ValueInt64())
		r.Contracts.Written(state.ID.ValueInt64(), state.key())
	}
	if err != nil && !api.IsNotFound(err) {
		session.AddFailure(&resp.Diagnostics, "delete contract", r.name(ctx, req.Private, state, &resp.Diagnostics), err)
	}
}

// name is the contract as people know it, from private state where that has it.
func (r *contractResource) name(ctx context.Context, private tfkit.PrivateReader, state model, diags *diag.Diagnostics) string {
	if memo := kind(r.Session).Recall(ctx, private, diags); memo.Name != "" {
		return memo.Name
	}
	return session.Describe(state.String(), state.ID.ValueInt64())
}

func (r *contractResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	forms := []string{"the contract's id, such as 100", "project_id:user_id, such as 500:100"}
	r.Import(ctx, req, resp, forms, func(ctx context.Context, named tfkit.ImportID) (int64, *session.Problem) {
		project, user, ok := named.Pair()
		if !ok {
			return 0, nil
		}
		found, problem := kind(r.Session).Named(ctx, api.ContractKey(project, user), named.Rest)
		return found.ID, problem
	})
}
