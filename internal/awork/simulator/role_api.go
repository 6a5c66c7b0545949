package simulator

import (
	"net/http"
	"slices"
	"strings"
)

func roleRoutes() []route {
	read, write := right{workspaceManageConfig, levelRead}, right{workspaceManageConfig, levelWrite}
	return []route{
		{pattern: "GET /roles", needs: read, do: listRoles, parameters: inLists("showarchived")},
		{pattern: "GET /roles/users", needs: read, do: internalRoleUsers},
		{pattern: "GET /roles/{id}", needs: read, do: getRole},
		{pattern: "POST /roles", needs: write, do: createRole},
		{pattern: "PUT /roles/{id}", needs: write, do: putRole},
		{pattern: "POST /roles/{id}/delete", needs: write, do: deleteRole},
		{pattern: "POST /roles/{id}/setarchived", needs: right{taskManageConfig, levelWrite}, do: archiveRole},
		{pattern: "GET /roles/{id}/users", needs: read, do: listRoleUsers, parameters: inLists("showarchived")},
		{pattern: "POST /roles/moveuser", needs: write, do: moveUser},
		{pattern: "POST /roles/{id}/adduser", needs: write, do: addRoleUser},
		{pattern: "GET /roles/{id}/permissions", needs: read, do: listRolePermissions, parameters: inLists()},
		{pattern: "POST /roles/{id}/permissions", needs: right{projectManageConfig, levelWrite}, do: permitRole},
		{pattern: "GET /roles/{id}/deactivatedmenuitems", needs: read, do: getMenuItems},
		{pattern: "POST /roles/{id}/deactivatedmenuitems", needs: write, do: setMenuItems},
	}
}

func roleWire(r *Role) any {
	return struct {
		Object
		RoleForm
		IsPreset    bool `json:"isPreset"`
		IsArchived  bool `json:"isArchived"`
		IsAgentRole bool `json:"isAgentRole"`
	}{r.Object, r.RoleForm, r.IsPreset, r.IsArchived, r.IsAgentRole}
}

// role is the role of the path. Only where it is read it can be named.
func (c *call) pathRole() (*Role, error) { return c.state.roles.find(c.id()) }

func listRoles(c *call) (answer, error) {
	archived, err := c.flag("showarchived")
	if err != nil {
		return answer{}, err
	}
	return wholeOf(c, c.state.roles.listed(func(r *Role) bool {
		return (archived || !r.IsArchived) && (!c.restricted || r == c.role)
	}), roleWire)
}

// internalRoleUsers is the app's own.
func internalRoleUsers(c *call) (answer, error) {
	c.state.violate(c.request, "this operation is for awork's own app only")
	return answer{}, denied("Role")
}

func getRole(c *call) (answer, error) {
	if isGUID(c.id()) {
		role, err := c.pathRole()
		if err != nil {
			return answer{}, err
		}
		return ok(roleWire(role)), nil
	}
	for _, role := range c.state.roles.all() {
		if strings.EqualFold(role.Name, c.id()) {
			return ok(roleWire(role)), nil
		}
	}
	if c.state.variants[RoleNameNotFound] {
		return answer{}, c.state.roles.missing()
	}
	return answer{}, business(invalidOperation, "There is no role with this name.")
}

func createRole(c *call) (answer, error) {
	form, err := newForm[RoleForm](c)
	if err != nil {
		return answer{}, err
	}
	if c.state.workspace.Basic {
		return answer{}, business(noSubscription, "The subscription does not include roles.")
	}
	role := Role{RoleForm: form}
	if c.state.variants[NewRolesPreset] {
		role.Permissions = presetPermissions()
	}
	added, err := c.state.addRole(role, c.self.ID)
	if err != nil {
		return answer{}, err
	}
	return ok(roleWire(added)), nil
}

func putRole(c *call) (answer, error) {
	role, err := c.pathRole()
	if err != nil {
		return answer{}, err
	}
	if err := c.state.editable(role); err != nil {
		return answer{}, err
	}
	form, err := replaced(c, role.RoleForm)
	if err != nil {
		return answer{}, err
	}
	if err := c.state.roles.renamable(role, form.Name); err != nil {
		return answer{}, err
	}
	if form.IsAdminRole != role.IsAdminRole || form.IsGuestRole != role.IsGuestRole {
		return answer{}, business(invalidOperation, "The kind of a role cannot be changed.")
	}
	changed := *role
	changed.RoleForm = form
	if err := c.state.onlyRole(changed); err != nil {
		return answer{}, err
	}
	*role = changed
	c.state.roles.touch(role, c.self.ID)
	return ok(roleWire(role)), nil
}

func deleteRole(c *call) (answer, error) {
	role, err := c.pathRole()
	if err != nil {
		return goneBefore(c, c.state.roles, err)
	}
	next, err := replacement(c, c.state.roles, role, "newRoleId")
	if err != nil {
		return answer{}, err
	}
	if err := c.state.deleteRole(role, next, c.self.ID); err != nil {
		return answer{}, err
	}
	return c.done(http.StatusNoContent), nil
}

