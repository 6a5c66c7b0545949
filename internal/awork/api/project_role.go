package api

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// ProjectRole says what members of projects may do there.
type ProjectRole struct {
	Audit

	ID   string
	Name string
	// IsDefault marks the one that new members get.
	IsDefault          bool
	OnlyMasterDataRead bool
	// MemberCount is nil where awork does not say.
	MemberCount *int64

	Sent remote.Fields
}

// ObjectID is the role's id.
func (r ProjectRole) ObjectID() string { return r.ID }

// Key is the name in the form in which names are compared.
func (r ProjectRole) Key() string { return NameKey(r.Name) }

// ProjectRoleFilter narrows nothing: awork has no filter for project roles.
type ProjectRoleFilter struct{}

// ProjectRoleForm is what a new project role takes.
type ProjectRoleForm struct {
	Name               string
	IsDefault          bool
	OnlyMasterDataRead bool
}

// ProjectRoleUpdate changes a project role.
type ProjectRoleUpdate struct {
	Name               Field[string]
	IsDefault          Field[bool]
	OnlyMasterDataRead Field[bool]
	// NextDefaultID is the role that new members get from then on, where this one gives that up.
	NextDefaultID Field[string]
}

// ProjectRoles are those of the workspace.
type ProjectRoles interface {
	remote.Reader[ProjectRole, ProjectRoleFilter]

	// Create makes a project role. It permits nothing, or what awork gives new ones.
	Create(ctx context.Context, role ProjectRoleForm) (ProjectRole, error)

	// Update changes a project role, as Users.Update does users.
	Update(ctx context.Context, id string, update ProjectRoleUpdate) (*ProjectRole, error)

	// Delete is for good. Who has the role gets the replacement, which may be empty where nobody has.
	Delete(ctx context.Context, id, replacement string) error

	// Permissions are what the role permits.
	Permissions(ctx context.Context, id string) ([]Permission, error)

	// Permit sets the access levels of one feature; none takes the feature away.
	Permit(ctx context.Context, id string, permission Permission) error
}
