package api

import "context"

// Client speaks to WebWork on behalf of one account.
type Client interface {
	// Workspaces lists every workspace that the account can use. It is the only call that needs
	// no workspace.
	Workspaces(ctx context.Context) ([]Workspace, error)

	// In gives access to what one workspace holds.
	In(workspaceID string) Scope

	// Capabilities tells what the dialect can do.
	Capabilities() Capabilities

	// Documented tells which fields the dialect documents for the objects of each kind.
	Documented() Documented
}

// Documented are the documented fields of each kind.
type Documented struct {
	Members, Projects, Contracts, Viewers, Webhooks Fields
}

// Scope is a Client within one workspace.
type Scope interface {
	Members() Members
	Projects() Projects
	Contracts() Contracts
	Viewers() Viewers
	Webhooks() Webhooks
}

// Reader reads objects of one kind: T by its id, or page by page those that match F. Ids are text for everybody but the dialect,
// which knows how they are written.
type Reader[T, F any] interface {
	// Get reads one object. An object that WebWork does not show is an error for which
	// IsNotFound holds.
	Get(ctx context.Context, id string) (T, error)

	// Page reads one page (the first is 1) of the objects that match the filter. The zero filter
	// matches all.
	Page(ctx context.Context, filter F, page int) (Page[T], error)
}

// Archiver archives and restores: in WebWork a deletion keeps the object, and it can come back
// under the same id.
type Archiver interface {
	Archive(ctx context.Context, id string) error
	Restore(ctx context.Context, id string) error
}
