package rest

import (
	"context"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// roles are those of the workspace.
type roles struct{ client *Client }

// roleForm is what can be written of a role.
//
//nolint:gochecknoglobals // a constant, for which Go has no other form
var roleForm = form{required: []string{"name", "isAdminRole", "isGuestRole"}}

// Get reads one role.
func (r roles) Get(ctx context.Context, id string) (api.Role, error) {
	got, err := r.client.do(ctx, reading("roles", id))
	if err != nil {
		return api.Role{}, err
	}
	return one(got, roleWire.role)
}

// Page reads all roles that match the filter: their list has no pages.
func (r roles) Page(ctx context.Context, filter api.RoleFilter, _ int) (remote.Page[api.Role], error) {
	asked := reading("roles")
	asked.query = narrowedBy(filter.Archived, "")
	return whole(ctx, r.client, asked, roleWire.role)
}

// Create makes a role.
func (r roles) Create(ctx context.Context, name string) (api.Role, error) {
	got, err := r.client.write(ctx, creation(map[string]any{"name": name, "isAdminRole": false, "isGuestRole": false}, "roles"))
	if err != nil {
		return api.Role{}, err
	}
	return one(got, roleWire.role)
}

// Update changes a role.
func (r roles) Update(ctx context.Context, id string, to api.RoleUpdate) (*api.Role, error) {
	return update(ctx, r.client, at("roles", id), roleForm, roleWire.role, changed("name", to.Name))
}

// SetArchived archives a role, or takes it back.
func (r roles) SetArchived(ctx context.Context, id string, archived bool) error {
	return r.client.act(ctx, business(archiving{archived}, at("roles", id, "setarchived")...))
}

// Delete is for good.
func (r roles) Delete(ctx context.Context, id, replacement string) error {
	body := map[string]any{}
	if replacement != "" {
		body["newRoleId"] = replacement
	}
	return r.client.act(ctx, business(body, at("roles", id, "delete")...))
}

// Users are all who have the role.
func (r roles) Users(ctx context.Context, id string) ([]api.RoleUser, error) {
	return list[roleUserWire, api.RoleUser]{
		client: r.client, path: at("roles", id, "users"), query: url.Values{"showArchived": {"true"}}, convert: roleUserWire.user,
	}.all(ctx, func(user api.RoleUser) string { return user.UserID })
}

// MoveUser gives a user another role.
func (r roles) MoveUser(ctx context.Context, userID, roleID string) error {
	return r.client.act(ctx, business(map[string]any{"userId": userID, "toRoleId": roleID}, "roles", "moveuser"))
}

// Permissions are what the role permits.
func (r roles) Permissions(ctx context.Context, id string) ([]api.Permission, error) {
	return r.client.permissions(ctx, "roles", id)
}

// Permit sets the access levels of one feature.
func (r roles) Permit(ctx context.Context, id string, permission api.Permission) error {
	return r.client.permit(ctx, "roles", id, permission)
}

type roleWire struct {
	auditWire

	ID          id            `json:"id"`
	Name        lenient.Vital `json:"name"`
	IsAdminRole flag          `json:"isAdminRole"`
	IsGuestRole flag          `json:"isGuestRole"`
	IsPreset    flag          `json:"isPreset"`
	IsArchived  flag          `json:"isArchived"`
	IsAgentRole flag          `json:"isAgentRole"`
}

func (w roleWire) role() api.Role {
	return api.Role{
		ID:         w.ID.String(),
		Name:       w.Name.Or(""),
		IsAdmin:    w.IsAdminRole.Or(false),
		IsGuest:    w.IsGuestRole.Or(false),
		IsPreset:   w.IsPreset.Or(false),
		IsArchived: w.IsArchived.Or(false),
		IsAgent:    w.IsAgentRole.Or(false),
		Audit:      w.audit(),
	}
}

type roleUserWire struct {
	UserID        id        `json:"userId"`
	RoleID        reference `json:"roleId"`
	IsDeactivated flag      `json:"isDeactivated"`
}

func (w roleUserWire) user() api.RoleUser {
	return api.RoleUser{UserID: w.UserID.String(), RoleID: w.RoleID.String(), IsDeactivated: w.IsDeactivated.Or(false)}
}
