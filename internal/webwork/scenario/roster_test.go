package scenario_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

const modules = "../../../modules"

// rosterExample is the example of a roster, beside the module that it uses.
func rosterExample(t *testing.T, cli acctest.CLI, server *simtest.Server) *acctest.Workspace {
	t.Helper()
	w := workspace(t, cli, server)
	copyRoster(t, w)
	example := filepath.Join(w.Dir, "examples", "roster")
	providertest.Must(t, os.CopyFS(example, os.DirFS(filepath.Join(examples, "roster"))))
	w.Dir = example
	return w
}

func copyRoster(t *testing.T, w *acctest.Workspace) {
	t.Helper()
	providertest.Must(t, os.CopyFS(filepath.Join(w.Dir, "modules", "roster"), os.DirFS(filepath.Join(modules, "roster"))))
}

func TestAccExampleRoster(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{})
		w := rosterExample(t, cli, server)
		w.Apply()
		w.PlanEmpty()

		// The spreadsheet has a byte-order mark, semicolons, and quotes around what has these in it.
		lena, found := server.MemberByEmail("lena@studio.example")
		if !found || lena.LastName != `Braun; Studio "Nord"` {
			t.Errorf("the freelancer is %+v", lena)
		}
		for project, hours := range map[string]int64{"Website relaunch": 10, "Mobile app": 40} {
			on, _ := server.ProjectByName(project)
			if contract, found := server.ContractOf(on.ID, lena.ID); !found || *contract.WeeklyHoursLimit != hours {
				t.Errorf("on %s the freelancer has %+v", project, contract)
			}
		}
		w.Destroy()
	})
}

func TestAccRosterWithMocks(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		cli.Require(t, acctest.Mocks)
		w := acctest.NewWorkspace(t, cli, acctest.WebWork())
		w.CopyFrom(filepath.Join(modules, "roster"))
		expectOutput(t, w.Run("test", "-no-color"), "Success! 4 passed, 0 failed.")
	})
}
