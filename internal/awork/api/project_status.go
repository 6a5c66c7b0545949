package api

import "context"

// What a project's status can be about.
const (
	StatusNotStarted = "not-started"
	StatusProgress   = "progress"
	StatusStuck      = "stuck"
	StatusClosed     = "closed"
)

// ProjectStatus is how far a project can be. It belongs to exactly one of a project, a template and a workflow.
type ProjectStatus struct {
	ID   string
	Name string
	// Type is one of those above.
	Type  string
	Order *int64
	// IsArchived is known only where a project shows its own.
	IsArchived                        bool
	ProjectID, TemplateID, WorkflowID string
	IsExternal                        bool
}

// ObjectID is the status's id.
func (s ProjectStatus) ObjectID() string { return s.ID }

// StatusOwner is what statuses belong to: one of a project, a template and a workflow.
type StatusOwner struct{ kind, id string }

// OfProject are the statuses that a project can have, also where they are a workflow's.
func OfProject(id string) StatusOwner { return StatusOwner{"projects", id} }

// OfTemplate are the statuses that projects made with a template get.
func OfTemplate(id string) StatusOwner { return StatusOwner{"projecttemplates", id} }

// OfWorkflow are the statuses of the projects that follow a workflow.
func OfWorkflow(id string) StatusOwner { return StatusOwner{"workflows", id} }

// Path is where the owner is found.
func (o StatusOwner) Path() []string { return []string{o.kind, o.id} }

// ProjectStatuses are those of the workspace.
type ProjectStatuses interface {
	// Get reads one status.
	Get(ctx context.Context, id string) (ProjectStatus, error)

	// Of are all of an owner, in their order, but for those that are archived.
	Of(ctx context.Context, owner StatusOwner) ([]ProjectStatus, error)
}
