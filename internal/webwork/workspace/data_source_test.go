package workspace_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// several are workspaces of one account, two of the same name.
func several(variants ...simulator.Variant) simulator.Options {
	begun := time.Date(2025, 2, 19, 19, 24, 55, 0, time.UTC)
	account := []simulator.Member{{ID: 10, Email: "olivia@acme.example", FirstName: "Olivia", LastName: "Owner", Role: simulator.RoleTeamManager}}
	return simulator.Options{Variants: variants, Seed: simulator.Seed{Workspaces: []simulator.Workspace{
		{ID: 7, Name: "Globex", OwnerID: 99, CreatedAt: begun, Members: account},
		{ID: 3, Name: "Acme Agency", Members: account},
		{ID: 5, Name: "Acme Agency", Members: account},
	}}}
}

// globexHolds checks everything about the workspace with the id 7.
func globexHolds(address string, role, user knownvalue.Check, within ...any) []statecheck.StateCheck {
	return providertest.HoldsAll(address, map[string]knownvalue.Check{
		"id": providertest.ID(7), "name": knownvalue.StringExact("Globex"), "owner_id": providertest.ID(99),
		"role": role, "user_id": user, "status": knownvalue.StringExact("active"),
		"created_at": knownvalue.StringExact("2025-02-19T19:24:55.000000Z"), "activated_at": knownvalue.StringExact("2025-02-19 19:24:55"),
	}, within...)
}

// No workspace is chosen here: the account has several, and workspace_id is not set.
func TestAccWorkspaceDataSources(t *testing.T) {
	t.Parallel()
	role, user := knownvalue.StringExact("Team manager"), providertest.ID(10)
	for name, test := range map[string]struct {
		variants   []simulator.Variant
		role, user knownvalue.Check
	}{
		"documented":         {role: role, user: user},
		"numbers as strings": {variants: []simulator.Variant{simulator.NumbersAsStrings}, role: role, user: user},
		"client credentials": {variants: []simulator.Variant{simulator.ClientCredentials}, role: knownvalue.Null(), user: knownvalue.Null()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, several(test.variants...))
			checks := globexHolds("data.webwork_workspace.id", test.role, test.user)
			checks = append(checks, globexHolds("data.webwork_workspace.name", test.role, test.user)...)
			checks = append(checks, globexHolds("data.webwork_workspaces.all", test.role, test.user, "workspaces", 2)...)
			providertest.Run(t, providertest.Step(server, `
				data "webwork_workspace" "id"   { id = 7 }
				data "webwork_workspace" "name" { name = "Globex" }
				data "webwork_workspaces" "all" {}
			`, append(checks,
				providertest.Holds("data.webwork_workspaces.all", knownvalue.ListSizeExact(3), "workspaces"),
				providertest.Holds("data.webwork_workspaces.all", providertest.ID(3), "workspaces", 0, "id"),
			)...))
		})
	}
}

func TestAccWorkspaceDataSourceRefuses(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, several())
	for config, message := range map[string]string{
		`data "webwork_workspace" "x" { id = 1 }`:               "WebWork shows no workspace with the id 1",
		`data "webwork_workspace" "x" { name = "Initech" }`:     `WebWork shows no workspace with the name "Initech"`,
		`data "webwork_workspace" "x" { name = "Acme Agency" }`: `There are several with the name "Acme Agency": ids 3, 5`,
		`data "webwork_workspace" "x" {}`:                       "Neither id nor name was given.",
		`data "webwork_members" "x" {}`:                         "The account can use several workspaces: 7 (Globex), 3 (Acme Agency), 5 (Acme Agency)",
	} {
		providertest.Run(t, providertest.Failure(server, "", config, message))
	}
}

func TestAccWorkspacesAreAskedForOnce(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	const config = `
		data "webwork_workspace" "name"  { name = "Acme Agency" }
		data "webwork_workspaces" "all"  {}
		data "webwork_members" "all"     {}
	`
	providertest.Run(t, providertest.Step(server, config))
	if asked, listed := server.Count("GET", "/workspaces"), server.Count("GET", "/members"); asked != listed {
		t.Errorf("%d requests for the workspaces in as many runs as there were lists of members, which is %d", asked, listed)
	}
}
