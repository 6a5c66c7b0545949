// Package scenario_test plays what users go through with a whole workspace: the real CLI starts the
// built provider, which speaks to the simulator over a socket.
package scenario_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// header is the beginning of every configuration; the provider block is left to the environment.
const header = providertest.Header

// start starts a simulator, each exchange with which is held against the written API contract.
func start(t *testing.T, options simulator.Options) *simtest.Server {
	t.Helper()
	return providertest.Start(t, options)
}

// workspace makes a directory whose provider finds the server through the environment.
func workspace(t *testing.T, cli acctest.CLI, server *simtest.Server) *acctest.Workspace {
	t.Helper()
	return providertest.Workspace(t, cli, server)
}

// roster declares people by handle; the archived ones are among them.
func roster(count, archived int) string {
	return fmt.Sprintf(header+`
resource "webwork_member" "person" {
  for_each  = { for i in range(%d) : format("person%%02d", i) => i }
  email     = "${each.key}@example.com"
  firstname = "Person"
  lastname  = tostring(each.value)
  role      = "Regular User"
  archived  = each.value < %d
}
`, count, archived)
}

// projects declares as many projects, whose names begin with the given word.
func projects(name string, count int) string {
	return fmt.Sprintf(`
resource "webwork_project" "project" {
  count = %d
  name  = "%s ${count.index}"
}
`, count, name)
}

const jane = header + `
resource "webwork_member" "jane" {
  email              = "jane@example.com"
  firstname          = "Jane"
  lastname           = "Doe"
  role               = "Regular User"
  weekly_hours_limit = 20
}
`

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.Now().Add(2 * time.Minute) // only a machine with much else to do takes longer than a few seconds
	for !holds() {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
		time.Sleep(5 * time.Millisecond) // another process is watched
	}
}

func expectOutput(t *testing.T, result acctest.Result, phrases ...string) {
	t.Helper()
	// The CLI frames and wraps what it prints.
	flat := strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(result.Output())), " ")
	for _, phrase := range phrases {
		if !strings.Contains(flat, phrase) {
			t.Errorf("the output lacks %q:\n%s", phrase, result.Output())
		}
	}
}

func expectFailure(t *testing.T, result acctest.Result, phrases ...string) {
	t.Helper()
	if result.ExitCode == 0 {
		t.Errorf("%s succeeded:\n%s", result.Command, result.Output())
	}
	expectOutput(t, result, phrases...)
}

func TestAccKilledBetweenInvitationAndUpdate(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{})
		w := workspace(t, cli, server)
		w.Write("main.tf", jane)
		w.Init()
		stuck := server.Inject(simkit.Fault{Kind: simkit.FaultSlow, Method: http.MethodPut})
		process := w.Begin("apply")
		eventually(t, "the update", func() bool { return server.Count(http.MethodPut, "/members/*") > 0 })
		process.Kill()
		process.Wait()
		stuck.Remove()
		if _, err := os.Stat(filepath.Join(w.Dir, "terraform.tfstate")); err == nil {
			state := w.StateJSON()
			if state.Values != nil && len(state.Values.RootModule.Resources) > 0 {
				t.Fatal("the killed run left the member in state; the test shows nothing")
			}
		}
		_ = os.Remove(filepath.Join(w.Dir, ".terraform.tfstate.lock.info"))
		expectOutput(t, w.Apply(), "no second invitation is sent")
		w.PlanEmpty()
		if got := len(server.Invitations()); got != 1 {
			t.Errorf("%d invitations were sent, want 1", got)
		}
	})
}

func TestAccInterruptedApplyKeepsWhatWasMade(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		// All but the first invitations are held, until the CLI has noticed that it is to stop.
		const first = 12
		var invited atomic.Int64
		stopped := make(chan struct{})
		server := startWithin(t, simulator.Options{}, func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if (request{http.MethodPost, "/members"}).fits(r) && invited.Add(1) > first {
					select {
					case <-stopped:
					case <-r.Context().Done():
					}
				}
				next.ServeHTTP(w, r)
			})
		})
		w := workspace(t, cli, server)
		w.Write("main.tf", roster(60, 0))
		w.Init()
		process := w.Begin("apply")
		eventually(t, "some invitations", func() bool { return invited.Load() > first })
		process.Interrupt()
		time.AfterFunc(2*time.Second, func() { close(stopped) })
		process.Wait()
		sent := len(server.Invitations())
		if sent == 60 {
			t.Fatal("the apply was through before the interrupt; the test shows nothing")
		}
		if inState := len(w.StateJSON().Values.RootModule.Resources); inState != sent {
			t.Errorf("%d invitations were sent, but %d members are in state", sent, inState)
		}
		w.Apply()
		w.PlanEmpty()
		if got := len(server.Invitations()); got != 60 {
			t.Errorf("%d invitations were sent, want 60", got)
		}
	})
}

