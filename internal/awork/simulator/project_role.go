package simulator

import (
	"errors"
	"net/http"
)

// ProjectRole is what a member of a project may do there.
type ProjectRole struct {
	Object
	ProjectRoleForm
	Permissions []Permission `json:"permissions"`
}

// ProjectRoleForm is what can be written of a project role.
type ProjectRoleForm struct {
	Name               string `json:"name"`
	IsDefault          bool   `json:"isDefault"`
	OnlyMasterDataRead bool   `json:"allowOnlyProjectMasterDataRead"`
	NextDefaultRoleID  guid   `json:"defaultProjectRoleId"`
}

func (f ProjectRoleForm) check(p *problems) { p.required("name", f.Name, normalName) }

func (r *ProjectRole) label() (name string, archived bool) { return r.Name, false }

func (s *state) completeProjectRole(role *ProjectRole) error {
	if role.Name == "" {
		return errors.New("there is no name")
	}
	for i := range role.Permissions {
		if permission := &role.Permissions[i]; permission.ID == "" {
			permission.ID = s.newID("Permission")
		}
	}
	return nil
}

func projectRoleRoutes() []route {
	write := right{workspaceManageConfig, levelWrite}
	return []route{
		{pattern: "GET /projectroles", do: listProjectRoles, parameters: inLists("includemembers")},
		{pattern: "GET /projectroles/{id}", do: getProjectRole},
		{pattern: "POST /projectroles", needs: write, do: createProjectRole},
		{pattern: "PUT /projectroles/{id}", needs: write, do: putProjectRole},
		{pattern: "POST /projectroles/{id}/delete", needs: write, do: deleteProjectRole},
		{pattern: "GET /projectroles/{id}/permissions", do: listProjectRolePermissions, parameters: inLists()},
		{pattern: "POST /projectroles/{id}/permissions", needs: right{projectManageConfig, levelWrite}, do: permitProjectRole},
	}
}

// projectRoleMember is somebody with a project role somewhere.
type projectRoleMember struct {
	UserID    string `json:"userId"`
	ProjectID string `json:"projectId"`
}

func (s *state) projectRoleWire(members bool) func(*ProjectRole) any {
	return func(role *ProjectRole) any {
		holders := []projectRoleMember{}
		for _, project := range s.projects.all() {
			for _, member := range project.Members {
				if member.ProjectRoleID == role.ID {
					holders = append(holders, projectRoleMember{member.UserID, project.ID})
				}
			}
		}
		wire := struct {
			Object
			Name        string              `json:"name"`
			IsDefault   bool                `json:"isDefault"`
			OnlyRead    bool                `json:"allowOnlyProjectMasterDataRead"`
			MemberCount int                 `json:"memberCount"`
			Members     []projectRoleMember `json:"members"`
		}{role.Object, role.Name, role.IsDefault, role.OnlyMasterDataRead, len(holders), nil}
		if members {
			wire.Members = holders
		}
		return wire
	}
}

func listProjectRoles(c *call) (answer, error) {
	members := true
	if c.query.Has("includemembers") {
		var err error
		if members, err = c.flag("includemembers"); err != nil {
			return answer{}, err
		}
	}
	return listOf(c, c.state.projectRoles.listed(func(*ProjectRole) bool { return true }), c.state.projectRoleWire(members))
}

func getProjectRole(c *call) (answer, error) {
	role, err := c.state.projectRoles.find(c.id())
	if err != nil {
		return answer{}, err
	}
	return ok(c.state.projectRoleWire(true)(role)), nil
}

func createProjectRole(c *call) (answer, error) {
	form, err := newForm[ProjectRoleForm](c)
	if err != nil {
		return answer{}, err
	}
	if c.state.workspace.Basic {
		return answer{}, business(noSubscription, "The subscription does not include project roles.")
	}
	form.NextDefaultRoleID = ""
	role := ProjectRole{ProjectRoleForm: form}
	if err := c.state.projectRoles.alone(&role); err != nil {
		return answer{}, err
	}
	added, err := c.state.projectRoles.add(role, c.self.ID)
	if err != nil {
		return answer{}, err
	}
	if added.IsDefault {
		c.state.makeDefault(added)
	}
	return ok(c.state.projectRoleWire(true)(added)), nil
}

// makeDefault makes a project role the one of new members, instead of another one.
func (s *state) makeDefault(role *ProjectRole) {
	for _, other := range s.projectRoles.all() {
		other.IsDefault = other == role
	}
}

func putProjectRole(c *call) (answer, error) {
	all := c.state.projectRoles
	role, err := all.find(c.id())
	if err != nil {
		return answer{}, err
	}
	changed := *role
	if changed.ProjectRoleForm, err = replaced(c, role.ProjectRoleForm); err != nil {
		return answer{}, err
	}
	next := role
	if role.IsDefault && !changed.IsDefault {
		if changed.NextDefaultRoleID == "" {
			return answer{}, invalidProperty("defaultProjectRoleId", "The defaultProjectRoleId field is required.")
		}
		if next, err = all.usable(string(changed.NextDefaultRoleID)); err != nil {
			return answer{}, err
		}
	}
	if err := all.alone(&changed); err != nil {
		return answer{}, err
	}
	changed.NextDefaultRoleID = ""
	*role = changed
	if role.IsDefault || next != role {
		c.state.makeDefault(next)
	}
	all.touch(role, c.self.ID)
	return ok(c.state.projectRoleWire(true)(role)), nil
}

func deleteProjectRole(c *call) (answer, error) {
	all := c.state.projectRoles
	role, err := all.find(c.id())
	if err != nil {
		return goneBefore(c, all, err)
	}
	next, err := replacement(c, all, role, "newProjectRoleId")
	if err != nil {
		return answer{}, err
	}
	used := role.IsDefault
	for _, project := range c.state.projects.all() {
		used = used || project.hasRole(role.ID)
	}
	if used && next == nil {
		return answer{}, c.state.inUse("newProjectRoleId")
	}
	if used {
		for _, project := range c.state.projects.all() {
			project.moveRole(role.ID, next.ID)
		}
		if role.IsDefault {
			c.state.makeDefault(next)
		}
	}
	all.remove(role)
	return c.done(http.StatusOK), nil
}

func listProjectRolePermissions(c *call) (answer, error) {
	role, err := c.state.projectRoles.find(c.id())
	if err != nil {
		return answer{}, err
	}
	return listOf(c, pointers(role.Permissions), permissionWire)
}

func permitProjectRole(c *call) (answer, error) {
	role, err := c.state.projectRoles.find(c.id())
	if err != nil {
		return answer{}, err
	}
	answer, err := c.permit(&role.Permissions, c.state.features.Project)
	if err == nil {
		c.state.projectRoles.touch(role, c.self.ID)
	}
	return answer, err
}
