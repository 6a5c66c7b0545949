package user

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

var (
	_ resource.Resource                   = (*userResource)(nil)
	_ resource.ResourceWithConfigure      = (*userResource)(nil)
	_ resource.ResourceWithIdentity       = (*userResource)(nil)
	_ resource.ResourceWithImportState    = (*userResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*userResource)(nil)
	_ resource.ResourceWithValidateConfig = (*userResource)(nil)
)

type userResource struct{ session.Resource }

// NewResource makes awork_user.
func NewResource() resource.Resource {
	return &userResource{session.Resource{
		Name: "user", Attributes: resourceSchema, Identity: session.IdentitySchema("user"), Checks: checks(), See: session.SeeUsers,
	}}
}

func (r *userResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior, planned := tfkit.StateAndPlan[model](ctx, req, r.Checks, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || r.Session == nil {
		return
	}
	if planned != nil {
		*planned = planned.withComputed(prior)
		resp.Diagnostics.Append(resp.Plan.Set(ctx, planned)...)
	} else {
		tfkit.SetPrivate(ctx, resp.Private, privateDestroyed, true, &resp.Diagnostics)
	}
	if !r.Session.Ready() || resp.Diagnostics.HasError() {
		return
	}
	role := tfkit.GUID().Null()
	if planned != nil {
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("role_id"), &role)...)
	}
	r.checkAhead(ctx, prior, planned, role, req.Private, &resp.Diagnostics)
}

// privateDestroyed is the entry of private state that tells destroying a resource from replacing it, which Terraform plans otherwise.
const privateDestroyed = "destroyed"

// checkAhead asks awork what applying would run into. The role is as it is configured.
func (r *userResource) checkAhead(ctx context.Context, prior, planned *model, role tfkit.String, private tfkit.PrivateReader, diags *diag.Diagnostics) {
	inState := types.StringNull()
	if prior != nil {
		inState = prior.WorkspaceID
	}
	account, ok := r.OwnToRead(ctx, inState, diags)
	if !ok {
		return
	}
	if prior != nil {
		if forbidden := guard(ctx, r.Session, account, *prior, planned); forbidden != nil {
			diags.Append(forbidden.Diagnostic())
			return
		}
		switch verb, _ := harm(*prior, planned); {
		case planned != nil && planned.RoleID.IsUnknown():
			r.Session.MovesTo(prior.ID.ValueString(), "") // into a role that is yet to be made
		case verb == "":
			r.Session.Stayed(prior.ID.ValueString())
		}
	}
	before := lifecycle.InstanceOf(prior, model.instance)
	if prior != nil && planned != nil {
		if checkAddress(ctx, r.Session, *prior, *planned, diags) {
			before.Key = planned.instance().Key
		}
		if diags.HasError() {
			return
		}
	}
	warnOfProjects(r.Session, prior, planned, diags)
	users, creation := kind(r.Session), lifecycle.Creation[api.User]{}
	switch {
	case planned != nil:
		creation = r.creation(ctx, account, *planned)
	case prior.OnDestroy.ValueString() == keep:
		users.Access = nil // nobody is shut out
	}
	if fresh := users.Plan(ctx, before, lifecycle.InstanceOf(planned, model.instance), creation, private, diags); fresh {
		checkRole(ctx, r.Session, role, *planned, diags)
	}
}

// creation is what creating the planned user takes.
func (r *userResource) creation(ctx context.Context, account session.Account, plan model) lifecycle.Creation[api.User] {
	guarded := func(ctx context.Context, existing api.User, planned *model) *tfkit.Problem {
		if what := unmanageable(existing, r.Session.Programs(ctx)); what != "" {
			return &tfkit.Problem{Summary: "Could not adopt user", Detail: fmt.Sprintf("%s is %s.", tfkit.Describe(called(existing), existing.ID), what), Attribute: "email"}
		}
		role, err := r.Session.RoleOf(ctx, existing.ID, plan.RoleID.ValueString())
		if err != nil {
			return session.Failed("read the role of user", called(existing), err)
		}
		now := fromAPI(existing, role, account.Workspace.ID)
		now.Email = plan.Email
		return guard(ctx, r.Session, account, now, planned)
	}
	return lifecycle.Creation[api.User]{
		Resumes: func(existing api.User) bool {
			role, err := r.Session.RoleOf(ctx, existing.ID, plan.RoleID.ValueString())
			return err == nil && plan.resumes(existing, role)
		},
		Allow:          func(ctx context.Context, existing api.User) *tfkit.Problem { return guarded(ctx, existing, &plan) },
		AllowReplacing: func(ctx context.Context, existing api.User) *tfkit.Problem { return guarded(ctx, existing, nil) },
		Send:           func(ctx context.Context) (api.User, error) { return r.invite(ctx, account, plan) },
	}
}

