package scenario_test

import (
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
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

// TestAccLegacyRequests counts what a plan of 500 people takes, and inviting a hundred.
func TestAccLegacyRequests(t *testing.T) {
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

	const count = 100
	empty := startWithin(t, simulator.Options{}, testserver.Gathered(count, func(r *http.Request) bool {
		return r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/users")
	}))
	empty.SpeakV1()
	w = workspace(t, acctest.CLIs(t)[0], empty)
	w.Write("main.tf", providertest.Header+`
resource "webwork_member" "all" {
  count     = 100
  email     = "person${count.index}@acme.example"
  firstname = "P"
  lastname  = "Q"
  role      = "Regular User"
}
`)
	w.Apply("-parallelism=100")
	posts := empty.Count(http.MethodPost, "/members")
	others := len(empty.Requests()) - posts
	t.Logf("%d invitations took %d POSTs and %d other requests, of the plan too", count, posts, others)
	if posts != count || others > 1+2*(1+early) { // the look for all that was created; plan and apply look whether there is anybody
		t.Errorf("%d invitations took %d POSTs and %d other requests", count, posts, others)
	}
}
