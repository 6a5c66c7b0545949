package v1

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Viewers are the project viewers of the workspace.
func (s scope) Viewers() api.Viewers {
	return viewers{objects[viewerWire, api.Viewer, api.ViewerFilter]{
		s, "project-viewers", viewerWire.viewer, api.Viewer.ObjectID, func(f api.ViewerFilter) url.Values { return byEmail(f.Email) },
	}}
}

type viewers struct {
	objects[viewerWire, api.Viewer, api.ViewerFilter]
}

// Create sends an invitation.
func (v viewers) Create(ctx context.Context, create api.ViewerCreate) (api.Viewer, error) {
	form := url.Values{"email": {create.Email}, "firstname": {create.FirstName}, "lastname": {create.LastName}}
	return v.create(ctx, &v.client.newViewers, form, create.Email, search[api.Viewer]{
		ask: v.lookFor,
		pick: func(all []api.Viewer, email string) *api.Viewer {
			return newest(all, api.Viewer.ObjectID, func(held api.Viewer) bool { return held.Key() == api.EmailKey(email) })
		},
	})
}

// Assign lets the viewer see a project.
func (v viewers) Assign(ctx context.Context, id, projectID string) error {
	return v.act(ctx, creation(assignment(id, projectID), v.path, "assign-project"))
}

// Unassign takes a project from the viewer. That it can be done is documented, but not how. What fits POST assign-project goes first: a
// DELETE could be taken for one of a viewer with a strange id.
func (v viewers) Unassign(ctx context.Context, id, projectID string) error {
	form, path := assignment(id, projectID), []string{v.path, "unassign-project"}
	return v.act(ctx,
		call{method: http.MethodPost, path: path, form: form, effect: httpkit.MayRepeat},
		removal(form, path...),
	)
}

func assignment(viewerID, projectID string) url.Values {
	return url.Values{"project_viewer_id": {viewerID}, "project_id": {projectID}}
}

// Archive archives a viewer.
func (v viewers) Archive(ctx context.Context, id string) error {
	return v.act(ctx, removal(nil, v.path, id))
}

// Restore brings an archived viewer back: as such, or as the user that every viewer is.
func (v viewers) Restore(ctx context.Context, id string) error {
	return v.act(ctx, restoration(v.path, "restore", id), restoration("users", "restore", id))
}

type viewerWire struct {
	ID          lenient.ID                        `json:"id"`
	FirstName   lenient.Text                      `json:"firstname"`
	LastName    lenient.Text                      `json:"lastname"`
	Email       lenient.Vital                     `json:"email"`
	Status      lenient.Vital                     `json:"status"`
	MemberSince lenient.Text                      `json:"member_since"`
	Projects    lenient.Vitals[viewerProjectWire] `json:"projects"`
}

// viewerProjectWire is a project of a viewer, of which the documentation shows nothing.
type viewerProjectWire struct {
	ID   lenient.ID   `json:"project_id"`
	Name lenient.Text `json:"project_name"`
}

// UnmarshalJSON takes an object with the keys of v2 or of projects, or an id.
func (w *viewerProjectWire) UnmarshalJSON(raw []byte) error {
	if raw[0] != '{' {
		return w.ID.UnmarshalJSON(raw)
	}
	var either struct {
		ProjectID   lenient.ID   `json:"project_id"`
		ProjectName lenient.Text `json:"project_name"`
		ID          lenient.ID   `json:"id"`
		Name        lenient.Text `json:"name"`
	}
	if err := json.Unmarshal(raw, &either); err != nil {
		return err
	}
	*w = viewerProjectWire{either.ProjectID, either.ProjectName}
	if !w.ID.Sent {
		w.ID = either.ID
	}
	if !w.Name.Sent {
		w.Name = either.Name
	}
	return nil
}

func (w viewerWire) viewer(sent remote.Fields) api.Viewer {
	return api.Viewer{
		ID:          w.ID.String(),
		Email:       w.Email.Or(""),
		FirstName:   w.FirstName.Or(""),
		LastName:    w.LastName.Or(""),
		Status:      w.Status.Or(""),
		MemberSince: w.MemberSince.Value,
		Projects: lenient.Mapped(w.Projects.List, func(p viewerProjectWire) api.ViewerProject {
			return api.ViewerProject{ProjectID: p.ID.String(), ProjectName: p.Name.Or("")}
		}),
		Sent: sent,
	}
}
