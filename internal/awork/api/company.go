package api

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// Company is a client of the workspace, for whom projects are.
type Company struct {
	Audit

	ID          string
	Name        string
	Description *string
	Industry    *string
	Contacts    []ContactInfo
	Tags        []Tag
	// ProjectsCount is how many projects the company has, nil where awork does not say, and ProjectsInProgressCount how many of them
	// are in progress.
	ProjectsCount           *int64
	ProjectsInProgressCount *int64
	HasImage                *bool
	// IsExternal marks companies of another workspace.
	IsExternal      bool
	ResourceVersion *int64

	Sent remote.Fields
}

// ObjectID is the company's id.
func (c Company) ObjectID() string { return c.ID }

// Key is the name in the form in which names are compared.
func (c Company) Key() string { return NameKey(c.Name) }

// CompanyFilter narrows a list of companies. Its zero value lets all through.
type CompanyFilter struct {
	// Where is an expression of package filterby; empty for none.
	Where string
}

// CompanyForm is what a new company takes. Only the name is required.
type CompanyForm struct {
	Name        string
	Description *string
	Industry    *string
}

// CompanyUpdate changes a company.
type CompanyUpdate struct {
	Name        Field[string]
	Description Field[string]
	Industry    Field[string]
}

// Companies are those of the workspace.
type Companies interface {
	remote.Reader[Company, CompanyFilter]

	// Create makes a company.
	Create(ctx context.Context, form CompanyForm) (Company, error)

	// Update changes a company, as Users.Update does users.
	Update(ctx context.Context, id string, update CompanyUpdate) (*Company, error)

	// Delete is for good. The company's projects get the heir for a client, or none where that is empty; they are never deleted.
	Delete(ctx context.Context, id, heir string) error

	// AddTags and RemoveTags change which words the company is marked with. Those to remove are named.
	AddTags(ctx context.Context, id string, tags []Tag) error
	RemoveTags(ctx context.Context, id string, names []string) error
}
