package simulator

import (
	"maps"
	"slices"
)

func (v *v1) projectRoutes() {
	v.read("/projects", v1ListProjects)
	v.read("/projects/{id}", v1GetProject)
	v.write("POST /projects", v1CreateProject)
	v.write("PUT /projects/{id}", v1UpdateProject)
	v.write("DELETE /projects/{id}", v1ArchiveProject)
	if v.state.variants[ProjectRestoreWorks] {
		v.write("GET /projects/restore/{id}", func(c *call) (v1Answer, error) {
			_, err := restoreProject(c)
			return v1Done(), err
		})
	}
}

// v1Project is a project by itself.
func (c *call) v1Project(p *Project) object {
	return object{
		always("id", p.ID),
		always("owner_id", p.OwnerID),
		always("name", name(p.Name)),
		always("status", c.projectStatus(p)),
		always("start_date", day(p.StartDate)),
		always("estimation", p.Estimation),
		always("deadline", day(p.Deadline)),
		always("notes", p.Notes),
		always("created_at", p.CreatedAt),
		always("updated_at", p.UpdatedAt),
		always("deleted_at", p.DeletedAt),
	}
}

// v1ListProjects lists a project once for each of its contracts, and once where it has none.
func v1ListProjects(c *call) (v1Answer, error) {
	projects := c.workspace.projects.Seen(c.state.view(projectList), func(p *Project) bool {
		return c.seesProject(p) && (!p.Archived() || !c.state.archivedHidden(false))
	})
	rows := []object{}
	for _, p := range projects {
		tags := make([]object, len(p.Tags))
		for i, tag := range p.Tags {
			tags[i] = object{always("id", tag.ID), always("name", tag.Name), always("color", tag.Color)}
		}
		row := func(contractID, userID any) object {
			return object{
				always("project_name", name(p.Name)), always("contract_id", contractID), always("user_id", userID),
				always("id", p.ID), always("deleted_at", p.DeletedAt), always("tags", tags),
			}
		}
		contracts := c.workspace.byProject[p.ID]
		for _, id := range slices.Sorted(maps.Keys(contracts)) {
			rows = append(rows, row(id, contracts[id].UserID))
		}
		if len(contracts) == 0 {
			rows = append(rows, row(nil, nil))
		}
	}
	c.state.lists[projectList]++
	return v1Answer{data: rows}, nil
}

func v1GetProject(c *call) (v1Answer, error) {
	id, err := c.id()
	if err != nil {
		return v1Answer{}, err
	}
	project, err := c.state.project(c.workspace, id)
	if err == nil && !c.seesProject(project) {
		err = v1Missing("Project")
	}
	if err != nil {
		return v1Answer{}, v1NotShown(err, "Project")
	}
	return v1Answer{data: c.v1Project(project)}, nil
}

// v1FillProject takes a project's fields out of the form. The name has to be there always.
func v1FillProject(c *call, p *Project) error {
	f := c.form
	if f.variants[V1ProjectReplaced] {
		p.StartDate, p.Deadline, p.Notes, p.Estimation = nil, nil, nil, nil
	}
	f.text("name", required, shortEnough).into(&p.Name)
	f.text("start_date", clearable, aDay).to(&p.StartDate)
	f.text("deadline", clearable, aDay).to(&p.Deadline)
	f.text("notes", clearable).to(&p.Notes)
	if hours := f.whole("estimation", clearable, notNegative); hours.sent {
		p.Estimation = nil
		if hours.value != nil {
			p.Estimation = new(float64(*hours.value))
		}
	}
	p.Name = c.storedName(p.Name)
	if from, until := p.StartDate, p.Deadline; from != nil && until != nil && *until != "" && *until < *from {
		f.problemf("deadline", "The deadline field must be a date after or equal to start_date.")
	}
	return f.finish()
}

func v1CreateProject(c *call) (v1Answer, error) {
	project := Project{OwnerID: c.account.UserID}
	if err := v1FillProject(c, &project); err != nil {
		return v1Answer{}, err
	}
	_, err := c.state.addProject(c.workspace, project)
	return v1Done(), err
}

func v1UpdateProject(c *call) (v1Answer, error) {
	id, err := c.id()
	if err != nil {
		return v1Answer{}, err
	}
	project, err := c.state.writableProject(c.workspace, id)
	if err != nil {
		return v1Answer{}, err
	}
	changed := *project
	if err := v1FillProject(c, &changed); err != nil {
		return v1Answer{}, err
	}
	changed.UpdatedAt = c.state.today()
	*project = changed
	return v1Done(), nil
}

func v1ArchiveProject(c *call) (v1Answer, error) {
	_, err := archiveProject(c)
	return v1Done(), err
}
