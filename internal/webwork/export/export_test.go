package export_test

import (
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestEverythingIsExported(t *testing.T) {
	t.Parallel()
	server, dir := start(t, agency()), filepath.Join(t.TempDir(), "new", "dir")
	run(t, server, "--out", dir).with(t, 0,
		"Workspace Acme (id 1), read with 6 requests.",
		"members: 3 of 7 exported; 1 as data sources (Owners and the account itself), 2 project viewers, 1 archived, or of what is archived",
		"projects: 2 of 3 exported (WebWork tells no total); 1 archived",
		"contracts: 2 of 2 exported", "project viewers: 2 of 2 exported", "webhooks: 2 of 2 exported")
	files := contents(t, dir)
	has(t, files, "members.tf",
		`resource "webwork_member" "jane_doe" {`, `resource "webwork_member" "jane_doe_101" {`, `"Team manager"`,
		`weekly_hours_limit = 0`, `rate_status        = false`,
		`firstname          = "\"$${path.module}\" %%{if x}"`, `lastname           = "x\ny\u0007\u202e $$${a}"`)
	has(t, files, "import_members.tf", "to = webwork_member.jane_doe_101\n  id = \"1/101\"")
	has(t, files, "projects.tf", `"project_2024"`, `deadline = "2026-12-31"`, `budget   = 12.5`, `notes    = "a\n\"b\" $${x}\n"`)
	has(t, files, "contracts.tf", `"website_more__jane_doe"`, "project_id         = webwork_project.website_more.id", "user_id            = webwork_member.jane_doe.id",
		"user_id            = data.webwork_member.olivia_owner.id", `status             = "paused"`)
	has(t, files, "project_viewers.tf", "project_ids = [\n    webwork_project.website_more.id,\n    webwork_project.project_2024.id,\n  ]")
	has(t, files, "data.tf", "data \"webwork_member\" \"olivia_owner\" {\n  email = \"olivia@acme.example\"\n}")
	has(t, files, "webhooks.tf", `url    = nonsensitive(var.webhook_urls["hooks_example_`)
	has(t, files, "terraform.tf", `required_version = ">= 1.5"`, `source = "workspace-as-code/webwork"`)
	for name, content := range files {
		if strings.Contains(content, "k3y") && name != "webhooks.auto.tfvars" {
			t.Errorf("%s has the address of a webhook", name)
		}
		if strings.Contains(content, "ignore_changes") || strings.Contains(content, "rate =") || strings.Contains(content, "estimation") || strings.Contains(content, "archived") {
			t.Errorf("%s has what it must not have:\n%s", name, content)
		}
	}
	for _, call := range server.Requests() {
		if call.Method != http.MethodGet {
			t.Errorf("%s %s was sent", call.Method, call.Path)
		}
	}
}

func TestSecretsAreKeptFromOthers(t *testing.T) {
	t.Parallel()
	server, dir := start(t, agency()), t.TempDir()
	ignored := filepath.Join(dir, ".gitignore")
	if err := os.WriteFile(ignored, []byte("*.tfstate"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		run(t, server, "--out", dir).with(t, 0)
	}
	has(t, contents(t, dir), "webhooks.auto.tfvars", `"https://hooks.example/k3y"`)
	info, err := os.Stat(filepath.Join(dir, "webhooks.auto.tfvars"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if got := contents(t, dir)[".gitignore"]; got != "*.tfstate\nwebhooks.auto.tfvars\n" {
		t.Errorf(".gitignore has %q", got)
	}
}

func TestOptionsChooseWhatIsExported(t *testing.T) {
	t.Parallel()
	server := start(t, agency())
	for name, test := range map[string]struct {
		args, words []string
		files       map[string]string // words that files have
		lack        string
	}{
		"archived, too": {
			[]string{"--include-archived"},
			[]string{"members: 4 of 7 exported", "projects: 3 of 3 exported"},
			map[string]string{"members.tf": "archived           = true", "projects.tf": "archived = true"},
			"",
		},
		"rates": {[]string{"--with-rates"}, nil, map[string]string{"contracts.tf": "rate               = 55.5"}, ""},
		"contracts only": {
			[]string{"--kinds", "contracts"},
			[]string{"contracts: 2 of 2"},
			map[string]string{
				"contracts.tf": "user_id            = data.webwork_member.jane_doe.id",
				"data.tf":      "data \"webwork_project\" \"website_more\" {\n  name = \"Website & more\"",
			},
			"members.tf",
		},
		"some people": {
			[]string{"--include", "J*@ACME.example", "--include", "Website*"},
			[]string{"members: 1 of 7 exported", "2 not chosen", "contracts: 1 of 2 exported"},
			map[string]string{"contracts.tf": "webwork_member.jane_doe.id"},
			"",
		},
		"not some": {
			[]string{"--exclude", "jane doe"},
			[]string{"members: 1 of 7 exported", "contracts: 1 of 2 exported"},
			map[string]string{"contracts.tf": "data.webwork_member.olivia_owner.id"},
			"",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			run(t, server, append(test.args, "--out", dir)...).with(t, 0, test.words...)
			files := contents(t, dir)
			for file, words := range test.files {
				has(t, files, file, words)
			}
			if _, there := files[test.lack]; there {
				t.Errorf("there is %s", test.lack)
			}
		})
	}
}

func TestAModuleHasADirectoryOfItsOwn(t *testing.T) {
	t.Parallel()
	server, dir := start(t, agency()), t.TempDir()
	run(t, server, "--out", dir, "--module", "module.people").with(t, 0)
	files := contents(t, dir)
	has(t, files, "import_members.tf", "to = module.people.webwork_member.jane_doe\n")
	has(t, files, "module_people.tf", `source       = "./modules/people"`, "webhook_urls = var.webhook_urls", `variable "webhook_urls"`)
	has(t, files, "modules/people/members.tf", `resource "webwork_member" "jane_doe"`)
	has(t, files, "modules/people/variables.tf", `variable "webhook_urls"`)
	has(t, files, "webhooks.auto.tfvars", "k3y")
}

func TestWhatOtherFilesDeclareIsNotDeclaredAgain(t *testing.T) {
	t.Parallel()
	server, dir := start(t, agency()), t.TempDir()
	own := "terraform {\n  required_providers {\n    webwork = { source = \"workspace-as-code/webwork\" }\n  }\n}\nmodule \"people\" {\n  source = \"./modules/people\"\n}\n"
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(own), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, server, "--out", dir, "--module", "module.people").with(t, 0)
	names := slices.Sorted(maps.Keys(contents(t, dir)))
	if slices.Contains(names, "terraform.tf") || slices.Contains(names, "module_people.tf") || !slices.Contains(names, "modules/people/terraform.tf") {
		t.Errorf("there are %q", names)
	}
}

func TestWrongOptionsAreRefusedBeforeAnythingIsRead(t *testing.T) {
	t.Parallel()
	server, dir := start(t, agency()), t.TempDir()
	plan := filepath.Join(dir, "plan.json")
	if err := os.WriteFile(plan, []byte(`{"format_version":"1.0","planned_values":{}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for words, args := range map[string][]string{
		`--kinds has "people"`: {"--kinds", "people"},
		`--style is "yaml". There are: blocks, for_each, roster`: {"--style", "yaml"},
		`"[a" is no pattern`:                       {"--include", "[a"},
		`--module is "people"`:                     {"--module", "people"},
		`--module is "module"`:                     {"--module", "module"},
		`--module is "module[0].a"`:                {"--module", "module[0].a"},
		`--module is "module.a\" {}`:               {"--module", "module.a\" {}"},
		"terraform show -json > state.json":        {"--unmanaged", plan},
		"no such file":                             {"--unmanaged", filepath.Join(dir, "none")},
		`there is nothing to do with "state.json"`: {"state.json"},
	} {
		run(t, server, append(args, "--out", filepath.Join(dir, "out"))...).with(t, 1, words)
	}
	if len(server.Requests()) > 0 {
		t.Error("something was read")
	}
}

func TestTheAccountMustSeeEverything(t *testing.T) {
	t.Parallel()
	run(t, start(t, agency(simulator.TeamManager)), "--out", t.TempDir()).with(t, 1, "Use the token of an Owner or Executive manager.")
	runIn(t, nil, "--out", t.TempDir()).with(t, 1, "WEBWORK_TOKEN")
}
