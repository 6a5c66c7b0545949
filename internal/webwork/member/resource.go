package member

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

var (
	_ resource.Resource                = (*memberResource)(nil)
	_ resource.ResourceWithConfigure   = (*memberResource)(nil)
	_ resource.ResourceWithIdentity    = (*memberResource)(nil)
	_ resource.ResourceWithImportState = (*memberResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*memberResource)(nil)
)

type memberResource struct{ session.Resource }

// NewResource makes webwork_member.
func NewResource() resource.Resource {
	return &memberResource{session.Resource{Name: "member", Attributes: resourceSchema, Identity: session.IdentitySchema("member")}}
}

func (r *memberResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior, planned := tfkit.Sides[model](ctx, req, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || r.Session == nil {
		return
	}
	if planned != nil {
		checkRole(prior, *planned, &resp.Diagnostics)
		*planned = planned.predict(prior)
		resp.Diagnostics.Append(resp.Plan.Set(ctx, planned)...)
	}
	if !r.Ready() || resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(r.foresee(ctx, prior, planned, req.Private)...)
}

// foresee asks WebWork what applying would run into.
func (r *memberResource) foresee(ctx context.Context, prior, planned *model, private tfkit.PrivateReader) diag.Diagnostics {
	var diags diag.Diagnostics
	inState := types.Int64Null()
	if prior != nil {
		inState = prior.WorkspaceID
	}
	workspace, ok := r.Own(ctx, inState, &diags)
	if !ok {
		return diags
	}
	if prior != nil {
		diags.Append(guard(ctx, r.Session, workspace, *prior, planned)...)
	}
	members, resumes := kind(r.Session), func(api.Member) bool { return false }
	if planned != nil {
		members, resumes = kindOf(r.Session, *planned), planned.resumes
	}
	diags.Append(members.Plan(ctx, side(prior), side(planned), resumes, private)...)
	return diags
}

func (r *memberResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	workspace, ok := r.Own(ctx, types.Int64Null(), &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	var link *string
	outcome, diags := kindOf(r.Session, plan).Create(ctx, plan.side(), plan.resumes, func(ctx context.Context) (api.Member, error) {
		scope, err := r.Scope(ctx)
		if err != nil {
			return api.Member{}, err
		}
		invitation, err := scope.Members().Invite(ctx, plan.invite())
		link = invitation.Link
		return api.Member{
			ID: invitation.UserID, Email: plan.Email.ValueString(), Role: plan.Role.ValueString(),
			FirstName: plan.FirstName.ValueString(), LastName: plan.LastName.ValueString(),
		}, err //nolint:wrapcheck // Failed explains it.
	})
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	existing := outcome.Object()
	known := fromAPI(existing, workspace.ID)
	known.Status, known.InvitationLink = types.StringNull(), types.StringPointerValue(link)
	state := plan.settled(known)

	// From here on the member exists: nothing may taint it, and what fails is left to the next plan.
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
	var after diag.Diagnostics
	kind(r.Session).Remember(ctx, resp.Private, existing.ID, &after)
	if !plan.Archived.ValueBool() {
		r.update(ctx, &state, known, plan, &after)
	} else if !existing.Archived() {
		after.Append(kind(r.Session).Archive(ctx, state.side())...)
	}
	resp.Diagnostics.Append(tfkit.Downgrade(after)...)
}

func (r *memberResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	workspace, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	found, err := r.Members.Get(ctx, state.ID.ValueInt64())
	now := fromAPI(found, workspace.ID)
	switch {
	case api.IsNotFound(err):
		imported := state.Email.IsNull()
		resp.Diagnostics.Append(kind(r.Session).Gone(ctx, state.side(), imported, err)...)
		now = state
		now.Archived, now.Status = types.BoolValue(true), types.StringNull()
	case err != nil:
		session.AddFailure(&resp.Diagnostics, "read member", state.side().String(), err)
	case found.Pending():
		now.InvitationLink = state.InvitationLink
	}
	if now.Archived.ValueBool() {
		now.InvitationLink = types.StringNull()
	}
	if resp.Diagnostics.HasError() {
		return
	}
	now = now.stillArchived(state)
	kind(r.Session).Observe(ctx, resp.Private, state.side(), now.side(), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, now, now.identity())...)
}

func (r *memberResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, prior model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	workspace, ok := r.Own(ctx, prior.WorkspaceID, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(guard(ctx, r.Session, workspace, prior, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	// Restore first and archive last: WebWork may refuse to change who is archived. What was done
	// is in state even if the next step fails.
	state := prior
	members := kind(r.Session)
	if prior.Archived.ValueBool() && !plan.Archived.ValueBool() {
		resp.Diagnostics.Append(members.Restore(ctx, prior.side())...)
		if !resp.Diagnostics.HasError() {
			state.Archived, state.Status = plan.Archived, types.StringNull()
		}
	}
	switch {
	case resp.Diagnostics.HasError():
	case prior.Archived.ValueBool() && plan.Archived.ValueBool():
		state = plan.applied(state)
	default:
		r.update(ctx, &state, prior, plan, &resp.Diagnostics)
	}
	if !resp.Diagnostics.HasError() && plan.Archived.ValueBool() && !prior.Archived.ValueBool() {
		resp.Diagnostics.Append(members.Archive(ctx, prior.side())...)
		if !resp.Diagnostics.HasError() {
			state.Archived, state.Status, state.InvitationLink = plan.Archived, types.StringNull(), types.StringNull()
		}
	}
	members.Remember(ctx, resp.Private, state.ID.ValueInt64(), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}

// update sends what differs between what is known and the plan, and brings the state up to what
// WebWork then holds.
func (r *memberResource) update(ctx context.Context, state *model, known, plan model, diags *diag.Diagnostics) {
	changes := plan.changes(known)
	if changes == (api.MemberUpdate{}) {
		*state = plan.applied(*state)
		return
	}
	who := known.side()
	scope, err := r.Scope(ctx)
	if err != nil {
		session.AddFailure(diags, "update member", who.String(), err)
		return
	}
	answer, err := scope.Members().Update(ctx, known.ID.ValueInt64(), changes)
	r.Members.Written(known.ID.ValueInt64(), who.Key, plan.side().Key)
	if err != nil {
		session.AddFailure(diags, "update member", who.String(), err)
		return
	}
	*state = plan.applied(*state)
	if !changes.Email.Sent() && !changes.Role.Sent() {
		return
	}
	r.confirm(ctx, state, answer, diags)
}

// confirm makes sure that WebWork took a new e-mail address or role, which it may accept and yet
// leave as they are.
func (r *memberResource) confirm(ctx context.Context, state *model, answer *api.Member, diags *diag.Diagnostics) {
	if answer == nil {
		found, err := r.Members.Get(ctx, state.ID.ValueInt64())
		if err != nil {
			session.AddFailure(diags, "check the update of member", state.side().String(), err)
			return
		}
		answer = &found
	}
	if held := tfkit.Email().Of(answer.Email); !held.Same(state.Email) {
		diags.AddAttributeError(path.Root("email"), "Could not change the e-mail address", unchanged(state.Email.ValueString(), answer.Email))
		state.Email = held
	}
	if answer.Role != state.Role.ValueString() {
		diags.AddAttributeError(path.Root("role"), "Could not change the role", unchanged(state.Role.ValueString(), answer.Role))
		state.Role = types.StringValue(answer.Role)
	}
}

func (r *memberResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	workspace, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(guard(ctx, r.Session, workspace, state, nil)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(kind(r.Session).Destroy(ctx, state.side())...)
}

func (r *memberResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	forms := []string{"the member's id, such as 100", "the e-mail address, such as jane@example.com"}
	r.Import(ctx, req, resp, forms, func(ctx context.Context, id tfkit.ImportID) (int64, *session.Problem) {
		if !strings.Contains(id.Rest, "@") {
			return 0, nil
		}
		return kind(r.Session).Named(ctx, id.Rest, api.EmailKey(id.Rest))
	})
}
