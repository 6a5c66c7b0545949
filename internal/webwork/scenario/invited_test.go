package scenario_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// invited declares people, numbered, of both kinds.
func invited(name string) string {
	return people(name, 0, 5) + strings.NewReplacer("webwork_member", "webwork_project_viewer", "person$", "client$", "  role      = \"Regular User\"\n", "").
		Replace(people(name, 0, 5))
}

// TestAccPlansOfInvitationsAgree taints and renames people who have not accepted their invitation. Nothing tells them from what an
// interrupted run leaves behind, and nobody is invited twice.
func TestAccPlansOfInvitationsAgree(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := startWithin(t, simulator.Options{}, jitter(t))
		w := workspace(t, cli, server)
		w.Write("main.tf", header+invited("old"))
		w.Apply()
		server.ForgetRequests()
		for _, kind := range []string{"webwork_member", "webwork_project_viewer"} {
			if result := w.Run("taint", kind+`.old["1"]`); result.ExitCode != 0 {
				t.Fatal(result.Output())
			}
		}
		tainted := samePlans(t, w)
		tainted.expect(t, changes, 0)
		tainted.expectWarnings(t, 2, "Unfinished invitation", "no second invitation is sent")
		w.Write("main.tf", header+invited("new"))
		renamed := samePlans(t, w)
		renamed.expect(t, changes, 0)
		renamed.expectWarnings(t, 10, "Unfinished invitation", "no second invitation is sent")
		expectUntouched(t, server)
	})
}

// TestAccHandOverOfInvitations renames people who have not accepted their invitation, back and forth and without adopt_existing.
func TestAccHandOverOfInvitations(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := startWithin(t, simulator.Options{}, jitter(t))
		w := workspace(t, cli, server)
		w.Write("main.tf", header+invited("old"))
		w.Apply()
		before := idsOf(server)
		from, to := "old", "new"
		for i := 0; i < handOvers(t); i += 5 {
			w.Write("main.tf", header+invited(to))
			result := w.Run("apply", atATime(i))
			if result.ExitCode != 0 {
				t.Fatalf("round %d: %s", i, result.Output())
			}
			expectHeld(t, w, "webwork_member."+to)
			expectHeld(t, w, "webwork_project_viewer."+to)
			if after := idsOf(server); !maps.Equal(after, before) {
				t.Errorf("round %d: people are %v, were %v", i, after, before)
			}
			if changed, plan := w.Plan(); changed {
				t.Errorf("round %d: the next plan is not empty:\n%s", i, plan.Output())
			}
			if got := len(server.Invitations()); got != 10 {
				t.Errorf("round %d: %d invitations were sent, want 10", i, got)
			}
			if t.Failed() {
				t.Fatalf("the apply of round %d said:\n%s", i, result.Output())
			}
			from, to = to, from
		}
	})
}

// TestAccHandOverThatFails has people accept their invitation between plan and apply of a rename: then the new address may not take
// them over, and the old one keeps them, unless it came first.
func TestAccHandOverThatFails(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := startWithin(t, simulator.Options{}, jitter(t))
		w := workspace(t, cli, server)
		w.Write("main.tf", header+invited("old"))
		w.Apply()
		before := idsOf(server)
		w.Write("main.tf", header+invited("new"))
		w.Plan("-out=saved")
		activate(t, server)
		result := w.Run("apply", "saved")
		if after := idsOf(server); !maps.Equal(after, before) {
			t.Errorf("active people are %v, were %v", after, before)
		}
		expectHeldOnce(t, w, "webwork_member")
		expectHeldOnce(t, w, "webwork_project_viewer")
		if t.Failed() {
			t.Fatalf("the apply said:\n%s", result.Output())
		}
		w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
		w.Apply()
		w.PlanEmpty()
		expectHeld(t, w, "webwork_member.new")
		expectHeld(t, w, "webwork_project_viewer.new")
		if after := idsOf(server); !maps.Equal(after, before) {
			t.Errorf("active people are %v, were %v", after, before)
		}
		if got := len(server.Invitations()); got != 10 {
			t.Errorf("%d invitations were sent, want 10", got)
		}
	})
}
