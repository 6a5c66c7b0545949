package api

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// Client speaks to awork on behalf of one account, whose credentials stand for one workspace.
type Client interface {
	Surroundings
	Kinds

	// Invite sends an invitation, by e-mail unless that is skipped, which cannot be taken back. RefusesInviting tells whether
	// awork refuses inviting as such.
	Invite(ctx context.Context, invitation Invitation) (Invited, error)

	// Documented tells what awork documents of objects and lists.
	Documented() Documented
}

// Surroundings are what is there once, and only read.
type Surroundings interface {
	// Account is who the credentials belong to, and where.
	Account(ctx context.Context) (Account, error)

	// Rights are what the account may do.
	Rights(ctx context.Context) (Rights, error)

	// Workspace reads the workspace with the id.
	Workspace(ctx context.Context, id string) (Workspace, error)

	// Features are the keys of what roles can permit, ProjectFeatures of what roles in projects can.
	Features(ctx context.Context) ([]string, error)
	ProjectFeatures(ctx context.Context) ([]string, error)

	// APIUsers are the ids of the users who are programs.
	APIUsers(ctx context.Context) ([]string, error)
}

// Kinds are the kinds of objects.
type Kinds interface {
	Users() Users
	Roles() Roles
	Projects() Projects
	ProjectRoles() ProjectRoles
	ProjectStatuses() ProjectStatuses
	ProjectTypes() ProjectTypes
	Companies() Companies
}

// Documented are the documented fields of each kind, and the size of pages.
type Documented struct {
	Users, Roles, Projects, ProjectRoles, ProjectTypes, Companies remote.Fields
	// PerPage is how many objects are asked for in one page.
	PerPage int
}
