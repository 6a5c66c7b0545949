package api

import (
	"context"
	"slices"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// What a person's place in the workspace can be.
const (
	StatusPending     = "pending"
	StatusActive      = "active"
	StatusDeactivated = "deactivated"
	StatusArchived    = "archived"
)

// User is somebody of the workspace, or something: programs and agents are users as well. Only ID is certain to be there.
type User struct {
	Audit

	ID        string
	FirstName *string
	LastName  *string
	BirthDate *string
	Gender    *string
	Title     *string
	Position  *string
	Language  *string
	// InvitationAccepted is nil where awork does not say.
	InvitationAccepted *bool
	// IsDeactivated says that the person is shut out, by deactivation or by archiving. Where IsArchived, the person is there for
	// reference only.
	IsDeactivated bool
	IsArchived    bool
	DeactivatedOn *string
	// DeletedOn is when the user was deleted, for good.
	DeletedOn *string
	// IsAgent marks a program of awork's own, IsExternal people of another workspace.
	IsAgent    bool
	IsExternal bool
	HasImage   *bool
	// Contacts has the e-mail addresses, of which one is that of the login. Which one awork does not say, and people can change it.
	Contacts        []ContactInfo
	Tags            []Tag
	Teams           []UserTeam
	ResourceVersion *int64
	// InvitationCode accepts the invitation; nil but for who was just invited.
	InvitationCode *string

	Sent remote.Fields
}

// ObjectID is the user's id.
func (u User) ObjectID() string { return u.ID }

// Key is the e-mail address in the form in which addresses are compared; empty where there is none.
func (u User) Key() string { return EmailKey(u.Email()) }

// Email is the address that most likely is the one of the login: the one for work, else the first. It is empty where awork shows none.
func (u User) Email() string {
	first := ""
	for _, contact := range u.Contacts {
		switch address := contact.email(); {
		case address == "":
		case strings.EqualFold(contact.SubType, contactWork):
			return address
		case first == "":
			first = address
		}
	}
	return first
}

// HasEmail reports whether the address is one of the user's.
func (u User) HasEmail(address string) bool {
	return slices.ContainsFunc(u.Contacts, func(c ContactInfo) bool {
		return c.email() != "" && EmailKey(c.email()) == EmailKey(address)
	})
}

// Deleted reports whether the user is gone for good, although awork still shows who it was.
func (u User) Deleted() bool { return u.DeletedOn != nil }

// Status is the user's place in the workspace.
func (u User) Status() string {
	switch {
	case u.IsArchived:
		return StatusArchived
	case u.IsDeactivated:
		return StatusDeactivated
	case u.InvitationAccepted != nil && !*u.InvitationAccepted:
		return StatusPending
	default:
		return StatusActive
	}
}

// Pending reports whether the user was invited and has not accepted yet.
func (u User) Pending() bool { return u.Status() == StatusPending }

// Inactive reports whether the user is shut out and can come back.
func (u User) Inactive() bool { return u.IsDeactivated || u.IsArchived }

// Name is what people call the user; empty where there is no name.
func (u User) Name() string { return strings.TrimSpace(or(u.FirstName) + " " + or(u.LastName)) }

func or(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// Tag is a word that something is marked with. It exists as long as it is used.
type Tag struct {
	Name  string
	Color *string
}

// UserTeam is a team of which a user is.
type UserTeam struct {
	ID   string
	Name string
}

// UserFilter narrows a list of users. Its zero value lets all through who are not archived.
type UserFilter struct {
	// Archived has those who are archived as well.
	Archived bool
	// Where is an expression of package filterby; empty for none.
	Where string
}

// UserUpdate changes a user. What awork knows of them beside stays as it is.
type UserUpdate struct {
	FirstName Field[string]
	LastName  Field[string]
	Title     Field[string]
	Position  Field[string]
	Language  Field[string]
}

// Deactivation is what went with a person who was deactivated.
type Deactivation struct {
	// PrivateProjectsDeleted are projects that nobody else could see, PrivateProjectsReassigned those that somebody else manages now.
	PrivateProjectsDeleted    int64
	PrivateProjectsReassigned int64
}

// Users are those of the workspace.
type Users interface {
	remote.Reader[User, UserFilter]

	// Update changes a user: it reads what awork has, and writes all of it back. The result is nil where the answer does not carry
	// the user.
	Update(ctx context.Context, id string, update UserUpdate) (*User, error)

	// Activate gives access back, and mails the person.
	Activate(ctx context.Context, id string) error

	// Deactivate shuts a person out. The result is nil where awork does not say what went with them.
	Deactivate(ctx context.Context, id string) (*Deactivation, error)

	// SetArchived archives, which deactivates as well, or takes it back.
	SetArchived(ctx context.Context, id string, archived bool) error

	// Delete is for good.
	Delete(ctx context.Context, id string) error

	// AddTags and RemoveTags change which words the user is marked with. Those to remove are named.
	AddTags(ctx context.Context, id string, tags []Tag) error
	RemoveTags(ctx context.Context, id string, names []string) error

	// ContactInfos are those of one user.
	ContactInfos(ctx context.Context, id string) ([]ContactInfo, error)
}

// EmailKey is the form in which e-mail addresses are compared: without regard to case.
func EmailKey(email string) string { return strings.ToLower(strings.TrimSpace(email)) }
