package user

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// model is awork_user in configuration, plan and state.
type model struct {
	ID             types.String `tfsdk:"id"`
	WorkspaceID    types.String `tfsdk:"workspace_id"`
	Email          tfkit.String `tfsdk:"email"`
	RoleID         tfkit.String `tfsdk:"role_id"`
	FirstName      tfkit.String `tfsdk:"first_name"`
	LastName       tfkit.String `tfsdk:"last_name"`
	Title          tfkit.String `tfsdk:"title"`
	Position       tfkit.String `tfsdk:"position"`
	Language       types.String `tfsdk:"language"`
	Tags           types.Set    `tfsdk:"tags"`
	Deactivated    types.Bool   `tfsdk:"deactivated"`
	SendInvitation types.Bool   `tfsdk:"send_invitation"`
	OnDestroy      types.String `tfsdk:"on_destroy"`
	Status         types.String `tfsdk:"status"`
	InvitationCode types.String `tfsdk:"invitation_code"`
}

// What on_destroy can be.
const (
	deactivate = "deactivate"
	erase      = "delete"
	keep       = "keep"
)

// fromAPI is the user as awork has it. The invitation code is not part of it: awork tells it only once.
func fromAPI(u api.User, roleID, workspaceID string) model {
	return model{
		ID:             types.StringValue(u.ID),
		WorkspaceID:    types.StringValue(workspaceID),
		Email:          tfkit.Email().OfPointer(tfkit.NonEmpty(new(u.Email()))),
		RoleID:         tfkit.GUID().OfPointer(tfkit.NonEmpty(&roleID)),
		FirstName:      tfkit.Name().OfPointer(tfkit.NonEmpty(u.FirstName)),
		LastName:       tfkit.Name().OfPointer(tfkit.NonEmpty(u.LastName)),
		Title:          tfkit.Name().OfPointer(tfkit.NonEmpty(u.Title)),
		Position:       tfkit.Name().OfPointer(tfkit.NonEmpty(u.Position)),
		Language:       types.StringPointerValue(tfkit.NonEmpty(u.Language)),
		Tags:           session.TagNames(u.Tags),
		Deactivated:    types.BoolValue(u.Inactive()),
		SendInvitation: types.BoolValue(true),
		OnDestroy:      types.StringValue(deactivate),
		Status:         types.StringValue(u.Status()),
		InvitationCode: types.StringNull(),
	}
}

// asRead is what a Read makes of the state: what awork has, in the spelling of the state, with what only the state knows.
func (m model) asRead(state model, found api.User) model {
	if !state.Email.IsNull() {
		m.Email = state.Email // as long as the id exists; awork does not say which address is that of the login
	}
	if m.RoleID.IsNull() {
		m.RoleID = state.RoleID // who was invited may not be shown among the users of a role
	}
	if imported := state.Deactivated.IsNull(); state.Tags.IsNull() && (!imported || len(found.Tags) == 0) {
		m.Tags = types.SetNull(types.StringType) // not managed; right after an import, tags most likely are
	}
	m.FirstName, m.LastName = blankAs(m.FirstName, state.FirstName), blankAs(m.LastName, state.LastName)
	m.Title, m.Position = blankAs(m.Title, state.Title), blankAs(m.Position, state.Position)
	if m.Deactivated.ValueBool() && state.Deactivated.ValueBool() {
		m = m.waiting(state)
	}
	if !state.SendInvitation.IsNull() {
		m.SendInvitation = state.SendInvitation
	}
	if !state.OnDestroy.IsNull() {
		m.OnDestroy = state.OnDestroy
	}
	if found.Pending() {
		m.InvitationCode = state.InvitationCode
	}
	return m
}

// waiting is somebody who stays deactivated with what state has where awork has nothing: a configured value that was never sent must not
// differ for ever.
func (m model) waiting(state model) model {
	for _, text := range []struct{ now, state *tfkit.String }{
		{&m.FirstName, &state.FirstName}, {&m.LastName, &state.LastName}, {&m.Title, &state.Title}, {&m.Position, &state.Position},
	} {
		if text.now.IsNull() {
			*text.now = *text.state
		}
	}
	if m.Language.IsNull() {
		m.Language = state.Language
	}
	return m
}

// blankAs is a text that may be blank in the way in which state says that.
func blankAs(text, state tfkit.String) tfkit.String {
	if text.IsNull() && tfkit.Managed(state) && state.ValueString() == "" {
		return state
	}
	return text
}

