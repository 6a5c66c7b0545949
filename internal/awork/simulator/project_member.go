package simulator

import (
	"net/http"
	"slices"
)

func projectMemberRoutes() []route {
	return []route{
		{pattern: "GET /projects/{id}/members", do: listProjectMembers, parameters: inLists()},
		{pattern: "POST /projects/{id}/addprojectmember", do: addProjectMember},
		{pattern: "POST /projects/{id}/updateprojectmember", do: updateProjectMember},
		{pattern: "POST /projects/{id}/removeprojectmember", do: removeProjectMember},
	}
}

func listProjectMembers(c *call) (answer, error) {
	project, err := c.project()
	if err != nil {
		return answer{}, err
	}
	return wholeOf(c, pointers(project.Members), func(m *ProjectMember) any { return c.state.memberWire(m) })
}

// memberForm is what can be written of a member of a project.
type memberForm struct {
	UserID        guid `json:"userId"`
	ProjectRoleID guid `json:"projectRoleId"`
	IsResponsible bool `json:"isResponsible"`
}

func (f memberForm) check(p *problems) {
	p.required("userId", string(f.UserID), normalName)
	p.required("projectRoleId", string(f.ProjectRoleID), normalName)
}

// readMember reads a member for the project of the path.
func (c *call) readMember() (*Project, memberForm, error) {
	project, err := c.changedProject()
	if err != nil {
		return nil, memberForm{}, err
	}
	form, err := newForm[memberForm](c)
	if err != nil {
		return nil, form, err
	}
	_, err = c.state.projectRoles.usable(string(form.ProjectRoleID))
	return project, form, err
}

func addProjectMember(c *call) (answer, error) {
	project, form, err := c.readMember()
	if err != nil {
		return answer{}, err
	}
	user := c.state.users.get(string(form.UserID))
	if user == nil || user.DeletedOn != nil {
		return answer{}, business(invalidOperation, "The user does not exist.")
	}
	if at := project.member(user.ID); at >= 0 {
		if err := c.joined("user"); err != nil {
			return answer{}, err
		}
		return ok(c.state.memberWire(&project.Members[at])), nil
	}
	if err := c.joinable(user); err != nil {
		return answer{}, err
	}
	if err := c.onlyResponsible(project, form); err != nil {
		return answer{}, err
	}
	project.Members = append(project.Members, ProjectMember{
		ID: c.state.newID("ProjectMember"), UserID: user.ID, ProjectRoleID: string(form.ProjectRoleID), IsResponsible: form.IsResponsible,
	})
	c.state.projects.touch(project, c.self.ID)
	return ok(c.state.memberWire(&project.Members[len(project.Members)-1])), nil
}

// onlyResponsible minds that one member at most is responsible.
func (c *call) onlyResponsible(project *Project, form memberForm) error {
	if !form.IsResponsible {
		return nil
	}
	for i := range project.Members {
		member := &project.Members[i]
		if !member.IsResponsible || member.UserID == string(form.UserID) {
			continue
		}
		if !c.state.variants[ResponsibleMoves] {
			return business(invalidOperation, "Somebody else is responsible for the project.")
		}
		member.IsResponsible = false
	}
	return nil
}

func updateProjectMember(c *call) (answer, error) {
	project, form, err := c.readMember()
	if err != nil {
		return answer{}, err
	}
	at := project.member(string(form.UserID))
	if at < 0 {
		return answer{}, business(invalidOperation, "The user is not a member of the project.")
	}
	if err := c.onlyResponsible(project, form); err != nil {
		return answer{}, err
	}
	member := &project.Members[at]
	member.ProjectRoleID, member.IsResponsible = string(form.ProjectRoleID), form.IsResponsible
	c.state.projects.touch(project, c.self.ID)
	return ok(c.state.memberWire(member)), nil
}

func removeProjectMember(c *call) (answer, error) {
	project, err := c.changedProject()
	if err != nil {
		return answer{}, err
	}
	form, err := newForm[userIDForm](c)
	if err != nil {
		return answer{}, err
	}
	at := project.member(string(form.UserID))
	if at < 0 {
		return c.deletedTwice(refuse(http.StatusNotFound, "not-found", "The member was not found."))
	}
	project.Members = slices.Delete(project.Members, at, at+1)
	c.state.projects.touch(project, c.self.ID)
	return c.done(http.StatusNoContent), nil
}
