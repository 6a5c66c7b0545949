package scenario_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// latency is long beside the time in which a CLI sends its readers one after the other, as an API far away is.
const latency = 200 * time.Millisecond

// early is how many readers may be answered singly before it is known that more are on their way. Whether they come that much
// sooner than the rest is chance.
const early = 3

// traffic gives what was asked, in order and without ids, but for the one request for the workspaces
// that every run begins with.
func traffic(server *simtest.Server) []string {
	var lines []string
	for _, request := range server.Requests() {
		path := strings.Split(request.Path, "/")
		if request.Path == "/workspaces" {
			continue
		}
		for _, at := range []int{2, 4} {
			if len(path) > at {
				path[at] = "*"
			}
		}
		lines = append(lines, request.Method+" "+strings.Join(path, "/"))
	}
	slices.Sort(lines)
	return lines
}

// summary counts equal requests.
func summary(lines []string) string {
	var counted []string
	for _, line := range slices.Compact(slices.Clone(lines)) {
		of := 0
		for _, other := range lines {
			if other == line {
				of++
			}
		}
		counted = append(counted, fmt.Sprintf("%d x %s", of, line))
	}
	return strings.Join(counted, ", ")
}

func TestAccRequestsOfARefresh(t *testing.T) {
	t.Parallel()
	members := func(count int) func(*testing.T, *acctest.Workspace, *simtest.Server) {
		return func(t *testing.T, w *acctest.Workspace, server *simtest.Server) {
			t.Helper()
			providertest.ManageMembers(t, w, server, count)
		}
	}
	tests := map[string]struct {
		population simulator.Population
		manage     func(*testing.T, *acctest.Workspace, *simtest.Server)
		strategy   string
		most       int // beside the request for the workspaces
	}{
		// The account is a member like the made-up ones.
		"1,000 members, all managed": {simulator.Population{Members: 999}, members(1000), "auto", 10 + early},
		"3 of 5,000 members managed": {simulator.Population{Members: 4999}, members(3), "auto", 3},
		"600 contracts, all managed": {
			simulator.Population{Members: 100, Projects: 6, Contracts: 600},
			func(t *testing.T, w *acctest.Workspace, server *simtest.Server) {
				t.Helper()
				providertest.ManageContracts(t, w, server, 600)
			}, "auto", 6 + early,
		},
		"a data source of all beside all": {
			simulator.Population{Members: 249},
			func(t *testing.T, w *acctest.Workspace, server *simtest.Server) {
				t.Helper()
				providertest.ManageMembers(t, w, server, 250)
				w.Write("data.tf", `data "webwork_members" "all" {}`)
			}, "auto", 3 + early,
		},
		"each of 40 members": {simulator.Population{Members: 39}, members(40), "each", 40},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := start(t, simulator.Options{Populate: test.population, Latency: latency})
				w := workspace(t, cli, server)
				test.manage(t, w, server)
				w.Setenv("WEBWORK_READ_STRATEGY", test.strategy)
				w.PlanEmpty()
				if got := len(server.Requests()); got > 1+test.most {
					t.Errorf("the plan took %d requests, want at most %d: %s", got, 1+test.most, summary(traffic(server)))
				}
				if singles := server.Count(http.MethodGet, "/members/*"); test.strategy == "each" && singles != test.most {
					t.Errorf("%d members were read one by one, want %d", singles, test.most)
				}
				if singles := server.Count(http.MethodGet, "/*/*"); test.strategy == "auto" && singles > early {
					t.Errorf("%d objects were read one by one, want %d at most", singles, early)
				}
			})
		})
	}
}

func TestAccRequestsOfManyInvitations(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{Populate: simulator.Population{Members: 99}, Latency: latency})
		w := workspace(t, cli, server)
		w.Write("main.tf", roster(100, 0))
		apply(t, w, server)
		if got := len(server.Invitations()); got != 100 {
			t.Fatalf("%d people were invited, want 100", got)
		}
		// The workspaces, and three lists in which people are looked for: a page each, and an answer each for those who come early.
		const most = 1 + 3 + 3*early
		writes := len(server.Writes())
		if others := len(server.Requests()) - writes; writes != 100 || others > most {
			t.Errorf("the apply sent %d writes and %d other requests, want 100 and at most %d: %s", writes, others, most, summary(traffic(server)))
		}
	})
}

// apply plans and then applies the plan, so that the server knows the requests of the apply alone.
func apply(t *testing.T, w *acctest.Workspace, server *simtest.Server, args ...string) {
	t.Helper()
	if result := w.Run("plan", append(args, "-out=next.tfplan")...); result.ExitCode != 0 {
		t.Fatalf("the plan failed:\n%s", result.Output())
	}
	server.ForgetRequests()
	w.Apply("next.tfplan")
}

// change is a step in the life of one resource: its attributes, nil for its end, and the requests that
// the apply then sends.
type change struct {
	attributes []string
	want       []string
}

