package providertest

import (
	"encoding/json"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// Workspace makes a directory whose provider, the built binary, finds the server through the
// environment.
func Workspace(tb testing.TB, cli acctest.CLI, server *Server) *acctest.Workspace {
	tb.Helper()
	w := acctest.NewWorkspace(tb, cli, acctest.Plugin{Name: "awork", Package: "github.com/workspace-as-code/terraform-provider-webwork/awork"})
	for name, value := range server.Env() {
		w.Setenv(name, value)
	}
	w.Setenv("AWORK_REQUESTS_PER_MINUTE", "100000")
	w.Setenv("AWORK_REQUESTS_PER_SECOND", "100000")
	w.Setenv("AWORK_MAX_DEACTIVATION_SHARE", "1")
	return w
}

// Header is the beginning of every configuration for a Workspace; the provider block is left to the
// environment.
const Header = `
terraform {
  required_providers {
    awork = { source = "workspace-as-code/awork" }
  }
}
`

// ManageUsers declares the workspace's people, but for its admin, and has them in state as awork has them: a plan finds nothing to do.
func ManageUsers(tb testing.TB, w *acctest.Workspace, server *Server) {
	tb.Helper()
	w.Write("users.tf", Header+`
locals {
  users = tomap(jsondecode(file("users.json")))
}

resource "awork_user" "all" {
  for_each = local.users
  email    = each.value.email
  role_id  = each.value.role_id
}
`)
	state := acctest.Objects{Type: "awork_user", Name: "all", Provider: "awork", Attributes: map[string]map[string]any{}}
	declared := map[string]map[string]string{}
	for _, user := range server.Users.All() {
		if user.Kind != "" || user.Email == simulator.AdminEmail {
			continue
		}
		declared[user.Email] = map[string]string{"email": user.Email, "role_id": user.RoleID}
		state.Attributes[user.Email] = map[string]any{
			"id": user.ID, "workspace_id": server.WorkspaceID(), "email": user.Email, "role_id": user.RoleID,
			"first_name": user.FirstName, "last_name": user.LastName, "title": user.Title, "position": user.Position, "language": user.Language,
			"deactivated": user.IsDeactivated || user.IsArchived, "send_invitation": true, "on_destroy": "deactivate",
		}
	}
	encoded, err := json.Marshal(declared)
	acctest.Must(tb, err)
	w.Write("users.json", string(encoded))
	w.WriteState(state)
}
