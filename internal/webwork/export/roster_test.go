package export_test

import (
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestARosterHasEverything(t *testing.T) {
	t.Parallel()
	server, dir := start(t, agency()), t.TempDir()
	run(t, server, "--out", dir, "--style", "roster", "--include-archived").with(t, 0,
		"members: 4 of 7 exported; 1 as data sources", "contracts: 2 of 2 exported", "A roster has no place for rate_status, which 4 members have")
	files := contents(t, dir)
	has(t, files, "people.yaml",
		"# yaml-language-server: $schema=modules/roster/roster.schema.json\n",
		"  olivia_owner:\n    managed: false\n    id: 10\n    email: olivia@acme.example\n    firstname: Olivia\n    lastname: Owner\n    projects:\n      project_2024: {hours: 0, screenshots: full, status: paused}\n",
		"  jane_doe_101:\n    email: zero@acme.example\n", "    weekly_hours_limit: 0\n",
		`    firstname: "\"${path.module}\" %{if x}"`, `    lastname: "x\ny\a\U0000202E $${a}"`,
		"  old_one:\n", "    archived: true\n",
		"  website_more:\n    name: Website & more\n    deadline: 2026-12-31\n    budget: 12.5\n    notes: \"a\\n\\\"b\\\" ${x}\\n\"\n", "    name: \"2024\"\n",
		"clients:\n  vera_viewer:\n", "    projects: [website_more, project_2024]\n")
	has(t, files, "roster.tf", "module \"roster\" {\n  source = \"./modules/roster\"\n  path   = \"${path.module}/people.yaml\"\n}", `required_version = ">= 1.7"`)
	has(t, files, "import_contracts.tf", `"olivia_owner/project_2024" = "1/901"`, "to = module.roster.webwork_contract.contract[each.key]")
	has(t, files, "import_members.tf", `"old_one"                = "1/105"`)
	has(t, files, "webhooks.tf", `resource "webwork_webhook"`)
	for name, content := range files {
		if strings.Contains(content, "k3y") && name != "webhooks.auto.tfvars" || strings.Contains(content, "rate: ") {
			t.Errorf("%s has what it must not have:\n%s", name, content)
		}
	}
}

// The module beside a roster is the one of this repository.
func TestTheModuleIsWrittenBesideTheRoster(t *testing.T) {
	t.Parallel()
	server, dir := start(t, agency()), t.TempDir()
	run(t, server, "--out", dir, "--style", "roster").with(t, 0)
	module := "../../../modules/roster"
	for _, name := range []string{"main.tf", "outputs.tf", "variables.tf", "versions.tf", "read/main.tf", "read/faults.tf", "read/outputs.tf", "read/variables.tf"} {
		original, err := os.ReadFile(filepath.Join(module, name))
		if err != nil {
			t.Fatal(err)
		}
		if written := contents(t, dir)["modules/roster/"+name]; !strings.HasSuffix(written, "\n\n"+string(original)) {
			t.Errorf("modules/roster/%s is another one:\n%s", name, written)
		}
	}
	has(t, contents(t, dir), "modules/roster/roster.schema.json", `"$defs": {`)

	// An edited module is somebody's.
	write(t, filepath.Join(dir, "modules/roster/main.tf"), "# mine\n")
	run(t, server, "--out", dir, "--style", "roster").with(t, 1, "would be lost: modules/roster/main.tf.")
}

func TestWhatARosterCannotSayIsNamed(t *testing.T) {
	t.Parallel()
	options := agency(simulator.ContractsStay, simulator.DuplicatesAllowed)
	w := &options.Seed.Workspaces[0]
	w.Contracts = append(w.Contracts,
		simulator.Contract{ID: 910, ProjectID: 500, UserID: 107}, // a project viewer
		simulator.Contract{ID: 911, ProjectID: 500, UserID: 100}) // a second one
	server, dir := start(t, options), t.TempDir()
	run(t, server, "--out", dir, "--style", "roster", "--include-archived").with(t, 3,
		"contract Website & more, jane@acme.example (id 911): a roster has one contract of a person and a project",
		"members: 4 of 7 exported")
	has(t, contents(t, dir), "people.yaml", "  member_107:\n    managed: false\n    id: 107\n    projects:\n      website_more: {")

	run(t, server, "--out", t.TempDir(), "--style", "roster", "--include", "*doe").with(t, 3,
		"contract Website & more, jane@acme.example (id 900): a roster has contracts of its own projects only, and project 500 is not in it")
	archived := t.TempDir()
	run(t, server, "--out", archived, "--style", "roster", "--include-archived").with(t, 3, "contracts: 3 of 6 exported; 2 archived, or of what is archived, 1 NOT EXPORTED")
	if strings.Contains(contents(t, archived)["import_contracts.tf"], "/902") {
		t.Error("a contract of an archived project is imported, which the module does not have")
	}
}

func TestOptionsThatSayNothingOfARosterAreRefused(t *testing.T) {
	t.Parallel()
	server, dir := start(t, agency()), t.TempDir()
	for words, args := range map[string][]string{
		"--unmanaged does not go with a roster":                 {"--style", "roster", "--unmanaged", "state.json"},
		"--kinds lacks projects":                                {"--style", "roster", "--kinds", "contracts"},
		"--refresh-roster goes with no --style but roster":      {"--refresh-roster", "--style", "for_each"},
		"--state goes with --style roster and --refresh-roster": {"--state", "state.json"},
		"there is no roster people.yaml to add to":              {"--refresh-roster"},
		"there is no roster people/new.yaml to add to":          {"--refresh-roster=people/new.yaml"},
	} {
		run(t, server, append(args, "--out", dir)...).with(t, 1, words)
	}
	if len(server.Requests()) > 0 || len(contents(t, dir)) > 0 {
		t.Error("something was read or written")
	}
}

const kept = `# Who works for Acme.
# yaml-language-server: $schema=modules/roster/roster.schema.json

people:
    # The bosses.
    olivia: { managed: false, id: 10, projects: {2024-plan: {}} }

    jane:     # since 2019
        email:   Jane@acme.example
        firstname:  "Jane"
        lastname: Doe
        role: Team manager
        projects: {web: {hours: 20}}
    zero: {email: zero@acme.example, firstname: Jane, lastname: Doe, role: Regular User}

    # odd@acme.example is wanted elsewhere
    odd:
        email: odd@acme.example
        firstname: O
        lastname: Dd
        role: Regular User
    # and nobody else

# What they work on.
projects:
  web: {name: Website & more}
  2024-plan: {name: "2024"}
clients:
  vera: {email: vera@client.example, firstname: Vera, lastname: Viewer}
  vic: {email: none@client.example, firstname: Vic, lastname: Viewer} # the end`

func TestARosterIsAddedTo(t *testing.T) {
	t.Parallel()
	for name, newline := range map[string]string{"as it is": "\n", "of another system": "\r\n"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, dir := start(t, agency()), t.TempDir()
			before := strings.ReplaceAll(kept, "\n", newline)
			write(t, filepath.Join(dir, "people.yaml"), before)
			refresh := []string{"--out", dir, "--refresh-roster"}
			run(t, server, refresh...).with(t, 0, "Nothing is new: people.yaml stays as it is.")
			if files := contents(t, dir); len(files) != 1 || files["people.yaml"] != before {
				t.Fatalf("something was written: %q", files)
			}

			ask(t, server, http.MethodPost, "/members", `{"workspace_id":1,"email":"nia@acme.example","firstname":"Nia","lastname":"New","role":"Regular User"}`)
			ask(t, server, http.MethodPost, "/members", `{"workspace_id":1,"email":"jane2@acme.example","firstname":"Jane","lastname":"/","role":"Regular User"}`)
			ask(t, server, http.MethodPost, "/projects", `{"workspace_id":1,"name":"App"}`)
			nia, _ := server.MemberByEmail("nia@acme.example")
			app, _ := server.ProjectByName("App")
			for _, who := range []int64{nia.ID, 100} {
				if _, err := server.AddContract(simulator.Contract{ProjectID: app.ID, UserID: who}); err != nil {
					t.Fatal(err)
				}
			}
			run(t, server, refresh...).with(t, 3, "Added to people.yaml: people.nia_new, people.jane_", "projects.app.", "is not in the roster: people.jane has no project app")
			files := contents(t, dir)
			after := strings.ReplaceAll(files["people.yaml"], newline, "\n")
			added := "    # and nobody else\n\n    nia_new:\n        email: nia@acme.example\n        firstname: Nia\n        lastname: New\n        role: Regular User\n"
			if !strings.Contains(after, added) || strings.Count(files["people.yaml"], newline) != strings.Count(after, "\n") {
				t.Errorf("the new ones are not where they belong:\n%s", after)
			}
			if !strings.Contains(after, "            app: {") || !strings.Contains(after, "  2024-plan: {name: \"2024\"}\n\n  app:\n    name: App\nclients:\n") || !strings.HasSuffix(after, "# the end") {
				t.Errorf("the new ones are not where they belong:\n%s", after)
			}
			rest := files["people.yaml"]
			for line := range strings.SplitSeq(before, newline) {
				_, following, found := strings.Cut(rest, line)
				if !found {
					t.Fatalf("%q was changed:\n%s", line, after)
				}
				rest = following
			}
			has(t, files, "import_members.tf", `"nia_new"`)
			has(t, files, "import_contracts.tf", `"nia_new/app"`)
			if strings.Contains(files["import_members.tf"], `"jane"`) || strings.Contains(files["import_contracts.tf"], `"jane/`) {
				t.Errorf("who was there is imported:\n%s", files["import_members.tf"])
			}

			run(t, server, refresh...).with(t, 3, "Nothing is new")
			if !maps.Equal(files, contents(t, dir)) {
				t.Error("adding nothing changes something")
			}

			// What an earlier export imports may not be applied yet.
			ask(t, server, http.MethodPost, "/members", `{"workspace_id":1,"email":"later@acme.example","firstname":"Lea","lastname":"Later","role":"Regular User"}`)
			run(t, server, refresh...).with(t, 3, "Added to people.yaml: people.lea_later.")
			has(t, contents(t, dir), "import_members.tf", `"nia_new"`, `"lea_later"`)
		})
	}
}