func TestAccRosterWithArchivedPeople(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{})
		w := workspace(t, cli, server)
		w.Write("main.tf", roster(20, 5))
		expectFailure(t, w.Run("apply"), "Nothing to archive", "person00@example.com", "person04@example.com")
		if got := len(server.Invitations()); got != 0 {
			t.Fatalf("%d invitations were sent, want none", got)
		}
		for i := range 5 {
			email := fmt.Sprintf("person%02d@example.com", i)
			member, err := server.AddMember(simulator.Member{Email: email, FirstName: "Former", LastName: "Name", Role: "Team manager"})
			if err != nil {
				t.Fatal(err)
			}
			if err := server.ArchiveMember(member.ID); err != nil {
				t.Fatal(err)
			}
		}
		w.Apply()
		w.PlanEmpty()
		for _, invitation := range server.Invitations() {
			if invitation.Email < "person05" {
				t.Errorf("%s was invited", invitation.Email)
			}
		}
		if got := len(server.Invitations()); got != 15 {
			t.Errorf("%d invitations were sent, want 15", got)
		}
		w.Setenv("WEBWORK_MAX_ARCHIVALS", "10")
		w.Write("main.tf", roster(7, 5))
		expectFailure(t, w.Run("apply"), "archives more than 10 people (max_archivals). Is the roster complete?")
		expectFailure(t, w.Run("destroy"), "archives more than 10 people (max_archivals)")
		w.Setenv("WEBWORK_MAX_ARCHIVALS", "") // which of two brakes stops a plan first depends on chance
		w.Setenv("WEBWORK_MAX_INVITATIONS", "3")
		w.Write("main.tf", strings.ReplaceAll(roster(20, 0), `"person%02d"`, `"other%02d"`))
		expectFailure(t, w.Run("plan"), "invites more than 3 people (max_invitations)")
		if got := len(server.Writes()); got != 15 {
			t.Errorf("%d writes were sent, want only the 15 invitations", got)
		}
	})
}

func TestAccStateDeleted(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{})
		w := workspace(t, cli, server)
		w.CopyFrom("../../../examples/workspace")
		w.Apply()
		for _, member := range server.Snapshot().Workspaces[0].Members {
			if member.DeletedAt == nil {
				if err := server.AcceptInvitation(member.ID); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := os.Remove(filepath.Join(w.Dir, "terraform.tfstate")); err != nil {
			t.Fatal(err)
		}
		server.ForgetRequests()
		result := w.Run("apply")
		for _, kind := range []string{"webwork_member", "webwork_project"} {
			expectFailure(t, result, "import { to = "+kind+".NAME id =")
		}
		if writes := server.Writes(); len(writes) != 0 {
			t.Errorf("%d writes were sent, want none", len(writes))
		}
		w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
		w.Apply()
		w.PlanEmpty()
		if got := server.Count(http.MethodPost, ""); got != 0 {
			t.Errorf("%d POSTs were sent, want none", got)
		}
	})
}

func TestAccCredentials(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		account := []simulator.Member{{
			ID: simulator.DefaultAccount, Email: "owner@example.com", FirstName: "O", LastName: "W", Role: "Owner", Status: "active",
		}}
		server := start(t, simulator.Options{Seed: simulator.Seed{Workspaces: []simulator.Workspace{
			{ID: 1, Name: "Acme Agency", Members: account}, {ID: 2, Name: "Acme Labs", Members: account},
		}}})
		w := workspace(t, cli, server)
		w.Write("main.tf", jane)
		w.Setenv("WEBWORK_WORKSPACE_ID", "")
		expectFailure(t, w.Run("plan"), "The account can use several workspaces", "1 (Acme Agency)", "2 (Acme Labs)")
		w.Setenv("WEBWORK_WORKSPACE_ID", "99")
		expectFailure(t, w.Run("plan"), "workspace_id is 99, but the account has no access")
		w.Setenv("WEBWORK_WORKSPACE_ID", "one")
		expectFailure(t, w.Run("plan"), `WEBWORK_WORKSPACE_ID is "one". Allowed: positive numbers`)
		w.Setenv("WEBWORK_WORKSPACE_ID", "1")
		w.Apply()

		// State belongs to its workspace: another one is not asked about it.
		server.ForgetRequests()
		w.Setenv("WEBWORK_WORKSPACE_ID", "2")
		expectFailure(t, w.Run("plan"), "belongs to workspace 1, but the provider is set to workspace 2")
		if got := server.Count(http.MethodGet, "/members"); got != 0 {
			t.Errorf("%d requests about members were sent, want none", got)
		}
		w.Setenv("WEBWORK_WORKSPACE_ID", "1")
		w.Setenv("WEBWORK_TOKEN", "wrong")
		expectFailure(t, w.Run("plan"), "create a new one under Settings > REST API")
		w.Setenv("WEBWORK_TOKEN", "")
		expectFailure(t, w.Run("plan"), "No credentials", "WEBWORK_TOKEN", "WEBWORK_CLIENT_ID")
		w.Setenv("WEBWORK_TOKEN", server.Token())
		w.Setenv("WEBWORK_CLIENT_ID", "app")
		expectFailure(t, w.Run("plan"), "More than one kind of credentials")
	})
}

func TestAccReadScopeSufficesToPlan(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{ReadOnly: true})
		w := workspace(t, cli, server)
		w.CopyFrom("../../../examples/workspace")
		if changes, _ := w.Plan(); !changes {
			t.Error("the plan is empty")
		}
	})
}
