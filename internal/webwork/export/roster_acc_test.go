package export_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// What Terraform manages one by one moves into a roster, and who comes later is added to it. Nothing happens to anybody.
func TestAccSingleResourcesBecomeARoster(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, agency())
		w := providertest.Workspace(t, cli, server)
		run(t, server, "--out", w.Dir).with(t, 0)
		adopt(t, w, 11)
		forget(t, w, "import_*.tf")
		server.ForgetRequests()

		output := example(t, w, "to-roster.sh")
		if !strings.Contains(output, "Plan: 0 to add, 0 to change, 0 to destroy.") && !strings.Contains(output, "No changes.") || strings.Count(w.Read("moved.tf"), "moved {") != 9 {
			t.Fatalf("something happens:\n%s\n%s", excerpt(output), w.Read("moved.tf"))
		}
		w.Apply()
		forget(t, w, "moved.tf")
		w.PlanEmpty()

		w.Write("people.yaml", strings.Replace(w.Read("people.yaml"), "  jane_doe:\n", "  # She was the first.\n  jane_doe:\n", 1))
		before := w.Read("people.yaml")
		if output := example(t, w, "refresh.sh"); w.Read("people.yaml") != before || !strings.Contains(output, "Nothing is new") || !strings.Contains(output, "No changes.") {
			t.Errorf("there is something new:\n%s", output)
		}
		nia, err := server.AddMember(simulator.Member{Email: "nia@acme.example", FirstName: "Nia", LastName: "New", Role: simulator.RoleRegularUser})
		providertest.Must(t, err)
		app, err := server.AddProject(simulator.Project{Name: "App"})
		providertest.Must(t, err)
		_, err = server.AddContract(simulator.Contract{ProjectID: app.ID, UserID: nia.ID})
		providertest.Must(t, err)
		output = example(t, w, "refresh.sh")
		if found := imported.FindStringSubmatch(output); found == nil || found[1] != "3" {
			t.Errorf("the plan does not import three objects and nothing else:\n%s", excerpt(output))
		}
		w.Apply()
		w.PlanEmpty()
		forget(t, w, "import_*.tf")
		w.PlanEmpty()
		if writes := server.Writes(); len(writes) > 0 || len(server.Invitations()) > 0 {
			t.Errorf("%d writes were sent", len(writes))
		}
	})
}

func TestAccARosterIsWrittenByTheScriptOfTheGuide(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, agency())
		w := providertest.Workspace(t, cli, server)
		w.Write("terraform.tf", providertest.Header)
		w.Init()
		output := example(t, w, "roster.sh")
		if found := imported.FindStringSubmatch(output); found == nil || found[1] != "11" {
			t.Errorf("the plan does not import everything and nothing else:\n%s", excerpt(output))
		}
	})
}

// forget removes the files that match a pattern.
func forget(t *testing.T, w *acctest.Workspace, pattern string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(w.Dir, pattern))
	if err != nil || len(names) == 0 {
		t.Fatalf("there is no %s: %v", pattern, err)
	}
	for _, name := range names {
		providertest.Must(t, os.Remove(name))
	}
}

// example runs a script of the guides.
func example(t *testing.T, w *acctest.Workspace, name string) string {
	t.Helper()
	script, err := filepath.Abs(filepath.Join(examples, name))
	providertest.Must(t, err)
	bin := t.TempDir()
	providertest.Must(t, os.Symlink(w.CLI.Path, filepath.Join(bin, "terraform")))
	shell := *w
	shell.CLI.Path = "/bin/sh"
	result := shell.Start("-c", "PATH="+bin+":$PATH; . "+script).Wait()
	if result.ExitCode != 0 {
		t.Fatalf("%s ended with %d:\n%s", name, result.ExitCode, excerpt(result.Output()))
	}
	return result.Output()
}
