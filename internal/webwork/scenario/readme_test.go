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

// TestAccReadmeExample applies what the README begins with, and archives and restores the person as its comment says.
func TestAccReadmeExample(t *testing.T) {
	t.Parallel()
	_, after, _ := strings.Cut(readExample(t, "../../..", "README.md"), "\n```hcl\n")
	example, _, _ := strings.Cut(after, "\n```\n")
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{})
		w := workspace(t, cli, server)
		w.Write("main.tf", example)
		expectOutput(t, w.Apply(), "3 added, 0 changed, 0 destroyed")
		w.PlanEmpty()
		if invited := len(server.Invitations()); invited != 1 {
			t.Errorf("%d people were invited", invited)
		}
		was := w.State("webwork_member.mira")["id"]
		uncontracted, _, _ := strings.Cut(example, "resource \"webwork_contract\"")
		w.Write("main.tf", strings.Replace(uncontracted, "archived  = false", "archived  = true", 1))
		expectOutput(t, w.Apply(), "0 added, 1 changed, 1 destroyed")
		w.Write("main.tf", example)
		expectOutput(t, w.Apply(), "1 added, 1 changed, 0 destroyed")
		w.PlanEmpty()
		if is := w.State("webwork_member.mira")["id"]; is != was || len(server.Invitations()) != 1 {
			t.Errorf("Mira was %v and is %v, after %d invitations", was, is, len(server.Invitations()))
		}
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
