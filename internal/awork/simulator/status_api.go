package simulator

import (
	"net/http"
	"slices"
)

func statusRoutes() []route {
	config := right{projectManageConfig, levelWrite}
	routes := []route{
		{pattern: "GET /projectstatuses", do: listAllStatuses, parameters: inLists("showarchived")},
		{pattern: "GET /projectstatuses/{status}", do: getStatus},
		{pattern: "PUT /projectstatuses/{status}", do: putStatus},
		{pattern: "POST /projectstatuses/{status}/setarchived", do: archiveStatus},
		{pattern: "POST /projectstatuses/{status}/delete", do: deleteStatus},
		{pattern: "GET /workflows/{id}/projectstatuses/{status}", do: getStatus},
		{pattern: "PUT /workflows/{id}/projectstatuses/{status}", needs: config, do: putStatus},
		{pattern: "POST /workflows/{id}/projectstatuses/{status}/delete", needs: config, do: deleteStatus},
	}
	for _, owner := range []statusOwner{projectOwner(), templateOwner(), workflowOwner()} {
		all := "/" + owner.kind + "/{id}/projectstatuses"
		routes = append(routes,
			route{pattern: "GET " + all, do: owner.list, parameters: inLists("showarchived")},
			route{pattern: "POST " + all, needs: owner.needs, do: owner.create},
			route{pattern: "POST /" + owner.kind + "/{id}/updateprojectstatusorder", needs: owner.needs, do: owner.reorder},
		)
	}
	return routes
}

// statusOwner is a kind of what statuses belong to.
type statusOwner struct {
	kind  string // as in the path
	paged bool
	needs right
	// find gives the owner of the path as a new status of it has it, and which statuses are its.
	find func(*call) (ProjectStatus, func(*ProjectStatus) bool, error)
}

func projectOwner() statusOwner {
	return statusOwner{kind: "projects", paged: true, find: func(c *call) (ProjectStatus, func(*ProjectStatus) bool, error) {
		project, err := c.project()
		if err != nil {
			return ProjectStatus{}, nil, err
		}
		if c.request.Method != http.MethodGet {
			err = c.mayChange(project)
		}
		// A workflow's statuses are added to the workflow.
		if err == nil && project.WorkflowID != "" && c.request.Method != http.MethodGet {
			err = business(invalidOperation, "The statuses are those of the workflow.")
		}
		return ProjectStatus{ProjectID: project.ID}, func(s *ProjectStatus) bool { return s.of(project) }, err
	}}
}

func templateOwner() statusOwner {
	return statusOwner{
		kind: "projecttemplates", needs: right{projectManageConfig, levelWrite},
		find: func(c *call) (ProjectStatus, func(*ProjectStatus) bool, error) {
			template, err := c.state.templates.find(c.id())
			if err != nil {
				return ProjectStatus{}, nil, err
			}
			return ProjectStatus{TemplateID: template.ID}, func(s *ProjectStatus) bool { return s.TemplateID == template.ID }, nil
		},
	}
}

func workflowOwner() statusOwner {
	return statusOwner{
		kind: "workflows", paged: true, needs: right{projectManageConfig, levelWrite},
		find: func(c *call) (ProjectStatus, func(*ProjectStatus) bool, error) {
			workflow, err := c.state.workflows.find(c.id())
			if err != nil {
				return ProjectStatus{}, nil, err
			}
			return ProjectStatus{WorkflowID: workflow.ID}, func(s *ProjectStatus) bool { return s.WorkflowID == workflow.ID }, nil
		},
	}
}

func statusWire(s *ProjectStatus) any {
	return struct {
		Object
		ProjectStatusForm
		Order      int     `json:"order"`
		ProjectID  *string `json:"projectId"`
		TemplateID *string `json:"projectTemplateId"`
		WorkflowID *string `json:"workflowId"`
		IsExternal bool    `json:"isExternal"`
	}{s.Object, s.ProjectStatusForm, s.Order, orNull(s.ProjectID), orNull(s.TemplateID), orNull(s.WorkflowID), false}
}

// orNull is a text, null rather than empty.
func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func listAllStatuses(c *call) (answer, error) {
	archived, err := c.flag("showarchived")
	if err != nil {
		return answer{}, err
	}
	return listOf(c, c.state.statuses.listed(func(s *ProjectStatus) bool {
		project := c.state.projects.get(s.ProjectID)
		return (archived || !s.IsArchived) && (project == nil || c.sees(project))
	}), statusWire)
}