// instance is what the lifecycle needs to know of the user.
func (m model) instance() lifecycle.Instance {
	return lifecycle.Instance{
		ID:       m.ID.ValueString(),
		Key:      api.EmailKey(m.Email.ValueString()),
		Label:    m.Email.ValueString(),
		Archived: m.Deactivated.ValueBool(),
		Unsure:   m.Deactivated.IsUnknown(),
	}
}

func (m model) identity() session.Identity {
	return session.Identity{WorkspaceID: m.WorkspaceID, ID: m.ID}
}

func (m model) invitation(workspaceID string) api.Invitation {
	return api.Invitation{
		WorkspaceID: workspaceID,
		Email:       m.Email.ValueString(),
		RoleID:      strings.ToLower(m.RoleID.ValueString()),
		FirstName:   m.FirstName.ValueString(),
		LastName:    m.LastName.ValueString(),
		Title:       m.Title.ValueString(),
		Position:    m.Position.ValueString(),
		SkipEmail:   !m.SendInvitation.ValueBool(),
	}
}

// invited is the user whom an invitation has made, as far as it is known.
func invited(sent api.Invitation, answer api.Invited) api.User {
	return api.User{
		ID: answer.UserID, InvitationAccepted: new(false), InvitationCode: answer.Code,
		FirstName: &sent.FirstName, LastName: &sent.LastName, Title: &sent.Title, Position: &sent.Position,
	}
}

// changes is the update that leads from one model to this one. Attributes that are not managed
// here are null or unknown and stay as they are.
func (m model) changes(from model) api.UserUpdate {
	return api.UserUpdate{
		FirstName: change(m.FirstName, from.FirstName), LastName: change(m.LastName, from.LastName),
		Title: change(m.Title, from.Title), Position: change(m.Position, from.Position),
		Language: change(tfkit.Name().OfPointer(m.Language.ValueStringPointer()), tfkit.Name().OfPointer(from.Language.ValueStringPointer())),
	}
}

func change(planned, from tfkit.String) (update api.Field[string]) {
	if tfkit.Managed(planned) && !planned.Same(from) && planned.ValueString() != from.ValueString() {
		return api.Set(planned.ValueString())
	}
	return update
}

// changesRole reports whether the user is to have another role than the one that is known.
func (m model) changesRole(from model) bool {
	return tfkit.Managed(m.RoleID) && !m.RoleID.Same(from.RoleID)
}

// created is what is known of the user that a creation with this plan led to. What awork did not show is as planned, or
// null until it does.
func (m model) created(outcome lifecycle.Outcome[api.User], roleID, workspaceID string) model {
	known := m.withUnknownsFrom(model{ID: types.StringValue(outcome.ID), WorkspaceID: types.StringValue(workspaceID)})
	switch {
	case outcome.Existed && outcome.Seen:
		known = fromAPI(outcome.Object, roleID, workspaceID)
	case outcome.Seen:
		known.Status = types.StringValue(api.StatusPending)
		known.Language, known.Tags = types.StringNull(), tfkit.SetOfStrings(nil)
		if !m.SendInvitation.ValueBool() {
			known.InvitationCode = types.StringPointerValue(outcome.Object.InvitationCode)
		}
	}
	return known
}

// withUnknownsFrom is the plan with what only awork knows filled in from another model: what is unknown
// after apply would be an error.
func (m model) withUnknownsFrom(known model) model {
	m.ID, m.WorkspaceID = known.ID, known.WorkspaceID
	m.RoleID = tfkit.Known(m.RoleID, known.RoleID)
	m.FirstName, m.LastName = tfkit.Known(m.FirstName, known.FirstName), tfkit.Known(m.LastName, known.LastName)
	m.Title, m.Position = tfkit.Known(m.Title, known.Title), tfkit.Known(m.Position, known.Position)
	m.Language = tfkit.Known(m.Language, known.Language)
	m.Status = tfkit.Known(m.Status, known.Status)
	m.InvitationCode = tfkit.Known(m.InvitationCode, known.InvitationCode)
	return m
}

// resumes tells whether somebody is what a killed run left behind, or an invitation in the app: invited into the planned role, or into one
// that is not known, and not accepted yet.
func (m model) resumes(existing api.User, roleID string) bool {
	return existing.Pending() && (!tfkit.Managed(m.RoleID) || roleID == "" || strings.EqualFold(roleID, m.RoleID.ValueString()))
}