func TestAccRequestsOfEachChange(t *testing.T) {
	t.Parallel()
	tests := map[string][]change{
		"webwork_member": {
			{
				[]string{`email = "jane@example.com"`, `firstname = "Jane"`, `lastname = "Doe"`, `role = "Regular User"`},
				[]string{"GET /members", "GET /members", "GET /project-viewers", "POST /members"},
			},
			{
				[]string{`email = "jane@example.com"`, `firstname = "Jane"`, `lastname = "Roe"`, `role = "Regular User"`, `weekly_hours_limit = 20`},
				[]string{"PUT /members/*"},
			},
			{ // a role may be accepted and yet stay, which is checked
				[]string{`email = "jane@example.com"`, `firstname = "Jane"`, `lastname = "Roe"`, `role = "Team manager"`},
				[]string{"GET /members/*", "PUT /members/*"},
			},
			{
				[]string{`email = "jane@example.com"`, `firstname = "Jane"`, `lastname = "Roe"`, `role = "Team manager"`, `archived = true`},
				[]string{"DELETE /members/*"},
			},
			{
				[]string{`email = "jane@example.com"`, `firstname = "Joan"`, `lastname = "Roe"`, `role = "Team manager"`},
				[]string{"POST /members/*/restore", "PUT /members/*"},
			},
			{nil, []string{"DELETE /members/*"}},
		},
		"webwork_project": {
			{[]string{`name = "Intranet"`, `notes = "One"`, `budget = 100`}, []string{"GET /projects", "POST /projects"}},
			{[]string{`name = "Intranet 2"`, `notes = "Two"`, `budget = 100`}, []string{"GET /projects", "PUT /projects/*"}},
			{[]string{`name = "Intranet 2"`}, []string{"PUT /projects/*"}}, // the answer shows that it is cleared
			{nil, []string{"DELETE /projects/*"}},
		},
		"webwork_contract": {
			{
				[]string{`project_id = 500`, `user_id = 100`},
				[]string{"GET /contracts", "GET /members/*", "GET /projects/*", "POST /contracts"},
			},
			{[]string{`project_id = 500`, `user_id = 100`, `status = "paused"`, `weekly_hours_limit = 8`}, []string{"PUT /contracts/*"}},
			{nil, []string{"DELETE /contracts/*"}},
		},
		"webwork_project_viewer": {
			{
				[]string{`email = "kim@client.example"`, `firstname = "Kim"`, `lastname = "Client"`, `project_ids = [500, 501]`},
				[]string{
					"GET /members", "GET /members", "GET /project-viewers", "GET /projects/*", "GET /projects/*", "POST /project-viewers",
					"POST /project-viewers/*/assign-project", "POST /project-viewers/*/assign-project",
				},
			},
			{
				[]string{`email = "kim@client.example"`, `firstname = "Kim"`, `lastname = "Client"`, `project_ids = [502]`},
				[]string{
					"DELETE /project-viewers/*/unassign-project", "DELETE /project-viewers/*/unassign-project", "GET /projects/*",
					"POST /project-viewers/*/assign-project",
				},
			},
			{nil, []string{"DELETE /project-viewers/*"}},
		},
		"webwork_project_viewer_assignment": {
			{[]string{`viewer_id = 101`, `project_id = 500`}, []string{"GET /project-viewers/*", "GET /projects/*", "POST /project-viewers/*/assign-project"}},
			{nil, []string{"DELETE /project-viewers/*/unassign-project"}},
		},
		"webwork_webhook": {
			{[]string{`url = "https://hooks.example/new"`, `events = ["member.invited"]`}, []string{"GET /webhooks", "POST /webhooks"}},
			{[]string{`url = "https://hooks.example/newer"`, `events = ["member.archived"]`}, []string{"GET /webhooks", "PUT /webhooks/*"}},
			{nil, []string{"DELETE /webhooks/*"}},
		},
	}
	for kind, life := range tests {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := start(t, simulator.Options{Seed: small()})
				w := workspace(t, cli, server)
				for i, step := range life {
					config := header
					if step.attributes != nil {
						config += fmt.Sprintf("resource %q \"it\" {\n  %s\n}\n", kind, strings.Join(step.attributes, "\n  "))
					}
					w.Write("main.tf", config)
					apply(t, w, server)
					if got := traffic(server); !slices.Equal(got, step.want) {
						t.Errorf("step %d sent %s, want %s", i+1, summary(got), summary(step.want))
					}
				}
			})
		})
	}
}

// small is a workspace with some of what others refer to.
func small() simulator.Seed {
	return simulator.Seed{Workspaces: []simulator.Workspace{{
		ID: 1, Name: "Acme Agency",
		Members: []simulator.Member{
			{ID: 100, Email: "olga@example.com", FirstName: "Olga", LastName: "Quist", Role: simulator.RoleRegularUser},
			{ID: 101, Email: "ops@client.example", FirstName: "Ops", LastName: "Client", Role: simulator.RoleProjectViewer},
		},
		Projects: []simulator.Project{{ID: 500, Name: "Website"}, {ID: 501, Name: "App"}, {ID: 502, Name: "Shop"}},
	}}}
}
