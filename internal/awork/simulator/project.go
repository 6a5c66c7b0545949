package simulator

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Project is a project of the workspace.
type Project struct {
	Object
	ProjectForm
	// Company and ProjectType name in a seed what the form has ids for.
	Company     string `json:"company,omitempty"`
	ProjectType string `json:"projectType,omitempty"`

	ProjectKey      string          `json:"projectKey"`
	ProjectStatusID string          `json:"projectStatusId"`
	WorkflowID      string          `json:"workflowId,omitempty"`
	TemplateID      string          `json:"createdByProjectTemplateId,omitempty"`
	ClosedOn        *time.Time      `json:"closedOn,omitempty"`
	ClosedBy        string          `json:"closedBy,omitempty"`
	Members         []ProjectMember `json:"members"`
	Tags            []Tag           `json:"tags"`
	TasksCount      int             `json:"tasksCount"`
	TasksDoneCount  int             `json:"tasksDoneCount"`
	TrackedDuration int64           `json:"trackedDuration"` // seconds
	IsRetainer      bool            `json:"isRetainer"`
	IsExternal      bool            `json:"isExternal"`
}

// ProjectForm is what can be written of a project.
type ProjectForm struct {
	Name                   string  `json:"name"`
	IsPrivate              bool    `json:"isPrivate"`
	Description            *string `json:"description"`
	StartDate              *moment `json:"startDate"`
	DueDate                *moment `json:"dueDate"`
	CompanyID              *guid   `json:"companyId"`
	TimeBudget             *int64  `json:"timeBudget"` // seconds
	IsBillableByDefault    bool    `json:"isBillableByDefault"`
	ProjectTypeID          *guid   `json:"projectTypeId"`
	Color                  *string `json:"color"`
	DeductNonBillableHours bool    `json:"deductNonBillableHours"`
	IsProjectKeyVisible    *bool   `json:"isProjectKeyVisible"`
}

func (f ProjectForm) check(p *problems) {
	p.required("name", f.Name, longName)
	p.length("description", f.Description, longText)
	p.length("color", f.Color, colorName)
	if f.TimeBudget != nil && *f.TimeBudget < 0 {
		p.addf("timeBudget", "The field timeBudget must not be negative.")
	}
}

func (p *Project) label() (name string, archived bool) { return p.Name, false }

// ProjectMember is somebody who works on a project.
type ProjectMember struct {
	ID            string `json:"id,omitempty"`
	UserID        string `json:"userId"`
	ProjectRoleID string `json:"projectRoleId"`
	IsResponsible bool   `json:"isResponsible,omitempty"`
}

func (p *Project) member(userID string) int {
	return slices.IndexFunc(p.Members, func(m ProjectMember) bool { return m.UserID == userID })
}

func (p *Project) hasRole(id string) bool {
	return slices.ContainsFunc(p.Members, func(m ProjectMember) bool { return m.ProjectRoleID == id })
}

func (p *Project) moveRole(from, to string) {
	for i := range p.Members {
		if p.Members[i].ProjectRoleID == from {
			p.Members[i].ProjectRoleID = to
		}
	}
}

// completeProject fills in what a project of a seed lacks.
func (s *state) completeProject(project *Project) error {
	if project.Name == "" {
		return errors.New("there is no name")
	}
	if project.ID == "" {
		project.ID = s.newID("Project")
	}
	if err := errors.Join(
		s.workflows.resolve(&project.WorkflowID), s.templates.resolve(&project.TemplateID),
		takeID(s.companies, &project.Company, &project.CompanyID), takeID(s.projectTypes, &project.ProjectType, &project.ProjectTypeID),
		s.completeMembers(project),
	); err != nil {
		return err
	}
	if project.ProjectKey == "" {
		project.ProjectKey = s.freeKey(project.Name)
	}
	for i := range project.Tags {
		project.Tags[i] = s.named("projects", project.Tags[i])
	}
	return nil
}

// takeID takes the id of the object that a seed names, and minds that there is one.
func takeID[T any](all *collection[T], name *string, id **guid) error {
	if *name == "" && *id == nil {
		return nil
	}
	text := *name
	if text == "" {
		text = string(**id)
	}
	err := all.resolve(&text)
	*name, *id = "", new(guid(text))
	return err
}

func (s *state) completeMembers(project *Project) error {
	for i := range project.Members {
		member := &project.Members[i]
		if err := errors.Join(s.users.resolve(&member.UserID), s.projectRoles.resolve(&member.ProjectRoleID)); err != nil {
			return err
		}
		fill(&member.ProjectRoleID, s.defaultProjectRole().ID)
		if member.ID == "" {
			member.ID = s.newID("ProjectMember")
		}
	}
	return nil
}

