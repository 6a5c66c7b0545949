package scenario_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// Tests of the example, by the path that -filter takes.
const (
	withMocks     = "tests/mocks.tftest.hcl"
	withSimulator = "tests/simulator.tftest.hcl"
)

// exampleWithTests is the example of a whole workspace, whose tests find no WebWork unless they are told of one.
func exampleWithTests(t *testing.T, cli acctest.CLI) *acctest.Workspace {
	t.Helper()
	cli.Require(t, acctest.Mocks)
	w := acctest.NewWorkspace(t, cli, acctest.WebWork())
	w.CopyFrom(filepath.Join(examples, "workspace"))
	return w
}

func TestAccTestWithMocks(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w := exampleWithTests(t, cli)
		expectOutput(t, w.Run("test", "-no-color", "-filter="+withMocks), "Success! 2 passed, 0 failed.")
	})
}

// Mocked providers make up what is computed: words for text, and nothing or 0 for the rest. Nothing of that may be refused.
// Lists stay empty, and Terraform takes no others for them, so that nothing can be done with their first element.
func TestAccExamplesWithMocks(t *testing.T) {
	t.Parallel()
	for sort, file := range map[string]string{"resources": "resource.tf", "data-sources": "data-source.tf"} {
		for kind, dir := range exampleDirs(t, sort) {
			example := readExample(t, dir, file)
			if strings.Contains(example, "[0]") {
				continue
			}
			t.Run(sort+" "+kind, func(t *testing.T) {
				t.Parallel()
				acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
					cli.Require(t, acctest.Mocks)
					w := acctest.NewWorkspace(t, cli, acctest.WebWork())
					w.Write("main.tf", example)
					w.Write(withMocks, "mock_provider \"webwork\" {}\n\nrun \"plan\" {\n  command = plan\n}\n\nrun \"apply\" {}\n")
					expectOutput(t, w.Run("test", "-no-color"), "Success! 2 passed, 0 failed.")
				})
			})
		}
	}
}

// A token of a real workspace may be in the environment of whoever tries the tests.
func TestAccTestWithSimulatorSparesOtherWorkspaces(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w := exampleWithTests(t, cli)
		server := start(t, simulator.Options{Seed: simulator.Seed{Workspaces: []simulator.Workspace{{ID: 7, Name: "Acme Agency"}}}})
		for name, value := range server.Env() {
			w.Setenv(name, value)
		}
		expectFailure(t, w.Run("test", "-no-color"), "This is no simulated WebWork.", "2 passed, 1 failed, 2 skipped")
		if writes := server.Writes(); len(writes) > 0 {
			t.Errorf("the tests wrote: %v", writes)
		}
	})
}

func TestAccTestWithSimulator(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w := exampleWithTests(t, cli)
		w.Init()
		binary := pluginOf(t, w)
		if help, err := exec.CommandContext(t.Context(), binary, "simulate", "--help").Output(); err != nil || !strings.Contains(string(help), "--exec") {
			t.Skipf("simulate runs no commands: %v", err)
		}
		w.CLI.Path = binary
		result := w.Start("simulate", "--exec", "--", cli.Path, "test", "-no-color").Wait()
		expectOutput(t, result, "Success! 5 passed, 0 failed.", "A real one would have sent 6 invitations.")
		if result.ExitCode != 0 {
			t.Errorf("the exit code is %d", result.ExitCode)
		}
	})
}

// pluginOf is the binary that the CLI has installed, which has the commands for people, too.
func pluginOf(t *testing.T, w *acctest.Workspace) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(w.Dir, ".terraform/providers/*/workspace-as-code/webwork/*/*/terraform-provider-webwork*"))
	providertest.Must(t, err)
	if len(found) != 1 {
		t.Fatalf("the installed plugins are %v", found)
	}
	_, err = os.Stat(found[0])
	providertest.Must(t, err)
	return found[0]
}
