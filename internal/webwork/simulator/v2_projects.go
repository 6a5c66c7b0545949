package simulator

import (
	"net/http"
	"strings"
)

func (v *v2) projectRoutes() {
	v.read("/projects", listProjects, "name", "page", "per_page")
	v.read("/projects/{id}", getProject)
	v.write("POST /projects", createProject)
	v.write("PUT /projects/{id}", updateProject)
	v.write("DELETE /projects/{id}", archiveProject)
	switch {
	case v.state.variants[ProjectRestoreWorks]:
		v.write("POST /projects/{id}/restore", restoreProject)
	case v.state.variants[ProjectRestoreNotAllowed]:
		v.mux.HandleFunc("POST /projects/{id}/restore", func(w http.ResponseWriter, _ *http.Request) {
			v.refuse(w, refuse(noMethod, "The POST method is not supported for this route."))
		})
	}
}

// projectObject is a project as /projects shows it.
func (c *call) projectObject(p *Project) object {
	rate := p.Rate
	if !c.seesRates() {
		rate = nil
	}
	tags := make([]object, len(p.Tags))
	for i, tag := range p.Tags {
		tags[i] = object{always("id", tag.ID), always("name", tag.Name), always("color", tag.Color)}
	}
	return object{
		always("id", p.ID),
		always("name", name(p.Name)),
		always("owner_id", p.OwnerID),
		always("start_date", day(p.StartDate)),
		always("deadline", day(p.Deadline)),
		detail("estimation", p.Estimation),
		detail("budget_estimation", p.Budget),
		detail("notes", p.Notes),
		always("icon", p.Icon),
		detail("is_billable", !p.NotBillable),
		detail("rate", rate),
		detail("weekly_hours_limit", p.WeeklyHoursLimit),
		detail("screenshots", p.Screenshots),
		detail("tags", tags),
		detail("contracts_count", c.state.activeContracts(c.workspace, p)),
		always("status", c.projectStatus(p)),
		always("created_at", p.CreatedAt),
		always("updated_at", p.UpdatedAt),
		always("deleted_at", p.DeletedAt),
	}
}

// projectStatus is a number, whose meaning is not documented, or a word where a variant says so.
func (c *call) projectStatus(p *Project) any {
	switch {
	case !c.state.variants[OddValues]:
		return p.Status
	case p.Status == 1:
		return "active"
	}
	return "closed"
}

func listProjects(c *call) (answer, error) {
	part := strings.ToLower(c.query.Get("name"))
	rows := c.workspace.projects.Seen(c.state.view(projectList), func(p *Project) bool {
		return strings.Contains(strings.ToLower(p.Name), part) && c.seesProject(p) &&
			(!p.Archived() || !c.state.archivedHidden(false))
	})
	return listPage(c, projectList, "", rows, c.projectObject)
}

func getProject(c *call) (answer, error) {
	id, err := c.id()
	if err != nil {
		return answer{}, err
	}
	project, err := c.state.project(c.workspace, id)
	if err != nil {
		return answer{}, err
	}
	if !c.seesProject(project) {
		return answer{}, refuse(notFound, "Project not found")
	}
	return answer{message: "Project retrieved successfully", data: c.projectObject(project)}, nil
}

// fillProject takes a project's fields out of the form.
func (c *call) fillProject(p *Project, name need) error {
	c.form.text("name", name, shortEnough).into(&p.Name)
	c.form.text("start_date", clearable, aDay).to(&p.StartDate)
	c.form.text("deadline", clearable, aDay).to(&p.Deadline)
	c.form.decimal("estimation", clearable, notNegative).to(&p.Estimation)
	c.form.decimal("budget", clearable, notNegative).to(&p.Budget)
	c.form.text("notes", clearable).to(&p.Notes)
	c.form.text("icon", clearable, shortEnough).to(&p.Icon)
	p.Name = c.storedName(p.Name)
	if from, until := p.StartDate, p.Deadline; from != nil && until != nil && *until != "" && *until < *from {
		c.form.problemf("deadline", "The deadline field must be a date after or equal to start_date.")
	}
	return c.form.finish()
}

func createProject(c *call) (answer, error) {
	var project Project
	if err := c.fillProject(&project, required); err != nil {
		return answer{}, err
	}
	if !c.account.Machine {
		project.OwnerID = c.account.UserID
	}
	created, err := c.state.addProject(c.workspace, project)
	if err != nil {
		return answer{}, err
	}
	return c.created(http.StatusCreated, "Project created successfully", c.projectObject(created)), nil
}

func updateProject(c *call) (answer, error) {
	id, err := c.id()
	if err != nil {
		return answer{}, err
	}
	project, err := c.state.writableProject(c.workspace, id)
	if err != nil {
		return answer{}, err
	}
	changed := *project
	if err := c.fillProject(&changed, optional); err != nil {
		return answer{}, err
	}
	changed.UpdatedAt = c.state.today()
	*project = changed
	return c.updated("Project updated successfully", true, c.projectObject(project), "name"), nil
}

func archiveProject(c *call) (answer, error) {
	id, err := c.id()
	if err != nil {
		return answer{}, err
	}
	if err := c.form.finish(); err != nil {
		return answer{}, err
	}
	project, err := c.state.writableProject(c.workspace, id)
	if err != nil {
		return answer{}, err
	}
	c.state.archiveProject(c.workspace, project)
	return c.done("Project deleted successfully"), nil
}

func restoreProject(c *call) (answer, error) {
	id, err := c.id()
	if err != nil {
		return answer{}, err
	}
	if err := c.form.finish(); err != nil {
		return answer{}, err
	}
	project := c.workspace.projects.Get(id)
	if project == nil {
		return answer{}, refuse(notFound, "Project not found")
	}
	if err := c.state.restorable(project.Archived(), "Project"); err != nil {
		return answer{}, err
	}
	project.DeletedAt = nil
	return c.done("Project restored successfully"), nil
}
