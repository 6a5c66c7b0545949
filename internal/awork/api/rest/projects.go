package rest

import (
	"context"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// projects are those of the workspace.
type projects struct{ client *Client }

// projectForm is what can be written of a project.
//
//nolint:gochecknoglobals // a constant, for which Go has no other form
var projectForm = form{
	nullable: []string{
		"description", "startDate", "dueDate", "companyId", "timeBudget", "projectTypeId", "color", "isProjectKeyVisible",
	},
	required: []string{"name", "isPrivate", "isBillableByDefault", "deductNonBillableHours"},
}

// Get reads one project.
func (p projects) Get(ctx context.Context, id string) (api.Project, error) {
	return p.read(ctx, "projects", id)
}

// ByKey reads the project with a key.
func (p projects) ByKey(ctx context.Context, key string) (api.Project, error) {
	return p.read(ctx, "projects", "key", key)
}

func (p projects) read(ctx context.Context, path ...string) (api.Project, error) {
	got, err := p.client.do(ctx, reading(path...))
	if err != nil {
		return api.Project{}, err
	}
	return one(got, projectWire.project)
}

// Page reads one page of the projects that match the filter.
func (p projects) Page(ctx context.Context, filter api.ProjectFilter, number int) (remote.Page[api.Project], error) {
	return list[projectWire, api.Project]{
		client: p.client, path: []string{"projects"}, query: narrowedBy(false, filter.Where), narrowed: filter.Where != "",
		convert: projectWire.project,
	}.page(ctx, number)
}

// Create makes a project.
func (p projects) Create(ctx context.Context, project api.ProjectCreate) (api.Project, error) {
	got, err := p.client.write(ctx, creation(newProjectForm{
		Name: project.Name, Description: project.Description, StartDate: project.StartDate, DueDate: project.DueDate,
		CompanyID: project.CompanyID, TypeID: project.TypeID, TimeBudget: project.TimeBudget, Color: project.Color,
		IsPrivate: project.IsPrivate, IsBillableByDefault: project.IsBillableByDefault,
		DeductNonBillableHours: project.DeductNonBillableHours, IsKeyVisible: project.IsKeyVisible,
		ProjectKey: project.ProjectKey, StatusID: project.StatusID, TemplateID: project.TemplateID, WorkflowID: project.WorkflowID,
	}, "projects"))
	if err != nil {
		return api.Project{}, err
	}
	return one(got, projectWire.project)
}

// newProjectForm is a new project as it is sent.
type newProjectForm struct {
	Name                   string  `json:"name"`
	Description            *string `json:"description,omitempty"`
	StartDate              *string `json:"startDate,omitempty"`
	DueDate                *string `json:"dueDate,omitempty"`
	CompanyID              *string `json:"companyId,omitempty"`
	TypeID                 *string `json:"projectTypeId,omitempty"`
	TimeBudget             *int64  `json:"timeBudget,omitempty"`
	Color                  *string `json:"color,omitempty"`
	IsPrivate              *bool   `json:"isPrivate,omitempty"`
	IsBillableByDefault    *bool   `json:"isBillableByDefault,omitempty"`
	DeductNonBillableHours *bool   `json:"deductNonBillableHours,omitempty"`
	IsKeyVisible           *bool   `json:"isProjectKeyVisible,omitempty"`
	ProjectKey             *string `json:"projectKey,omitempty"`
	StatusID               *string `json:"projectStatusId,omitempty"`
	TemplateID             *string `json:"projectTemplateId,omitempty"`
	WorkflowID             *string `json:"workflowId,omitempty"`
}

// Update changes a project.
func (p projects) Update(ctx context.Context, id string, to api.ProjectUpdate) (*api.Project, error) {
	return update(ctx, p.client, at("projects", id), projectForm, projectWire.project,
		changed("name", to.Name), changed("description", to.Description), changed("startDate", to.StartDate), changed("dueDate", to.DueDate),
		changed("companyId", to.CompanyID), changed("projectTypeId", to.TypeID), changed("timeBudget", to.TimeBudget), changed("color", to.Color),
		changed("isPrivate", to.IsPrivate), changed("isBillableByDefault", to.IsBillableByDefault),
		changed("deductNonBillableHours", to.DeductNonBillableHours), changed("isProjectKeyVisible", to.IsKeyVisible))
}

// SetKey gives the project another key.
func (p projects) SetKey(ctx context.Context, id, key string) error {
	return p.client.act(ctx, business(map[string]any{"projectKey": key}, at("projects", id, "setprojectkey")...))
}

// Delete is for good.
func (p projects) Delete(ctx context.Context, id string) error {
	return p.client.act(ctx, business(map[string]any{}, at("projects", id, "delete")...))
}

// AddTags marks a project with words.
func (p projects) AddTags(ctx context.Context, id string, tags []api.Tag) error {
	return p.client.addTags(ctx, "projects", id, tags)
}

// RemoveTags takes words from a project.
func (p projects) RemoveTags(ctx context.Context, id string, names []string) error {
	return p.client.removeTags(ctx, "projects", id, names)
}

// AddTeam has a team work on the project.
func (p projects) AddTeam(ctx context.Context, id, teamID string) error {
	return p.client.bring(ctx, business([]string{id}, at("teams", teamID, "addprojects")...), func() (bool, error) {
		return p.hasTeam(ctx, id, teamID)
	})
}

// RemoveTeam takes a team from the project.
func (p projects) RemoveTeam(ctx context.Context, id, teamID string) error {
	return p.client.bring(ctx, business([]string{id}, at("teams", teamID, "removeprojects")...), func() (bool, error) {
		has, err := p.hasTeam(ctx, id, teamID)
		return !has, err
	})
}

func (p projects) hasTeam(ctx context.Context, id, teamID string) (bool, error) {
	project, err := p.Get(ctx, id)
	return slices.ContainsFunc(project.Teams, func(t api.UserTeam) bool { return t.ID == teamID }), err
}

// ChangeStatus puts the project in one of its statuses, which is nothing where it is in it.
func (p projects) ChangeStatus(ctx context.Context, id, statusID string) error {
	return p.client.act(ctx, business(map[string]any{"projectStatusId": statusID}, at("projects", id, "changestatus")...))
}

type projectWire struct {
	auditWire

	ID                     id                                `json:"id"`
	Name                   lenient.Vital                     `json:"name"`
	Description            lenient.Text                      `json:"description"`
	StartDate              lenient.Text                      `json:"startDate"`
	DueDate                lenient.Text                      `json:"dueDate"`
	CompanyID              reference                         `json:"companyId"`
	TypeID                 reference                         `json:"projectTypeId"`
	TimeBudget             lenient.Integer                   `json:"timeBudget"`
	Color                  lenient.Text                      `json:"color"`
	IsPrivate              flag                              `json:"isPrivate"`
	IsBillableByDefault    lenient.Flag                      `json:"isBillableByDefault"`
	DeductNonBillableHours lenient.Flag                      `json:"deductNonBillableHours"`
	IsKeyVisible           lenient.Flag                      `json:"isProjectKeyVisible"`
	ProjectKey             lenient.Vital                     `json:"projectKey"`
	StatusID               reference                         `json:"projectStatusId"`
	Status                 object[statusWire]                `json:"projectStatus"`
	Type                   object[typeInProjectWire]         `json:"projectType"`
	Company                object[companyInProjectWire]      `json:"company"`
	WorkflowID             reference                         `json:"workflowId"`
	TemplateID             reference                         `json:"createdByProjectTemplateId"`
	ClosedOn               lenient.Text                      `json:"closedOn"`
	ClosedBy               lenient.Text                      `json:"closedBy"`
	Members                lenient.Vitals[projectMemberWire] `json:"members"`
	Tags                   lenient.Vitals[tagWire]           `json:"tags"`
	Teams                  lenient.Vitals[userTeamWire]      `json:"teams"`
	TasksCount             lenient.Integer                   `json:"tasksCount"`
	TasksDoneCount         lenient.Integer                   `json:"tasksDoneCount"`
	TrackedDuration        lenient.Integer                   `json:"trackedDuration"`
	PlannedDuration        lenient.Integer                   `json:"plannedDuration"`
	IsRetainer             flag                              `json:"isRetainer"`
	IsExternal             flag                              `json:"isExternal"`
	ResourceVersion        lenient.Integer                   `json:"resourceVersion"`
}

func (w projectWire) project() api.Project {
	return api.Project{
		Audit:                  w.audit(),
		ID:                     w.ID.String(),
		Name:                   w.Name.Or(""),
		Description:            w.Description.Value,
		StartDate:              w.StartDate.Value,
		DueDate:                w.DueDate.Value,
		CompanyID:              w.CompanyID.String(),
		TypeID:                 w.TypeID.String(),
		TimeBudget:             w.TimeBudget.Value,
		Color:                  w.Color.Value,
		IsPrivate:              w.IsPrivate.Or(false),
		IsBillableByDefault:    w.IsBillableByDefault.Value,
		DeductNonBillableHours: w.DeductNonBillableHours.Value,
		IsKeyVisible:           w.IsKeyVisible.Value,
		ProjectKey:             w.ProjectKey.Or(""),
		StatusID:               w.StatusID.String(),
		Status:                 there(w.Status.Value, statusWire.status),
		Type:                   there(w.Type.Value, typeInProjectWire.sort),
		Company:                there(w.Company.Value, companyInProjectWire.company),
		WorkflowID:             w.WorkflowID.String(),
		TemplateID:             w.TemplateID.String(),
		ClosedOn:               w.ClosedOn.Value,
		ClosedBy:               w.ClosedBy.Value,
		Members:                lenient.Mapped(w.Members.List, projectMemberWire.member),
		Tags:                   lenient.Mapped(w.Tags.List, tagWire.tag),
		Teams:                  lenient.Mapped(w.Teams.List, userTeamWire.team),
		TasksCount:             w.TasksCount.Value,
		TasksDoneCount:         w.TasksDoneCount.Value,
		TrackedDuration:        w.TrackedDuration.Value,
		PlannedDuration:        w.PlannedDuration.Value,
		IsRetainer:             w.IsRetainer.Or(false),
		IsExternal:             w.IsExternal.Or(false),
		ResourceVersion:        w.ResourceVersion.Value,
		Sent:                   carried(w.Members.Sent, w.Tags.Sent, w.Teams.Sent),
	}
}

// projectParts are all that a project has, of which items of lists may lack some.
func projectParts() remote.Fields { return carried(true, true, true) }

// there converts an object, if there is one.
func there[W, T any](wire *W, convert func(W) T) *T {
	if wire == nil {
		return nil
	}
	return new(convert(*wire))
}

type typeInProjectWire struct {
	ID         id            `json:"id"`
	Name       lenient.Vital `json:"name"`
	Icon       lenient.Text  `json:"icon"`
	IsArchived flag          `json:"isArchived"`
}

func (w typeInProjectWire) sort() api.ProjectTypeInProject {
	return api.ProjectTypeInProject{ID: w.ID.String(), Name: w.Name.Or(""), Icon: w.Icon.Value, IsArchived: w.IsArchived.Or(false)}
}

type companyInProjectWire struct {
	ID   id            `json:"id"`
	Name lenient.Vital `json:"name"`
}

func (w companyInProjectWire) company() api.CompanyInProject {
	return api.CompanyInProject{ID: w.ID.String(), Name: w.Name.Or("")}
}
