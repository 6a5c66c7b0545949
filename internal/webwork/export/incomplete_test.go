package export_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// remove deletes objects behind everybody's back.
func remove(t *testing.T, server *simtest.Server, paths ...string) {
	t.Helper()
	for _, path := range paths {
		ask(t, server, http.MethodDelete, path, "")
	}
}

func ask(t *testing.T, server *simtest.Server, method, path, body string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, server.BaseURL+path+"?workspace_id=1", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+server.Token())
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode >= http.StatusBadRequest {
		t.Fatalf("%s %s: %s", method, path, answer.Status)
	}
}

func TestWhatCannotBeReadIsNamed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		variants []simulator.Variant
		fault    simkit.Fault
		words    []string
		files    map[string]string
		lacks    map[string]string
	}{
		"a list": {
			nil,
			simkit.Fault{Kind: simkit.FaultServerError, Path: "/contracts"},
			[]string{"contracts: unknown, the list could not be read", "contract: Could not read the contracts: list contracts: GET /contracts", "500"},
			map[string]string{"members.tf": "jane_doe"},
			map[string]string{"contracts.tf": ""},
		},
		"a list that others refer to": {
			nil,
			simkit.Fault{Kind: simkit.FaultServerError, Path: "/members"},
			[]string{"members: unknown", "contracts: 2 of 2 exported"},
			map[string]string{"contracts.tf": `"website_more__member_100" {`},
			map[string]string{"contracts.tf": "data.webwork"},
		},
		"viewers, who are members as well": {
			nil,
			simkit.Fault{Kind: simkit.FaultServerError, Path: "/project-viewers"},
			[]string{"project viewers: unknown", "2 project viewers"},
			map[string]string{"members.tf": "jane_doe"},
			map[string]string{"members.tf": "vera@client.example"},
		},
		"one object": {
			[]simulator.Variant{simulator.ThinLists},
			simkit.Fault{Kind: simkit.FaultServerError, Path: "/members/101"},
			[]string{"members: 2 of 7 exported", "1 NOT EXPORTED, see below", "member zero@acme.example (id 101): Could not read member:", "500"},
			map[string]string{"members.tf": "jane@acme.example"},
			map[string]string{"members.tf": "zero@acme.example"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, dir := start(t, agency(test.variants...)), t.TempDir()
			server.Inject(test.fault)
			env := server.Env()
			env["WEBWORK_MAX_RETRIES"], env["WEBWORK_REQUESTS_PER_MINUTE"] = "0", "100000"
			runIn(t, env, "--out", dir).with(t, 3, append(test.words, "not everything could be exported")...)
			files := contents(t, dir)
			for file, word := range test.files {
				has(t, files, file, word)
			}
			for file, word := range test.lacks {
				if content, there := files[file]; there && strings.Contains(content, word) {
					t.Errorf("%s has %q:\n%s", file, word, content)
				}
			}
		})
	}
}

// A list that cannot be read must not empty the file of an earlier export: the next apply would archive everybody.
func TestAFileStaysWhereItsListCannotBeRead(t *testing.T) {
	t.Parallel()
	server, dir := start(t, agency()), t.TempDir()
	run(t, server, "--out", dir).with(t, 0)
	server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Path: "/members"})
	env := server.Env()
	env["WEBWORK_MAX_RETRIES"] = "0"
	runIn(t, env, "--out", dir).with(t, 3, "these stay as they are: members.tf, import_members.tf.")
	has(t, contents(t, dir), "members.tf", "jane_doe")
}

func TestWhatTheProviderWouldRefuseIsNamed(t *testing.T) {
	t.Parallel()
	options := agency()
	options.Seed.Workspaces[0].Members[1].FirstName = " Jane\x1b"
	server, dir := start(t, options), t.TempDir()
	run(t, server, "--out", dir).with(t, 3, "member jane@acme.example (id 100): firstname was given", "begins or ends with a space", "contracts: 2 of 2 exported")
	files := contents(t, dir)
	has(t, files, "contracts.tf", "data.webwork_member.jane_doe.id")
	if strings.Contains(files["members.tf"], "jane@acme.example") {
		t.Error("there is a block for it")
	}
}

func TestHiddenArchivedMembersAreFound(t *testing.T) {
	t.Parallel()
	for variant, code := range map[simulator.Variant]int{simulator.ArchivedListedByStatus: 0, simulator.ArchivedFoundByStatus: 3} {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			server, dir := start(t, agency(variant)), t.TempDir()
			run(t, server, "--out", dir, "--include-archived").with(t, code, map[bool]string{true: "members: 4 of 7 exported", false: "member old@acme.example (id 105): WebWork lists archived members, but"}[code == 0])
			if has := strings.Contains(contents(t, dir)["members.tf"], "old@acme.example"); has != (code == 0) {
				t.Errorf("there is a block for who is archived: %t", has)
			}
		})
	}
}

