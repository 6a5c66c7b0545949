package v2

import (
	"context"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Projects are the projects of the workspace.
func (s scope) Projects() api.Projects {
	return projects{archivable[projectWire, api.Project, api.ProjectFilter]{
		objects[projectWire, api.Project, api.ProjectFilter]{s, "projects", projectWire.project, projectQuery},
	}}
}

// ProjectFields has a bit for every documented field of a project.
func ProjectFields() remote.Fields { return documented[projectWire]() }

type projects struct {
	archivable[projectWire, api.Project, api.ProjectFilter]
}

// Create creates a project.
func (p projects) Create(ctx context.Context, create api.ProjectCreate) (api.Project, error) {
	b := body{"name": create.Name}
	give(b, "start_date", create.StartDate)
	give(b, "deadline", create.Deadline)
	give(b, "estimation", create.Estimation)
	give(b, "budget", create.Budget)
	give(b, "notes", create.Notes)
	give(b, "icon", create.Icon)
	return p.create(ctx, b)
}

// Update changes a project.
func (p projects) Update(ctx context.Context, id string, update api.ProjectUpdate) (*api.Project, error) {
	b := body{}
	put(b, "name", update.Name)
	put(b, "start_date", update.StartDate)
	put(b, "deadline", update.Deadline)
	put(b, "estimation", update.Estimation)
	put(b, "budget", update.Budget)
	put(b, "notes", update.Notes)
	put(b, "icon", update.Icon)
	return p.update(ctx, id, b)
}

func projectQuery(f api.ProjectFilter) url.Values {
	query := url.Values{}
	narrow(query, "name", f.Name)
	return query
}

type projectWire struct {
	ID               id            `json:"id"`
	Name             vital         `json:"name"`
	OwnerID          integer       `json:"owner_id"`
	StartDate        text          `json:"start_date"`
	Deadline         text          `json:"deadline"`
	Estimation       number        `json:"estimation"`
	Budget           number        `json:"budget_estimation"  sent:"budget"`
	Notes            text          `json:"notes"`
	Icon             text          `json:"icon"`
	IsBillable       flag          `json:"is_billable"`
	Rate             number        `json:"rate"`
	WeeklyHoursLimit integer       `json:"weekly_hours_limit"`
	Screenshots      text          `json:"screenshots"`
	Tags             list[tagWire] `json:"tags"`
	ContractsCount   integer       `json:"contracts_count"`
	Status           integer       `json:"status"`
	CreatedAt        text          `json:"created_at"`
	UpdatedAt        text          `json:"updated_at"`
	DeletedAt        instant       `json:"deleted_at"`
}

type tagWire struct {
	ID    id   `json:"id"`
	Name  text `json:"name"`
	Color text `json:"color"`
}

func (w projectWire) project(sent remote.Fields) api.Project {
	return api.Project{
		ID:               w.ID.id(),
		Name:             w.Name.or(""),
		OwnerID:          w.OwnerID.id(),
		StartDate:        w.StartDate.value,
		Deadline:         w.Deadline.value,
		Estimation:       w.Estimation.value,
		Budget:           w.Budget.value,
		Notes:            w.Notes.value,
		Icon:             w.Icon.value,
		IsBillable:       w.IsBillable.value,
		Rate:             w.Rate.value,
		WeeklyHoursLimit: w.WeeklyHoursLimit.value,
		Screenshots:      w.Screenshots.value,
		Tags: mapped(w.Tags, func(t tagWire) api.Tag {
			return api.Tag{ID: t.ID.id(), Name: t.Name.or(""), Color: t.Color.value}
		}),
		ContractsCount: w.ContractsCount.value,
		Status:         w.Status.value,
		CreatedAt:      w.CreatedAt.value,
		UpdatedAt:      w.UpdatedAt.value,
		DeletedAt:      moment(w.DeletedAt),
		Sent:           sent,
	}
}