func TestARosterOfSeveralFilesIsAddedTo(t *testing.T) {
	t.Parallel()
	server, dir := start(t, agency()), t.TempDir()
	people, projects, _ := strings.Cut(kept, "# What they work on.\n")
	for name, content := range map[string]string{"people/teams/all.yml": people, "people/projects.yaml": projects} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), content)
	}
	run(t, server, "--out", dir, "--refresh-roster=people/new.yaml").with(t, 0, "Nothing is new")
	ask(t, server, http.MethodPost, "/members", `{"workspace_id":1,"email":"nia@acme.example","firstname":"Nia","lastname":"New","role":"Regular User"}`)
	run(t, server, "--out", dir, "--refresh-roster=people/new.yaml").with(t, 0, "Added to people/new.yaml: people.nia_new.")
	has(t, contents(t, dir), "people/new.yaml", "people:\n  nia_new:\n    email: nia@acme.example\n")
}

func TestARosterThatCannotBeAddedToStaysAsItIs(t *testing.T) {
	t.Parallel()
	server := start(t, agency())
	for content, words := range map[string]string{
		"people: {a: {email: a@b.example}}\n":                             "people.yaml: entries can be added to people only if each of those there is on lines of its own",
		"people:\n  a: {email: a@b.example}\n  a: {email: c@b.example}\n": "already defined",
		"people: [a]\n":      "people.yaml: ",
		"people:\n  a\n b\n": "people.yaml: ",
		"{people: }\n":       "people.yaml: entries can be added to a map only that has each of them on lines of its own",
		"people:\n  a: {email: a@b.example}\n...\n": "people.yaml: nothing can be added",
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "people.yaml"), content)
		run(t, server, "--out", dir, "--refresh-roster").with(t, 1, words)
		if files := contents(t, dir); len(files) != 1 || files["people.yaml"] != content {
			t.Errorf("something was written: %q", files)
		}
	}
	for content, after := range map[string]string{
		"":          "people:\n  olivia_owner:\n",
		"people:\n": "people:\n  olivia_owner:\n",
		"clients:\n  a: {email: a@b.example, firstname: A, lastname: B}": "clients:\n  a: {email: a@b.example, firstname: A, lastname: B}\n\n  vera_viewer:\n",
		"people:\n# nobody\nprojects: # none\n":                          "people:\n  olivia_owner:\n",
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "people.yaml"), content)
		run(t, server, "--out", dir, "--refresh-roster").with(t, 0, "Added to people.yaml: people.olivia_owner, people.jane_doe, ")
		has(t, contents(t, dir), "people.yaml", after)
	}
}