// settle gives a project of a seed its statuses, and the one in which it is.
func (s *state) settle(project *Project, by string) error {
	if err := s.giveStatuses(project, by); err != nil {
		return err
	}
	statuses := s.projectStatuses(project)
	if project.ProjectStatusID == "" {
		if len(statuses) > 0 {
			project.ProjectStatusID = firstStatus(statuses).ID
		}
		return nil
	}
	for _, status := range statuses {
		if strings.EqualFold(project.ProjectStatusID, status.Name) || strings.EqualFold(project.ProjectStatusID, status.ID) {
			project.ProjectStatusID = status.ID
			return nil
		}
	}
	return fmt.Errorf("there is no status %q", project.ProjectStatusID)
}

// firstStatus is the one in which new projects are.
func firstStatus(statuses []*ProjectStatus) *ProjectStatus {
	for _, status := range statuses {
		if status.Type == StatusNotStarted {
			return status
		}
	}
	return statuses[0]
}

// defaultProjectRole is the one of new members.
func (s *state) defaultProjectRole() *ProjectRole {
	return s.projectRoles.first(func(r *ProjectRole) bool { return r.IsDefault })
}

// The form of project keys.
var (
	keyForm  = regexp.MustCompile(`^[A-Z0-9_-]{1,32}$`)
	notInKey = regexp.MustCompile(`[^A-Z0-9]+`)
)

// keyLength is how many letters of a name make a project key.
const keyLength = 4

// freeKey makes a project key of a name.
func (s *state) freeKey(name string) string {
	base := notInKey.ReplaceAllString(strings.ToUpper(name), "")
	if base == "" {
		base = "PRJ"
	}
	base = base[:min(len(base), keyLength)]
	key := base
	for i := 2; s.projectByKey(key) != nil; i++ {
		key = fmt.Sprintf("%s%d", base, i)
	}
	return key
}

func (s *state) projectByKey(key string) *Project {
	return s.projects.first(func(p *Project) bool { return strings.EqualFold(p.ProjectKey, key) })
}

// setKey gives a project another key.
func (s *state) setKey(project *Project, key string) error {
	key = strings.ToUpper(key)
	if !keyForm.MatchString(key) {
		return invalidProperty("projectKey", "The project key may have 32 letters, digits, dashes and underscores.")
	}
	if other := s.projectByKey(key); other != nil && other.ID != project.ID {
		return business(duplication, "The project key is taken.")
	}
	project.ProjectKey = key
	return nil
}

// references refuses a form that names what is not there or not to be used any more. What a project has
// already it may keep.
func (s *state) references(old, form ProjectForm) error {
	if form.ProjectTypeID != nil && *form.ProjectTypeID != "" && !equalGUID(old.ProjectTypeID, form.ProjectTypeID) {
		if _, err := s.projectTypes.usable(string(*form.ProjectTypeID)); err != nil {
			return err
		}
	}
	if form.CompanyID != nil && *form.CompanyID != "" {
		if _, err := s.companies.usable(string(*form.CompanyID)); err != nil {
			return err
		}
	}
	if form.StartDate != nil && form.DueDate != nil && form.DueDate.time().Before(form.StartDate.time()) {
		return business(dateDependency, "The due date is before the start date.")
	}
	return nil
}

func equalGUID(a, b *guid) bool { return a != nil && b != nil && *a == *b }

// stored is a form as it is kept.
func (s *state) stored(form ProjectForm) ProjectForm {
	for _, id := range []**guid{&form.CompanyID, &form.ProjectTypeID} {
		if *id != nil && **id == "" {
			*id = nil
		}
	}
	if s.variants[DatesLocalMidnight] {
		for _, date := range []**moment{&form.StartDate, &form.DueDate} {
			if at := *date; at != nil && at.time().Equal(at.time().Truncate(24*time.Hour)) { //nolint:mnd // a day
				*date = new(moment(at.time().Add(-time.Hour).UTC().Format(time.RFC3339)))
			}
		}
	}
	if s.variants[BudgetZero] && form.TimeBudget == nil {
		form.TimeBudget = new(int64)
	}
	return form
}

// changeStatus puts a project into another status. When it was closed it says for ever.
func (s *state) changeStatus(project *Project, status *ProjectStatus, by string) {
	if project.ProjectStatusID == status.ID {
		return
	}
	project.ProjectStatusID = status.ID
	if status.Type == StatusClosed && project.ClosedOn == nil {
		project.ClosedOn, project.ClosedBy = new(s.today()), by
	}
	s.projects.touch(project, by)
}

// deleteProject deletes a project with what belongs to it.
func (s *state) deleteProject(project *Project) {
	s.dropStatuses(project)
	for _, team := range s.teams.all() {
		team.ProjectIDs = without(team.ProjectIDs, []string{project.ID})
	}
	s.projects.remove(project)
}
