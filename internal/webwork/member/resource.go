package member

import (
	"context"
	"strings"

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
	_ resource.Resource                   = (*memberResource)(nil)
	_ resource.ResourceWithConfigure      = (*memberResource)(nil)
	_ resource.ResourceWithIdentity       = (*memberResource)(nil)
	_ resource.ResourceWithImportState    = (*memberResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*memberResource)(nil)
	_ resource.ResourceWithValidateConfig = (*memberResource)(nil)
)

type memberResource struct{ session.Resource }

// NewResource makes webwork_member.
func NewResource() resource.Resource {
	return &memberResource{session.Resource{Name: "member", Attributes: resourceSchema, Identity: session.IdentitySchema("member"), Checks: checks()}}
}

func (r *memberResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	held := r.Checks
	if r.Session != nil && req.State.Raw.IsNull() && kind(r.Session).Recall(ctx, req.Private, &resp.Diagnostics).ID != "" {
		held = checksOfReplacement()
	}
	prior, planned := tfkit.StateAndPlan[model](ctx, req, r.Expressible(held), &resp.Diagnostics)
	if resp.Diagnostics.HasError() || r.Session == nil {
		return
	}
	if planned != nil {
		checkRole(prior, *planned, &resp.Diagnostics)
		*planned = planned.withComputed(prior)
		resp.Diagnostics.Append(resp.Plan.Set(ctx, planned)...)
	}
	if !r.Session.Ready() || resp.Diagnostics.HasError() {
		return
	}
	if workspace, ok := r.Session.ToPlan(ctx, req.State, &resp.Diagnostics); ok {
		r.checkAhead(ctx, workspace, prior, planned, req.Private, &resp.Diagnostics)
	}
}

// checkAhead asks WebWork what applying would run into.
func (r *memberResource) checkAhead(ctx context.Context, workspace api.Workspace, prior, planned *model, private tfkit.PrivateReader, diags *diag.Diagnostics) {
	if prior != nil {
		if forbidden := guard(ctx, r.Session, workspace, *prior, planned); forbidden != nil {
			diags.Append(forbidden.Diagnostic())
			return
		}
	}
	if prior != nil && planned != nil && !r.Session.Memory.Imported(session.People, prior.ID.ValueString()) { // else it is an error in any case
		checkHandOver(*prior, *planned, diags)
	}
	members, creation := kind(r.Session), lifecycle.Creation[api.Member]{}
	if planned != nil {
		members, creation = kindInRole(r.Session, planned.Role.ValueString()), r.creation(workspace, *planned)
	}
	members.Plan(ctx, lifecycle.InstanceOf(prior, model.instance), lifecycle.InstanceOf(planned, model.instance), creation, private, diags)
}

// creation is what creating the planned member takes.
func (r *memberResource) creation(workspace api.Workspace, plan model) lifecycle.Creation[api.Member] {
	return lifecycle.Creation[api.Member]{
		Resumes: plan.resumes,
		Allow: func(ctx context.Context, existing api.Member) *tfkit.Problem {
			return guard(ctx, r.Session, workspace, fromAPI(existing, workspace.ID), &plan)
		},
		AllowReplacing: func(ctx context.Context, existing api.Member) *tfkit.Problem {
			return guard(ctx, r.Session, workspace, fromAPI(existing, workspace.ID), nil)
		},
		Send: func(ctx context.Context) (api.Member, error) {
			scope, err := r.Session.Scope(ctx)
			if err != nil {
				return api.Member{}, err
			}
			return scope.Members().Invite(ctx, plan.invite())
		},
	}
}

func (r *memberResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	plan, workspace, ok := session.ToCreate[model](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	members := kindInRole(r.Session, plan.Role.ValueString())
	outcome, diags := members.Create(ctx, plan.instance(), r.creation(workspace, plan))
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	known := plan.created(outcome, workspace.ID)
	state := plan.withUnknownsFrom(known)

	// From here on the member exists: nothing may taint it, and what fails is left to the next plan.
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
	var after diag.Diagnostics
	members.Remember(ctx, resp.Private, lifecycle.Memo{ID: outcome.ID}, &after)
	if outcome.Seen && !plan.Archived.ValueBool() {
		r.update(ctx, &state, known, plan, &after)
	}
	resp.Diagnostics.Append(tfkit.Downgrade(after)...)
}

func (r *memberResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	state, workspace, ok := session.ToRead[model](ctx, r.Session, req, resp)
	if !ok {
		return
	}
	members := kind(r.Session)
	found, err := r.Session.Members.Get(ctx, state.ID.ValueString())
	now := fromAPI(found, workspace.ID)
	switch {
	case remote.IsNotFound(err):
		imported := state.Email.IsNull()
		members.Gone(ctx, state.instance().String(), imported, err, &resp.Diagnostics)
		now = state
		now.Archived, now.Status = types.BoolValue(true), types.StringNull()
	case err != nil:
		session.AddFailure(&resp.Diagnostics, "read member", state.instance().String(), err)
	case found.Pending():
		now.InvitationLink = state.InvitationLink
	}
	if now.Archived.ValueBool() {
		now.InvitationLink = types.StringNull()
	}
	if resp.Diagnostics.HasError() {
		return
	}
	now = now.stillArchived(state).withoutZone(state)
	members.Observe(ctx, resp.Private, lifecycle.Memo{ID: now.ID.ValueString()}, state.instance(), now.instance(), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, now, now.identity())...)
}