func TestUnmanaged(t *testing.T) {
	t.Parallel()
	server, dir := start(t, agency()), t.TempDir()
	state := func(name, resources string) string {
		path := filepath.Join(dir, name)
		content := `{"format_version":"1.0","values":{"root_module":{"resources":[` + resources + `]}}}`
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	resource := func(kind, name, id, more string) string {
		return `{"address":"` + kind + `.` + name + `","mode":"managed","type":"` + kind + `","name":"` + name + `","values":{"id":"` + id + `","workspace_id":"1"` + more + `}}`
	}
	people := state("people.json", strings.Join([]string{
		resource("webwork_member", "jane_doe", "100", ""), resource("webwork_member", "zero", "101", ""),
		resource("webwork_member", "vera", "107", ""), resource("webwork_project_viewer", "vic", "108", ""),
	}, ","))
	rest := state("rest.json", strings.Join([]string{
		resource("webwork_project", "a", "500", ""), resource("webwork_project", "b", "501", ""),
		resource("webwork_contract", "a", "900", ""), resource("webwork_contract", "b", "901", ""),
		resource("webwork_webhook", "a", "abc", ""), resource("webwork_webhook", "b", "earlier", `,"url":"https://hooks.example/0ther"`),
	}, ","))
	empty := filepath.Join(dir, "empty.json")
	if err := os.WriteFile(empty, []byte(`{"format_version":"1.0"}`), 0o600); err != nil {
		t.Fatal(err)
	}

	run(t, server, "--unmanaged", people, rest).with(t, 2, "not managed: member odd@acme.example (id 102)", "1 objects exist that no state holds",
		"members: 1 of 7 not managed; 1 as data sources (Owners and the account itself), 2 project viewers, 1 archived, or of what is archived, 2 managed")
	run(t, server, "--unmanaged", people, "--unmanaged", rest, "--exclude", "odd@*").with(t, 0)
	listed := run(t, server, "--unmanaged", empty).with(t, 2, "11 objects exist", "not managed: webhook https://hooks.example (id abc)")
	if strings.Contains(listed.out+listed.log, "member olivia") || strings.Contains(listed.out, "k3y") {
		t.Errorf("Owners count, or an address is shown:\n%s", listed.out)
	}
	other := state("other.json", strings.ReplaceAll(resource("webwork_member", "odd", "102", ""), `"workspace_id":"1"`, `"workspace_id":"2"`))
	run(t, server, "--unmanaged", people, rest, other).with(t, 2)
	legacy := server.EnvV1() // where nothing tells the workspace, states may know it all the same
	legacy["WEBWORK_REQUESTS_PER_MINUTE"] = "100000"
	runIn(t, legacy, "--unmanaged", people, rest).with(t, 2, "not managed: member odd@acme.example (id 102)", "1 objects exist that no state holds")

	// Blocks for what is not managed stand beside those of an earlier export, and never replace what may be in state by now.
	out := filepath.Join(dir, "out")
	run(t, server, "--out", out).with(t, 0)
	before := contents(t, out)
	run(t, server, "--unmanaged", people, rest, "--out", out).with(t, 2)
	run(t, server, "--unmanaged", people, rest, "--out", out).with(t, 2)
	after := contents(t, out)
	has(t, after, "unmanaged_members.tf", "odd@acme.example")
	has(t, after, "unmanaged_import_members.tf", `id = "1/102"`)
	for name, content := range before {
		if after[name] != content {
			t.Errorf("%s was changed", name)
		}
	}
	ask(t, server, http.MethodPost, "/members", `{"workspace_id":1,"email":"new@acme.example","firstname":"Jane","lastname":"Doe","role":"Regular User"}`)
	run(t, server, "--unmanaged", people, rest, "--out", out).with(t, 1, "unmanaged_members.tf", "may be in state by now")
	fresh := filepath.Join(dir, "fresh")
	run(t, server, "--unmanaged", people, rest, "--out", fresh).with(t, 2)
	if content := contents(t, fresh)["unmanaged_members.tf"]; strings.Contains(content, `"jane_doe" {`) || !strings.Contains(content, `"jane_doe_`) {
		t.Errorf("the label of another resource is used again:\n%s", content)
	}
}
