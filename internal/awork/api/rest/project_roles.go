package rest

import (
	"context"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// projectRoles are those of the workspace.
type projectRoles struct{ client *Client }

// projectRoleForm is what can be written of a project role. Who is next to be the default is said only where that is given up.
//
//nolint:gochecknoglobals // a constant, for which Go has no other form
var projectRoleForm = form{required: []string{"name", "isDefault", "allowOnlyProjectMasterDataRead"}}

// Get reads one project role.
func (r projectRoles) Get(ctx context.Context, id string) (api.ProjectRole, error) {
	got, err := r.client.do(ctx, reading("projectroles", id))
	if err != nil {
		return api.ProjectRole{}, err
	}
	return one(got, projectRoleWire.role)
}

// Page reads one page of the project roles, without who has them, which takes awork long.
func (r projectRoles) Page(ctx context.Context, _ api.ProjectRoleFilter, number int) (remote.Page[api.ProjectRole], error) {
	return list[projectRoleWire, api.ProjectRole]{
		client: r.client, path: []string{"projectroles"}, query: url.Values{"includeMembers": {"false"}}, convert: projectRoleWire.role,
	}.page(ctx, number)
}

// Create makes a project role.
func (r projectRoles) Create(ctx context.Context, role api.ProjectRoleForm) (api.ProjectRole, error) {
	got, err := r.client.write(ctx, creation(map[string]any{
		"name": role.Name, "isDefault": role.IsDefault, "allowOnlyProjectMasterDataRead": role.OnlyMasterDataRead,
	}, "projectroles"))
	if err != nil {
		return api.ProjectRole{}, err
	}
	return one(got, projectRoleWire.role)
}

// Update changes a project role.
func (r projectRoles) Update(ctx context.Context, id string, to api.ProjectRoleUpdate) (*api.ProjectRole, error) {
	return update(ctx, r.client, at("projectroles", id), projectRoleForm, projectRoleWire.role,
		changed("name", to.Name), changed("isDefault", to.IsDefault), changed("allowOnlyProjectMasterDataRead", to.OnlyMasterDataRead),
		changed("defaultProjectRoleId", to.NextDefaultID))
}

// Delete is for good.
func (r projectRoles) Delete(ctx context.Context, id, replacement string) error {
	body := map[string]any{}
	if replacement != "" {
		body["newProjectRoleId"] = replacement
	}
	return r.client.act(ctx, business(body, at("projectroles", id, "delete")...))
}

// Permissions are what the role permits.
func (r projectRoles) Permissions(ctx context.Context, id string) ([]api.Permission, error) {
	return r.client.permissions(ctx, "projectroles", id)
}

// Permit sets the access levels of one feature.
func (r projectRoles) Permit(ctx context.Context, id string, permission api.Permission) error {
	return r.client.permit(ctx, "projectroles", id, permission)
}

type projectRoleWire struct {
	auditWire

	ID                 id              `json:"id"`
	Name               lenient.Vital   `json:"name"`
	IsDefault          flag            `json:"isDefault"`
	OnlyMasterDataRead flag            `json:"allowOnlyProjectMasterDataRead"`
	MemberCount        lenient.Integer `json:"memberCount"`
}

func (w projectRoleWire) role() api.ProjectRole {
	return api.ProjectRole{
		Audit: w.audit(), ID: w.ID.String(), Name: w.Name.Or(""), IsDefault: w.IsDefault.Or(false),
		OnlyMasterDataRead: w.OnlyMasterDataRead.Or(false), MemberCount: w.MemberCount.Value,
	}
}
