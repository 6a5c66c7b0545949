package rest

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// projectTypes are those of the workspace.
type projectTypes struct{ client *Client }

// projectTypeForm is what can be written of a project type.
//
//nolint:gochecknoglobals // a constant, for which Go has no other form
var projectTypeForm = form{required: []string{"name"}, nullable: []string{"description", "icon"}}

// Get reads one project type.
func (t projectTypes) Get(ctx context.Context, id string) (api.ProjectType, error) {
	got, err := t.client.do(ctx, reading("projecttypes", id))
	if err != nil {
		return api.ProjectType{}, err
	}
	return one(got, projectTypeWire.projectType)
}

// Page reads one page of the project types that match the filter.
func (t projectTypes) Page(ctx context.Context, filter api.ProjectTypeFilter, number int) (remote.Page[api.ProjectType], error) {
	return list[projectTypeWire, api.ProjectType]{
		client: t.client, path: []string{"projecttypes"}, query: narrowedBy(filter.Archived, ""), convert: projectTypeWire.projectType,
	}.page(ctx, number)
}

// Create makes a project type.
func (t projectTypes) Create(ctx context.Context, form api.ProjectTypeForm) (api.ProjectType, error) {
	got, err := t.client.write(ctx, creation(newProjectTypeForm(form), "projecttypes"))
	if err != nil {
		return api.ProjectType{}, err
	}
	return one(got, projectTypeWire.projectType)
}

// Update changes a project type.
func (t projectTypes) Update(ctx context.Context, id string, to api.ProjectTypeUpdate) (*api.ProjectType, error) {
	return update(ctx, t.client, at("projecttypes", id), projectTypeForm, projectTypeWire.projectType,
		changed("name", to.Name), changed("description", to.Description), changed("icon", to.Icon))
}

// SetArchived archives a project type, or takes it back.
func (t projectTypes) SetArchived(ctx context.Context, id string, archived bool) error {
	return t.client.act(ctx, business(archiving{archived}, at("projecttypes", id, "setarchived")...))
}

// Delete is for good.
func (t projectTypes) Delete(ctx context.Context, id, replacement string) error {
	body := map[string]any{}
	if replacement != "" {
		body["projectTypeId"] = replacement
	}
	return t.client.act(ctx, business(body, at("projecttypes", id, "delete")...))
}

// newProjectTypeForm is a new project type as it is sent.
type newProjectTypeForm struct {
	Name        string  `json:"name"`
	Description *string `json:"description,omitempty"`
	Icon        *string `json:"icon,omitempty"`
}

type projectTypeWire struct {
	auditWire

	ID          id            `json:"id"`
	Name        lenient.Vital `json:"name"`
	Description lenient.Text  `json:"description"`
	Icon        lenient.Text  `json:"icon"`
	IsPreset    flag          `json:"isPreset"`
	IsArchived  flag          `json:"isArchived"`
}

func (w projectTypeWire) projectType() api.ProjectType {
	return api.ProjectType{
		Audit: w.audit(), ID: w.ID.String(), Name: w.Name.Or(""), Description: w.Description.Value, Icon: w.Icon.Value,
		IsPreset: w.IsPreset.Or(false), IsArchived: w.IsArchived.Or(false),
	}
}
