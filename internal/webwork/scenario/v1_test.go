package scenario_test

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/testserver"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// moves is a configuration that is applied over one API and then over another.
type moves struct {
	*acctest.Workspace

	t      *testing.T
	server *simtest.Server
	// more is what the environment has whatever is spoken.
	more map[string]string
}

// speak changes the provider block and the environment, as the guide says.
func (m *moves) speak(block string, env map[string]string) {
	m.t.Helper()
	for name := range maps.Keys(m.server.EnvV1()) {
		m.Setenv(name, "")
	}
	for name := range maps.Keys(m.server.Env()) {
		m.Setenv(name, "")
	}
	maps.Copy(env, m.more)
	for name, value := range env {
		m.Setenv(name, value)
	}
	m.Setenv("WEBWORK_API_VERSION", "") // the block says it
	m.Write("provider.tf", readExample(m.t, examples, "from-v1-to-v2", block, "provider.tf"))
}

func (m *moves) v1() { m.t.Helper(); m.speak("before", m.server.EnvV1()) }

func (m *moves) v2() {
	m.t.Helper()
	env := m.server.Env()
	delete(env, "WEBWORK_WORKSPACE_ID")
	m.speak("after", env)
}

// stays plans and applies, and expects that WebWork is asked to change nothing.
func (m *moves) stays(workspaceID any) {
	m.t.Helper()
	m.server.ForgetRequests()
	m.PlanEmpty()
	m.Apply()
	m.PlanEmpty()
	if writes := m.server.Writes(); len(writes) > 0 {
		m.t.Errorf("nothing was to change, but these were sent: %v", writes)
	}
	for _, address := range []string{
		"webwork_member.jane", "webwork_project.website", "webwork_contract.jane_website", "webwork_project_viewer.kim", "webwork_webhook.tracker",
	} {
		if got := m.State(address)["workspace_id"]; got != workspaceID {
			m.t.Errorf("%s has the workspace_id %v, want %v", address, got, workspaceID)
		}
	}
}

// TestAccFromV1ToV2 follows the guide: a configuration of every kind is applied over the legacy API, and planned over the other and back.
func TestAccFromV1ToV2(t *testing.T) {
	t.Parallel()
	for name, more := range map[string]map[string]string{
		"without workspace_id": {}, "with workspace_id": {"WEBWORK_WORKSPACE_ID": "1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := start(t, simulator.Options{})
				m := &moves{Workspace: workspace(t, cli, server), t: t, server: server, more: more}
				main, err := os.ReadFile(filepath.Join(examples, "from-v1-to-v2", "main.tf"))
				providertest.Must(t, err)
				m.Write("main.tf", string(main))
				var unknown any
				if id := more["WEBWORK_WORKSPACE_ID"]; id != "" {
					unknown = id
				}
				m.v1()
				m.Apply()
				if creations := server.Creations(); len(creations) != 6 {
					t.Errorf("these were created: %v", creations)
				}
				m.stays(unknown)
				m.v2()
				m.stays("1")
				m.v1()
				m.stays("1")
				m.Write("main.tf", strings.Replace(string(main), "weekly_hours_limit = 20", "weekly_hours_limit = 10", 1))
				m.Apply()
				m.PlanEmpty()
				held := server.Snapshot().Workspaces[0].Contracts[0]
				if held.Rate == nil || *held.Rate != 45 || *held.WeeklyHoursLimit != 10 {
					t.Errorf("the contract is %+v", held)
				}
				m.Destroy()
				if sent := server.Invitations(); len(sent) != 2 {
					t.Errorf("these were invited: %v", sent)
				}
			})
		})
	}
}

// TestAccFromV1ToV2TellsBudgets has a budget that somebody sets in the app, which only the other API tells.
func TestAccFromV1ToV2TellsBudgets(t *testing.T) {
	t.Parallel()
	server := start(t, simulator.Options{})
	m := &moves{Workspace: workspace(t, acctest.CLIs(t)[0], server), t: t, server: server}
	const website = "resource \"webwork_project\" \"website\" {\n  name = \"Website\"\n%s}\n"
	m.Write("main.tf", fmt.Sprintf(website, ""))
	m.v1()
	m.Apply()
	id := server.Snapshot().Workspaces[0].Projects[0].ID
	providertest.Must(t, server.SetProject(id, func(p *simulator.Project) { p.Budget = new(5.0) }))
	m.PlanEmpty()
	m.v2()
	changes, plan := m.Plan()
	if !changes {
		t.Error("the plan is empty")
	}
	expectOutput(t, plan, "- budget = 5 -> null", "0 to add, 1 to change, 0 to destroy")
	m.Write("main.tf", fmt.Sprintf(website, "  budget = 5\n"))
	m.PlanEmpty()
}

// TestAccLegacyPlanIsOneList counts what a plan of 500 people takes.
func TestAccLegacyPlanIsOneList(t *testing.T) {
	t.Parallel()
	server := start(t, simulator.Options{Populate: simulator.Population{Members: 500}})
	server.SpeakV1()
	w := workspace(t, acctest.CLIs(t)[0], server)
	providertest.ManageMembers(t, w, server, 500)
	server.ForgetRequests()
	w.PlanEmpty()
	// A few that the CLI asks for sooner than for the rest may be read one by one.
	if lists, all := server.Count(http.MethodGet, "/members"), len(server.Requests()); lists != 1 || all > lists+early {
		t.Errorf("a plan of 500 people took %v", server.Requests())
	}
}

// TestAccLegacyInvitations counts what inviting a hundred people takes: plan and apply look once among members and once among viewers whether
// there is anybody, and one list tells the ids of all who are invited at once. Terraform begins the next invitation when an earlier
// one has its id, so that those lists are as many as there are rounds.
func TestAccLegacyInvitations(t *testing.T) {
	t.Parallel()
	const count = 100
	for atOnce, rounds := range map[int]int{100: 1, 10: 10} {
		t.Run(strconv.Itoa(atOnce), func(t *testing.T) {
			t.Parallel()
			server := startWithin(t, simulator.Options{}, testserver.Gathered(atOnce, func(r *http.Request) bool {
				return r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/users")
			}))
			server.SpeakV1()
			w := workspace(t, acctest.CLIs(t)[0], server)
			w.Write("main.tf", providertest.Header+`
resource "webwork_member" "all" {
  count     = 100
  email     = "person${count.index}@acme.example"
  firstname = "P"
  lastname  = "Q"
  role      = "Regular User"
}
`)
			w.Apply("-parallelism=" + strconv.Itoa(atOnce))
			all := server.Requests()
			first := slices.IndexFunc(all, func(r simkit.Request) bool { return r.Method == http.MethodPost })
			posts, looks, before := server.Count(http.MethodPost, "/members"), len(all)-first-count, first
			if posts != count || looks != rounds {
				t.Errorf("%d invitations took %d POSTs and %d look-ups, want %d", count, posts, looks, rounds)
			}
			if before > 2*2*(1+early) {
				t.Errorf("%d requests looked whether there is anybody", before)
			}
		})
	}
}
