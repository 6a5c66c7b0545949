package scenario_test

import (
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// pairs declares two of each kind.
const pairs = header + `
resource "webwork_member" "pair" {
  count     = 2
  email     = "person${count.index}@example.com"
  firstname = "Person"
  lastname  = "Number ${count.index}"
  role      = "Regular User"
}

resource "webwork_project" "pair" {
  count = 2
  name  = "Project ${count.index}"
}

resource "webwork_contract" "pair" {
  count      = 2
  user_id    = webwork_member.pair[count.index].id
  project_id = webwork_project.pair[count.index].id
}

resource "webwork_project_viewer" "pair" {
  count     = 2
  email     = "client${count.index}@example.com"
  firstname = "Client"
  lastname  = "Number ${count.index}"
}

resource "webwork_project_viewer_assignment" "pair" {
  count      = 2
  viewer_id  = webwork_project_viewer.pair[count.index].id
  project_id = webwork_project.pair[count.index].id
}

resource "webwork_webhook" "pair" {
  count  = 2
  url    = "https://hooks.example.com/${count.index}"
  events = ["tracker.started"]
}
`

// What is wrong for every object of a run is told by one of them, and the others add nothing to it.
func TestAccWhatStopsAllIsToldOnce(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{})
		w := workspace(t, cli, server)
		w.Write("main.tf", pairs)
		w.Apply()
		state := w.Read("terraform.tfstate")

		w.Setenv("WEBWORK_TOKEN", "expired-meanwhile")
		planOf(t, w).expect(t, failure, 1, "Could not sign in")
		planOf(t, w, "-destroy").expect(t, failure, 1, "Could not sign in")

		other := start(t, simulator.Options{Seed: simulator.Seed{Workspaces: []simulator.Workspace{{ID: 2, Name: "Other"}}}})
		for name, value := range other.Env() {
			w.Setenv(name, value)
		}
		planOf(t, w).expect(t, failure, 1, "State of another workspace")
		if got := w.Read("terraform.tfstate"); got != state {
			t.Errorf("the state has changed: %s", got)
		}
	})
}
