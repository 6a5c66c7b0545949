package simulator

import (
	"net/http"
	"slices"
	"strings"
)

// projectsByKey is the path within this simulator that stands for /projects/key/.
const projectsByKey = "/projects-by-key/"

const (
	projectMasterData = "project-master-data"
	projectCreate     = "project-create"
)

func projectRoutes() []route {
	routes := []route{
		{pattern: "GET /projects", do: listProjects, parameters: inLists()},
		{pattern: "GET /projects/{id}", do: getProject},
		{pattern: "GET " + projectsByKey + "{key}", do: getProjectByKey},
		{pattern: "POST /projects", needs: right{projectCreate, levelWrite}, do: createProject},
		{pattern: "PUT /projects/{id}", do: putProject},
		{pattern: "POST /projects/{id}/changestatus", do: changeProjectStatus},
		{pattern: "POST /projects/{id}/changeprojecttype", do: changeProjectType},
		{pattern: "POST /projects/{id}/setprojectkey", do: setProjectKey},
		{pattern: "POST /projects/{id}/delete", do: deleteProject},
	}
	tags := tagged{
		kind: "projects",
		tags: func(c *call) (*[]Tag, error) {
			project, err := c.changedProject()
			if err != nil {
				return nil, err
			}
			return &project.Tags, nil
		},
		all: func(c *call) []*[]Tag {
			var all []*[]Tag
			for _, project := range c.state.projects.all() {
				all = append(all, &project.Tags)
			}
			return all
		},
	}
	return slices.Concat(routes, tags.routes())
}

// sees reports whether the account may know of a project: of a private one know its members and who made
// it.
func (c *call) sees(project *Project) bool {
	mine := project.member(c.self.ID) >= 0 || project.CreatedBy == c.self.ID
	if project.IsPrivate {
		return mine || c.admin() && c.state.variants[PrivateShownToAdmins]
	}
	return mine || c.may(right{projectMasterData, levelRead})
}

// project is the project of the path, if the account may know of it.
func (c *call) project() (*Project, error) {
	project, err := c.state.projects.find(c.id())
	if err != nil {
		return nil, err
	}
	return project, c.mindSecret(project)
}

// mindSecret refuses to show a project that the account may not know of.
func (c *call) mindSecret(project *Project) error {
	variants := c.state.variants
	switch {
	case c.sees(project):
		return nil
	case project.IsPrivate && !variants[PrivateUnauthorized], !project.IsPrivate && variants[DeniedNotFound]:
		return c.state.projects.missing()
	}
	return denied("Project")
}

// mayChange refuses who may not change a project: neither the workspace's role nor that in the project
// lets them.
func (c *call) mayChange(project *Project) error {
	if c.may(right{projectMasterData, levelWrite}) {
		return nil
	}
	if at := project.member(c.self.ID); at >= 0 {
		role := c.state.projectRoles.get(project.Members[at].ProjectRoleID)
		for _, permission := range role.Permissions {
			if permission.Feature == projectMasterData && slices.Contains(permission.AccessLevels, levelWrite) {
				return nil
			}
		}
	}
	return denied("Project")
}

// changedProject is the project of the path, which the account may change if that is what is asked.
func (c *call) changedProject() (*Project, error) {
	project, err := c.project()
	if err == nil && c.request.Method != http.MethodGet {
		err = c.mayChange(project)
	}
	return project, err
}

func listProjects(c *call) (answer, error) {
	return listOf(c, c.state.projects.listed(c.sees), c.state.projectWire)
}

func getProject(c *call) (answer, error) {
	project, err := c.project()
	if err != nil {
		return answer{}, err
	}
	return ok(c.state.projectWire(project)), nil
}

func getProjectByKey(c *call) (answer, error) {
	project := c.state.projectByKey(c.request.PathValue("key"))
	if project == nil {
		return answer{}, c.state.projects.missing()
	}
	if err := c.mindSecret(project); err != nil {
		return answer{}, err
	}
	return ok(c.state.projectWire(project)), nil
}

// newProjectForm is the body with which a project is made.
type newProjectForm struct {
	ProjectForm

	ProjectKey              string  `json:"projectKey"`
	ProjectStatusID         guid    `json:"projectStatusId"`
	ProjectTemplateID       guid    `json:"projectTemplateId"`
	PublicProjectTemplateID guid    `json:"publicProjectTemplateId"`
	WorkflowID              guid    `json:"workflowId"`
	ReferenceDateType       *string `json:"referenceDateType"`
	ReferenceDateAnchor     *string `json:"referenceDateAnchor"`
	CustomReferenceDate     *moment `json:"customReferenceDate"`
}

func (f newProjectForm) check(p *problems) {
	f.ProjectForm.check(p)
	if f.ProjectTemplateID != "" && f.WorkflowID != "" {
		p.addf("workflowId", "A template and a workflow exclude each other.")
	}
}

func createProject(c *call) (answer, error) {
	form, err := newForm[newProjectForm](c)
	if err != nil {
		return answer{}, err
	}
	if err := c.state.references(ProjectForm{}, form.ProjectForm); err != nil {
		return answer{}, err
	}
	project := Project{ProjectForm: c.state.stored(form.ProjectForm), WorkflowID: string(form.WorkflowID)}
	if err := c.fromTemplate(&project, form); err != nil {
		return answer{}, err
	}
	if err := c.state.projects.alone(&project); err != nil {
		return answer{}, err
	}
	project.ProjectKey = c.state.freeKey(project.Name)
	if form.ProjectKey != "" && !c.state.variants[KeyIgnored] {
		if err := c.state.setKey(&project, form.ProjectKey); err != nil {
			return answer{}, err
		}
	}
	if c.state.variants[CreatorJoins] && c.self.person() {
		project.Members = []ProjectMember{{
			ID: c.state.newID("ProjectMember"), UserID: c.self.ID, ProjectRoleID: c.state.defaultProjectRole().ID, IsResponsible: true,
		}}
	}
	return c.begin(project, string(form.ProjectStatusID))
}

