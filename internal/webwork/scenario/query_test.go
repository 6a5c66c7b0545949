package scenario_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// TestAccQuery takes a workspace that was clicked together under control: what the CLI generates is imported without one change.
func TestAccQuery(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		cli.Require(t, acctest.Query)
		const n = 12
		server := start(t, simulator.Options{
			Populate: simulator.Population{Members: n, Projects: n, Contracts: n, Viewers: n, Webhooks: n},
			Seed: simulator.Seed{Workspaces: []simulator.Workspace{{ID: 7, Name: "Acme", Members: []simulator.Member{
				{Email: "gone@acme.example", FirstName: `"Gil" ${x}`, LastName: "%{ if }", DeletedAt: new(time.Now())},
			}}}},
		})
		w := workspace(t, cli, server)
		w.Write("main.tf", header)
		var blocks strings.Builder
		for _, kind := range []string{"member", "project", "contract", "project_viewer", "webhook"} {
			include := ""
			if kind == "member" {
				include = "  config {\n    include_archived = true\n  }\n"
			}
			fmt.Fprintf(&blocks, "list \"webwork_%s\" \"all\" {\n  provider = webwork\n%s}\n", kind, include)
		}
		w.Write("all.tfquery.hcl", blocks.String())

		shown := w.Run("query")
		expectOutput(t, shown, `"Gil" ${x} %{ if } <gone@acme.example> (archived)`, "https://hooks.example (member.invited)")
		server.ForgetRequests()
		if generated := w.Run("query", "-generate-config-out=generated.tf"); generated.ExitCode != 0 {
			t.Fatal(generated.Output())
		}
		const kinds = 5
		if asked := len(server.Requests()); asked > 1+kinds+1 { // the workspaces, a page of each kind, and who has left
			t.Errorf("%d requests for %d kinds", asked, kinds)
		}

		const all = kinds*n + 2 // the account, and who has left
		expectOutput(t, w.Apply(), fmt.Sprintf("%d imported, 0 added, 0 changed, 0 destroyed", all))
		w.PlanEmpty()
		if writes := server.Writes(); len(writes) > 0 {
			t.Errorf("this wrote: %v", writes)
		}
	})
}

func TestAccExampleListResources(t *testing.T) {
	t.Parallel()
	for kind, dir := range exampleDirs(t, "list-resources") {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				cli.Require(t, acctest.Query)
				w := workspace(t, cli, start(t, simulator.Options{
					Populate: simulator.Population{Members: 5, Projects: 1, Contracts: 5, Viewers: 1, Webhooks: 1},
					Seed:     simulator.Seed{Workspaces: []simulator.Workspace{{ID: 7, Name: "Acme", Projects: []simulator.Project{{ID: 500, Name: "Website"}}}}},
				}))
				w.Write("main.tf", header)
				w.Write("example.tfquery.hcl", readExample(t, dir, "list-resource.tfquery.hcl"))
				if result := w.Run("query"); result.ExitCode != 0 {
					t.Error(result.Output())
				}
			})
		})
	}
}

func TestAccExampleActions(t *testing.T) {
	t.Parallel()
	for action, address := range map[string]string{
		"webwork_restore_member": "action.webwork_restore_member.jane", "webwork_restore_project_viewer": "action.webwork_restore_project_viewer.ops",
	} {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				cli.Require(t, acctest.Actions)
				left := time.Date(2026, 2, 1, 8, 0, 0, 0, time.UTC)
				server := start(t, simulator.Options{Seed: simulator.Seed{Workspaces: []simulator.Workspace{{ID: 7, Name: "Acme", Members: []simulator.Member{
					{ID: 100, Email: "jane@acme.example", FirstName: "Jane", LastName: "Doe", DeletedAt: &left},
					{ID: 101, Email: "ops@client.example", FirstName: "Otto", LastName: "Ops", Role: simulator.RoleProjectViewer, DeletedAt: &left},
				}}}}})
				w := workspace(t, cli, server)
				w.Write("main.tf", readExample(t, filepath.Join(examples, "actions"), action, "action.tf"))
				expectOutput(t, w.Apply("-invoke="+address), "is archived; applying gives access back", "is back.")
				expectOutput(t, w.Apply("-invoke="+address), "is not archived. Nothing is to be done.")
				if writes := server.Writes(); len(writes) != 1 {
					t.Errorf("one restore was wanted: %v", writes)
				}
			})
		})
	}
}
