package session

import (
	"context"
	"fmt"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Workspace is the workspace that the provider manages, with the account's own id and role in
// it. It is asked for once in a run, before the first operation.
func (s *Session) Workspace(ctx context.Context) (api.Workspace, error) {
	if !s.Ready() {
		return api.Workspace{}, s.notReady
	}
	s.guard.Lock()
	known, final := s.workspace, s.final
	s.guard.Unlock()
	if known != nil || final != nil {
		return valueOf(known), final
	}
	// The request belongs to everyone who waits for it, so the first caller's cancellation must
	// not end it.
	answer := s.flight.DoChan("workspace", func() (any, error) {
		return nil, s.findWorkspace(context.WithoutCancel(ctx))
	})
	select {
	case <-ctx.Done():
		return api.Workspace{}, fmt.Errorf("waiting for the workspace: %w", context.Cause(ctx))
	case result := <-answer:
		s.guard.Lock()
		defer s.guard.Unlock()
		return valueOf(s.workspace), result.Err
	}
}

// Manager is the workspace for use by resources, which need to see all of it: an account of a
// weaker role is shown filtered lists, in which others look as if they did not exist.
func (s *Session) Manager(ctx context.Context) (api.Workspace, error) {
	workspace, err := s.Workspace(ctx)
	if err != nil {
		return workspace, err
	}
	if weak(workspace) {
		return workspace, &Problem{
			Summary: "Could not use the account",
			Detail: fmt.Sprintf("The account has the role %q in workspace %q (id %d). WebWork shows it only a part of the workspace, "+
				"so what it does not show would look as if it did not exist. Use the token of an Owner or Executive manager.",
				workspace.Role, workspace.Name, workspace.ID),
		}
	}
	return workspace, nil
}

// Filtered reports whether the account sees only a part of the workspace.
func (s *Session) Filtered(ctx context.Context) (api.Workspace, bool, error) {
	workspace, err := s.Workspace(ctx)
	return workspace, err == nil && weak(workspace), err
}

// SeesAll reports whether the account is known to see all of the workspace. If it is not, an
// object that WebWork does not show may still exist.
func (s *Session) SeesAll(ctx context.Context) bool {
	workspace, err := s.Workspace(ctx)
	return err == nil && workspace.Role != "" && !weak(workspace)
}

func weak(w api.Workspace) bool {
	return w.Role != "" && w.Role != api.RoleOwner && w.Role != api.RoleExecutiveManager
}

// findWorkspace asks for the account's workspaces and remembers the one to use. What cannot
// change within a run is remembered too, so that a thousand resources do not ask a thousand times.
func (s *Session) findWorkspace(ctx context.Context) error {
	all, err := s.Workspaces(ctx)
	if err != nil {
		if api.IsUnauthorized(err) || api.IsForbidden(err) {
			s.remember(nil, err)
		}
		return err
	}
	workspace, problem := choose(all, s.WorkspaceID)
	if problem != nil {
		s.remember(nil, problem)
		return problem
	}
	s.remember(&workspace, nil)
	return nil
}

func (s *Session) remember(workspace *api.Workspace, final error) {
	s.guard.Lock()
	defer s.guard.Unlock()
	s.workspace, s.final = workspace, final
}

func choose(all []api.Workspace, wanted *int64) (api.Workspace, *Problem) {
	if wanted != nil {
		for _, w := range all {
			if w.ID == *wanted {
				return w, nil
			}
		}
		return api.Workspace{}, &Problem{
			Summary: "Could not use the workspace",
			Detail: fmt.Sprintf("workspace_id is %d, but the account has no access to a workspace of that id. It can use: %s.",
				*wanted, list(all)),
			Attribute: "workspace_id",
		}
	}
	switch len(all) {
	case 0:
		return api.Workspace{}, &Problem{
			Summary: "Could not use the workspace",
			Detail:  "The account belongs to no active workspace. Check whose token it is.",
		}
	case 1:
		return all[0], nil
	default:
		return api.Workspace{}, &Problem{
			Summary: "Could not choose the workspace",
			Detail: fmt.Sprintf("The account can use several workspaces: %s. Set workspace_id in the provider block, or WEBWORK_WORKSPACE_ID, to one of these ids.",
				list(all)),
			Attribute: "workspace_id",
		}
	}
}

func list(all []api.Workspace) string {
	if len(all) == 0 {
		return "none"
	}
	lines := make([]string, len(all))
	for i, w := range all {
		lines[i] = fmt.Sprintf("%d (%s)", w.ID, w.Name)
	}
	return strings.Join(lines, ", ")
}

func valueOf(w *api.Workspace) api.Workspace {
	if w == nil {
		return api.Workspace{}
	}
	return *w
}
