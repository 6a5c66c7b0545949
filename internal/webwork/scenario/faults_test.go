package scenario_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// agency declares 60 members, 20 projects, 60 contracts, 5 project viewers and 3 webhooks.
const agency = header + `
resource "webwork_member" "person" {
  count              = 60
  email              = "person${count.index}@example.com"
  firstname          = "Person"
  lastname           = tostring(count.index)
  role               = "Regular User"
  weekly_hours_limit = count.index % 3 == 0 ? 20 : null
}

resource "webwork_project" "project" {
  count  = 20
  name   = "Project ${count.index}"
  budget = 1000 + count.index
}

resource "webwork_contract" "contract" {
  count      = 60
  user_id    = webwork_member.person[count.index].id
  project_id = webwork_project.project[count.index % 20].id
  status     = count.index % 5 == 0 ? "paused" : "active"
}

resource "webwork_project_viewer" "client" {
  count       = 5
  email       = "client${count.index}@example.com"
  firstname   = "Client"
  lastname    = tostring(count.index)
  project_ids = [webwork_project.project[count.index].id, webwork_project.project[count.index + 5].id]
}

resource "webwork_webhook" "hook" {
  count  = 3
  url    = "https://hooks.example.com/${count.index}"
  events = ["tracker.started"]
}
`

// converge applies until nothing is left to say, at most three times, and expects the last one to
// succeed. What fails once a person exists is a warning and not an error.
func converge(t *testing.T, w *acctest.Workspace) {
	t.Helper()
	for range 2 {
		if result := w.Run("apply"); result.ExitCode == 0 && !strings.Contains(result.Output(), "Warning: ") {
			return
		}
	}
	w.Apply()
}

// expectAgency checks that the simulator holds exactly what agency declares.
func expectAgency(t *testing.T, server *simtest.Server) {
	t.Helper()
	held := server.Snapshot().Workspaces[0]
	emails, names, pairs, urls := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	paused, assigned := 0, 0
	for _, member := range held.Members {
		if member.ID == simulator.DefaultAccount {
			continue
		}
		if member.DeletedAt != nil {
			t.Errorf("%s is archived", member.Email)
		}
		emails[member.Email]++
		assigned += len(member.ProjectIDs)
	}
	for _, project := range held.Projects {
		if project.DeletedAt != nil {
			t.Errorf("the project %s is archived", project.Name)
		}
		names[project.Name]++
	}
	for _, contract := range held.Contracts {
		pairs[fmt.Sprintf("%d:%d", contract.ProjectID, contract.UserID)]++
		if contract.Status == "paused" {
			paused++
		}
	}
	for _, hook := range held.Webhooks {
		urls[hook.URL]++
	}
	for what, count := range map[string]struct {
		held map[string]int
		want int
	}{"people": {emails, 65}, "projects": {names, 20}, "contracts": {pairs, 60}, "webhooks": {urls, 3}} {
		if len(count.held) != count.want {
			t.Errorf("there are %d %s, want %d", len(count.held), what, count.want)
		}
		for key, times := range count.held {
			if times != 1 {
				t.Errorf("%s exists %d times among the %s", key, times, what)
			}
		}
	}
	if paused != 12 || assigned != 10 {
		t.Errorf("%d contracts are paused, want 12; %d projects are assigned, want 10", paused, assigned)
	}
	sent := map[string]int{}
	for _, invitation := range server.Invitations() {
		sent[invitation.Email]++
	}
	for email, times := range sent {
		if times != 1 {
			t.Errorf("%s was invited %d times", email, times)
		}
	}
	if len(sent) != 65 {
		t.Errorf("%d people were invited, want 65", len(sent))
	}
}

func TestAccFaults(t *testing.T) {
	t.Parallel()
	for _, kind := range []simulator.FaultKind{
		simulator.FaultServerError, simulator.FaultServerErrorAfter, simulator.FaultBadGateway, simulator.FaultTooManyRequests,
		simulator.FaultReset, simulator.FaultLostAnswer, simulator.FaultTruncated, simulator.FaultBadJSON, simulator.FaultSlow,
	} {
		for _, percent := range []int{10, 30} {
			t.Run(fmt.Sprintf("%s/%d", kind, percent), func(t *testing.T) {
				t.Parallel()
				acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
					server := start(t, simulator.Options{FaultSeed: uint64(percent)})
					w := workspace(t, cli, server)
					w.Setenv("WEBWORK_REQUEST_TIMEOUT", "4s")
					w.Write("main.tf", agency)
					fault := server.Inject(simulator.Fault{
						Kind: kind, Probability: float64(percent) / 100, RetryAfter: time.Second, Delay: 6 * time.Second,
					})
					converge(t, w)
					if fault.Count() == 0 {
						t.Error("the fault never struck; the test shows nothing")
					}
					fault.Remove()
					w.PlanEmpty()
					expectAgency(t, server)
				})
			})
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