func (r *userResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	account, ok := r.Own(ctx, types.StringNull(), &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	users := kind(r.Session)
	outcome, diags := users.Create(ctx, plan.instance(), r.creation(ctx, account, plan))
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	// From here on the user exists: nothing may taint it, and what fails is left to the next plan.
	var after diag.Diagnostics
	known := r.known(ctx, plan, outcome, account.Workspace.ID, &after)
	state := plan.withUnknownsFrom(known)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
	users.Remember(ctx, resp.Private, lifecycle.Memo{ID: outcome.ID}, &after)
	users.Born(ctx, resp.Private, &after)
	if outcome.Seen && !plan.Deactivated.ValueBool() {
		r.update(ctx, &state, known, plan, &after)
	}
	resp.Diagnostics.Append(tfkit.Downgrade(after)...)
}

// known is what is known of the user that a creation led to.
func (r *userResource) known(ctx context.Context, plan model, outcome lifecycle.Outcome[api.User], workspaceID string, diags *diag.Diagnostics) model {
	role := ""
	if outcome.Existed && outcome.Seen {
		var err error
		if role, err = r.Session.RoleOf(ctx, outcome.ID, plan.RoleID.ValueString()); err != nil {
			session.AddFailure(diags, "read the role of user", plan.Email.ValueString(), err)
		}
	}
	known := plan.created(outcome, role, workspaceID)
	if outcome.Existed && known.Deactivated.ValueBool() && !plan.Deactivated.ValueBool() {
		known.Deactivated, known.Status = types.BoolValue(false), r.status(ctx, outcome.ID) // it was just activated
	}
	return known
}

func (r *userResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	account, ok := r.ToRead(ctx, state.WorkspaceID, resp)
	if !ok {
		return
	}
	users, who := deleting(r.Session), state.instance()
	imported := state.Deactivated.IsNull()
	found, err := users.Read(ctx, who.ID, req.Private, &resp.Diagnostics, func(ctx context.Context) (api.User, error) { return r.Session.User(ctx, who.ID) })
	switch {
	case remote.IsNotFound(err):
		users.Gone(ctx, who.String(), imported, err, &resp.Diagnostics)
		if resp.Diagnostics.HasError() {
			return
		}
		resp.Diagnostics.AddWarning("User is gone", fmt.Sprintf("%s was deleted outside Terraform. The resource is taken out of state; the next apply invites the person anew.", who))
		resp.Diagnostics.Append(tfkit.Drop(ctx, &resp.State, resp.Identity, state.identity())...)
		return
	case err != nil:
		session.AddFailure(&resp.Diagnostics, "read user", who.String(), err)
		return
	}
	if imported {
		if what := unmanageable(found, r.Session.Programs(ctx)); what != "" {
			resp.Diagnostics.AddError("Could not import user", fmt.Sprintf("%s is %s. Read it with the data source awork_user.", tfkit.Describe(called(found), found.ID), what))
			return
		}
	}
	role, err := r.Session.RoleOf(ctx, found.ID, state.RoleID.ValueString())
	if err != nil {
		session.AddFailure(&resp.Diagnostics, "read the role of user", who.String(), err)
		return
	}
	now := fromAPI(found, role, account.Workspace.ID).asRead(state, found)
	warnOfAddress(state, found, &resp.Diagnostics)
	users.Observe(ctx, resp.Private, lifecycle.Memo{ID: found.ID}, who, now.instance(), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, now, now.identity())...)
}