// fromTemplate gives a new project what its template or workflow has.
func (c *call) fromTemplate(project *Project, form newProjectForm) error {
	if form.ProjectTemplateID != "" {
		template, err := c.state.templates.usable(string(form.ProjectTemplateID))
		if err != nil {
			return err
		}
		project.TemplateID, project.WorkflowID = template.ID, template.WorkflowID
	}
	if project.WorkflowID != "" {
		if _, err := c.state.workflows.usable(project.WorkflowID); err != nil {
			return err
		}
	}
	if types := c.state.projectTypes.all(); project.ProjectTypeID == nil && len(types) > 0 && c.state.variants[TypeByDefault] {
		project.ProjectTypeID = new(guid(types[0].ID))
	}
	return nil
}

// begin stores a new project, in a status that is asked for or in its first.
func (c *call) begin(project Project, statusID string) (answer, error) {
	added, err := c.state.projects.add(project, c.self.ID)
	if err != nil {
		return answer{}, err
	}
	if err := c.state.giveStatuses(added, c.self.ID); err != nil {
		return answer{}, err
	}
	status := c.state.statuses.get(statusID)
	switch statuses := c.state.projectStatuses(added); {
	case statusID != "" && (status == nil || !status.of(added)):
		c.state.deleteProject(added)
		return answer{}, business(invalidOperation, "The status is not one of the project.")
	case statusID != "":
		added.ProjectStatusID = statusID
	case len(statuses) > 0 && !c.state.variants[NoFirstStatus]:
		added.ProjectStatusID = firstStatus(statuses).ID
	}
	return ok(c.state.projectWire(added)), nil
}

func putProject(c *call) (answer, error) {
	project, err := c.changedProject()
	if err != nil {
		return answer{}, err
	}
	form, err := replaced(c, project.ProjectForm)
	if err != nil {
		return answer{}, err
	}
	if err := c.state.references(project.ProjectForm, form); err != nil {
		return answer{}, err
	}
	if form.IsPrivate && !project.IsPrivate && project.TrackedDuration > 0 {
		return answer{}, business("illegal-property-transition", "A project with tracked times cannot become private.")
	}
	changed := *project
	changed.ProjectForm = c.state.stored(form)
	if err := c.state.projects.alone(&changed); err != nil {
		return answer{}, err
	}
	*project = changed
	c.state.projects.touch(project, c.self.ID)
	return ok(c.state.projectWire(project)), nil
}

// statusIDForm names a status.
type statusIDForm struct {
	ProjectStatusID guid `json:"projectStatusId"`
}

func (f statusIDForm) check(p *problems) {
	p.required("projectStatusId", string(f.ProjectStatusID), normalName)
}

func changeProjectStatus(c *call) (answer, error) {
	project, err := c.changedProject()
	if err != nil {
		return answer{}, err
	}
	form, err := newForm[statusIDForm](c)
	if err != nil {
		return answer{}, err
	}
	status := c.state.statuses.get(string(form.ProjectStatusID))
	if status == nil || !status.of(project) {
		return answer{}, business(invalidOperation, "The status is not one of the project.")
	}
	c.state.changeStatus(project, status, c.self.ID)
	return c.done(http.StatusNoContent), nil
}

// typeIDForm names a project type.
type typeIDForm struct {
	ProjectTypeID guid `json:"projectTypeId"`
}

func (typeIDForm) check(*problems) {}

func changeProjectType(c *call) (answer, error) {
	project, err := c.changedProject()
	if err != nil {
		return answer{}, err
	}
	form, err := newForm[typeIDForm](c)
	if err != nil {
		return answer{}, err
	}
	changed := project.ProjectForm
	changed.ProjectTypeID = &form.ProjectTypeID
	if err := c.state.references(project.ProjectForm, changed); err != nil {
		return answer{}, err
	}
	project.ProjectForm = c.state.stored(changed)
	c.state.projects.touch(project, c.self.ID)
	return c.done(http.StatusNoContent), nil
}

// keyOfProject gives a project a key.
type keyOfProject struct {
	ProjectKey string `json:"projectKey"`
}

func (f keyOfProject) check(p *problems) { p.required("projectKey", f.ProjectKey, normalName) }

func setProjectKey(c *call) (answer, error) {
	project, err := c.changedProject()
	if err != nil {
		return answer{}, err
	}
	form, err := newForm[keyOfProject](c)
	if err != nil {
		return answer{}, err
	}
	if strings.Contains(form.ProjectKey, "_") {
		return answer{}, invalidProperty("projectKey", "The project key may have letters, digits and dashes.")
	}
	if err := c.state.setKey(project, form.ProjectKey); err != nil {
		return answer{}, err
	}
	c.state.projects.touch(project, c.self.ID)
	return ok(c.state.projectWire(project)), nil
}

// deleteProjectForm says whether the tracked times go too.
type deleteProjectForm struct {
	DeleteTimeTrackings bool `json:"deleteTimeTrackings"`
}

func (deleteProjectForm) check(*problems) {}

func deleteProject(c *call) (answer, error) {
	project, err := c.changedProject()
	if err != nil {
		return goneBefore(c, c.state.projects, err)
	}
	if _, err := newForm[deleteProjectForm](c); err != nil {
		return answer{}, err
	}
	c.state.deleteProject(project)
	return c.done(http.StatusNoContent), nil
}
