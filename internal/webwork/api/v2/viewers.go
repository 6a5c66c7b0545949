package v2

import (
	"context"
	"net/http"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Viewers are the project viewers of the workspace.
func (s scope) Viewers() api.Viewers {
	return viewers{archivable[viewerWire, api.Viewer, api.ViewerFilter]{
		objects[viewerWire, api.Viewer, api.ViewerFilter]{s, "project-viewers", viewerWire.viewer, viewerQuery},
	}}
}

// ViewerFields has a bit for every documented field of a project viewer.
func ViewerFields() remote.Fields {
	const deletedAt = 1 // honoured, not documented
	return lenient.Documented[viewerWire]() >> deletedAt
}

type viewers struct {
	archivable[viewerWire, api.Viewer, api.ViewerFilter]
}

// Create sends an invitation.
func (v viewers) Create(ctx context.Context, create api.ViewerCreate) (api.Viewer, error) {
	return v.create(ctx, body{"email": create.Email, "firstname": create.FirstName, "lastname": create.LastName})
}

// Assign lets the viewer see a project.
func (v viewers) Assign(ctx context.Context, id, projectID string) error {
	return v.act(ctx, http.MethodPost, v.at(id, "assign-project"), body{"project_id": numeral(projectID)})
}

// Unassign takes a project from the viewer.
func (v viewers) Unassign(ctx context.Context, id, projectID string) error {
	return v.act(ctx, http.MethodDelete, v.at(id, "unassign-project"), body{"project_id": numeral(projectID)})
}

func viewerQuery(f api.ViewerFilter) url.Values {
	query := url.Values{}
	narrow(query, "email", f.Email)
	return query
}

type viewerWire struct {
	ID          lenient.ID                        `json:"id"`
	Email       lenient.Vital                     `json:"email"`
	FirstName   lenient.Text                      `json:"firstname"`
	LastName    lenient.Text                      `json:"lastname"`
	Status      lenient.Vital                     `json:"status"`
	MemberSince lenient.Text                      `json:"member_since"`
	Projects    lenient.Vitals[viewerProjectWire] `json:"projects"`
	DeletedAt   lenient.Instant                   `json:"deleted_at"` // last, see ViewerFields
}

type viewerProjectWire struct {
	ProjectID   lenient.ID   `json:"project_id"`
	ProjectName lenient.Text `json:"project_name"`
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
			return api.ViewerProject{ProjectID: p.ProjectID.String(), ProjectName: p.ProjectName.Or("")}
		}),
		DeletedAt: lenient.Moment(w.DeletedAt),
		Sent:      sent,
	}
}