// warnOfAddress says that awork shows another address than the one in state, which is kept.
func warnOfAddress(state model, found api.User, diags *diag.Diagnostics) {
	if state.Email.IsNull() || found.Email() == "" || found.HasEmail(state.Email.ValueString()) {
		return
	}
	diags.AddAttributeWarning(path.Root("email"), "Another e-mail address in awork", fmt.Sprintf(
		"awork shows %s for %s. The resource stands for the same user all the same. If the person has changed the address, set it here too.",
		found.Email(), state.instance()))
}

func (r *userResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, prior model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	account, ok := r.Own(ctx, prior.WorkspaceID, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	if forbidden := guard(ctx, r.Session, account, prior, &plan); forbidden != nil {
		resp.Diagnostics.Append(forbidden.Diagnostic())
		return
	}
	before := prior.instance()
	if checkAddress(ctx, r.Session, prior, plan, &resp.Diagnostics) {
		before.Key = plan.instance().Key
	}
	if resp.Diagnostics.HasError() {
		return
	}
	// What was done is in state even if the next step fails.
	users, state := kind(r.Session), prior
	if prior.Deactivated.ValueBool() && plan.Deactivated.ValueBool() {
		state = plan.afterUpdate(state)
	}
	deactivated := users.Update(ctx, before, plan.instance(), func(ctx context.Context, diags *diag.Diagnostics) {
		r.update(ctx, &state, r.held(ctx, prior), plan, diags)
	}, &resp.Diagnostics)
	switch {
	case deactivated == prior.Deactivated.ValueBool():
	case deactivated:
		state.Deactivated, state.Status, state.InvitationCode = types.BoolValue(true), types.StringValue(api.StatusDeactivated), types.StringNull()
	default:
		state.Deactivated, state.Status, state.InvitationCode = types.BoolValue(false), r.status(ctx, state.ID.ValueString()), types.StringNull()
	}
	users.Remember(ctx, resp.Private, lifecycle.Memo{ID: state.ID.ValueString()}, &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}

// held is what awork has of a user in state. For who was just activated it is asked for: while they were deactivated, state has held what is declared.
func (r *userResource) held(ctx context.Context, prior model) model {
	if !prior.Deactivated.ValueBool() {
		return prior
	}
	found, err := r.Session.User(ctx, prior.ID.ValueString())
	if err != nil {
		return prior // the next plan shows what differs
	}
	now := fromAPI(found, prior.RoleID.ValueString(), prior.WorkspaceID.ValueString())
	if role, err := r.Session.RoleOf(ctx, found.ID, prior.RoleID.ValueString()); err == nil && role != "" {
		now.RoleID = tfkit.GUID().Of(role)
	}
	now.Email = prior.Email
	return now
}

// status asks for the status of somebody who was activated: an invitation that was not accepted is pending again. It is null where
// awork does not tell, until the next refresh.
func (r *userResource) status(ctx context.Context, id string) types.String {
	found, err := r.Session.User(ctx, id)
	if err != nil || found.Inactive() {
		return types.StringNull()
	}
	return types.StringValue(found.Status())
}

func (r *userResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	account, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics)
	destroyed, _ := tfkit.GetPrivate[bool](ctx, req.Private, privateDestroyed, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	if !destroyed { // half of a replacement
		state.OnDestroy = types.StringValue(deactivate)
	}
	users := kind(r.Session)
	switch {
	case state.OnDestroy.ValueString() == keep:
		return
	case state.OnDestroy.ValueString() == erase, state.Status.ValueString() == api.StatusPending:
		users = deleting(r.Session)
	}
	users.Delete(ctx, state.instance(), func(ctx context.Context) *tfkit.Problem {
		return guard(ctx, r.Session, account, state, nil)
	}, &resp.Diagnostics)
	r.Session.Moved()
}

func (r *userResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	r.Import(ctx, session.People, req, resp, session.ImportForm{
		Words: "the e-mail address", Example: "jane@example.com",
		Find: func(ctx context.Context, text string) (string, *tfkit.Problem) {
			if !strings.Contains(text, "@") {
				return "", nil
			}
			return kind(r.Session).Named(ctx, text, api.EmailKey(text))
		},
	})
}
