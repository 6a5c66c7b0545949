package api

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// Client speaks to WebWork on behalf of one account.
type Client interface {
	// Workspaces lists every workspace that the account can use. It is the only call that needs
	// no workspace.
	Workspaces(ctx context.Context) ([]Workspace, error)

	// In gives access to what one workspace holds.
	In(workspaceID string) Scope

	// Capabilities tells what the dialect can do.
	Capabilities() Capabilities

	// Documented tells what the dialect documents of objects and lists.
	Documented() Documented
}

// Documented are the documented fields of each kind, and the size of pages.
type Documented struct {
	Members, Projects, Contracts, Viewers, Webhooks remote.Fields
	// PerPage is how many objects are asked for in one page.
	PerPage int
}

// Scope is a Client within one workspace.
type Scope interface {
	Members() Members
	Projects() Projects
	Contracts() Contracts
	Viewers() Viewers
	Webhooks() Webhooks
}

// Archiver archives and restores: in WebWork a deletion keeps the object, and it can come back
// under the same id.
type Archiver interface {
	Archive(ctx context.Context, id string) error
	Restore(ctx context.Context, id string) error
}
