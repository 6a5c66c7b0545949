package api

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/spelling"
)

// Role says what its users may do. Everybody has exactly one.
type Role struct {
	Audit

	ID   string
	Name string
	// IsAdmin marks the one role whose users may do everything, IsGuest the one for people from outside.
	IsAdmin bool
	IsGuest bool
	// IsPreset marks roles that came with the workspace, IsAgent those of awork's own programs.
	IsPreset   bool
	IsArchived bool
	IsAgent    bool

	Sent remote.Fields
}

// ObjectID is the role's id.
func (r Role) ObjectID() string { return r.ID }

// Key is the name in the form in which names are compared.
func (r Role) Key() string { return NameKey(r.Name) }

// RoleFilter narrows a list of roles. Its zero value lets all through that are not archived.
type RoleFilter struct{ Archived bool }

// RoleUpdate changes a role.
type RoleUpdate struct{ Name Field[string] }

// RoleUser is somebody who has a role.
type RoleUser struct {
	UserID        string
	RoleID        string
	IsDeactivated bool
}

// Roles are those of the workspace.
type Roles interface {
	remote.Reader[Role, RoleFilter]

	// Create makes a role. It permits nothing, or what awork gives new ones.
	Create(ctx context.Context, name string) (Role, error)

	// Update changes a role, as Users.Update does users.
	Update(ctx context.Context, id string, update RoleUpdate) (*Role, error)

	// SetArchived archives a role, which goes on permitting things to its users but takes no new ones, or takes it back.
	SetArchived(ctx context.Context, id string, archived bool) error

	// Delete is for good. Whoever has the role gets the replacement, which may be empty where nobody has.
	Delete(ctx context.Context, id, replacement string) error

	// Users are all who have the role, deactivated and archived ones included.
	Users(ctx context.Context, id string) ([]RoleUser, error)

	// MoveUser gives a user another role.
	MoveUser(ctx context.Context, userID, roleID string) error

	// Permissions are what the role permits.
	Permissions(ctx context.Context, id string) ([]Permission, error)

	// Permit sets the access levels of one feature; none takes the feature away.
	Permit(ctx context.Context, id string, permission Permission) error
}

// NameKey is the form in which names are compared.
func NameKey(name string) string { return spelling.Name(name) }
