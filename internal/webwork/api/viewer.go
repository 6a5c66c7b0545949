package api

import (
	"context"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// Viewer is a project viewer: a person from outside, usually a client, who may look at the
// projects assigned to them.
type Viewer struct {
	ID          string
	Email       string
	FirstName   string
	LastName    string
	Status      string
	MemberSince *string
	Projects    []ViewerProject
	DeletedAt   *string // not documented for viewers, honoured where it appears
	Sent        remote.Fields
}

// ViewerProject is a project that a viewer may look at.
type ViewerProject struct {
	ProjectID   string
	ProjectName string
}

// ObjectID is the viewer's id, which is a user id.
func (v Viewer) ObjectID() string { return v.ID }

// Key is the e-mail address in the form in which addresses are compared.
func (v Viewer) Key() string { return EmailKey(v.Email) }

// Archived reports whether the viewer was archived.
func (v Viewer) Archived() bool { return v.DeletedAt != nil || v.Status == StatusLeft }

// Pending reports whether the viewer was invited and has not accepted yet.
func (v Viewer) Pending() bool {
	return !v.Archived() && (v.Status == StatusInactive || v.Status == StatusUnknown)
}

// Sees reports whether the project is assigned to the viewer.
func (v Viewer) Sees(projectID string) bool {
	return slices.ContainsFunc(v.Projects, func(p ViewerProject) bool { return p.ProjectID == projectID })
}

// ViewerFilter narrows a list of viewers.
type ViewerFilter struct {
	Email string
}

// ViewerCreate is what a new viewer takes, all of it required.
type ViewerCreate struct {
	Email     string
	FirstName string
	LastName  string
}

// Viewers are the project viewers of the workspace.
type Viewers interface {
	remote.Reader[Viewer, ViewerFilter]
	Archiver

	// Create sends an invitation e-mail. What the answer leaves out is what was sent, or nil.
	Create(ctx context.Context, create ViewerCreate) (Viewer, error)

	// Assign lets the viewer see a project.
	Assign(ctx context.Context, id, projectID string) error

	// Unassign takes a project from the viewer.
	Unassign(ctx context.Context, id, projectID string) error
}