func (r *memberResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	plan, prior, workspace, ok := session.ToUpdate[model](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	if forbidden := guard(ctx, r.Session, workspace, prior, &plan); forbidden != nil {
		resp.Diagnostics.Append(forbidden.Diagnostic())
		return
	}
	// What was done is in state even if the next step fails.
	members, state := kindInRole(r.Session, plan.Role.ValueString()), prior
	if prior.Archived.ValueBool() && plan.Archived.ValueBool() {
		state = plan.afterUpdate(state)
	}
	archived := members.Update(ctx, prior.instance(), plan.instance(), func(ctx context.Context, diags *diag.Diagnostics) {
		r.update(ctx, &state, prior, plan, diags)
	}, &resp.Diagnostics)
	if archived && !resp.Diagnostics.HasError() {
		state = plan.afterUpdate(state)
	}
	if archived != prior.Archived.ValueBool() {
		state.Archived, state.Status, state.InvitationLink = types.BoolValue(archived), types.StringNull(), types.StringNull()
	}
	members.Remember(ctx, resp.Private, lifecycle.Memo{ID: state.ID.ValueString()}, &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}

// update sends what differs between what is known and the plan, and brings the state up to what
// WebWork then holds.
func (r *memberResource) update(ctx context.Context, state *model, known, plan model, diags *diag.Diagnostics) {
	changes := plan.changes(known)
	if changes == (api.MemberUpdate{}) {
		*state = plan.afterUpdate(*state)
		return
	}
	who := known.instance()
	scope, err := r.Session.Scope(ctx)
	if err != nil {
		session.AddFailure(diags, "update member", who.String(), err)
		return
	}
	answer, err := scope.Members().Update(ctx, known.ID.ValueString(), changes)
	r.Session.Members.Written(known.ID.ValueString(), who.Key, plan.instance().Key)
	if err != nil {
		session.AddFailure(diags, "update member", who.String(), err)
		return
	}
	*state = plan.afterUpdate(*state)
	if !changes.Email.Sent() && !changes.Role.Sent() {
		return
	}
	r.confirm(ctx, state, changes, answer, diags)
}

// confirm makes sure that WebWork took a new e-mail address or role, which it may accept and yet
// leave as they are.
func (r *memberResource) confirm(ctx context.Context, state *model, changes api.MemberUpdate, answer *api.Member, diags *diag.Diagnostics) {
	if answer == nil {
		found, err := r.Session.Members.Get(ctx, state.ID.ValueString())
		if err != nil {
			session.AddFailure(diags, "check the update of member", state.instance().String(), err)
			return
		}
		answer = &found
	}
	if held := tfkit.Email().Of(answer.Email); changes.Email.Sent() && !held.Same(state.Email) {
		diags.AddAttributeError(path.Root("email"), "Could not change the e-mail address", unchanged(state.Email.ValueString(), answer.Email))
		state.Email = held
	}
	if changes.Role.Sent() && answer.Role != state.Role.ValueString() {
		diags.AddAttributeError(path.Root("role"), "Could not change the role", unchanged(state.Role.ValueString(), answer.Role))
		state.Role = types.StringValue(answer.Role)
	}
}

func (r *memberResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	state, workspace, ok := session.ToDelete[model](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	kind(r.Session).Delete(ctx, state.instance(), func(ctx context.Context) *tfkit.Problem {
		return guard(ctx, r.Session, workspace, state, nil)
	}, &resp.Diagnostics)
}

func (r *memberResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	forms := []string{"the member's id, such as 100", "the e-mail address, such as jane@example.com"}
	r.Session.Import(ctx, session.People, req, resp, forms, func(ctx context.Context, id tfkit.ImportID) (string, *tfkit.Problem) {
		if !strings.Contains(id.Rest, "@") {
			return "", nil
		}
		return kind(r.Session).Named(ctx, id.Rest, api.EmailKey(id.Rest))
	})
}
