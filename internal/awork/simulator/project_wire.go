package simulator

import "slices"

// projectWire is a project as the API shows one.
type projectWire struct {
	Object
	ProjectForm
	ProjectKey      string        `json:"projectKey"`
	ProjectStatusID string        `json:"projectStatusId"`
	ProjectStatus   *shortStatus  `json:"projectStatus"`
	ProjectType     *shortType    `json:"projectType"`
	Company         *shortCompany `json:"company"`
	WorkflowID      *string       `json:"workflowId"`
	TemplateID      *string       `json:"createdByProjectTemplateId"`
	ClosedOn        any           `json:"closedOn"`
	ClosedBy        *string       `json:"closedBy"`
	Members         []memberWire  `json:"members"`
	Tags            []Tag         `json:"tags"`
	Teams           []shortTeam   `json:"teams"`
	CustomFields    []any         `json:"customFields"`
	TasksCount      int           `json:"tasksCount"`
	TasksDoneCount  int           `json:"tasksDoneCount"`
	TrackedDuration int64         `json:"trackedDuration"`
	PlannedDuration int64         `json:"plannedDuration"`
	IsRetainer      bool          `json:"isRetainer"`
	IsExternal      bool          `json:"isExternal"`
}

type shortStatus struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Type       string `json:"type"`
	IsArchived bool   `json:"isArchived"`
	TypeOrder  int    `json:"typeOrder"`
}

type shortType struct {
	ID         string  `json:"id"`
	Name       string  `json:"name"`
	Icon       *string `json:"icon"`
	IsArchived bool    `json:"isArchived"`
}

type shortCompany struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// memberWire is a member of a project as the API shows one.
type memberWire struct {
	ID              string  `json:"id"`
	UserID          string  `json:"userId"`
	FirstName       *string `json:"firstName"`
	LastName        *string `json:"lastName"`
	ProjectRoleID   string  `json:"projectRoleId"`
	ProjectRoleName string  `json:"projectRoleName"`
	IsResponsible   bool    `json:"isResponsible"`
	IsDeactivated   bool    `json:"isDeactivated"`
	IsExternal      bool    `json:"isExternal"`
}

func (s *state) projectWire(p *Project) any {
	wire := projectWire{
		Object: p.Object, ProjectForm: p.ProjectForm, ProjectKey: p.ProjectKey, ProjectStatusID: noGUID,
		WorkflowID: orNull(p.WorkflowID), TemplateID: orNull(p.TemplateID), ClosedOn: p.ClosedOn, ClosedBy: orNull(p.ClosedBy),
		Members: []memberWire{}, Tags: orEmpty(p.Tags), CustomFields: []any{},
		Teams:      s.teamsWith(func(t *Team) bool { return slices.Contains(t.ProjectIDs, p.ID) }),
		TasksCount: p.TasksCount, TasksDoneCount: p.TasksDoneCount, TrackedDuration: p.TrackedDuration,
		IsRetainer: p.IsRetainer, IsExternal: p.IsExternal,
	}
	if status := s.statuses.get(p.ProjectStatusID); status != nil {
		types := []string{StatusNotStarted, StatusProgress, StatusStuck, StatusClosed}
		wire.ProjectStatusID = status.ID
		wire.ProjectStatus = &shortStatus{status.ID, status.Name, status.Type, status.IsArchived, slices.Index(types, status.Type)}
	}
	if p.ProjectTypeID != nil {
		if sort := s.projectTypes.get(string(*p.ProjectTypeID)); sort != nil {
			wire.ProjectType = &shortType{sort.ID, sort.Name, sort.Icon, sort.IsArchived}
		}
	}
	if p.CompanyID != nil {
		if company := s.companies.get(string(*p.CompanyID)); company != nil {
			wire.Company = &shortCompany{company.ID, company.Name}
		}
	}
	for i := range p.Members {
		wire.Members = append(wire.Members, s.memberWire(&p.Members[i]))
	}
	return wire
}

func (s *state) memberWire(m *ProjectMember) memberWire {
	wire := memberWire{ID: m.ID, UserID: m.UserID, ProjectRoleID: m.ProjectRoleID, IsResponsible: m.IsResponsible}
	if user := s.users.get(m.UserID); user != nil {
		wire.FirstName, wire.LastName = user.FirstName, user.LastName
		wire.IsDeactivated, wire.IsExternal = user.IsDeactivated, user.Kind == KindExternal
	}
	if role := s.projectRoles.get(m.ProjectRoleID); role != nil {
		wire.ProjectRoleName = role.Name
	}
	return wire
}
