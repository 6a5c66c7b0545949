package contract

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

var (
	_ resource.Resource                   = (*contractResource)(nil)
	_ resource.ResourceWithConfigure      = (*contractResource)(nil)
	_ resource.ResourceWithIdentity       = (*contractResource)(nil)
	_ resource.ResourceWithImportState    = (*contractResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*contractResource)(nil)
	_ resource.ResourceWithValidateConfig = (*contractResource)(nil)
)

type contractResource struct{ session.Resource }

// NewResource makes webwork_contract.
func NewResource() resource.Resource {
	return &contractResource{session.Resource{Name: "contract", Attributes: resourceSchema, Identity: session.IdentitySchema("contract"), Checks: checks()}}
}

func (r *contractResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior, planned := tfkit.StateAndPlan[model](ctx, req, r.Expressible(r.Checks), &resp.Diagnostics)
	if resp.Diagnostics.HasError() || r.Session == nil {
		return
	}
	contracts := kind(r.Session)
	memo := contracts.Recall(ctx, req.Private, &resp.Diagnostics)
	if prior != nil && planned != nil {
		var configured tfkit.Decimal
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("rate"), &configured)...)
		warnOfRemovedRate(ctx, req.Private, prior.instance(memo).String(), configured, &resp.Diagnostics)
	}
	if !r.Session.Ready() {
		return
	}
	if _, ok := r.Session.ToPlan(ctx, req.State, &resp.Diagnostics); !ok {
		return
	}
	if prior != nil && planned != nil && planned.key() != "" && planned.key() != prior.key() {
		planned = nil // this one goes, and Terraform asks again about the new one
	}
	if prior != nil && planned != nil {
		resp.Diagnostics.Append(r.Keeping(ctx, r.kept(ctx, *prior, *planned)).Plan(req.Config, req.State)...)
	}
	instance := func(m model) lifecycle.Instance { return m.instance(memo) }
	if contracts.Plan(ctx, lifecycle.InstanceOf(prior, instance), lifecycle.InstanceOf(planned, instance), lifecycle.Creation[api.Contract]{}, req.Private, &resp.Diagnostics) {
		r.checkAhead(ctx, *planned, &resp.Diagnostics)
	}
}

// kept are the attributes that a planned update leaves as WebWork has them. State may know a rate that WebWork does not show.
func (r *contractResource) kept(ctx context.Context, prior, planned model) map[string]attr.Value {
	held := prior
	if id := prior.ID.ValueString(); r.Session.Memory.WasRead(session.Contracts, id) { // then it takes no request
		if found, err := r.Session.Contracts.Get(ctx, id); err == nil {
			held = fromAPI(found, "")
		}
	}
	changes, kept := planned.changes(prior), map[string]attr.Value{}
	if !changes.WeeklyHoursLimit.Sent() {
		kept["weekly_hours_limit"] = held.WeeklyHoursLimit
	}
	if !changes.Screenshots.Sent() {
		kept["screenshots"] = held.Screenshots
	}
	if !changes.Rate.Sent() && !planned.Rate.IsUnknown() {
		kept["rate"] = held.Rate
	}
	return kept
}

// checkAhead warns that WebWork takes no contract of what is archived, and perhaps none of a project viewer.
func (r *contractResource) checkAhead(ctx context.Context, planned model, diags *diag.Diagnostics) {
	r.doubtViewer(ctx, planned.UserID.ValueString(), diags)
	reason, err := obstacle(ctx, r.Session, planned, false)
	switch {
	case err != nil:
		session.AddFailure(diags, "plan contract", named(r.Session, planned).Label, err)
	case reason != "":
		diags.AddWarning("Contract cannot be created", "The contract of "+named(r.Session, planned).Label+" is to be created, but "+reason+
			". Applying fails as long as that is so: correct the id, restore what is archived with archived = false on its resource, or remove the contract.")
	}
}

// doubtViewer warns of a contract of a project viewer. Whom this run has just written is not worth a request.
func (r *contractResource) doubtViewer(ctx context.Context, userID string, diags *diag.Diagnostics) {
	if r.Session.ParentMembers().Expected(userID) {
		return
	}
	if member, err := r.Session.Members.Get(ctx, userID); err == nil && member.Role == api.RoleProjectViewer {
		diags.AddAttributeWarning(path.Root("user_id"), "Contract of a project viewer", fmt.Sprintf(
			"%s is a project viewer, who looks at projects and does not work on them. Give them the project in project_ids of webwork_project_viewer instead, or make them a member first.",
			tfkit.Describe(member.Email, member.ID)))
	}
}

