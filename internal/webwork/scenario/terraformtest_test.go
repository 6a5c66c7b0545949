package scenario_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
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
		binary, command, _ := strings.Cut(lastLine(guideBlock(t, "testing.md.tmpl", "sh", "simulate --exec")), " simulate ")
		w.CLI.Path = "/bin/sh"
		result := w.Start("-c", binary+" simulate "+strings.Replace(command, "terraform test", cli.Path+" test -no-color", 1)).Wait()
		expectOutput(t, result, "Success! 5 passed, 0 failed.", "A real one would have sent 6 invitations.")
		if result.ExitCode != 0 {
			t.Errorf("the exit code is %d", result.ExitCode)
		}
	})
}

// What a mock makes up is no e-mail address and no role: those that a data source gives need defaults.
func TestAccTestWithMockedDefaults(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		cli.Require(t, acctest.Mocks)
		w := acctest.NewWorkspace(t, cli, acctest.WebWork())
		w.Write("main.tf", header+`
data "webwork_member" "jane" {
  id = "100"
}

resource "webwork_member" "same" {
  email     = data.webwork_member.jane.email
  firstname = "Jane"
  lastname  = "Doe"
  role      = data.webwork_member.jane.role
}
`)
		const runs = "\nrun \"plan\" {\n  command = plan\n}\n"
		w.Write(withMocks, "mock_provider \"webwork\" {}\n"+runs)
		expectFailure(t, w.Run("test", "-no-color"), "email")
		w.Write(withMocks, guideBlock(t, "testing.md.tmpl", "hcl", "mock_data")+runs)
		expectOutput(t, w.Run("test", "-no-color"), "Success! 1 passed, 0 failed.")
	})
}

// guideBlock gives the first code block of a language in a guide that has the words.
func guideBlock(t *testing.T, guide, language, words string) string {
	t.Helper()
	page := readExample(t, "../../../templates/guides", guide)
	for _, block := range regexp.MustCompile("(?s)\n```"+language+"\n(.*?)\n```\n").FindAllStringSubmatch(page, -1) {
		if strings.Contains(block[1], words) {
			return block[1]
		}
	}
	t.Fatalf("%s has no block of %s with %q", guide, language, words)
	return ""
}

func lastLine(text string) string { return text[strings.LastIndex(text, "\n")+1:] }
