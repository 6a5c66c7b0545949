package v2

import (
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// workspaceFilter has no fields: WebWork offers no filter for workspaces.
type workspaceFilter struct{}

func (workspaceFilter) query() url.Values { return url.Values{} }

type workspaceWire struct {
	ID          lenient.ID        `json:"id"`
	OwnerID     lenient.Integer   `json:"owner_id"`
	UserID      lenient.Reference `json:"user_id"`
	Name        lenient.Vital     `json:"workspace_name"`
	Role        lenient.Vital     `json:"role"`
	Status      lenient.Vital     `json:"status"`
	CreatedAt   lenient.Text      `json:"created_at"`
	ActivatedAt lenient.Text      `json:"activated_at"`
}

func (w workspaceWire) workspace(remote.Fields) api.Workspace {
	return api.Workspace{
		ID:          w.ID.String(),
		OwnerID:     w.OwnerID.String(),
		UserID:      w.UserID.String(),
		Name:        w.Name.Or(""),
		Role:        w.Role.Or(""),
		Status:      w.Status.Or(""),
		CreatedAt:   w.CreatedAt.Value,
		ActivatedAt: w.ActivatedAt.Value,
	}
}
