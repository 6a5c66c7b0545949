package v1

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Members are the people of the workspace.
func (s scope) Members() api.Members {
	return members{objects[userWire, api.Member, api.MemberFilter]{
		s, "users", userWire.member, api.Member.ObjectID, func(f api.MemberFilter) url.Values { return byEmail(f.Email) },
	}}
}

type members struct {
	objects[userWire, api.Member, api.MemberFilter]
}

// Invite sends an invitation.
func (m members) Invite(ctx context.Context, invite api.MemberInvite) (api.Member, error) {
	form := url.Values{"email": {invite.Email}, "firstname": {invite.FirstName}, "lastname": {invite.LastName}}
	if err := m.putRole(form, http.MethodPost, invite.Role, true); err != nil {
		return api.Member{}, err
	}
	invited, err := m.create(ctx, &m.client.newUsers, form, invite.Email, search[api.Member]{
		ask: m.lookFor,
		pick: func(all []api.Member, email string) *api.Member {
			return newest(all, api.Member.ObjectID, func(held api.Member) bool { return held.Key() == api.EmailKey(email) })
		},
	})
	if err != nil {
		return api.Member{}, err
	}
	return api.Member{
		ID: invited.ID, Email: invite.Email, FirstName: invite.FirstName, LastName: invite.LastName, Role: invite.Role,
	}, nil
}

// putRole adds the code of a role to a form. Some roles have none, and one only for invitations.
func (m members) putRole(form url.Values, method, role string, invitation bool) error {
	invited, assigned := rolesWithCode()
	allowed := assigned
	if invitation {
		allowed = invited
	}
	if slices.Contains(allowed, role) {
		form.Set("role", codeOf(role))
		return nil
	}
	return &api.InexpressibleError{Op: method + " /" + m.path, Reason: fmt.Sprintf("API v1 has no code for the role %q", role)}
}

// Update changes a member. The answer never carries one.
func (m members) Update(ctx context.Context, id string, update api.MemberUpdate) (*api.Member, error) {
	form := url.Values{}
	put(form, "email", update.Email, text)
	put(form, "firstname", update.FirstName, text)
	put(form, "lastname", update.LastName, text)
	put(form, "timezone", update.Timezone, text)
	put(form, "rate_status", update.RateStatus, bit)
	put(form, "weekly_hours_limit", update.WeeklyHoursLimit, whole)
	if role := update.Role.Value(); role != nil {
		if err := m.putRole(form, http.MethodPut, *role, false); err != nil {
			return nil, err
		}
	}
	held, err := m.change(ctx, id, "user_id", form)
	if held == nil || err != nil {
		return nil, err
	}
	for key, took := range map[string]bool{
		"email":     takes(update.Email, &held.Email),
		"firstname": takes(update.FirstName, &held.FirstName), "lastname": takes(update.LastName, &held.LastName),
		"role": takes(update.Role, &held.Role), "rate_status": takes(update.RateStatus, held.RateStatus),
		"weekly_hours_limit": takes(update.WeeklyHoursLimit, held.WeeklyHoursLimit),
	} {
		if !took {
			return nil, notTaken(m.path, key)
		}
	}
	return nil, nil //nolint:nilnil // the interface documents nil as "not in the answer"
}

// Archive archives a member.
func (m members) Archive(ctx context.Context, id string) error {
	return m.act(ctx, removal(nil, m.path, id))
}

// Restore brings an archived member back.
func (m members) Restore(ctx context.Context, id string) error {
	return m.act(ctx, restoration(m.path, "restore", id))
}

type userWire struct {
	ID                 lenient.ID      `json:"id"`
	Email              lenient.Vital   `json:"email"`
	FirstName          lenient.Text    `json:"firstname"`
	LastName           lenient.Text    `json:"lastname"`
	Avatar             lenient.Text    `json:"avatar"`
	Role               lenient.Vital   `json:"current_role"`
	Timezone           lenient.Text    `json:"timezone"`
	Status             lenient.Vital   `json:"status"`
	TeamName           lenient.Text    `json:"team_name"`
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

func (w userWire) member(sent remote.Fields) api.Member {
	return api.Member{
		ID:                 w.ID.String(),
		Email:              w.Email.Or(""),
		FirstName:          w.FirstName.Or(""),
		LastName:           w.LastName.Or(""),
		Avatar:             w.Avatar.Value,
		Role:               roleOf(w.Role.Or("")),
		Timezone:           w.Timezone.Value,
		Status:             w.Status.Or(""),
		TeamName:           w.TeamName.Value,
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
