package session

import (
	"context"
	"fmt"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Workspaces lists every workspace of the account. They are asked for once in a run, before the
// first operation.
func (s *Session) Workspaces(ctx context.Context) ([]api.Workspace, error) {
	if !s.Ready() {
		return nil, s.notReady
	}
	if !s.Capabilities().Workspaces {
		return nil, s.withoutWorkspaces()
	}
	// The request belongs to everyone who waits for it, so the first caller's cancellation must
	// not end it.
	answer := s.flight.DoChan("workspaces", func() (any, error) {
		return s.listWorkspaces(context.WithoutCancel(ctx))
	})
	select {
	case <-ctx.Done():
		return nil, fmt.Errorf("waiting for the workspaces: %w", context.Cause(ctx))
	case result := <-answer:
		all, _ := result.Val.([]api.Workspace)
		return slices.Clone(all), result.Err
	}
}

// Workspace is the workspace that the provider manages, with the account's own id and role in it. Where the dialect does not tell
// workspaces, it is the configured one, of which nothing else is known, and not even the id if none is configured.
func (s *Session) Workspace(ctx context.Context) (api.Workspace, error) {
	if s.Ready() && !s.Capabilities().Workspaces {
		return api.Workspace{ID: s.WorkspaceID}, nil
	}
	all, err := s.Workspaces(ctx)
	if err != nil {
		return api.Workspace{}, err
	}
	workspace, problem := choose(all, s.WorkspaceID)
	if problem != nil {
		return workspace, problem
	}
	return workspace, nil
}

// Manager is the workspace for use by resources, which need to see all of it: an account of a
// weaker role is shown filtered lists, in which others look as if they did not exist.
func (s *Session) Manager(ctx context.Context) (api.Workspace, error) {
	workspace, err := s.Workspace(ctx)
	if err != nil {
		return workspace, err
	}
	if weak(workspace) {
		return workspace, &tfkit.Problem{
			Summary: "Could not use the account",
			Detail: fmt.Sprintf("The account has the role %q in workspace %q (id %s). WebWork shows it only a part of the workspace, "+
				"so what it does not show would look as if it did not exist. Use the token of an Owner or Executive manager.",
				plaintext.Line(workspace.Role), plaintext.Line(workspace.Name), workspace.ID),
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

// IsAccount reports whether a member, by id and natural key, is the account that the provider uses itself, as far as that is known.
func (s *Session) IsAccount(workspace api.Workspace, id, key string) bool {
	return workspace.UserID != "" && workspace.UserID == id || s.Account != "" && s.Account == key
}

func weak(w api.Workspace) bool {
	return w.Role != "" && w.Role != api.RoleOwner && w.Role != api.RoleExecutiveManager
}

// listWorkspaces asks for the account's workspaces and remembers them. A refusal of the account is
// remembered too, so that a thousand resources do not ask a thousand times. One call runs at a time.
func (s *Session) listWorkspaces(ctx context.Context) ([]api.Workspace, error) {
	if s.workspaces != nil || s.final != nil {
		return s.workspaces, s.final
	}
	all, err := s.client.Workspaces(ctx)
	if err == nil {
		s.workspaces = append([]api.Workspace{}, all...) // not nil, even where there are none
		return s.workspaces, nil
	}
	action := "read the workspaces"
	if remote.IsUnauthorized(err) {
		action = "sign in"
	}
	err = Failed(action, "", err)
	if remote.IsUnauthorized(err) || remote.IsForbidden(err) {
		s.final = err
	}
	return nil, err
}

func choose(all []api.Workspace, wanted string) (api.Workspace, *tfkit.Problem) {
	if wanted != "" {
		for _, w := range all {
			if w.ID == wanted {
				return w, nil
			}
		}
		return api.Workspace{}, &tfkit.Problem{
			Summary: "Could not use the workspace",
			Detail: fmt.Sprintf("workspace_id is %s, but the account has no access to a workspace of that id. It can use: %s.",
				wanted, list(all)),
			Attribute: "workspace_id",
		}
	}
	switch len(all) {
	case 0:
		return api.Workspace{}, &tfkit.Problem{
			Summary: "Could not use the workspace",
			Detail:  "The account belongs to no active workspace. Check whose token it is.",
		}
	case 1:
		return all[0], nil
	default:
		return api.Workspace{}, &tfkit.Problem{
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
		lines[i] = fmt.Sprintf("%s (%s)", w.ID, plaintext.Line(w.Name))
	}
	return plaintext.List(lines)
}