func archiveRole(c *call) (answer, error) {
	role, err := c.pathRole()
	if err != nil {
		return answer{}, err
	}
	form, err := newForm[archiveForm](c)
	if err != nil {
		return answer{}, err
	}
	if role.IsAdminRole || role.IsGuestRole {
		return answer{}, business(invalidOperation, "The role %s cannot be archived.", role.Name)
	}
	role.IsArchived = form.IsArchived
	c.state.roles.touch(role, c.self.ID)
	return ok(roleWire(role)), nil
}

func listRoleUsers(c *call) (answer, error) {
	role, err := c.pathRole()
	if err != nil {
		return answer{}, err
	}
	archived, err := c.flag("showarchived")
	if err != nil {
		return answer{}, err
	}
	variants := c.state.variants
	holders := c.state.users.listed(func(u *User) bool {
		return u.RoleID == role.ID && u.DeletedOn == nil && (archived || !u.IsArchived) &&
			(!u.Pending || !variants[PendingUnlistedInRoles])
	})
	return listOf(c, holders, func(u *User) any {
		return map[string]any{"userId": u.ID, "roleId": u.RoleID, "isDeactivated": u.IsDeactivated}
	})
}

// moveForm gives a user another role.
type moveForm struct {
	UserID   guid `json:"userId"`
	ToRoleID guid `json:"toRoleId"`
}

func (f moveForm) check(p *problems) {
	p.required("userId", string(f.UserID), normalName)
	p.required("toRoleId", string(f.ToRoleID), normalName)
}

func moveUser(c *call) (answer, error) {
	form, err := newForm[moveForm](c)
	if err != nil {
		return answer{}, err
	}
	user := c.state.users.get(string(form.UserID))
	if user == nil || user.DeletedOn != nil {
		return answer{}, c.state.users.missing()
	}
	return c.giveRole(user, string(form.ToRoleID))
}

func (c *call) giveRole(user *User, id string) (answer, error) {
	role, err := c.state.roles.usable(id)
	if err != nil {
		return answer{}, err
	}
	if err := c.state.give(user, role, c.self.ID); err != nil {
		return answer{}, err
	}
	return c.done(http.StatusOK), nil
}

// userIDForm names a user.
type userIDForm struct {
	UserID guid `json:"userId"`
}

func (f userIDForm) check(p *problems) { p.required("userId", string(f.UserID), normalName) }

func addRoleUser(c *call) (answer, error) {
	role, err := c.pathRole()
	if err != nil {
		return answer{}, err
	}
	form, err := newForm[userIDForm](c)
	if err != nil {
		return answer{}, err
	}
	user := c.state.users.get(string(form.UserID))
	if user == nil || user.DeletedOn != nil {
		return answer{}, c.state.users.missing()
	}
	if user.RoleID != "" {
		return answer{}, business(alreadyExists, "The user has a role already.")
	}
	return c.giveRole(user, role.ID)
}

func permissionWire(p *Permission) any { return p }

func listRolePermissions(c *call) (answer, error) {
	role, err := c.pathRole()
	if err != nil {
		return answer{}, err
	}
	return listOf(c, pointers(role.Permissions), permissionWire)
}

// permissionForm is what a role is to be allowed with a feature.
type permissionForm struct {
	Feature      string   `json:"feature"`
	AccessLevels []string `json:"accessLevels"`
}

func (f permissionForm) check(p *problems) { p.required("feature", f.Feature, normalName) }

// known refuses features that do not exist, and levels where they are minded.
func (f permissionForm) known(s *state, features []string) error {
	var wrong problems
	if !slices.Contains(features, f.Feature) {
		wrong.addf("feature", "The feature is unknown.")
	}
	for _, level := range f.AccessLevels {
		if s.variants[LevelsChecked] {
			wrong.oneOf("accessLevels", level, levelRead, levelWrite, levelDelete, levelManage)
		}
	}
	if len(wrong) > 0 {
		return invalidProperties(wrong)
	}
	return nil
}

func permitRole(c *call) (answer, error) {
	role, err := c.pathRole()
	if err != nil {
		return answer{}, err
	}
	if err := c.state.grantable(role); err != nil {
		return answer{}, err
	}
	answer, err := c.permit(&role.Permissions, c.state.features.Workspace)
	if err == nil {
		c.state.roles.touch(role, c.self.ID)
	}
	return answer, err
}

// permit changes what is allowed with one feature.
func (c *call) permit(permissions *[]Permission, features []string) (answer, error) {
	form, err := newForm[permissionForm](c)
	if err != nil {
		return answer{}, err
	}
	if err := form.known(c.state, features); err != nil {
		return answer{}, err
	}
	c.state.permit(permissions, form.Feature, form.AccessLevels)
	if len(form.AccessLevels) == 0 {
		return c.done(http.StatusNoContent), nil
	}
	at := slices.IndexFunc(*permissions, func(p Permission) bool { return p.Feature == form.Feature })
	return ok((*permissions)[at]), nil
}

func getMenuItems(c *call) (answer, error) {
	role, err := c.pathRole()
	if err != nil {
		return answer{}, err
	}
	return ok(orEmpty(role.MenuItems)), nil
}

func setMenuItems(c *call) (answer, error) {
	role, err := c.pathRole()
	if err != nil {
		return answer{}, err
	}
	var items []string
	if err := c.decode(&items); err != nil {
		return answer{}, err
	}
	role.MenuItems = items
	return ok(orEmpty(role.MenuItems)), nil
}