// A state tells who somebody is whatever their address is now, and that somebody is about to leave.
func TestAStateTellsWhoIsInTheRoster(t *testing.T) {
	t.Parallel()
	server, dir := start(t, agency()), t.TempDir()
	write(t, filepath.Join(dir, "people.yaml"), strings.Replace(strings.Replace(kept, "Jane@acme.example", "married@acme.example", 1),
		"    zero: {email: zero@acme.example, firstname: Jane, lastname: Doe, role: Regular User}\n", "", 1))
	state := filepath.Join(t.TempDir(), "state.json")
	resources := strings.Join([]string{inState(`module.roster.webwork_member.person[\"jane\"]`, "100", ""), inState(`module.roster.webwork_member.person[\"zero\"]`, "101", "")}, ",")
	write(t, state, `{"format_version":"1.0","values":{"root_module":{"resources":[`+resources+`]}}}`)
	run(t, server, "--out", dir, "--refresh-roster", "--state", state).with(t, 0, "Nothing is new")
	run(t, server, "--out", dir, "--refresh-roster").with(t, 0, "Added to people.yaml: people.jane_doe, people.jane_doe_101.")
}

// inState is a resource as terraform show -json has it.
func inState(address, id, more string) string {
	kind := strings.TrimPrefix(address, "module.roster.")
	kind, _, _ = strings.Cut(kind, ".")
	return `{"address":"` + address + `","mode":"managed","type":"` + kind + `","name":"x","values":{"id":"` + id + `","workspace_id":"1"` + more + `}}`
}

