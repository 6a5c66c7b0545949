package simulator

import (
	"cmp"
	"errors"
	"slices"
)

// The types of project statuses.
const (
	StatusNotStarted = "not-started"
	StatusProgress   = "progress"
	StatusStuck      = "stuck"
	StatusClosed     = "closed"
)

// ProjectStatus is a stage of a project. It belongs to one project, template or workflow.
type ProjectStatus struct {
	Object
	ProjectStatusForm
	Order      int    `json:"order"`
	ProjectID  string `json:"projectId,omitempty"`
	TemplateID string `json:"projectTemplateId,omitempty"`
	WorkflowID string `json:"workflowId,omitempty"`
	IsArchived bool   `json:"isArchived,omitempty"` // which only a project in it shows
}

// ProjectStatusForm is what can be written of a project status.
type ProjectStatusForm struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

func (f ProjectStatusForm) check(p *problems) {
	p.required("name", f.Name, normalName)
	p.oneOf("type", f.Type, StatusNotStarted, StatusProgress, StatusStuck, StatusClosed)
}

func (s *ProjectStatus) label() (name string, archived bool) { return s.Name, s.IsArchived }

func (s *state) completeStatus(status *ProjectStatus) error {
	if status.Name == "" || status.Type == "" {
		return errors.New("the name or the type is missing")
	}
	owners := 0
	for _, owner := range []string{status.ProjectID, status.TemplateID, status.WorkflowID} {
		if owner != "" {
			owners++
		}
	}
	if owners != 1 {
		return errors.New("it belongs to one project, template or workflow")
	}
	return errors.Join(
		s.projects.resolve(&status.ProjectID), s.templates.resolve(&status.TemplateID), s.workflows.resolve(&status.WorkflowID),
	)
}

// defaultStatuses are those of a project that has no others.
func defaultStatuses() []ProjectStatusForm {
	return []ProjectStatusForm{
		{"To do", StatusNotStarted}, {"In progress", StatusProgress}, {"Stuck", StatusStuck}, {"Done", StatusClosed},
	}
}

// statusesOf are the statuses that belong to something, in their order.
func (s *state) statusesOf(belongs func(*ProjectStatus) bool) []*ProjectStatus {
	statuses := s.statuses.where(belongs)
	slices.SortStableFunc(statuses, func(a, b *ProjectStatus) int { return cmp.Compare(a.Order, b.Order) })
	return statuses
}

// projectStatuses are those that a project can have: its workflow's, or its own.
func (s *state) projectStatuses(project *Project) []*ProjectStatus {
	return s.statusesOf(func(status *ProjectStatus) bool { return status.of(project) })
}

func (s *ProjectStatus) of(project *Project) bool {
	if project.WorkflowID != "" {
		return s.WorkflowID == project.WorkflowID
	}
	return s.ProjectID == project.ID
}

// statusType is the type of the status in which a project is.
func (s *state) statusType(project *Project) string {
	if status := s.statuses.get(project.ProjectStatusID); status != nil {
		return status.Type
	}
	return ""
}

// giveStatuses gives a new project statuses of its own, those of its template or the usual ones.
func (s *state) giveStatuses(project *Project, by string) error {
	if project.WorkflowID != "" || len(s.projectStatuses(project)) > 0 {
		return nil
	}
	forms, later := defaultStatuses(), uint64(0)
	if s.variants[TemplateSlow] && project.TemplateID != "" {
		later = lag
	}
	if project.TemplateID != "" {
		templates := s.statusesOf(func(status *ProjectStatus) bool { return status.TemplateID == project.TemplateID })
		if len(templates) > 0 {
			forms = nil
		}
		for _, status := range templates {
			forms = append(forms, status.ProjectStatusForm)
		}
	}
	for i, form := range forms {
		status := ProjectStatus{ProjectStatusForm: form, Order: i + 1, ProjectID: project.ID}
		if _, err := s.statuses.addLater(status, by, later); err != nil {
			return err
		}
	}
	return nil
}

// dropStatuses deletes the statuses that belong to a project.
func (s *state) dropStatuses(project *Project) {
	for _, status := range s.statuses.where(func(status *ProjectStatus) bool { return status.ProjectID == project.ID }) {
		s.statuses.remove(status)
	}
}
