package v2

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
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
func MemberFields() remote.Fields { return lenient.Documented[memberWire]() }

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
	ID                 lenient.ID      `json:"id"`
	Email              lenient.Vital   `json:"email"`
	FirstName          lenient.Text    `json:"firstname"`
	LastName           lenient.Text    `json:"lastname"`
	Avatar             lenient.Text    `json:"avatar"`
	Role               lenient.Vital   `json:"current_role"                  sent:"role"`
	Timezone           lenient.Text    `json:"timezone"`
	Status             lenient.Vital   `json:"status"`
	TeamName           lenient.Text    `json:"team_name"`
	Title              lenient.Text    `json:"title"`
	BirthDate          lenient.Text    `json:"birth_date"`
	HiredAt            lenient.Text    `json:"hired_at"`
	PreferredTimezone  lenient.Text    `json:"preferred_timezone"`
	MaxInactiveMinutes lenient.Integer `json:"settings_max_inactive_minutes"`
	Currency           lenient.Text    `json:"currency"`
	Rate               lenient.Number  `json:"rate"`
	RateType           lenient.Text    `json:"rate_type"`
	RateStatus         lenient.Flag    `json:"rate_status"`
	TaxCountry         lenient.Text    `json:"tax_country"`
	TaxState           lenient.Text    `json:"tax_state"`
	IsBlocked          lenient.Flag    `json:"is_blocked"`
	WeeklyHoursLimit   lenient.Integer `json:"weekly_hours_limit"`
	Screenshots        lenient.Text    `json:"screenshots"`
	CreatedAt          lenient.Text    `json:"created_at"`
	UpdatedAt          lenient.Text    `json:"updated_at"`
	DeletedAt          lenient.Instant `json:"deleted_at"`
}

func (w memberWire) member(sent remote.Fields) api.Member {
	return api.Member{
		ID:                 w.ID.String(),
		Email:              w.Email.Or(""),
		FirstName:          w.FirstName.Or(""),
		LastName:           w.LastName.Or(""),
		Avatar:             w.Avatar.Value,
		Role:               w.Role.Or(""),
		Timezone:           w.Timezone.Value,
		Status:             w.Status.Or(""),
		TeamName:           w.TeamName.Value,
		Title:              w.Title.Value,
		BirthDate:          w.BirthDate.Value,
		HiredAt:            w.HiredAt.Value,
		PreferredTimezone:  w.PreferredTimezone.Value,
		MaxInactiveMinutes: w.MaxInactiveMinutes.Value,
		Currency:           w.Currency.Value,
		Rate:               w.Rate.Value,
		RateType:           w.RateType.Value,
		RateStatus:         w.RateStatus.Value,
		TaxCountry:         w.TaxCountry.Value,
		TaxState:           w.TaxState.Value,
		IsBlocked:          w.IsBlocked.Value,
		WeeklyHoursLimit:   w.WeeklyHoursLimit.Value,
		Screenshots:        w.Screenshots.Value,
		CreatedAt:          w.CreatedAt.Value,
		UpdatedAt:          w.UpdatedAt.Value,
		DeletedAt:          lenient.Moment(w.DeletedAt),
		Sent:               sent,
	}
}

// invitationWire is the answer to an invitation. The id of the new member is documented as
// user_id there, and as id everywhere else.
type invitationWire struct {
	UserID lenient.ID   `json:"user_id"`
	Link   lenient.Text `json:"invitation_link"`
}

// UnmarshalJSON takes the id by either name.
func (w *invitationWire) UnmarshalJSON(raw []byte) error {
	var either struct {
		UserID lenient.ID   `json:"user_id"`
		ID     lenient.ID   `json:"id"`
		Link   lenient.Text `json:"invitation_link"`
	}
	if err := json.Unmarshal(raw, &either); err != nil {
		return err
	}
	if either.UserID.Value == nil && either.UserID.Err == nil {
		either.UserID = either.ID
	}
	*w = invitationWire{UserID: either.UserID, Link: either.Link}
	return nil
}

func (w invitationWire) member(remote.Fields) api.Member {
	return api.Member{ID: w.UserID.String(), InvitationLink: w.Link.Value}
}
