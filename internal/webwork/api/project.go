package api

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/spelling"
)

// Project is a project of the workspace. Hours and money are numbers in the workspace's own
// units; dates are as WebWork writes them.
type Project struct {
	ID               string
	Name             string
	OwnerID          string
	StartDate        *string
	Deadline         *string
	Estimation       *float64
	Budget           *float64 // budget in requests, budget_estimation in answers
	Notes            *string
	Icon             *string
	IsBillable       *bool
	Rate             *float64
	WeeklyHoursLimit *int64
	Screenshots      *string
	Tags             []Tag
	ContractsCount   *int64
	Status           *int64 // its meaning is not documented
	CreatedAt        *string
	UpdatedAt        *string
	DeletedAt        *string
	Sent             remote.Fields
}

// Tag is a label of a project. The API shows tags but does not change them.
type Tag struct {
	ID    string
	Name  string
	Color *string
}

// ObjectID is the project's id.
func (p Project) ObjectID() string { return p.ID }

// Key is the name in the form in which names are compared.
func (p Project) Key() string { return NameKey(p.Name) }

// Archived reports whether the project was archived.
func (p Project) Archived() bool { return p.DeletedAt != nil }

// ProjectFilter narrows a list of projects. WebWork matches parts of the name, whatever the case.
type ProjectFilter struct {
	Name string
}

// ProjectCreate is what a new project takes; only the name is required.
type ProjectCreate struct {
	Name       string
	StartDate  *string
	Deadline   *string
	Estimation *float64
	Budget     *float64
	Notes      *string
	Icon       *string
}

// ProjectUpdate changes a project.
type ProjectUpdate struct {
	Name       Field[string]
	StartDate  Field[string]
	Deadline   Field[string]
	Estimation Field[float64]
	Budget     Field[float64]
	Notes      Field[string]
	Icon       Field[string]
}

// Projects are the projects of the workspace.
type Projects interface {
	remote.Reader[Project, ProjectFilter]

	// Archiver archives and restores. For projects a restore is not documented; where WebWork
	// has none, IsUnsupported holds for the error.
	Archiver

	// Create creates a project. What the answer leaves out is what was sent, or nil.
	Create(ctx context.Context, create ProjectCreate) (Project, error)

	// Update changes a project. The result is nil where the answer does not carry all that was
	// sent; it may lack what was not sent.
	Update(ctx context.Context, id string, update ProjectUpdate) (*Project, error)
}

// NameKey is the form in which names are compared: exactly, but for how Unicode composes letters, and for HTML.
func NameKey(name string) string { return spelling.Name(name) }
