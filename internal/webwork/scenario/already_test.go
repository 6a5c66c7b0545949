package scenario_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// dependents declares one of each kind that is deleted rather than archived, and what it depends on.
const dependents = header + `
resource "webwork_member" "ann" {
  email     = "ann@example.com"
  firstname = "Ann"
  lastname  = "Doe"
  role      = "Regular User"
}

resource "webwork_project_viewer" "petra" {
  email     = "petra@client.example"
  firstname = "Petra"
  lastname  = "Klein"
}

resource "webwork_project" "website" {
  name = "Website"
}

resource "webwork_contract" "ann" {
  user_id    = webwork_member.ann.id
  project_id = webwork_project.website.id
}

resource "webwork_project_viewer_assignment" "petra" {
  viewer_id  = webwork_project_viewer.petra.id
  project_id = webwork_project.website.id
}

resource "webwork_webhook" "hook" {
  url    = "https://hooks.example/a"
  events = ["tracker.started"]
}
`

// there counts contracts, assignments and webhooks.
func there(server *simtest.Server) string {
	held := server.Snapshot().Workspaces[0]
	assigned := 0
	for _, member := range held.Members {
		assigned += len(member.ProjectIDs)
	}
	return fmt.Sprintf("%d contracts, %d assignments, %d webhooks", len(held.Contracts), assigned, len(held.Webhooks))
}

const oneOfEach = "1 contracts, 1 assignments, 1 webhooks"

// TestAccDeletedIsNoTwin replaces what lists still show after it was deleted.
func TestAccDeletedIsNoTwin(t *testing.T) {
	t.Parallel()
	for address, c := range map[string]struct {
		write, read request
	}{
		"webwork_contract.ann":                    {request{http.MethodDelete, "/contracts/*"}, request{http.MethodGet, "/contracts"}},
		"webwork_webhook.hook":                    {request{http.MethodDelete, "/webhooks/*"}, request{http.MethodGet, "/webhooks"}},
		"webwork_project_viewer_assignment.petra": {request{http.MethodDelete, "/project-viewers/*/unassign-project"}, request{http.MethodGet, "/project-viewers/*"}},
	} {
		for _, adopt := range []string{"false", "true"} {
			t.Run(address+" adopt_existing="+adopt, func(t *testing.T) {
				t.Parallel()
				acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
					behind := &lag{write: c.write, read: c.read, reads: 1}
					server := lagging(t, simulator.Options{}, behind)
					w := workspace(t, cli, server)
					w.Setenv("WEBWORK_ADOPT_EXISTING", adopt)
					w.Write("main.tf", dependents)
					w.Apply()
					activate(t, server)
					old := w.State(address)["id"]
					w.Apply("-replace=" + address)
					if held := there(server); held != oneOfEach {
						t.Errorf("there are %s, want %s", held, oneOfEach)
					}
					if now := w.State(address)["id"]; now == old && !strings.Contains(address, "assignment") {
						t.Errorf("%s still holds the deleted %v", address, old)
					}
					w.PlanEmpty()
					w.PlanEmpty()
					behind.expectSpent(t)
				})
			})
		}
	}
}

// TestAccNewbornStays reads what was created a moment ago and does not show yet.
func TestAccNewbornStays(t *testing.T) {
	t.Parallel()
	for address, lags := range map[string][]*lag{
		"webwork_contract.ann": {
			{write: request{http.MethodPost, "/contracts"}, read: request{http.MethodGet, "/contracts"}, reads: 3},
			{write: request{http.MethodPost, "/contracts"}, read: request{http.MethodGet, "/contracts/*"}, reads: 3},
		},
		"webwork_webhook.hook": {
			{write: request{http.MethodPost, "/webhooks"}, read: request{http.MethodGet, "/webhooks"}, reads: 3},
			{write: request{http.MethodPost, "/webhooks"}, read: request{http.MethodGet, "/webhooks/*"}, reads: 3},
		},
		"webwork_project_viewer_assignment.petra": {
			{write: request{http.MethodPost, "/project-viewers/*/assign-project"}, read: request{http.MethodGet, "/project-viewers/*"}, reads: 3},
		},
	} {
		t.Run(address, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				var behind []*lag
				for _, l := range lags {
					behind = append(behind, &lag{write: l.write, read: l.read, reads: l.reads})
				}
				server := lagging(t, simulator.Options{}, behind...)
				w := workspace(t, cli, server)
				w.Write("main.tf", dependents)
				w.Apply()
				id := w.State(address)["id"]
				w.PlanEmpty()
				behind[len(behind)-1].expectSpent(t) // what shows one by one; whether lists are asked is up to the provider
				w.Apply("-refresh-only")
				if now := w.State(address)["id"]; now != id {
					t.Errorf("the id changed from %v to %v", id, now)
				}
				if held := there(server); held != oneOfEach {
					t.Errorf("there are %s, want %s", held, oneOfEach)
				}
			})
		})
	}
}

