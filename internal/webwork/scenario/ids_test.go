package scenario_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// referring uses every attribute that takes an id. The quote stands on both sides of each.
func referring(quote string) string {
	return header + strings.NewReplacer("<", quote, ">", quote).Replace(`
provider "webwork" {
  workspace_id = <1>
}

resource "webwork_contract" "contract" {
  user_id    = <100>
  project_id = <500>
}

resource "webwork_project_viewer_assignment" "assignment" {
  viewer_id  = <101>
  project_id = <9>
}

resource "webwork_project_viewer" "viewer" {
  email       = "rosa@client.example"
  firstname   = "Rosa"
  lastname    = "Lind"
  project_ids = [<500>, <501>, <9>]
}

data "webwork_workspace" "one" {
  id = <1>
}

data "webwork_member" "one" {
  id = <100>
}

data "webwork_project" "one" {
  id = <500>
}

data "webwork_contract" "one" {
  id = <900>
}

data "webwork_contract" "pair" {
  user_id    = <100>
  project_id = <501>
}

data "webwork_contracts" "some" {
  user_id    = <100>
  project_id = <501>
}

data "webwork_project_viewer" "one" {
  id = <101>
}

output "texts" {
  value = [
    data.webwork_workspace.one.id, data.webwork_member.one.id, data.webwork_project.one.id, data.webwork_contract.one.id,
    data.webwork_contract.pair.id, data.webwork_contracts.some.contracts[0].id, data.webwork_project_viewer.one.id,
    webwork_project_viewer_assignment.assignment.id, webwork_contract.contract.user_id,
  ]
}
`)
}

// HCL turns numbers into the texts that ids are, so that configurations may write them either way.
func TestAccIDsMayBeNumberLiterals(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
			ID: 1, Name: "Acme Agency",
			Members: []simulator.Member{
				{ID: 100, Email: "jane@example.com", FirstName: "Jane", LastName: "Doe"},
				{ID: 101, Email: "petra@client.example", FirstName: "Petra", LastName: "Novak", Role: simulator.RoleProjectViewer},
			},
			Projects:  []simulator.Project{{ID: 9, Name: "First"}, {ID: 500, Name: "Website"}, {ID: 501, Name: "Audit"}},
			Contracts: []simulator.Contract{{ID: 900, ProjectID: 501, UserID: 100}},
		}}}})
		w := workspace(t, cli, server)
		w.Write("main.tf", referring(""))
		w.Apply()
		w.PlanEmpty()
		want := []any{"1", "100", "500", "900", "900", "900", "101", "101:9", "100"}
		if got := w.StateJSON().Values.Outputs["texts"].Value; fmt.Sprintf("%#v", got) != fmt.Sprintf("%#v", want) {
			t.Errorf("the ids are %#v, want %#v", got, want)
		}
		w.Write("main.tf", referring(`"`))
		w.PlanEmpty()

		// Projects are assigned in the order of their numbers, whatever these are as texts.
		var assigned []string
		for _, request := range server.Writes() {
			if strings.HasSuffix(request.Path, "/assign-project") && !strings.Contains(request.Path, "/101/") {
				assigned = append(assigned, string(request.Body))
			}
		}
		if len(assigned) != 3 || !strings.Contains(assigned[0], `"project_id":9`) || !strings.Contains(assigned[2], `"project_id":501`) {
			t.Errorf("projects were assigned by %v", assigned)
		}
	})
}

// A mocked provider makes ids up, as empty or any text, and still has schemas checked.
func TestAccIDsOfMockedProviders(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		cli.Require(t, acctest.Mocks)
		w := workspace(t, cli, start(t, simulator.Options{}))
		w.CopyFrom(filepath.Join(examples, "workspace"))
		w.Write("more.tf", `
resource "webwork_project_viewer_assignment" "more" {
  viewer_id  = webwork_project_viewer.client.id
  project_id = webwork_project.project["website"].id
}

data "webwork_member" "more" {
  id = webwork_project_viewer.client.id
}

data "webwork_contract" "more" {
  user_id    = data.webwork_member.more.id
  project_id = webwork_project.project["website"].id
}

data "webwork_contracts" "more" {
  user_id    = data.webwork_member.more.id
  project_id = webwork_project.project["website"].id
}

data "webwork_webhook" "more" {
  id = webwork_webhook.tracking.id
}
`)
		w.Write("mocked.tftest.hcl", `
mock_provider "webwork" {}

run "plans" {
  command = plan
}

run "applies" {
  assert {
    condition     = length(webwork_contract.contract) > 0
    error_message = "There are no contracts."
  }
}
`)
		if result := w.Run("test", "-no-color", "-filter=mocked.tftest.hcl"); result.ExitCode != 0 {
			t.Errorf("the tests fail:\n%s", result.Output())
		} else {
			expectOutput(t, result, "2 passed, 0 failed")
		}
	})
}
