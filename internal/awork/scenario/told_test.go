package scenario_test

import (
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// pairs declares two of each kind.
const pairs = providertest.Header + `
resource "awork_role" "pair" {
  count = 2
  name  = "Role ${count.index}"
}

resource "awork_user" "pair" {
  count   = 2
  email   = "person${count.index}@example.com"
  role_id = awork_role.pair[count.index].id
}

resource "awork_company" "pair" {
  count = 2
  name  = "Company ${count.index}"
}

resource "awork_project_type" "pair" {
  count = 2
  name  = "Type ${count.index}"
}
`

// What is wrong for every object of a run is told by one of them, and the others add nothing to it.
func TestAccAworkWhatStopsAllIsToldOnce(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w := providertest.Workspace(t, cli, providertest.Start(t, simulator.Options{}))
		w.Write("main.tf", pairs)
		w.Apply()
		for name, value := range providertest.Start(t, simulator.Options{Seed: simulator.Seed{Workspace: simulator.Workspace{ID: workspaceID}}}).Env() {
			w.Setenv(name, value)
		}
		told := w.Run("plan").Output()
		if errors := strings.Count(told, "Error: "); errors != 1 || !strings.Contains(told, "Error: State of another workspace") {
			t.Errorf("there are %d errors: %s", errors, told)
		}
	})
}
