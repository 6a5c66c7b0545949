package scenario_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// agency declares 60 members, 20 projects, 60 contracts, 5 project viewers and 3 webhooks, or the
// share of one of several runs.
const agency = header + `
variable "run" {
  type    = number
  default = 0
}

variable "runs" {
  type    = number
  default = 1
}

locals {
  people   = [for i in range(60) : i if i % var.runs == var.run]
  projects = [for i in range(20) : i if i % var.runs == var.run]
  clients  = [for i in range(5) : i if i % var.runs == var.run]
  hooks    = [for i in range(3) : i if i % var.runs == var.run]
}

resource "webwork_member" "person" {
  count              = length(local.people)
  email              = "person${local.people[count.index]}@example.com"
  firstname          = "Person"
  lastname           = tostring(local.people[count.index])
  role               = "Regular User"
  weekly_hours_limit = count.index % 3 == 0 ? 20 : null
}

resource "webwork_project" "project" {
  count  = length(local.projects)
  name   = "Project ${local.projects[count.index]}"
  budget = 1000 + count.index
}

resource "webwork_contract" "contract" {
  count      = length(local.people)
  user_id    = webwork_member.person[count.index].id
  project_id = webwork_project.project[count.index % length(local.projects)].id
  status     = count.index % 5 == 0 ? "paused" : "active"
}

resource "webwork_project_viewer" "client" {
  count       = length(local.clients)
  email       = "client${local.clients[count.index]}@example.com"
  firstname   = "Client"
  lastname    = tostring(count.index)
  project_ids = [webwork_project.project[count.index].id, webwork_project.project[count.index + 5].id]
}

resource "webwork_webhook" "hook" {
  count  = length(local.hooks)
  url    = "https://hooks.example.com/${local.hooks[count.index]}"
  events = ["tracker.started"]
}
`

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

// eachFault runs a test for every CLI, with a simulator that the fault strikes at random.
func eachFault(t *testing.T, fault simkit.Fault, test func(t *testing.T, cli acctest.CLI, server *simtest.Server, struck *simkit.Injection)) {
	t.Helper()
	acctest.EachFault(t, fault, func(t *testing.T, cli acctest.CLI, random simkit.Fault, seed uint64) {
		t.Helper()
		server := start(t, simulator.Options{FaultSeed: seed})
		struck := server.Inject(random)
		test(t, cli, server, struck)
		if struck.Count() == 0 {
			t.Error("the fault never struck; the test shows nothing")
		}
		expectAgency(t, server)
	})
}

func TestAccFaults(t *testing.T) {
	t.Parallel()
	for _, fault := range acctest.RandomFaults() {
		applies := 3
		if fault.Streak > 0 {
			// Where a creation was lost, what waits for it fails along with it: an apply each for a project, its viewer, the project that the
			// viewer is given, and the last.
			applies = 4
		}
		eachFault(t, fault, func(t *testing.T, cli acctest.CLI, server *simtest.Server, struck *simkit.Injection) {
			w := workspace(t, cli, server)
			w.Setenv("WEBWORK_REQUEST_TIMEOUT", acctest.PatienceWithFaults.String())
			w.Write("main.tf", agency)
			w.Converge(applies)
			struck.Remove()
			server.Settle()
			w.PlanEmpty()
		})
	}
}

func TestAccFaultsOfTokens(t *testing.T) {
	t.Parallel()
	eachFault(t, simkit.Fault{Kind: simkit.FaultTokenExpired}, func(t *testing.T, cli acctest.CLI, server *simtest.Server, _ *simkit.Injection) {
		w := workspace(t, cli, server)
		useRefreshToken(t, server, w)
		w.Write("main.tf", agency)
		w.Apply()
		w.PlanEmpty()
	})
}

// TestAccFaultsOfRotation has two runs at a time that share refresh tokens: whenever one renews
// them, what the other holds is worth nothing.
func TestAccFaultsOfRotation(t *testing.T) {
	t.Parallel()
	eachFault(t, simkit.Fault{Kind: simkit.FaultTokenExpired}, func(t *testing.T, cli acctest.CLI, server *simtest.Server, _ *simkit.Injection) {
		runs := []*acctest.Workspace{workspace(t, cli, server), workspace(t, cli, server)}
		useRefreshToken(t, server, runs...)
		for run, w := range runs {
			w.Setenv("TF_VAR_run", strconv.Itoa(run))
			w.Setenv("TF_VAR_runs", strconv.Itoa(len(runs)))
			w.Write("main.tf", agency)
		}
		acctest.ApplyAtOnce(t, runs...)
		for _, w := range runs {
			w.PlanEmpty()
		}
	})
}
