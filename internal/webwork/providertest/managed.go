package providertest

import (
	"encoding/json"
	"fmt"
	"strconv"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// Workspace makes a directory whose provider, the built binary, finds the server through the
// environment.
func Workspace(tb testing.TB, cli acctest.CLI, server *simtest.Server) *acctest.Workspace {
	tb.Helper()
	w := acctest.NewWorkspace(tb, cli, acctest.WebWork())
	for name, value := range server.Env() {
		w.Setenv(name, value)
	}
	w.Setenv("WEBWORK_REQUESTS_PER_MINUTE", "100000")
	w.Setenv("WEBWORK_MAX_ARCHIVAL_SHARE", "1")
	return w
}

// Header is the beginning of every configuration for a Workspace; the provider block is left to the
// environment.
const Header = `
terraform {
  required_providers {
    webwork = { source = "workspace-as-code/webwork" }
  }
}
`

// ManageMembers declares some of the workspace's members, evenly spread over all pages, and has them
// in state as WebWork has them: a plan finds nothing to do.
func ManageMembers(tb testing.TB, w *acctest.Workspace, server *simtest.Server, count int) {
	tb.Helper()
	w.Write("members.tf", Header+`
locals {
  members = tomap(jsondecode(file("members.json")))
}

resource "webwork_member" "all" {
  for_each  = local.members
  email     = each.value.email
  firstname = each.value.firstname
  lastname  = each.value.lastname
  role      = each.value.role
}
`)
	workspace := server.Snapshot().Workspaces[0]
	state := acctest.Objects{Type: "webwork_member", Name: "all", Provider: "webwork", Attributes: map[string]map[string]any{}}
	declared := map[string]map[string]string{}
	for _, member := range spread(workspace.Members, count) {
		declared[member.Email] = map[string]string{
			"email": member.Email, "firstname": member.FirstName, "lastname": member.LastName, "role": member.Role,
		}
		state.Attributes[member.Email] = memberState(workspace.ID, member)
	}
	writeJSON(tb, w, "members.json", declared)
	w.WriteState(state)
}

// ManageContracts is ManageMembers for contracts.
func ManageContracts(tb testing.TB, w *acctest.Workspace, server *simtest.Server, count int) {
	tb.Helper()
	w.Write("contracts.tf", Header+`
locals {
  contracts = tomap(jsondecode(file("contracts.json")))
}

resource "webwork_contract" "all" {
  for_each   = local.contracts
  project_id = each.value.project_id
  user_id    = each.value.user_id
}
`)
	workspace := server.Snapshot().Workspaces[0]
	state := acctest.Objects{Type: "webwork_contract", Name: "all", Provider: "webwork", Attributes: map[string]map[string]any{}}
	for _, contract := range spread(workspace.Contracts, count) {
		state.Attributes[strconv.FormatInt(contract.ID, 10)] = map[string]any{
			"id": fmt.Sprint(contract.ID), "workspace_id": fmt.Sprint(workspace.ID),
			"project_id": fmt.Sprint(contract.ProjectID), "user_id": fmt.Sprint(contract.UserID),
		}
	}
	writeJSON(tb, w, "contracts.json", state.Attributes)
	w.WriteState(state)
}

// spread picks as many of all, at even distances.
func spread[T any](all []T, count int) []T {
	picked := make([]T, count)
	for i := range picked {
		picked[i] = all[i*len(all)/count]
	}
	return picked
}

func memberState(workspaceID int64, member simulator.Member) map[string]any {
	return map[string]any{
		"id":                 fmt.Sprint(member.ID),
		"workspace_id":       fmt.Sprint(workspaceID),
		"email":              member.Email,
		"firstname":          member.FirstName,
		"lastname":           member.LastName,
		"role":               member.Role,
		"timezone":           member.Timezone,
		"rate_status":        member.RateStatus == 1,
		"weekly_hours_limit": member.WeeklyHoursLimit,
		"archived":           member.Archived(),
		"status":             member.Status,
	}
}

func writeJSON(tb testing.TB, w *acctest.Workspace, name string, value any) {
	tb.Helper()
	encoded, err := json.Marshal(value)
	if err != nil {
		tb.Fatal(err)
	}
	w.Write(name, string(encoded))
}
