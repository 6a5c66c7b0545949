package scenario_test

import (
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// TestAccReadme follows the steps that lead to a plan of one's own workspace.
func TestAccReadme(t *testing.T) {
	t.Parallel()
	_, steps, _ := strings.Cut(readExample(t, "../../..", "README.md"), "\n## Your own workspace\n")
	config, commands := indentedBlock(t, steps, "hcl"), indentedBlock(t, steps, "sh")
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{})
		_, err := server.AddMember(simulator.Member{Email: "jane@example.com", FirstName: "Jane", LastName: "Doe", Role: simulator.RoleRegularUser, Status: "active"})
		providertest.Must(t, err)
		w := workspace(t, cli, server)
		w.Write("main.tf", config)
		for line := range strings.Lines(commands) {
			command, found := strings.CutPrefix(strings.TrimSpace(line), "terraform ")
			if !found || command == "init" { // the workspace does that by itself
				continue
			}
			words := strings.Fields(command)
			result := w.Run(words[0], words[1:]...)
			if result.ExitCode != 0 {
				t.Fatal(result.Output())
			}
			expectOutput(t, result, "1 to import, 0 to add, 0 to change, 0 to destroy")
		}
		expectOutput(t, w.Apply(), "1 imported, 0 added, 0 changed, 0 destroyed")
		w.PlanEmpty()
		expectUntouched(t, server)
	})
}

// indentedBlock is the first block of a language within a list.
func indentedBlock(t *testing.T, page, language string) string {
	t.Helper()
	const indent = "\n   "
	_, block, found := strings.Cut(page, indent+"```"+language+"\n")
	block, _, ended := strings.Cut(block, indent+"```\n")
	if !found || !ended {
		t.Fatalf("there is no block of %s", language)
	}
	return strings.ReplaceAll("\n"+block, indent, "\n")
}
