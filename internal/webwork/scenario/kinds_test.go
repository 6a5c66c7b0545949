package scenario_test

import (
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// sample is one kind of resource: what it depends on, and five objects of it, with KEY in their natural keys, declared in a
// resource called NAME. MORE is room for settings.
type sample struct {
	kind    string
	parents string
	config  string
}

// of is the configuration with a name for the resource and with further settings.
func (s sample) of(name, more string) string {
	return header + s.parents + strings.NewReplacer("NAME", name, "MORE", more).Replace(s.config)
}

const five = `  for_each  = toset(["1", "2", "3", "4", "5"])`

const parents = `
resource "webwork_member" "parent" {
` + five + `
  email     = "parent${each.key}@example.com"
  firstname = "Parent"
  lastname  = each.key
  role      = "Regular User"
}

resource "webwork_project_viewer" "parent" {
` + five + `
  email     = "client${each.key}@client.example"
  firstname = "Client"
  lastname  = each.key
}

resource "webwork_project" "parent" {
  name = "Parent"
}
`

func samples() []sample {
	return []sample{
		{"webwork_member", "", `
resource "webwork_member" "NAME" {
` + five + `
  email     = "jane${each.key}@example.com"
  firstname = "Jane"
  lastname  = each.key
  role      = "Regular User"
  MORE
}
`},
		{"webwork_project_viewer", "", `
resource "webwork_project_viewer" "NAME" {
` + five + `
  email     = "petra${each.key}@client.example"
  firstname = "Petra"
  lastname  = each.key
  MORE
}
`},
		{"webwork_project_viewer_assignment", parents, `
resource "webwork_project_viewer_assignment" "NAME" {
` + five + `
  viewer_id  = webwork_project_viewer.parent[each.key].id
  project_id = webwork_project.parent.id
  MORE
}
`},
		{"webwork_contract", parents, `
resource "webwork_contract" "NAME" {
` + five + `
  user_id    = webwork_member.parent[each.key].id
  project_id = webwork_project.parent.id
  MORE
}
`},
		{"webwork_project", "", `
resource "webwork_project" "NAME" {
` + five + `
  name = "Website ${each.key}"
  MORE
}
`},
		{"webwork_webhook", "", `
resource "webwork_webhook" "NAME" {
` + five + `
  url    = "https://hooks.example/${each.key}"
  events = ["tracker.started"]
  MORE
}
`},
	}
}

// eachSample runs a test with objects of each kind in state, all people active, but for the kinds left out.
func eachSample(t *testing.T, without string, test func(t *testing.T, w *acctest.Workspace, server *simtest.Server, s sample)) {
	t.Helper()
	for _, s := range samples() {
		if s.kind == without {
			continue
		}
		t.Run(s.kind, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := startWithin(t, simulator.Options{Variants: []simulator.Variant{simulator.ProjectRestoreWorks}}, jitter(t))
				w := workspace(t, cli, server)
				w.Write("main.tf", s.of("old", ""))
				w.Apply()
				activate(t, server)
				test(t, w, server, s)
			})
		})
	}
}

// activate has everybody accept the invitation: what a run takes for an unfinished invitation is another story.
func activate(t *testing.T, server *simtest.Server) {
	t.Helper()
	for _, member := range server.Snapshot().Workspaces[0].Members {
		if member.DeletedAt == nil {
			providertest.Must(t, server.AcceptInvitation(member.ID))
		}
	}
}

// expectUntouched fails the test if something was written since the requests were last forgotten.
func expectUntouched(t *testing.T, server *simtest.Server) {
	t.Helper()
	for _, write := range server.Writes() {
		t.Errorf("%s %s was sent", write.Method, write.Path)
	}
}