// TestAccSavedPlanMeetsWhatIsDone applies a plan that somebody has carried out in the app meanwhile.
func TestAccSavedPlanMeetsWhatIsDone(t *testing.T) {
	t.Parallel()
	restored := []simulator.Variant{simulator.ProjectRestoreWorks}
	for name, c := range map[string]struct {
		variants         []simulator.Variant
		first            bool   // archived before the plan
		from, to         string // edits of the configuration
		archivedAtTheEnd bool
	}{
		"restored":                              {restored, true, "", "", false},
		"restored, which is not found then":     {append(restored, simulator.RestoreActiveNotFound), true, "", "", false},
		"restored, archived are hidden":         {append(restored, simulator.ArchivedNotFound), true, "", "", false},
		"archived":                              {restored, false, "# MORE", "archived = true", true},
		"archived, and hidden":                  {append(restored, simulator.ArchivedNotFound), false, "# MORE", "archived = true", true},
		"archived, and what is left is shown":   {append(restored, simulator.ArchivedListedByStatus), false, "# MORE", "archived = true", true},
		"destroyed":                             {restored, false, "", "", true},
		"destroyed, and archived ones hidden":   {append(restored, simulator.ArchivedNotFound), false, "", "", true},
		"archived, other attributes change too": {restored, false, "# MORE", "archived = true\n  weekly_hours_limit = 20", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := startWithin(t, simulator.Options{Variants: c.variants}, jitter(t))
				w := workspace(t, cli, server)
				config := header + strings.ReplaceAll(ann("ann", "ann@example.com", "Ann", "Doe"), "}", "  # MORE\n}") +
					strings.ReplaceAll(named("website", "Website"), "}", "  # MORE\n}")
				w.Write("main.tf", config)
				w.Apply()
				activate(t, server)
				member, _ := server.MemberByEmail("ann@example.com")
				project, _ := server.ProjectByName("Website")
				archive := func() {
					providertest.Must(t, server.ArchiveMember(member.ID))
					providertest.Must(t, server.ArchiveProject(project.ID))
				}
				plan := []string{"-out=saved"}
				switch {
				case c.first:
					archive()
				case c.from == "":
					plan = append(plan, "-destroy")
				case strings.Contains(c.to, "weekly"):
					w.Write("main.tf", strings.Replace(config, c.from, c.to, 1))
				default:
					w.Write("main.tf", strings.ReplaceAll(config, c.from, c.to))
				}
				if changed, result := w.Plan(plan...); !changed {
					t.Fatalf("there is nothing to apply:\n%s", result.Output())
				}
				if c.first {
					providertest.Must(t, server.RestoreMember(member.ID))
					providertest.Must(t, server.RestoreProject(project.ID))
				} else {
					archive()
				}
				if result := w.Run("apply", "saved"); result.ExitCode != 0 {
					t.Errorf("the saved plan failed:\n%s", result.Output())
				}
				member, _ = server.Member(member.ID)
				if member.Archived() != c.archivedAtTheEnd {
					t.Errorf("ann is archived: %t", member.Archived())
				}
			})
		})
	}
}

// TestAccSavedPlanMeetsWhatIsGone is TestAccSavedPlanMeetsWhatIsDone for what is deleted.
func TestAccSavedPlanMeetsWhatIsGone(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := startWithin(t, simulator.Options{}, jitter(t))
		w := workspace(t, cli, server)
		w.Write("main.tf", dependents)
		w.Apply()
		w.Plan("-destroy", "-out=saved")
		held := server.Snapshot().Workspaces[0]
		viewer, _ := server.MemberByEmail("petra@client.example")
		providertest.Must(t, server.UnassignProject(viewer.ID, held.Projects[0].ID))
		providertest.Must(t, server.DeleteContract(held.Contracts[0].ID))
		providertest.Must(t, server.DeleteWebhooks("https://hooks.example/a"))
		if result := w.Run("apply", "saved"); result.ExitCode != 0 {
			t.Errorf("the saved plan failed:\n%s", result.Output())
		}
		if state := w.StateJSON(); state.Values != nil {
			t.Errorf("state still holds %+v", state.Values.RootModule.Resources)
		}
	})
}