func (o statusOwner) list(c *call) (answer, error) {
	archived, err := c.flag("showarchived")
	if err != nil {
		return answer{}, err
	}
	_, belongs, err := o.find(c)
	if err != nil {
		return answer{}, err
	}
	known := c.state.statuses.listed(belongs)
	statuses := slices.DeleteFunc(c.state.statusesOf(belongs), func(s *ProjectStatus) bool {
		return s.IsArchived && !archived || !slices.Contains(known, s)
	})
	return list(c, statuses, statusWire, o.paged)
}

func (o statusOwner) create(c *call) (answer, error) {
	status, belongs, err := o.find(c)
	if err != nil {
		return answer{}, err
	}
	if status.ProjectStatusForm, err = newForm[ProjectStatusForm](c); err != nil {
		return answer{}, err
	}
	status.Order = len(c.state.statusesOf(belongs)) + 1
	added, err := c.state.statuses.add(status, c.self.ID)
	if err != nil {
		return answer{}, err
	}
	return ok(statusWire(added)), nil
}

// orderForm puts a status elsewhere among the others.
type orderForm struct {
	ProjectStatusID guid `json:"projectStatusId"`
	Order           int  `json:"order"`
}

func (f orderForm) check(p *problems) {
	p.required("projectStatusId", string(f.ProjectStatusID), normalName)
}

func (o statusOwner) reorder(c *call) (answer, error) {
	_, belongs, err := o.find(c)
	if err != nil {
		return answer{}, err
	}
	form, err := newForm[orderForm](c)
	if err != nil {
		return answer{}, err
	}
	statuses := c.state.statusesOf(belongs)
	at := slices.IndexFunc(statuses, func(s *ProjectStatus) bool { return s.ID == string(form.ProjectStatusID) })
	if at < 0 {
		return answer{}, business(invalidOperation, "The status is not one of these.")
	}
	moved := statuses[at]
	to := min(max(form.Order, 1), len(statuses)) - 1
	statuses = slices.Insert(slices.Delete(statuses, at, at+1), to, moved)
	for i, status := range statuses {
		status.Order = i + 1
	}
	return c.done(http.StatusNoContent), nil
}

// status is the status of the path, if the account may do with it what it is asked.
func (c *call) status() (*ProjectStatus, error) {
	id := c.request.PathValue("status")
	status, err := c.state.statuses.find(id)
	if err != nil {
		return nil, err
	}
	if workflow := c.id(); workflow != "" && status.WorkflowID != workflow {
		return nil, c.state.statuses.missing()
	}
	project := c.state.projects.get(status.ProjectID)
	switch reads := c.request.Method == http.MethodGet; {
	case project == nil && !reads:
		return status, c.require("ProjectStatus", right{projectManageConfig, levelWrite})
	case project == nil:
		return status, nil
	case !c.sees(project):
		return nil, c.state.statuses.missing()
	case !reads:
		return status, c.mayChange(project)
	}
	return status, nil
}

func getStatus(c *call) (answer, error) {
	status, err := c.status()
	if err != nil {
		return answer{}, err
	}
	return ok(statusWire(status)), nil
}

func putStatus(c *call) (answer, error) {
	status, err := c.status()
	if err != nil {
		return answer{}, err
	}
	form, err := replaced(c, status.ProjectStatusForm)
	if err != nil {
		return answer{}, err
	}
	status.ProjectStatusForm = form
	c.state.statuses.touch(status, c.self.ID)
	return ok(statusWire(status)), nil
}

func archiveStatus(c *call) (answer, error) {
	status, err := c.status()
	if err != nil {
		return answer{}, err
	}
	form, err := newForm[archiveForm](c)
	if err != nil {
		return answer{}, err
	}
	status.IsArchived = form.IsArchived
	c.state.statuses.touch(status, c.self.ID)
	return ok(statusWire(status)), nil
}

func deleteStatus(c *call) (answer, error) {
	all := c.state.statuses
	status, err := c.status()
	if err != nil {
		if all.gone[c.request.PathValue("status")] {
			return c.deletedTwice(err)
		}
		return answer{}, err
	}
	next, err := replacement(c, all, status, "projectStatusId")
	if err != nil {
		return answer{}, err
	}
	users := c.state.projects.where(func(p *Project) bool { return p.ProjectStatusID == status.ID })
	if len(users) > 0 && next == nil {
		return answer{}, c.state.inUse("projectStatusId")
	}
	for _, project := range users {
		if !next.of(project) {
			return answer{}, business(invalidOperation, "The status is not one of the project.")
		}
		c.state.changeStatus(project, next, c.self.ID)
	}
	all.remove(status)
	return c.done(http.StatusNoContent), nil
}
