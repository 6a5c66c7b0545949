package v2

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Members are the people of the workspace.
func (s scope) Members() api.Members {
	return members{archivable[memberWire, api.Member, api.MemberFilter]{
		objects[memberWire, api.Member, api.MemberFilter]{s, "members", memberWire.member, memberQuery},
	}}
}

// MemberFields has a bit for every documented field of a member.
func MemberFields() remote.Fields { return documented[memberWire]() }

type members struct {
	archivable[memberWire, api.Member, api.MemberFilter]
}

// Invite sends an invitation.
func (m members) Invite(ctx context.Context, invite api.MemberInvite) (api.Member, error) {
	got, err := m.do(ctx, call{method: http.MethodPost, path: []string{m.path}, body: body{
		"email":     invite.Email,
		"firstname": invite.FirstName,
		"lastname":  invite.LastName,
		"role":      invite.Role,
	}})
	if err != nil {
		return api.Member{}, err
	}
	invited, err := one(got, invitationWire.member)
	invited.Email, invited.FirstName, invited.LastName, invited.Role = invite.Email, invite.FirstName, invite.LastName, invite.Role
	return invited, err
}

// Update changes a member.
func (m members) Update(ctx context.Context, id string, update api.MemberUpdate) (*api.Member, error) {
	b := body{}
	put(b, "email", update.Email)
	put(b, "firstname", update.FirstName)
	put(b, "lastname", update.LastName)
	put(b, "role", update.Role)
	put(b, "timezone", update.Timezone)
	put(b, "rate_status", bit(update.RateStatus))
	put(b, "weekly_hours_limit", update.WeeklyHoursLimit)
	return m.update(ctx, id, b)
}

func memberQuery(f api.MemberFilter) url.Values {
	query := url.Values{}
	narrow(query, "email", f.Email)
	narrow(query, "status", f.Status)
	narrow(query, "role", f.Role)
	return query
}

type memberWire struct {
	ID                 id      `json:"id"`
	Email              vital   `json:"email"`
	FirstName          text    `json:"firstname"`
	LastName           text    `json:"lastname"`
	Avatar             text    `json:"avatar"`
	Role               vital   `json:"current_role"                  sent:"role"`
	Timezone           text    `json:"timezone"`
	Status             vital   `json:"status"`
	TeamName           text    `json:"team_name"`
	Title              text    `json:"title"`
	BirthDate          text    `json:"birth_date"`
	HiredAt            text    `json:"hired_at"`
	PreferredTimezone  text    `json:"preferred_timezone"`
	MaxInactiveMinutes integer `json:"settings_max_inactive_minutes"`
	Currency           text    `json:"currency"`
	Rate               number  `json:"rate"`
	RateType           text    `json:"rate_type"`
	RateStatus         flag    `json:"rate_status"`
	TaxCountry         text    `json:"tax_country"`
	TaxState           text    `json:"tax_state"`
	IsBlocked          flag    `json:"is_blocked"`
	WeeklyHoursLimit   integer `json:"weekly_hours_limit"`
	Screenshots        text    `json:"screenshots"`
	CreatedAt          text    `json:"created_at"`
	UpdatedAt          text    `json:"updated_at"`
	DeletedAt          instant `json:"deleted_at"`
}

func (w memberWire) member(sent remote.Fields) api.Member {
	return api.Member{
		ID:                 w.ID.id(),
		Email:              w.Email.or(""),
		FirstName:          w.FirstName.or(""),
		LastName:           w.LastName.or(""),
		Avatar:             w.Avatar.value,
		Role:               w.Role.or(""),
		Timezone:           w.Timezone.value,
		Status:             w.Status.or(""),
		TeamName:           w.TeamName.value,
		Title:              w.Title.value,
		BirthDate:          w.BirthDate.value,
		HiredAt:            w.HiredAt.value,
		PreferredTimezone:  w.PreferredTimezone.value,
		MaxInactiveMinutes: w.MaxInactiveMinutes.value,
		Currency:           w.Currency.value,
		Rate:               w.Rate.value,
		RateType:           w.RateType.value,
		RateStatus:         w.RateStatus.value,
		TaxCountry:         w.TaxCountry.value,
		TaxState:           w.TaxState.value,
		IsBlocked:          w.IsBlocked.value,
		WeeklyHoursLimit:   w.WeeklyHoursLimit.value,
		Screenshots:        w.Screenshots.value,
		CreatedAt:          w.CreatedAt.value,
		UpdatedAt:          w.UpdatedAt.value,
		DeletedAt:          moment(w.DeletedAt),
		Sent:               sent,
	}
}

// invitationWire is the answer to an invitation. The id of the new member is documented as
// user_id there, and as id everywhere else.
type invitationWire struct {
	UserID id   `json:"user_id"`
	Link   text `json:"invitation_link"`
}

// UnmarshalJSON takes the id by either name.
func (w *invitationWire) UnmarshalJSON(raw []byte) error {
	var either struct {
		UserID id   `json:"user_id"`
		ID     id   `json:"id"`
		Link   text `json:"invitation_link"`
	}
	if err := json.Unmarshal(raw, &either); err != nil {
		return err
	}
	if either.UserID.value == nil && either.UserID.err == nil {
		either.UserID = either.ID
	}
	*w = invitationWire{UserID: either.UserID, Link: either.Link}
	return nil
}

func (w invitationWire) member(remote.Fields) api.Member {
	return api.Member{ID: w.UserID.id(), InvitationLink: w.Link.value}
}
