package scenario_test

import (
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// A viewer's projects are managed in one way only, which the documentation of both ways promises: by the plan, or, where the
// viewer is only created in the same run, by apply.
func TestAccProjectsManagedTwice(t *testing.T) {
	t.Parallel()
	const viewer = header + `
resource "webwork_project_viewer" "petra" {
  email       = "petra@client.example"
  firstname   = "Petra"
  lastname    = "Novak"
  project_ids = []
}

resource "webwork_project" "website" {
  name = "Website"
}
`
	const assignment = `
resource "webwork_project_viewer_assignment" "website" {
  viewer_id  = webwork_project_viewer.petra.id
  project_id = webwork_project.website.id
}
`
	for name, first := range map[string]string{"in the plan": viewer, "at apply": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := start(t, simulator.Options{})
				w := workspace(t, cli, server)
				command := "apply"
				if first != "" {
					w.Write("main.tf", first)
					w.Apply()
					command = "plan"
				}
				w.Write("main.tf", viewer+assignment)
				expectFailure(t, w.Run(command), "Error: Projects managed twice", "The projects of the viewer petra@client.example")
				for _, request := range server.Writes() {
					if strings.Contains(request.Path, "/projects/") {
						t.Errorf("it was assigned all the same: %s %s", request.Method, request.Path)
					}
				}
			})
		})
	}
}
