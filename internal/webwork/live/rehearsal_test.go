// Package live_test tries the provider on a scratch workspace of WebWork itself, for whoever has one: make test-live. That the trial
// works is tested against the simulator.
package live_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// mostPeople is how many a scratch workspace may have. Where there are more, it is none.
const mostPeople = 10

// trial is what the owner of a workspace says.
type trial struct {
	workspaceID string
	// confirm is the name of the workspace. Without it nothing is written.
	confirm string
	// email is an address of the owner's that may be invited. Without it nobody is.
	email string
	// label begins the names of all that is made.
	label string
}

// try reads all kinds and, if that is confirmed, makes some of each, changes them, and archives or deletes what it has made.
func (tr trial) try(t *testing.T, w *acctest.Workspace) {
	t.Helper()
	w.Setenv("WEBWORK_WORKSPACE_ID", tr.workspaceID)
	w.Write("main.tf", providertest.Header+fmt.Sprintf(reading, tr.workspaceID))
	w.Apply()
	outputs := w.StateJSON().Values.Outputs
	name, people := fmt.Sprint(outputs["workspace"].Value), fmt.Sprint(outputs["people"].Value)
	if tr.confirm == "" {
		t.Logf("Everything could be read, and nothing was written. To try writing too: CONFIRM=%q", name)
		return
	}
	if tr.confirm != name {
		t.Fatalf("CONFIRM is %q, and workspace %s is %q. Nothing was written.", tr.confirm, tr.workspaceID, name)
	}
	if count, err := strconv.Atoi(people); err != nil || count > mostPeople {
		t.Fatalf("Workspace %q has %s active people, and a scratch workspace at most %d. Nothing was written.", name, people, mostPeople)
	}
	tr.write(t, w)
}

const reading = `
data "webwork_workspace" "it" {
  id = %q
}
data "webwork_members" "all" {}
data "webwork_projects" "all" {}
data "webwork_contracts" "all" {}
data "webwork_project_viewers" "all" {}
data "webwork_webhooks" "all" {}

output "workspace" { value = data.webwork_workspace.it.name }
output "people" { value = length([for m in data.webwork_members.all.members : m if !m.archived]) }
`

// write makes objects, changes them, forgets and imports one, and takes all away again. After each step the plan is empty.
func (tr trial) write(t *testing.T, w *acctest.Workspace) {
	t.Helper()
	w.Setenv("WEBWORK_MAX_ARCHIVAL_SHARE", "1") // only what is made here is in state
	w.Setenv("WEBWORK_MAX_INVITATIONS", "1")
	t.Cleanup(func() {
		if result := w.Run("destroy"); result.ExitCode != 0 {
			t.Errorf("What begins with %q is to be archived or deleted by hand:\n%s", tr.label, result.Output())
		}
	})
	for _, config := range []string{
		tr.project("First words.", 10) + tr.webhook(`"tracker.started"`) + tr.person(20, false),
		tr.project("Other words.", 12.5) + tr.webhook(`"tracker.started", "tracker.stopped"`) + tr.person(30, false),
		tr.project("Other words.", 12.5) + tr.person(30, true),
		tr.project("Other words.", 12.5) + tr.person(30, false),
	} {
		w.Write("main.tf", providertest.Header+config)
		w.Apply()
		w.PlanEmpty()
	}
	id := fmt.Sprint(w.State("webwork_project.it")["id"])
	if result := w.Run("state", "rm", "webwork_project.it"); result.ExitCode != 0 {
		t.Fatal(result.Output())
	}
	w.Import("webwork_project.it", id)
	w.PlanEmpty()
	w.Destroy()
}

func (tr trial) project(notes string, estimation float64) string {
	return fmt.Sprintf(`
resource "webwork_project" "it" {
  name       = "%s project"
  start_date = "2026-01-12"
  deadline   = "2026-06-30"
  estimation = %v
  notes      = %q
}
`, tr.label, estimation, notes)
}

func (tr trial) webhook(events string) string {
	return fmt.Sprintf(`
resource "webwork_webhook" "it" {
  url    = "https://webwork.example.com/%s"
  events = [%s]
}
`, strings.ReplaceAll(tr.label, " ", "-"), events)
}

func (tr trial) person(hours int, archived bool) string {
	if tr.email == "" {
		return ""
	}
	person := fmt.Sprintf(`
resource "webwork_member" "it" {
  email              = %q
  firstname          = "Terraform"
  lastname           = "Trial"
  role               = "Regular User"
  weekly_hours_limit = %d
  archived           = %t
}
`, tr.email, hours, archived)
	if archived {
		return person
	}
	return person + fmt.Sprintf(`
resource "webwork_contract" "it" {
  user_id            = webwork_member.it.id
  project_id         = webwork_project.it.id
  weekly_hours_limit = %d
}
`, hours)
}

func TestAccTrialIsRehearsed(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := providertest.Start(t, simulator.Options{Seed: simulator.Seed{Workspaces: []simulator.Workspace{{ID: 7, Name: "Scratch"}}}})
		tr := trial{workspaceID: "7", email: "owner+trial@example.com", label: "trial 1"}

		tr.try(t, providertest.Workspace(t, cli, server))
		if writes := server.Writes(); len(writes) > 0 {
			t.Fatalf("without a confirmation, it wrote: %v", writes)
		}
		tr.confirm = "Scratch"
		tr.try(t, providertest.Workspace(t, cli, server))
		if invited := len(server.Invitations()); invited != 1 {
			t.Errorf("%d people were invited", invited)
		}
		held := server.Snapshot().Workspaces[0]
		for _, project := range held.Projects {
			if project.DeletedAt == nil {
				t.Errorf("the project %s is left", project.Name)
			}
		}
		if member, _ := server.MemberByEmail(tr.email); !member.Archived() || len(held.Contracts)+len(held.Webhooks) > 0 {
			t.Errorf("left are %+v, %+v and %+v", member, held.Contracts, held.Webhooks)
		}
	})
}
