package v2

import (
	"context"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
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
func ProjectFields() remote.Fields { return lenient.Documented[projectWire]() }

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
	ID               lenient.ID            `json:"id"`
	Name             lenient.Vital         `json:"name"`
	OwnerID          lenient.Integer       `json:"owner_id"`
	StartDate        lenient.Text          `json:"start_date"`
	Deadline         lenient.Text          `json:"deadline"`
	Estimation       lenient.Number        `json:"estimation"`
	Budget           lenient.Number        `json:"budget_estimation"  sent:"budget"`
	Notes            lenient.Text          `json:"notes"`
	Icon             lenient.Text          `json:"icon"`
	IsBillable       lenient.Flag          `json:"is_billable"`
	Rate             lenient.Number        `json:"rate"`
	WeeklyHoursLimit lenient.Integer       `json:"weekly_hours_limit"`
	Screenshots      lenient.Text          `json:"screenshots"`
	Tags             lenient.List[tagWire] `json:"tags"`
	ContractsCount   lenient.Integer       `json:"contracts_count"`
	Status           lenient.Integer       `json:"status"`
	CreatedAt        lenient.Text          `json:"created_at"`
	UpdatedAt        lenient.Text          `json:"updated_at"`
	DeletedAt        lenient.Instant       `json:"deleted_at"`
}

type tagWire struct {
	ID    lenient.ID   `json:"id"`
	Name  lenient.Text `json:"name"`
	Color lenient.Text `json:"color"`
}

func (w projectWire) project(sent remote.Fields) api.Project {
	return api.Project{
		ID:               w.ID.String(),
		Name:             w.Name.Or(""),
		OwnerID:          w.OwnerID.String(),
		StartDate:        w.StartDate.Value,
		Deadline:         w.Deadline.Value,
		Estimation:       w.Estimation.Value,
		Budget:           w.Budget.Value,
		Notes:            w.Notes.Value,
		Icon:             w.Icon.Value,
		IsBillable:       w.IsBillable.Value,
		Rate:             w.Rate.Value,
		WeeklyHoursLimit: w.WeeklyHoursLimit.Value,
		Screenshots:      w.Screenshots.Value,
		Tags: lenient.Mapped(w.Tags, func(t tagWire) api.Tag {
			return api.Tag{ID: t.ID.String(), Name: t.Name.Or(""), Color: t.Color.Value}
		}),
		ContractsCount: w.ContractsCount.Value,
		Status:         w.Status.Value,
		CreatedAt:      w.CreatedAt.Value,
		UpdatedAt:      w.UpdatedAt.Value,
		DeletedAt:      lenient.Moment(w.DeletedAt),
		Sent:           sent,
	}
}
