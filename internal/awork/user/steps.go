package user

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// What this run has learnt about inviting, after which nobody is invited any more.
const (
	refusesInviting = "awork refuses inviting"
	noSeats         = "no seats are left"
)

// invite sends the invitation, unless this run knows that it is in vain.
func (r *userResource) invite(ctx context.Context, account session.Account, plan model) (api.User, error) {
	invitation := plan.invitation(account.Workspace.ID)
	switch {
	case r.Session.Memory.Noted(refusesInviting, ""):
		return api.User{}, r.withdrawn(ctx, plan, remote.ErrNotSent)
	case r.Session.Memory.Noted(noSeats, ""):
		return api.User{}, full(plan, remote.ErrNotSent)
	}
	client, err := r.Session.Client(ctx)
	if err != nil {
		return api.User{}, err
	}
	answer, err := client.Invite(ctx, invitation)
	switch {
	case err == nil:
		r.Session.Moved()
		return invited(invitation, answer), nil
	case api.Code(err) == api.CodeInsufficientSeats:
		r.Session.Memory.Note(noSeats, "")
		return api.User{}, full(plan, err)
	case api.RefusesInviting(err, account.Rights.IsAdmin):
		r.Session.Memory.Note(refusesInviting, "")
		// Whatever it says, it is no answer to an invitation: nobody was invited.
		return api.User{}, r.withdrawn(ctx, plan, fmt.Errorf("%w: %w", remote.ErrNotSent, err))
	}
	return api.User{}, err
}

// withdrawn is the problem that awork does not invite over the API any more.
func (r *userResource) withdrawn(ctx context.Context, plan model, err error) *tfkit.Problem {
	role := plan.RoleID.ValueString()
	if found, err := r.Session.Roles.Get(ctx, strings.ToLower(role)); err == nil {
		role = fmt.Sprintf("%q", found.Name)
	}
	return &tfkit.Problem{
		Summary: "Could not invite",
		Detail: fmt.Sprintf("awork has taken inviting out of its public API. Invite %s in the app or by SCIM with the role %s and apply again: "+
			"pending people are adopted, no second mail.", plan.Email.ValueString(), role),
		Err: err,
	}
}

// full is the problem that no seat is left.
func full(plan model, err error) *tfkit.Problem {
	return &tfkit.Problem{
		Summary: "Could not invite",
		Detail: fmt.Sprintf("%s: no seat is left in the workspace. Book more seats in awork, or deactivate somebody, and apply again. "+
			"Nobody else is invited in this run.", plan.Email.ValueString()),
		Err: err,
	}
}

// update sends what differs between what is known and the plan, each where awork takes it, and brings the state up to what awork then
// holds. What fails does not keep the rest from being sent.
func (r *userResource) update(ctx context.Context, state *model, known, plan model, diags *diag.Diagnostics) {
	planned, who, id := plan.afterUpdate(*state), known.instance().String(), known.ID.ValueString()
	failed := func(action string, err error) bool {
		r.Session.Users.Written(id, known.instance().Key, plan.instance().Key)
		if err != nil {
			session.AddFailure(diags, action, who, err)
		}
		return err != nil
	}
	if changes := plan.changes(known); changes != (api.UserUpdate{}) {
		if failed("update user", r.Session.Within(ctx, func(c api.Client) error {
			_, err := c.Users().Update(ctx, id, changes)
			return err
		})) {
			planned.FirstName, planned.LastName, planned.Title, planned.Position, planned.Language = known.FirstName, known.LastName, known.Title, known.Position, known.Language
		}
	}
	if plan.changesRole(known) {
		err := r.Session.Within(ctx, func(c api.Client) error {
			return c.Roles().MoveUser(ctx, id, strings.ToLower(plan.RoleID.ValueString()))
		})
		r.Session.Moved()
		if failed("change the role of user", err) {
			planned.RoleID = known.RoleID
		}
	}
	if tfkit.Managed(plan.Tags) && !plan.Tags.Equal(known.Tags) {
		if failed("tag user", r.tag(ctx, id, plan.Tags)) {
			planned.Tags = known.Tags
		}
	}
	*state = planned
}

// tag gives a user the tags, and takes all others away.
func (r *userResource) tag(ctx context.Context, id string, wanted types.Set) error {
	found, err := r.Session.User(ctx, id)
	if err != nil {
		return err
	}
	return r.Session.Within(ctx, func(c api.Client) error { return session.Retag(ctx, c.Users(), id, found.Tags, wanted) })
}

// afterUpdate is the state once the update to this plan has been sent. Deactivating and activating are
// steps of their own.
func (m model) afterUpdate(state model) model {
	next := m.withUnknownsFrom(state)
	next.Deactivated, next.Status, next.InvitationCode = state.Deactivated, state.Status, state.InvitationCode
	return next
}
