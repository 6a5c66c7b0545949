package scenario_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// studio declares 40 members, 15 projects, 120 contracts, 5 project viewers with 10 assignments,
// and 3 webhooks.
const studio = header + `
resource "webwork_member" "person" {
  count     = 40
  email     = "person${count.index}@example.com"
  firstname = "Person"
  lastname  = tostring(count.index)
  role      = "Regular User"
}

resource "webwork_project" "project" {
  count    = 15
  name     = "Project ${count.index}"
  deadline = "2030-01-31"
}

resource "webwork_contract" "contract" {
  count              = 120
  user_id            = webwork_member.person[floor(count.index / 3)].id
  project_id         = webwork_project.project[(floor(count.index / 3) + 5 * (count.index % 3)) % 15].id
  weekly_hours_limit = 40
}

resource "webwork_project_viewer" "client" {
  count     = 5
  email     = "client${count.index}@example.com"
  firstname = "Client"
  lastname  = tostring(count.index)
}

resource "webwork_project_viewer_assignment" "client" {
  count      = 10
  viewer_id  = webwork_project_viewer.client[count.index % 5].id
  project_id = webwork_project.project[count.index].id
}

resource "webwork_webhook" "hook" {
  count  = 3
  url    = "https://hooks.example.com/${count.index}"
  events = ["tracker.started"]
}
`

// archiveHalf archives every other person and project, as somebody in the app would.
func archiveHalf(t *testing.T, server *simtest.Server) {
	t.Helper()
	held := server.Snapshot().Workspaces[0]
	for i, member := range held.Members {
		if i%2 == 1 && member.ID != simulator.DefaultAccount {
			providertest.Must(t, server.ArchiveMember(member.ID))
		}
	}
	for i, project := range held.Projects {
		if i%2 == 1 {
			providertest.Must(t, server.ArchiveProject(project.ID))
		}
	}
}

func TestAccLifetimeOfAWorkspace(t *testing.T) {
	t.Parallel()
	for name, variants := range map[string][]simulator.Variant{
		"default":          {simulator.ProjectRestoreWorks},
		"hidden":           {simulator.ProjectRestoreWorks, simulator.ArchivedNotFound},
		"contracts gone":   {simulator.ProjectRestoreWorks, simulator.ContractsGone},
		"contracts stay":   {simulator.ProjectRestoreWorks, simulator.ContractsStay, simulator.AssignmentsStay},
		"webhook ids":      {simulator.ProjectRestoreWorks, simulator.WebhookIDNewest, simulator.ArchivedListedByStatus},
		"numbers as texts": {simulator.ProjectRestoreWorks, simulator.NumbersAsStrings, simulator.PagingSizeIgnored},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := start(t, simulator.Options{Variants: variants})
				w := workspace(t, cli, server)
				w.Write("main.tf", studio)
				w.Apply()
				w.PlanEmpty()
				ids := identifiers(w)

				changed := strings.NewReplacer(
					"= 40\n}", "= 30\n}", "2030-01-31", "2030-02-28", `"Regular User"`, `"Team manager"`, `["tracker.started"]`, `["tracker.stopped"]`,
				).Replace(studio)
				w.Write("main.tf", changed)
				w.Apply()
				w.PlanEmpty()

				archiveHalf(t, server)
				w.Apply()
				if slices.Contains(variants, simulator.ContractsGone) {
					w.Apply() // what a restore does not bring back shows only after it
				}
				w.PlanEmpty()
				for address, id := range identifiers(w) {
					if !strings.Contains(address, "contract") && ids[address] != id {
						t.Errorf("%s changed its id from %v to %v", address, ids[address], id)
					}
				}

				archiveHalf(t, server)
				w.Destroy()
				for _, member := range server.Snapshot().Workspaces[0].Members {
					if member.ID != simulator.DefaultAccount && member.DeletedAt == nil {
						t.Errorf("%s was not archived", member.Email)
					}
				}
				if got := len(server.Invitations()); got != 45 {
					t.Errorf("%d invitations were sent, want 45", got)
				}
			})
		})
	}
}

// identifiers are the ids in state by address.
func identifiers(w *acctest.Workspace) map[string]any {
	ids := map[string]any{}
	for _, held := range w.StateJSON().Values.RootModule.Resources {
		ids[held.Address] = held.AttributeValues["id"]
	}
	return ids
}

func TestAccReplaceKeepsTheMember(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{})
		w := workspace(t, cli, server)
		w.Write("main.tf", jane)
		w.Apply()
		id := w.State("webwork_member.jane")["id"]
		expectOutput(t, w.Apply("-replace=webwork_member.jane"), "Replacing archives and restores the same member", "no invitation is sent")
		if now := w.State("webwork_member.jane")["id"]; now != id {
			t.Errorf("the id changed from %v to %v", id, now)
		}
		w.PlanEmpty()
		if got := server.Count(http.MethodPost, "/members"); got != 1 {
			t.Errorf("%d invitations were sent, want 1", got)
		}
	})
}

// everyKind declares one of each kind, to be replaced before the old instance is destroyed.
const everyKind = header + `
resource "webwork_member" "jane" {
  email     = "jane@example.com"
  firstname = "Jane"
  lastname  = "Doe"
  role      = "Regular User"
  lifecycle { create_before_destroy = true }
}

resource "webwork_project" "website" {
  name = "Website"
  lifecycle { create_before_destroy = true }
}

resource "webwork_contract" "jane" {
  user_id    = webwork_member.jane.id
  project_id = webwork_project.website.id
  lifecycle { create_before_destroy = true }
}

resource "webwork_project_viewer" "client" {
  email     = "client@example.com"
  firstname = "Client"
  lastname  = "Doe"
  lifecycle { create_before_destroy = true }
}

resource "webwork_project_viewer_assignment" "client" {
  viewer_id  = webwork_project_viewer.client.id
  project_id = webwork_project.website.id
  lifecycle { create_before_destroy = true }
}

resource "webwork_webhook" "hook" {
  url    = "https://hooks.example.com/"
  events = ["tracker.started"]
  lifecycle { create_before_destroy = true }
}
`

// TestAccWhatIsTakenOverStays has new instances adopt what the old ones are then to destroy.
func TestAccWhatIsTakenOverStays(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"webwork_member.jane", "webwork_project.website", "webwork_contract.jane", "webwork_project_viewer.client",
		"webwork_project_viewer_assignment.client", "webwork_webhook.hook",
	} {
		t.Run(address, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := start(t, simulator.Options{})
				w := workspace(t, cli, server)
				w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
				w.Write("main.tf", everyKind)
				w.Apply()
				before := identifiers(w)
				w.Apply("-replace=" + address)
				if after := identifiers(w); !maps.Equal(after, before) {
					t.Errorf("the ids are %v, were %v", after, before)
				}
				if gone := server.Count(http.MethodDelete, ""); gone != 0 {
					t.Errorf("%d objects were archived or deleted", gone)
				}
				w.PlanEmpty()
			})
		})
	}
}
