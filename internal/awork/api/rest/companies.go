package rest

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// companies are those of the workspace.
type companies struct{ client *Client }

// companyForm is what can be written of a company.
//
//nolint:gochecknoglobals // a constant, for which Go has no other form
var companyForm = form{required: []string{"name"}, nullable: []string{"description", "industry"}}

// Get reads one company.
func (c companies) Get(ctx context.Context, id string) (api.Company, error) {
	got, err := c.client.do(ctx, reading("companies", id))
	if err != nil {
		return api.Company{}, err
	}
	return one(got, companyWire.company)
}

// Page reads one page of the companies that match the filter.
func (c companies) Page(ctx context.Context, filter api.CompanyFilter, number int) (remote.Page[api.Company], error) {
	return list[companyWire, api.Company]{
		client: c.client, path: []string{"companies"}, query: narrowedBy(false, filter.Where), narrowed: filter.Where != "", convert: companyWire.company,
	}.page(ctx, number)
}

// Create makes a company.
func (c companies) Create(ctx context.Context, form api.CompanyForm) (api.Company, error) {
	got, err := c.client.write(ctx, creation(newCompanyForm(form), "companies"))
	if err != nil {
		return api.Company{}, err
	}
	return one(got, companyWire.company)
}

// Update changes a company.
func (c companies) Update(ctx context.Context, id string, to api.CompanyUpdate) (*api.Company, error) {
	return update(ctx, c.client, at("companies", id), companyForm, companyWire.company,
		changed("name", to.Name), changed("description", to.Description), changed("industry", to.Industry))
}

// Delete is for good. What deletes projects with their company is never sent.
func (c companies) Delete(ctx context.Context, id, heir string) error {
	body := map[string]any{"deleteOperation": "delete-only-company"}
	if heir != "" {
		body = map[string]any{"deleteOperation": "move", "moveToCompany": heir}
	}
	return c.client.act(ctx, business(body, at("companies", id, "delete")...))
}

// AddTags marks a company with words.
func (c companies) AddTags(ctx context.Context, id string, tags []api.Tag) error {
	return c.client.addTags(ctx, "companies", id, tags)
}

// RemoveTags takes words from a company.
func (c companies) RemoveTags(ctx context.Context, id string, names []string) error {
	return c.client.removeTags(ctx, "companies", id, names)
}

// newCompanyForm is a new company as it is sent.
type newCompanyForm struct {
	Name        string  `json:"name"`
	Description *string `json:"description,omitempty"`
	Industry    *string `json:"industry,omitempty"`
}

type companyWire struct {
	auditWire

	ID                      id                          `json:"id"`
	Name                    lenient.Vital               `json:"name"`
	Description             lenient.Text                `json:"description"`
	Industry                lenient.Text                `json:"industry"`
	Contacts                lenient.Vitals[contactWire] `json:"companyContactInfos"`
	Tags                    lenient.Vitals[tagWire]     `json:"tags"`
	ProjectsCount           lenient.Integer             `json:"projectsCount"`
	ProjectsInProgressCount lenient.Integer             `json:"projectsInProgressCount"`
	HasImage                lenient.Flag                `json:"hasImage"`
	IsExternal              flag                        `json:"isExternal"`
	ResourceVersion         lenient.Integer             `json:"resourceVersion"`
}

func (w companyWire) company() api.Company {
	return api.Company{
		Audit: w.audit(), ID: w.ID.String(), Name: w.Name.Or(""), Description: w.Description.Value, Industry: w.Industry.Value,
		Contacts:      lenient.Mapped(w.Contacts.List, contactWire.contact),
		Tags:          lenient.Mapped(w.Tags.List, tagWire.tag),
		ProjectsCount: w.ProjectsCount.Value, ProjectsInProgressCount: w.ProjectsInProgressCount.Value,
		HasImage: w.HasImage.Value, IsExternal: w.IsExternal.Or(false), ResourceVersion: w.ResourceVersion.Value,
		Sent: carried(w.Contacts.Sent, w.Tags.Sent, w.ProjectsCount.Sent),
	}
}

// companyParts are all that a company has, of which items of lists may lack some.
func companyParts() remote.Fields { return carried(true, true, true) }
