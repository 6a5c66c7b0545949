package member

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// model is webwork_member in configuration, plan and state.
type model struct {
	ID               types.String `tfsdk:"id"`
	WorkspaceID      types.String `tfsdk:"workspace_id"`
	Email            tfkit.String `tfsdk:"email"`
	FirstName        tfkit.String `tfsdk:"firstname"`
	LastName         tfkit.String `tfsdk:"lastname"`
	Role             types.String `tfsdk:"role"`
	Timezone         tfkit.String `tfsdk:"timezone"`
	RateStatus       types.Bool   `tfsdk:"rate_status"`
	WeeklyHoursLimit tfkit.Whole  `tfsdk:"weekly_hours_limit"`
	Archived         types.Bool   `tfsdk:"archived"`
	Status           types.String `tfsdk:"status"`
	InvitationLink   types.String `tfsdk:"invitation_link"`
}

// fromAPI is the member as WebWork has it. The invitation link is not part of it: WebWork tells
// it only once.
func fromAPI(m api.Member, workspaceID string) model {
	return model{
		ID:               types.StringValue(m.ID),
		WorkspaceID:      tfkit.StringOrNull(workspaceID),
		Email:            tfkit.Email().Of(m.Email),
		FirstName:        tfkit.Name().Of(m.FirstName),
		LastName:         tfkit.Name().Of(m.LastName),
		Role:             types.StringValue(m.Role),
		Timezone:         tfkit.Timezone().OfPointer(tfkit.NonEmpty(m.Timezone)),
		RateStatus:       types.BoolPointerValue(m.RateStatus),
		WeeklyHoursLimit: tfkit.WholeOfPointer(m.WeeklyHoursLimit),
		Archived:         types.BoolValue(m.Archived()),
		Status:           tfkit.StringOrNull(m.Status),
		InvitationLink:   types.StringNull(),
	}
}

// instance is what the lifecycle needs to know of the member.
func (m model) instance() lifecycle.Instance {
	return lifecycle.Instance{
		ID:       m.ID.ValueString(),
		Key:      api.EmailKey(m.Email.ValueString()),
		Label:    m.Email.ValueString(),
		Archived: m.Archived.ValueBool(),
		Unsure:   m.Archived.IsUnknown(),
		Hidden:   m.Archived.ValueBool() && m.Status.IsNull(),
	}
}

func (m model) identity() session.Identity {
	return session.Identity{WorkspaceID: m.WorkspaceID, ID: m.ID}
}

func (m model) invite() api.MemberInvite {
	return api.MemberInvite{
		Email:     m.Email.ValueString(),
		FirstName: m.FirstName.ValueString(),
		LastName:  m.LastName.ValueString(),
		Role:      m.Role.ValueString(),
	}
}

// changes is the update that leads from one model to this one. Attributes that are not managed
// here are null or unknown and stay as they are.
func (m model) changes(from model) api.MemberUpdate {
	var update api.MemberUpdate
	if !m.Email.Same(from.Email) {
		update.Email = api.Set(m.Email.ValueString())
	}
	if !m.FirstName.Same(from.FirstName) {
		update.FirstName = api.Set(m.FirstName.ValueString())
	}
	if !m.LastName.Same(from.LastName) {
		update.LastName = api.Set(m.LastName.ValueString())
	}
	if !m.Role.Equal(from.Role) {
		update.Role = api.Set(m.Role.ValueString())
	}
	if tfkit.Managed(m.Timezone) && m.Timezone.ValueString() != from.Timezone.ValueString() {
		update.Timezone = api.Set(m.Timezone.ValueString())
	}
	if tfkit.Managed(m.RateStatus) && !m.RateStatus.Equal(from.RateStatus) {
		update.RateStatus = api.Set(m.RateStatus.ValueBool())
	}
	if tfkit.Managed(m.WeeklyHoursLimit) && !m.WeeklyHoursLimit.Equal(from.WeeklyHoursLimit) {
		update.WeeklyHoursLimit = api.Set(m.WeeklyHoursLimit.ValueInt64())
	}
	return update
}

// created is what is known of the member that a creation with this plan led to. What WebWork did not show is as planned, or
// null until it does.
func (m model) created(outcome lifecycle.Outcome[api.Member], workspaceID string) model {
	known := m.withUnknownsFrom(model{ID: types.StringValue(outcome.ID), WorkspaceID: tfkit.StringOrNull(workspaceID)})
	switch {
	case outcome.Existed && outcome.Seen:
		known = fromAPI(outcome.Object, workspaceID)
	case outcome.Seen:
		known.InvitationLink = types.StringPointerValue(outcome.Object.InvitationLink)
		known.Timezone, known.RateStatus, known.WeeklyHoursLimit = tfkit.Timezone().Null(), types.BoolNull(), tfkit.WholeOfPointer(nil)
	}
	known.Status = types.StringNull()
	return known
}

// withUnknownsFrom is the plan with what only WebWork knows filled in from another model: what is unknown
// after apply would be an error.
func (m model) withUnknownsFrom(known model) model {
	m.ID, m.WorkspaceID = known.ID, known.WorkspaceID
	m.Timezone = tfkit.Known(m.Timezone, known.Timezone)
	m.RateStatus = tfkit.Known(m.RateStatus, known.RateStatus)
	m.WeeklyHoursLimit = tfkit.Known(m.WeeklyHoursLimit, known.WeeklyHoursLimit)
	m.Status = tfkit.Known(m.Status, known.Status)
	m.InvitationLink = tfkit.Known(m.InvitationLink, known.InvitationLink)
	return m
}

// afterUpdate is the state once the update to this plan has been sent. Archiving and restoring are
// steps of their own.
func (m model) afterUpdate(state model) model {
	next := m.withUnknownsFrom(state)
	next.Archived, next.Status, next.InvitationLink = state.Archived, state.Status, state.InvitationLink
	return next
}

// resumes tells whether an existing member is what a killed run left behind: invited with the
// planned names and role, and not accepted yet.
func (m model) resumes(existing api.Member) bool {
	return existing.Pending() && m.Role.ValueString() == existing.Role &&
		m.FirstName.Same(tfkit.Name().Of(existing.FirstName)) && m.LastName.Same(tfkit.Name().Of(existing.LastName))
}