func (r *contractResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	plan, workspace, ok := session.ToCreate[model](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	contracts := kind(r.Session)
	outcome, diags := contracts.Create(ctx, named(r.Session, plan), lifecycle.Creation[api.Contract]{
		Send: func(ctx context.Context) (api.Contract, error) { return r.create(ctx, plan) },
	})
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	known := fromAPI(outcome.Object, workspace.ID)
	state := plan.withUnknownsFrom(known)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)

	// The contract exists: what fails from here on is left to the next plan, for an error would
	// replace it.
	var after diag.Diagnostics
	memo := lifecycle.Memo{ID: outcome.ID, Name: label(outcome.Object)}
	contracts.Remember(ctx, resp.Private, memo, &after)
	if !outcome.Existed {
		contracts.Born(ctx, resp.Private, &after)
		known = plan.created(known)
		if tfkit.Managed(plan.Rate) {
			sentRate(ctx, resp.Private, state.instance(memo).String(), &outcome.Object, &after)
		}
	}
	r.update(ctx, known, plan, state.instance(memo).String(), resp.Private, &after)
	resp.Diagnostics.Append(tfkit.Downgrade(after)...)
}

// create creates the contract. Where WebWork refuses, a parent that is archived is the likely reason.
func (r *contractResource) create(ctx context.Context, plan model) (api.Contract, error) {
	reason, err := obstacle(ctx, r.Session, plan, false)
	if err == nil && reason != "" {
		return api.Contract{}, archived(named(r.Session, plan).Label, reason, remote.ErrNotSent)
	}
	scope, err := r.Session.Scope(ctx)
	if err != nil {
		return api.Contract{}, err
	}
	created, err := scope.Contracts().Create(ctx, plan.create())
	if err == nil {
		r.Session.Contracts.Created(created)
		return created, nil
	}
	if remote.IsRejected(err) || remote.IsNotFound(err) {
		if reason, reading := obstacle(ctx, r.Session, plan, true); reading == nil && reason != "" {
			return created, archived(named(r.Session, plan).Label, reason, err)
		}
	}
	return created, err
}

func archived(name, reason string, err error) *tfkit.Problem {
	return &tfkit.Problem{
		Summary: "Could not create contract",
		Detail: fmt.Sprintf("%s: %s (%v).\n\nCorrect the id, restore what is archived with archived = false on its resource or in the app, or remove the contract.",
			name, reason, err),
		Err: err,
	}
}

func (r *contractResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	state, workspace, ok := session.ToRead[model](ctx, r.Session, req, resp)
	if !ok {
		return
	}
	contracts := kind(r.Session)
	name := state.instance(contracts.Recall(ctx, req.Private, &resp.Diagnostics)).String()
	id := state.ID.ValueString()
	found, err := contracts.Read(ctx, id, req.Private, &resp.Diagnostics, func(ctx context.Context) (api.Contract, error) {
		return r.Session.Contracts.Get(ctx, id)
	})
	switch {
	case remote.IsNotFound(err):
		state.WorkspaceID = tfkit.StringOrNull(workspace.ID)
		contracts.Gone(ctx, name, state.ProjectID.IsNull(), err, &resp.Diagnostics)
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
	memo := lifecycle.Memo{ID: found.ID, Name: label(found)}
	contracts.Observe(ctx, resp.Private, memo, state.instance(memo), now.instance(memo), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, now, now.identity())...)
}

func (r *contractResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	plan, prior, _, ok := session.ToUpdate[model](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	contracts, state := kind(r.Session), prior
	before := prior.instance(contracts.Recall(ctx, req.Private, &resp.Diagnostics))
	contracts.Update(ctx, before, before, func(ctx context.Context, diags *diag.Diagnostics) {
		if r.update(ctx, prior, plan, before.String(), resp.Private, diags) {
			state = plan.withUnknownsFrom(prior)
		}
	}, &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}

// update sends what differs between what is known and the plan. It reports whether WebWork then
// holds the plan.
func (r *contractResource) update(ctx context.Context, known, plan model, name string, private tfkit.PrivateWriter, diags *diag.Diagnostics) bool {
	changes := plan.changes(known)
	if changes == (api.ContractUpdate{}) {
		return true
	}
	scope, err := r.Session.Scope(ctx)
	if err != nil {
		session.AddFailure(diags, "update contract", name, err)
		return false
	}
	answer, err := scope.Contracts().Update(ctx, known.ID.ValueString(), changes)
	r.Session.Contracts.Written(known.ID.ValueString(), known.key())
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
	state, _, ok := session.ToDelete[model](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	contracts := kind(r.Session)
	contracts.Delete(ctx, state.instance(contracts.Recall(ctx, req.Private, &resp.Diagnostics)), nil, &resp.Diagnostics)
}

func (r *contractResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	forms := []string{"the contract's id, such as 100", "project_id:user_id, such as 500:100"}
	r.Session.Import(ctx, session.Contracts, req, resp, forms, func(ctx context.Context, named tfkit.ImportID) (string, *tfkit.Problem) {
		project, user, ok := named.Pair()
		if !ok {
			return "", nil
		}
		contracts := kind(r.Session)
		id, problem := contracts.Named(ctx, user+" and "+project, api.ContractKey(project, user))
		if problem == nil {
			return id, nil
		}
		if _, failed := contracts.Named(ctx, named.Rest, api.ContractKey(user, project)); failed == nil {
			problem.Detail += fmt.Sprintf(" The project's id comes first: did you mean %s?", api.ContractKey(user, project))
		}
		return "", problem
	})
}
