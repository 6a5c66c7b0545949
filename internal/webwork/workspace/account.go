package workspace

import (
	"context"
	"net/http"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// account finds workspaces among those of the account: WebWork lists them and has no other way to
// ask.
type account struct{ session *session.Session }

// Get finds the workspace with an id.
func (a account) Get(ctx context.Context, id string) (api.Workspace, error) {
	all, err := a.session.Workspaces(ctx)
	if err != nil {
		return api.Workspace{}, err
	}
	at := slices.IndexFunc(all, func(w api.Workspace) bool { return w.ID == id })
	if at < 0 {
		return api.Workspace{}, &remote.Error{Service: "WebWork", Op: "GET /workspaces", Status: http.StatusNotFound}
	}
	return all[at], nil
}

// Find finds the workspaces with a name.
func (a account) Find(ctx context.Context, name string) ([]api.Workspace, error) {
	all, err := a.session.Workspaces(ctx)
	return slices.DeleteFunc(all, func(w api.Workspace) bool { return w.Key() != name }), err
}
