package rest

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
)

// Account is who the credentials belong to, and where.
func (c *Client) Account(ctx context.Context) (api.Account, error) {
	got, err := c.do(ctx, reading("me"))
	if err != nil {
		return api.Account{}, err
	}
	user, err := one(got, userWire.user)
	if err != nil {
		return api.Account{}, err
	}
	account, err := one(got, accountWire.account)
	account.User = user
	return account, err
}

// Rights are what the account may do.
func (c *Client) Rights(ctx context.Context) (api.Rights, error) {
	got, err := c.do(ctx, reading("me", "permissions"))
	if err != nil {
		return api.Rights{}, err
	}
	return one(got, rightsWire.rights)
}

// Features are the keys of what roles can permit.
func (c *Client) Features(ctx context.Context) ([]string, error) {
	return c.features(ctx, "features")
}

// ProjectFeatures are the keys of what roles in projects can permit.
func (c *Client) ProjectFeatures(ctx context.Context) ([]string, error) {
	return c.features(ctx, "projectfeatures")
}

func (c *Client) features(ctx context.Context, of string) ([]string, error) {
	page, err := whole(ctx, c, reading("permissions", of), textWire.text)
	return page.Items, err
}

// textWire is a text where others have an object.
type textWire struct{ Text lenient.Vital }

// UnmarshalJSON never fails.
func (w *textWire) UnmarshalJSON(raw []byte) error { return w.Text.UnmarshalJSON(raw) }

func (w textWire) text() string { return w.Text.Or("") }

// APIUsers are the ids of the users who are programs.
func (c *Client) APIUsers(ctx context.Context) ([]string, error) {
	page, err := whole(ctx, c, reading("apiusers"), func(w apiUserWire) string { return w.ID.String() })
	return page.Items, err
}

type apiUserWire struct {
	ID id `json:"id"`
}

// accountWire is what an account has beside the fields of a user.
type accountWire struct {
	AccountID reference                    `json:"accountId"`
	Workspace object[accountWorkspaceWire] `json:"workspace"`
}

type accountWorkspaceWire struct {
	ID   id            `json:"id"`
	Name lenient.Vital `json:"name"`
	URL  lenient.Text  `json:"url"`
}

func (w accountWire) account() api.Account {
	workspace := w.Workspace.Or(accountWorkspaceWire{})
	return api.Account{
		AccountID: w.AccountID.String(),
		Workspace: api.AccountWorkspace{ID: workspace.ID.String(), Name: workspace.Name.Or(""), URL: workspace.URL.Value},
	}
}

type rightsWire struct {
	User     object[userRightsWire]            `json:"userPermission"`
	Projects lenient.Vitals[projectRightsWire] `json:"projectRolesPermissions"`
}

type userRightsWire struct {
	UserID      reference                      `json:"userId"`
	RoleID      reference                      `json:"roleId"`
	IsAdmin     flag                           `json:"isAdmin"`
	IsGuest     flag                           `json:"isGuest"`
	IsBlocked   flag                           `json:"isBlocked"`
	Permissions lenient.Vitals[permissionWire] `json:"permissions"`
}

type projectRightsWire struct {
	RoleID      id                             `json:"projectRoleId"`
	Permissions lenient.Vitals[permissionWire] `json:"permissions"`
}

func (w rightsWire) rights() api.Rights {
	user := w.User.Or(userRightsWire{})
	rights := api.Rights{
		UserID: user.UserID.String(), RoleID: user.RoleID.String(),
		IsAdmin: user.IsAdmin.Or(false), IsGuest: user.IsGuest.Or(false), IsBlocked: user.IsBlocked.Or(false),
		Permissions:  lenient.Mapped(user.Permissions.List, permissionWire.permission),
		ProjectRoles: map[string][]api.Permission{},
	}
	for _, role := range lenient.Mapped(w.Projects.List, func(w projectRightsWire) projectRightsWire { return w }) {
		rights.ProjectRoles[role.RoleID.String()] = lenient.Mapped(role.Permissions.List, permissionWire.permission)
	}
	return rights
}
