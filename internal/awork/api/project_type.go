package api

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// ProjectType says what kind of work a project is.
type ProjectType struct {
	Audit

	ID          string
	Name        string
	Description *string
	// Icon is the name of a picture.
	Icon *string
	// IsPreset marks types that came with the workspace. IsArchived ones stay with their projects, and new ones cannot have them.
	IsPreset   bool
	IsArchived bool

	Sent remote.Fields
}

// ObjectID is the type's id.
func (t ProjectType) ObjectID() string { return t.ID }

// Key is the name in the form in which names are compared.
func (t ProjectType) Key() string { return NameKey(t.Name) }

// Archived reports whether the type is archived.
func (t ProjectType) Archived() bool { return t.IsArchived }

// ProjectTypeFilter narrows a list of project types. Its zero value lets all through that are not archived.
type ProjectTypeFilter struct{ Archived bool }

// ProjectTypeForm is what a new project type takes. Only the name is required.
type ProjectTypeForm struct {
	Name        string
	Description *string
	Icon        *string
}

// ProjectTypeUpdate changes a project type.
type ProjectTypeUpdate struct {
	Name        Field[string]
	Description Field[string]
	Icon        Field[string]
}

// ProjectTypes are those of the workspace.
type ProjectTypes interface {
	remote.Reader[ProjectType, ProjectTypeFilter]

	// Create makes a project type.
	Create(ctx context.Context, form ProjectTypeForm) (ProjectType, error)

	// Update changes a project type, as Users.Update does users.
	Update(ctx context.Context, id string, update ProjectTypeUpdate) (*ProjectType, error)

	// SetArchived archives a project type, or takes it back.
	SetArchived(ctx context.Context, id string, archived bool) error

	// Delete is for good. Projects of the type get the replacement; where that is empty they have no type any more.
	Delete(ctx context.Context, id, replacement string) error
}
