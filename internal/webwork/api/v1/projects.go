package v1

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Projects are the projects of the workspace.
func (s scope) Projects() api.Projects {
	return projects{objects[projectWire, api.Project, api.ProjectFilter]{
		s, "projects", projectWire.project, api.Project.ObjectID, func(api.ProjectFilter) url.Values { return nil },
	}}
}

type projects struct {
	objects[projectWire, api.Project, api.ProjectFilter]
}

// Create creates a project.
func (p projects) Create(ctx context.Context, create api.ProjectCreate) (api.Project, error) {
	if err := expressible(http.MethodPost, create.Budget != nil, create.Icon != nil, create.Estimation); err != nil {
		return api.Project{}, err
	}
	form := url.Values{"name": {create.Name}}
	give(form, "start_date", create.StartDate, text)
	give(form, "deadline", create.Deadline, text)
	give(form, "estimation", create.Estimation, rounded)
	give(form, "notes", create.Notes, text)
	made, err := p.create(ctx, &p.client.newProjects, form, create.Name, search[api.Project]{
		ask: func(ctx context.Context, _ []string) ([]api.Project, error) { return p.list(ctx, nil) },
		pick: func(all []api.Project, name string) *api.Project {
			return newest(all, api.Project.ObjectID, func(held api.Project) bool { return held.Key() == api.NameKey(name) && !held.Archived() })
		},
	})
	if err != nil {
		return api.Project{}, err
	}
	return api.Project{
		ID: made.ID, Name: create.Name, StartDate: create.StartDate, Deadline: create.Deadline, Estimation: create.Estimation, Notes: create.Notes,
	}, nil
}

// Update changes a project. WebWork wants the name with every update and may take what is left out for empty, so that the whole
// project is sent; but for an estimation with a fraction, which forms do not have.
func (p projects) Update(ctx context.Context, id string, update api.ProjectUpdate) (*api.Project, error) {
	if err := expressible(http.MethodPut, update.Budget.Value() != nil, update.Icon.Value() != nil, update.Estimation.Value()); err != nil {
		return nil, err
	}
	held, err := p.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	form := url.Values{"name": {*merged(update.Name, &held.Name)}}
	give(form, "start_date", held.StartDate, day)
	give(form, "deadline", held.Deadline, day)
	give(form, "notes", held.Notes, text)
	if held.Estimation == nil || isWhole(*held.Estimation) {
		give(form, "estimation", held.Estimation, rounded)
	}
	put(form, "start_date", update.StartDate, text)
	put(form, "deadline", update.Deadline, text)
	put(form, "notes", update.Notes, text)
	put(form, "estimation", update.Estimation, rounded)
	return nil, p.act(ctx, change(form, p.path, id))
}

// expressible refuses what forms of projects do not have.
func expressible(method string, budget, icon bool, estimation *float64) error {
	op := method + " /projects"
	switch {
	case budget:
		return &api.InexpressibleError{Op: op, Reason: "API v1 has no budget of a project"}
	case icon:
		return &api.InexpressibleError{Op: op, Reason: "API v1 has no icon of a project"}
	case estimation != nil && !isWhole(*estimation):
		return &api.InexpressibleError{Op: op, Reason: "API v1 takes whole hours as the estimation of a project"}
	}
	return nil
}

// Archive archives a project.
func (p projects) Archive(ctx context.Context, id string) error {
	return p.act(ctx, removal(nil, p.path, id))
}

// Restore brings an archived project back, where WebWork does that as it does with people.
func (p projects) Restore(ctx context.Context, id string) error {
	return p.act(ctx, restoration(p.path, "restore", id))
}

// projectWire is a project. Lists have other fields of it than the object by itself.
type projectWire struct {
	ID         lenient.ID            `json:"id"`
	Name       lenient.Vital         `json:"name"`
	OwnerID    lenient.Integer       `json:"owner_id"`
	Status     lenient.Integer       `json:"status"`
	StartDate  lenient.Text          `json:"start_date"`
	Estimation lenient.Number        `json:"estimation"`
	Deadline   lenient.Text          `json:"deadline"`
	Notes      lenient.Text          `json:"notes"`
	CreatedAt  lenient.Text          `json:"created_at"`
	UpdatedAt  lenient.Text          `json:"updated_at"`
	DeletedAt  lenient.Instant       `json:"deleted_at"`
	Tags       lenient.List[tagWire] `json:"tags"`
}

// UnmarshalJSON takes the name by either of its keys.
func (w *projectWire) UnmarshalJSON(raw []byte) error {
	type plain projectWire
	var either struct {
		plain

		ListName lenient.Vital `json:"project_name"`
	}
	if err := json.Unmarshal(raw, &either); err != nil {
		return err
	}
	*w = projectWire(either.plain)
	if !w.Name.Sent {
		w.Name = either.ListName
	}
	return nil
}

type tagWire struct {
	ID    lenient.ID   `json:"id"`
	Name  lenient.Text `json:"name"`
	Color lenient.Text `json:"color"`
}

func (w projectWire) project(sent remote.Fields) api.Project {
	return api.Project{
		ID:         w.ID.String(),
		Name:       w.Name.Or(""),
		OwnerID:    w.OwnerID.String(),
		StartDate:  w.StartDate.Value,
		Deadline:   w.Deadline.Value,
		Estimation: w.Estimation.Value,
		Notes:      w.Notes.Value,
		Tags: lenient.Mapped(w.Tags, func(t tagWire) api.Tag {
			return api.Tag{ID: t.ID.String(), Name: t.Name.Or(""), Color: t.Color.Value}
		}),
		Status:    w.Status.Value,
		CreatedAt: w.CreatedAt.Value,
		UpdatedAt: w.UpdatedAt.Value,
		DeletedAt: lenient.Moment(w.DeletedAt),
		Sent:      sent,
	}
}