func TestWhatAStateHoldsMovesIntoTheRoster(t *testing.T) {
	t.Parallel()
	options := agency()
	left := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	options.Seed.Workspaces[0].Members[3].DeletedAt = &left
	server, dir := start(t, options), t.TempDir()
	state := filepath.Join(t.TempDir(), "state.json")
	write(t, state, `{"format_version":"1.0","values":{"root_module":{"resources":[`+strings.Join([]string{
		inState("webwork_member.boss", "10", ""), inState(`webwork_member.all[\"jane\"]`, "100", ""), inState("webwork_member.odd", "102", ""),
		inState(`module.roster.webwork_member.person[\"jane_doe_101\"]`, "101", ""), inState("webwork_project.a", "500", ""), inState("webwork_contract.c", "900", ""),
		inState("webwork_project_viewer.vera", "107", `,"project_ids":null`), inState("webwork_webhook.w", "abc", ""),
	}, ",")+`]}}}`)
	run(t, server, "--out", dir, "--style", "roster", "--state", state).with(t, 3,
		"webwork_member.boss (id 10) is in the state, but the roster does not manage it. Keep its block, or have Terraform forget it: terraform state rm 'webwork_member.boss'")
	files := contents(t, dir)
	has(t, files, "moved.tf",
		"moved {\n  from = webwork_member.all[\"jane\"]\n  to   = module.roster.webwork_member.person[\"jane_doe\"]\n}",
		"from = webwork_member.odd\n", "from = webwork_contract.c\n  to   = module.roster.webwork_contract.contract[\"jane_doe/website_more\"]",
		"from = webwork_project_viewer.vera\n  to   = module.roster.webwork_project_viewer.client[\"vera_viewer\"]", "from = webwork_project.a\n")
	if strings.Contains(files["moved.tf"], "jane_doe_101") || strings.Contains(files["moved.tf"], "boss") || files["webhooks.tf"] != "" || files["import_members.tf"] != "" {
		t.Errorf("this must not move:\n%s\n%s", files["moved.tf"], files["import_members.tf"])
	}
	has(t, files, "import_projects.tf", `"project_2024" = "1/501"`)
	has(t, files, "people.yaml", "    archived: true\n", "  vera_viewer:\n    email: vera@client.example\n    firstname: Vera\n    lastname: Viewer\n\n")
}
