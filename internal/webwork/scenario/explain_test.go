package scenario_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/explain"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// explained plans, and gives what the explain command says of the plan, and whether it says that there are changes.
func explained(t *testing.T, w *acctest.Workspace) (markdown string, changes bool) {
	t.Helper()
	dir := t.TempDir()
	saved, shown := filepath.Join(dir, "plan"), filepath.Join(dir, "plan.json")
	if result := w.Run("plan", "-out="+saved); result.ExitCode != 0 {
		t.Fatal(result.Output())
	}
	providertest.Must(t, os.WriteFile(shown, []byte(w.Run("show", "-json", saved).Stdout), 0o600))
	command := explain.Command()
	var out strings.Builder
	command.SetOut(&out)
	command.SetArgs([]string{"--detailed-exitcode", shown})
	command.SilenceErrors = true
	err := command.Execute()
	if err != nil && err != explain.ErrChanges { //nolint:errorlint // the command wraps nothing
		t.Fatal(err)
	}
	return out.String(), err != nil
}

// goldenWrite is the variable that has golden files written anew.
const goldenWrite = "GOLDEN_WRITE"

func expectGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv(goldenWrite) != "" {
		providertest.Must(t, os.MkdirAll("testdata", 0o750))
		providertest.Must(t, os.WriteFile(path, []byte(got), 0o600))
	}
	want, err := os.ReadFile(path)
	providertest.Must(t, err)
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// edit replaces words in a file of the workspace, each of which must be there once.
func edit(t *testing.T, w *acctest.Workspace, name string, oldnew ...string) {
	t.Helper()
	text := w.Read(name)
	for i := 0; i < len(oldnew); i += 2 {
		if count := strings.Count(text, oldnew[i]); count != 1 {
			t.Fatalf("%s has %q %d times", name, oldnew[i], count)
		}
		text = strings.Replace(text, oldnew[i], oldnew[i+1], 1)
	}
	w.Write(name, text)
}

// TestAccPullRequest makes the changes that people make to a roster, and has the plan explained.
func TestAccPullRequest(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{})
		former, err := server.AddMember(simulator.Member{Email: "erik@example.com", FirstName: "Erik", LastName: "Holm", Role: simulator.RoleRegularUser})
		providertest.Must(t, err)
		providertest.Must(t, server.ArchiveMember(former.ID))
		w := rosterExample(t, cli, server)
		w.Write("people/former.yaml", "people:\n  erik: { email: erik@example.com, firstname: Erik, lastname: Holm, archived: true }\n")
		w.Apply()
		activate(t, server)
		w.Run("refresh")

		nothing, changes := explained(t, w)
		if expectGolden(t, "explain-nothing.md", nothing); changes {
			t.Error("a plan without changes has some")
		}
		tomas, _ := server.MemberByEmail("tomas.garcia@example.com")
		providertest.Must(t, server.SetMember(tomas.ID, func(m *simulator.Member) { m.WeeklyHoursLimit = new(int64(24)) }))
		drift, changes := explained(t, w)
		if expectGolden(t, "explain-drift.md", drift); changes {
			t.Error("drift alone counts as a change")
		}

		w.Write("people/new.yaml", `
people:
  nora: # hired
    email: nora.lind@example.com
    firstname: Nora
    lastname: Lind
    projects:
      website: { hours: 16 }
`)
		edit(t, w, "people/former.yaml", ", archived: true", "") // hired again
		edit(t, w, "people/lead.yaml",
			"email: jonas.weber@example.com", "email: jonas.weber@acme.example", // another address
			"role: Executive manager", "role: Team manager", // another role
		)
		edit(t, w, "people/design.yaml",
			"timezone: Europe/Madrid", "timezone: Europe/Madrid\n    archived: true", // leaves
			"website: { hours: 20 }", "internal: { hours: 20 }", // moves
			"until: 2099-03-31", "until: 2026-01-31", // an end date that has passed
		)
		edit(t, w, "people/projects.yaml",
			"name: Mobile app", "name: App for phones", // renamed
			"clients:\n", "clients:\n  kai: { email: kai@client.example, firstname: Kai, lastname: Moss, projects: [app] }\n", // a client
		)
		edit(t, w, "freelancers.csv", "app:16", "app:24") // hours
		lena, _ := server.MemberByEmail("lena@studio.example")
		providertest.Must(t, server.ArchiveMember(lena.ID)) // archived in the app

		request, changes := explained(t, w)
		if expectGolden(t, "explain-pull-request.md", request); !changes {
			t.Error("a plan with changes has none")
		}

		// As a pipeline does it, with the commands of the guide.
		script := *w
		script.CLI.Path = "/bin/sh"
		commands := strings.ReplaceAll(guideBlock(t, rosterGuide, "sh", "explain"), "terraform ", cli.Path+" ")
		if result := script.Start("-c", "set -e\n"+commands).Wait(); result.ExitCode != 0 {
			t.Error(result.Output())
		}
		expectGolden(t, "explain-pull-request.md", w.Read("explanation.md"))

		w.Apply()
		w.PlanEmpty()
	})
}

const rosterGuide = "people-by-pull-request.md.tmpl"

// TestAccSingleResourcesMoveIntoTheRoster moves somebody there by the block of the guide: nothing happens to her.
func TestAccSingleResourcesMoveIntoTheRoster(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{})
		w := workspace(t, cli, server)
		copyRoster(t, w)
		w.Write("main.tf", jane)
		w.Apply()
		server.ForgetRequests()
		w.Write("main.tf", header+guideBlock(t, rosterGuide, "hcl", "moved")+`
module "roster" {
  source = "./modules/roster"
  path   = "people.yaml"
}
`)
		w.Write("people.yaml", "people:\n  jane: { email: jane@example.com, firstname: Jane, lastname: Doe, role: Regular User, weekly_hours_limit: 20 }\n")
		w.Init()
		got, _ := explained(t, w)
		if want := "**Nobody gains or loses access.**"; !strings.Contains(got, want) {
			t.Errorf("%q is missing in:\n%s", want, got)
		}
		w.Apply()
		w.PlanEmpty()
		if writes := server.Writes(); len(writes) > 0 {
			t.Errorf("written: %v", writes)
		}
	})
}