// TestAccPurgedAndInvitedAnew has somebody's account purged, and the person invited again in the app: the e-mail address now leads to
// another account.
func TestAccPurgedAndInvitedAnew(t *testing.T) {
	t.Parallel()
	viewer := "\nresource \"webwork_project_viewer\" \"ann\" {\n  email     = \"ann@example.com\"\n  firstname = \"Ann\"\n  lastname  = \"Doe\"\n}\n"
	for kind, c := range map[string]struct{ config, role string }{
		"webwork_member":         {ann("ann", "ann@example.com", "Ann", "Doe"), simulator.RoleRegularUser},
		"webwork_project_viewer": {viewer, simulator.RoleProjectViewer},
	} {
		for _, way := range []string{"import", "replace"} {
			t.Run(kind+" "+way, func(t *testing.T) {
				t.Parallel()
				acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
					server := startWithin(t, simulator.Options{}, jitter(t))
					w := workspace(t, cli, server)
					w.Write("main.tf", header+c.config)
					w.Apply()
					activate(t, server)
					old, _ := server.MemberByEmail("ann@example.com")
					providertest.Must(t, server.PurgeMember(old.ID))
					anew, err := server.AddMember(simulator.Member{Email: "ann@example.com", FirstName: "Ann", LastName: "Doe", Role: c.role})
					providertest.Must(t, err)
					server.ForgetRequests()
					for range 3 {
						planOf(t, w).expect(t, failure, 1, "ann@example.com is", fmt.Sprintf(" %d now", anew.ID), "terraform state rm", "import", "-replace", "adopt_existing")
					}
					if way == "import" {
						if result := w.Run("state", "rm", kind+".ann"); result.ExitCode != 0 {
							t.Fatal(result.Output())
						}
						w.Import(kind+".ann", fmt.Sprint(anew.ID))
					} else {
						w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
						w.Apply("-replace=" + kind + ".ann")
						w.Setenv("WEBWORK_ADOPT_EXISTING", "")
					}
					w.PlanEmpty()
					if id := fmt.Sprint(w.State(kind + ".ann")["id"]); id != fmt.Sprint(anew.ID) {
						t.Errorf("state holds %s, want %d", id, anew.ID)
					}
					if anew, _ = server.Member(anew.ID); anew.Archived() {
						t.Error("the new account is archived")
					}
					if got := len(server.Invitations()); got != 1 {
						t.Errorf("%d invitations were sent, want 1", got)
					}
				})
			})
		}
	}
}

// TestAccRestoredAndThenUnreadable creates somebody who is archived; restoring works, and the next read fails.
func TestAccRestoredAndThenUnreadable(t *testing.T) {
	t.Parallel()
	for name, variants := range map[string][]simulator.Variant{
		"shown": nil, "left": {simulator.ArchivedListedByStatus}, "left and not shown by id": {simulator.ArchivedFoundByStatus},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				var restored, failed atomic.Bool
				server := startWithin(t, simulator.Options{Variants: variants}, func(next http.Handler) http.Handler {
					return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						if r.Method == http.MethodGet && restored.Load() && failed.CompareAndSwap(false, true) {
							http.Error(w, `{"success":false,"message":"Server Error"}`, http.StatusInternalServerError)
							return
						}
						next.ServeHTTP(w, r)
						if (request{http.MethodPost, "/members/*/restore"}).fits(r) {
							restored.Store(true)
						}
					})
				})
				w := workspace(t, cli, server)
				w.Setenv("WEBWORK_MAX_RETRIES", "0")
				former, err := server.AddMember(simulator.Member{Email: "ann@example.com", FirstName: "Former", LastName: "Name", Role: simulator.RoleTeamManager})
				providertest.Must(t, err)
				providertest.Must(t, server.ArchiveMember(former.ID))
				w.Write("main.tf", header+ann("ann", "ann@example.com", "Ann", "Doe"))
				result := w.Apply()
				expectOutput(t, result, "Warning: ")
				if !failed.Load() {
					t.Error("nothing was read after the restore; the test shows nothing")
				}
				if id := fmt.Sprint(w.State("webwork_member.ann")["id"]); id != fmt.Sprint(former.ID) {
					t.Errorf("state holds %s, want %d", id, former.ID)
				}
				if now, _ := server.Member(former.ID); now.Archived() {
					t.Error("ann is still archived")
				}
				if _, plan := w.Plan(); strings.Contains(plan.Output(), "replaced") || strings.Contains(plan.Output(), "tainted") {
					t.Errorf("the next plan is no update in place:\n%s", plan.Output())
				}
				w.Apply()
				w.PlanEmpty()
				now, _ := server.Member(former.ID)
				if got := now.FirstName + " " + now.LastName + ", " + now.Role; got != "Ann Doe, Regular User" {
					t.Errorf("WebWork holds %s", got)
				}
				if got := len(server.Invitations()); got != 0 {
					t.Errorf("%d invitations were sent, want none", got)
				}
			})
		})
	}
}
