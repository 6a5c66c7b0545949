package v2

import (
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// workspaceFilter has no fields: WebWork offers no filter for workspaces.
type workspaceFilter struct{}

func (workspaceFilter) query() url.Values { return url.Values{} }

type workspaceWire struct {
	ID          id        `json:"id"`
	OwnerID     integer   `json:"owner_id"`
	UserID      reference `json:"user_id"`
	Name        vital     `json:"workspace_name"`
	Role        vital     `json:"role"`
	Status      vital     `json:"status"`
	CreatedAt   text      `json:"created_at"`
	ActivatedAt text      `json:"activated_at"`
}

func (w workspaceWire) workspace(remote.Fields) api.Workspace {
	return api.Workspace{
		ID:          w.ID.id(),
		OwnerID:     w.OwnerID.id(),
		UserID:      w.UserID.id(),
		Name:        w.Name.or(""),
		Role:        w.Role.or(""),
		Status:      w.Status.or(""),
		CreatedAt:   w.CreatedAt.value,
		ActivatedAt: w.ActivatedAt.value,
	}
}
