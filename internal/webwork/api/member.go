package api

import (
	"context"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// The roles of a workspace, spelled as WebWork spells them.
const (
	RoleOwner            = "Owner"
	RoleExecutiveManager = "Executive manager"
	RoleTeamManager      = "Team manager"
	RoleProjectManager   = "Project manager"
	RoleRegularUser      = "Regular User"
	RoleProjectViewer    = "Project viewer"
)

// Roles are all roles a member can have. RoleOwner can neither be invited nor assigned.
var Roles = []string{ //nolint:gochecknoglobals // a constant, for which Go has no other form
	RoleOwner, RoleExecutiveManager, RoleTeamManager, RoleProjectManager, RoleRegularUser, RoleProjectViewer,
}

// The documented values of a person's status. Their meaning is not documented: StatusInactive
// presumably stands for an invitation that was not accepted yet, StatusLeft for an archived
// person.
const (
	StatusActive   = "active"
	StatusInactive = "inactive"
	StatusLeft     = "left"
	StatusUnknown  = "unknown"
)

// Statuses are all of them.
var Statuses = []string{StatusActive, StatusInactive, StatusLeft, StatusUnknown} //nolint:gochecknoglobals // a constant, for which Go has no other form

// Member is a person of the workspace. Only ID and Email are certain to be there.
type Member struct {
	ID                 string
	Email              string
	FirstName          string
	LastName           string
	Avatar             *string
	Role               string
	Timezone           *string
	Status             string
	TeamName           *string
	Title              *string
	BirthDate          *string
	HiredAt            *string
	PreferredTimezone  *string
	MaxInactiveMinutes *int64
	Currency           *string
	Rate               *float64
	RateType           *string
	RateStatus         *bool
	TaxCountry         *string
	TaxState           *string
	IsBlocked          *bool
	WeeklyHoursLimit   *int64
	Screenshots        *string
	CreatedAt          *string
	UpdatedAt          *string
	DeletedAt          *string
	// InvitationLink is the address at which the invitation is accepted, known only from the answer to the invitation. Whoever has
	// it can accept it.
	InvitationLink *string
	Sent           remote.Fields
}

// ObjectID is the member's id.
func (m Member) ObjectID() string { return m.ID }

// Key is the e-mail address in the form in which addresses are compared.
func (m Member) Key() string { return EmailKey(m.Email) }

// Archived reports whether the member was archived: deleted_at is set, or the status is left.
func (m Member) Archived() bool { return m.DeletedAt != nil || m.Status == StatusLeft }

// Pending reports whether the member was invited and has not accepted yet, as far as WebWork
// tells.
func (m Member) Pending() bool {
	return !m.Archived() && (m.Status == StatusInactive || m.Status == StatusUnknown)
}

// MemberFilter narrows a list of members; empty fields do not.
type MemberFilter struct {
	Email  string
	Status string
	Role   string
}

// MemberInvite is what an invitation takes, all of it required.
type MemberInvite struct {
	Email     string
	FirstName string
	LastName  string
	Role      string
}

// MemberUpdate changes a member.
type MemberUpdate struct {
	Email            Field[string]
	FirstName        Field[string]
	LastName         Field[string]
	Role             Field[string]
	Timezone         Field[string]
	RateStatus       Field[bool]
	WeeklyHoursLimit Field[int64]
}

// Members are the people of the workspace.
type Members interface {
	remote.Reader[Member, MemberFilter]
	Archiver

	// Invite sends an invitation e-mail, which cannot be taken back. The answer has the new member's id and the invitation link;
	// the rest of the result is what was asked for.
	Invite(ctx context.Context, invite MemberInvite) (Member, error)

	// Update changes a member. The result is nil where the answer does not carry all that was
	// sent, which is what WebWork documents; it may lack what was not sent.
	Update(ctx context.Context, id string, update MemberUpdate) (*Member, error)
}

// EmailKey is the form in which e-mail addresses are compared: without regard to case.
func EmailKey(email string) string { return strings.ToLower(strings.TrimSpace(email)) }
