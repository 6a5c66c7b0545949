package scenario_test

import (
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// TestAccMistakesInImports has mistakes in import blocks, each in a plan of its own: the CLI does not say of which block it speaks.
func TestAccMistakesInImports(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{Seed: acme()})
		for id, m := range map[string]mistake{
			"100": {
				kind:    "webwork_project_viewer_assignment",
				summary: "Import id not understood",
				detail:  "\"100\" was given. Allowed are:\n\n  - viewer_id:project_id, such as 100:500\n\nEach may be preceded by the workspace id and a slash, such as 7/100.",
			},
			"100:500": {
				kind:    "webwork_contract",
				summary: "Could not import contract",
				detail:  "WebWork shows no contract with the user_id and project_id 500 and 100. The project's id comes first: did you mean 500:100?",
			},
			"102:999": {
				kind:    "webwork_project_viewer_assignment",
				summary: "Could not import project viewer assignment",
				detail:  "project 999 for petra@client.example: GET /projects/999: WebWork answered 404 Not Found: Project not found.\n\nCheck the id and workspace_id.",
			},
			"103": {
				kind: "webwork_member", typed: "email = \"jane@example.com\"\nfirstname = \"Jane\"\nlastname = \"Doe\"",
				at: "email", summary: "Could not import member",
				detail: "The import names kim@example.com (id 103), but the configuration says jane@example.com: this would rename somebody. Is it the right id? The email can be changed once the import is applied.",
			},
			"8/100": {
				kind: "webwork_member", typed: `email = "jane@example.com"`,
				summary: "Import from another workspace",
				detail:  "The import names workspace 8, but the provider is set to workspace 7 (Acme Agency). Set workspace_id in the provider block, or leave the workspace out of the import.",
			},
			"9999": {
				kind:    "webwork_member",
				summary: "Could not import member",
				detail:  "id 9999: GET /members/9999: WebWork answered 404 Not Found: Member not found.\n\nCheck the id and workspace_id.",
			},
			"Website": {
				kind:    "webwork_project",
				summary: "Import id not understood",
				detail:  "\"Website\" was given. Allowed are:\n\n  - the project's id, such as 500\n  - the name after name:, such as name:Website\n\nEach may be preceded by the workspace id and a slash, such as 7/100.",
			},
			"ann@example.com": {
				kind:    "webwork_member",
				summary: "Could not import member",
				detail:  "WebWork shows no member with the email ann@example.com. What is archived may be hidden: import it by its id.",
			},
			"https://hooks.example/old": {
				kind:    "webwork_webhook",
				summary: "Could not import webhook",
				detail:  "WebWork shows no webhook with the url https://hooks.example/….",
			},
			"name:Websit": {
				kind:    "webwork_project",
				summary: "Could not import project",
				detail:  "WebWork shows no project with the name Websit. What is archived may be hidden: import it by its id.",
			},
		} {
			t.Run(m.kind+" "+id, func(t *testing.T) {
				t.Parallel()
				w := workspace(t, cli, server)
				w.Write("main.tf", header+m.block("mistake")+"import {\n  to = "+m.kind+".mistake\n  id = \""+id+"\"\n}\n")
				var got []message
				for _, d := range diagnostics(t, w.Run("plan", "-json")) {
					got = append(got, d.message())
				}
				expectSaid(t, id, got, m.message())
			})
		}
	})
}
