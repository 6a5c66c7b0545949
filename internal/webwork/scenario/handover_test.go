package scenario_test

import (
	"fmt"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// handOvers is how many objects of a kind change hands in a test; five do at a time.
func handOvers(t *testing.T) int {
	t.Helper()
	return fromEnv(t, "HAND_OVERS", 10)
}

// atATime is how many addresses a round applies at a time. All at once, an old address nearly always begins to remove before the new one
// has looked; one at a time, either may be through before the other begins.
func atATime(round int) string {
	return fmt.Sprintf("-parallelism=%d", []int{10, 1, 2}[round/5%3])
}

// TestAccHandOver renames resources without a moved block, back and forth: the new address takes over what the old one is about to
// archive or delete, at the same time.
func TestAccHandOver(t *testing.T) {
	t.Parallel()
	eachSample(t, "", func(t *testing.T, w *acctest.Workspace, server *simtest.Server, s sample) {
		w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
		before := byKey(identifiers(w))
		from, to := "old", "new"
		for i := 0; i < handOvers(t); i += 5 {
			w.Write("main.tf", s.of(to, ""))
			result := w.Run("apply", atATime(i))
			if result.ExitCode != 0 {
				t.Fatalf("round %d: %s", i, result.Output())
			}
			expectHeld(t, w, s.kind+"."+to)
			// A contract or webhook that is deleted first is made anew: nothing brings it back.
			anew := s.kind == "webwork_contract" || s.kind == "webwork_webhook"
			if after := byKey(identifiers(w)); !anew && !maps.Equal(after, before) {
				t.Errorf("round %d: the ids are %v, were %v", i, after, before)
			}
			expectAllThere(t, server, s.kind)
			if changed, plan := w.Plan(); changed {
				t.Errorf("round %d: the next plan is not empty:\n%s", i, plan.Output())
			}
			if t.Failed() {
				t.Fatalf("the apply of round %d said:\n%s", i, result.Output())
			}
			from, to = to, from
		}
	})
}

// TestAccHandOverThatIsRefused plans a rename with adopt_existing and applies it without, as pipelines do whose steps differ. Whatever
// the new addresses are refused, the old ones keep.
func TestAccHandOverThatIsRefused(t *testing.T) {
	t.Parallel()
	eachSample(t, "", func(t *testing.T, w *acctest.Workspace, server *simtest.Server, s sample) {
		w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
		w.Write("main.tf", s.of("new", ""))
		w.Plan("-out=saved")
		w.Setenv("WEBWORK_ADOPT_EXISTING", "")
		result := w.Run("apply", "saved")
		expectAllThere(t, server, s.kind)
		expectHeldOnce(t, w, s.kind)
		if t.Failed() {
			t.Fatalf("the apply said:\n%s", result.Output())
		}
		w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
		w.Apply()
		w.PlanEmpty()
		expectAllThere(t, server, s.kind)
		expectHeld(t, w, s.kind+".new")
	})
}

// byKey are ids by the key of for_each, whatever the resource that holds them is called.
func byKey(ids map[string]any) map[string]any {
	keys := map[string]any{}
	for address, id := range ids {
		keys[strings.NewReplacer(".old", "", ".new", "").Replace(address)] = id
	}
	return keys
}

// expectAllThere fails the test unless the workspace holds five objects of the kind, in force, and nobody is archived.
func expectAllThere(t *testing.T, server *simtest.Server, kind string) {
	t.Helper()
	held := server.Snapshot().Workspaces[0]
	counts := map[string]int{"webwork_contract": len(held.Contracts), "webwork_webhook": len(held.Webhooks)}
	for _, member := range held.Members {
		switch {
		case member.Archived():
			t.Errorf("%s is archived", member.Email)
		case member.Role == simulator.RoleProjectViewer && !strings.HasPrefix(member.Email, "client"):
			counts["webwork_project_viewer"]++
		case member.Role == simulator.RoleRegularUser && !strings.HasPrefix(member.Email, "parent"):
			counts["webwork_member"]++
		}
		counts["webwork_project_viewer_assignment"] += len(member.ProjectIDs)
	}
	for _, project := range held.Projects {
		if project.Archived() {
			t.Errorf("the project %s is archived", project.Name)
		}
		if project.Name != "Parent" {
			counts["webwork_project"]++
		}
	}
	if counts[kind] != 5 {
		t.Errorf("there are %d objects of %s, want 5", counts[kind], kind)
	}
}

// rotating declares five objects of a kind whose natural key is never changed in place, with count, from one person of five on: each
// instance is replaced by the person of the next one in the next round.
func rotating(kind string) string {
	person := "tostring((count.index + var.first) % 5 + 1)"
	return header + parents + `
variable "first" {
  type    = number
  default = 0
}

resource "` + kind + `" "it" {
  count = 5
` + strings.ReplaceAll(map[string]string{
		"webwork_contract":                  "user_id = webwork_member.parent[PERSON].id\nproject_id = webwork_project.parent.id",
		"webwork_project_viewer_assignment": "viewer_id = webwork_project_viewer.parent[PERSON].id\nproject_id = webwork_project.parent.id",
		"webwork_project_viewer":            "email = \"petra${PERSON}@client.example\"\nfirstname = \"Petra\"\nlastname = PERSON",
	}[kind], "PERSON", person) + "\n}\n"
}

// TestAccListThatRotates has each of five addresses take over what the next one is about to delete or archive, all at once.
func TestAccListThatRotates(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"webwork_contract", "webwork_project_viewer", "webwork_project_viewer_assignment"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := startWithin(t, simulator.Options{}, jitter(t))
				w := workspace(t, cli, server)
				w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
				w.Write("main.tf", rotating(kind))
				w.Apply()
				activate(t, server)
				for i := 0; i < handOvers(t); i += 5 {
					first := fmt.Sprintf("-var=first=%d", i/5+1)
					result := w.Run("apply", first, atATime(i))
					if result.ExitCode != 0 {
						t.Fatalf("round %d: %s", i, result.Output())
					}
					expectAllThere(t, server, kind)
					expectHeld(t, w, kind+".it")
					if changed, plan := w.Plan(first); changed {
						t.Errorf("round %d: the next plan is not empty:\n%s", i, plan.Output())
					}
					if t.Failed() {
						t.Fatalf("the apply of round %d said:\n%s", i, result.Output())
					}
				}
			})
		})
	}
}

// team declares people of a team with a contract each.
func team(name string, members []string) string {
	return strings.NewReplacer("TEAM", name, "MEMBERS", strings.Join(members, `", "`)).Replace(`
resource "webwork_member" "TEAM" {
  for_each  = toset(compact(["MEMBERS"]))
  email     = "${each.key}@example.com"
  firstname = each.key
  lastname  = "Doe"
  role      = "Regular User"
}

resource "webwork_contract" "TEAM" {
  for_each   = toset(compact(["MEMBERS"]))
  user_id    = webwork_member.TEAM[each.key].id
  project_id = webwork_project.website.id
}
`)
}

const website = `
resource "webwork_project" "website" {
  name = "Website"
}
`

// TestAccPeopleMoveWithTheirContracts moves people from one resource to another, each with a contract whose deletion takes long: the
// old person waits for it, and the new contract must wait neither for that nor for nothing.
func TestAccPeopleMoveWithTheirContracts(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := startWithin(t, simulator.Options{}, jitter(t), slow(http.MethodDelete, "/contracts/", 1500*time.Millisecond))
		w := workspace(t, cli, server)
		w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
		moving := []string{"ann", "bob", "cleo", "dan", "eve"}
		teams := func(there bool) string {
			design, sales := append([]string{"dora"}, moving...), []string{"saul"}
			if there {
				design, sales = []string{"dora"}, append([]string{"saul"}, moving...)
			}
			return header + website + team("design", design) + team("sales", sales)
		}
		w.Write("main.tf", teams(false))
		w.Apply()
		activate(t, server)
		people := idsOf(server)
		there := true
		for i := 0; i < handOvers(t); i += len(moving) {
			w.Write("main.tf", teams(there))
			result := w.Run("apply", atATime(i))
			if result.ExitCode != 0 {
				t.Fatalf("round %d: %s", i, result.Output())
			}
			if now := idsOf(server); !maps.Equal(now, people) {
				t.Errorf("round %d: active people are %v, were %v", i, now, people)
			}
			expectContracts(t, server, w, len(people)-1) // the account has none
			if changed, plan := w.Plan(); changed {
				t.Errorf("round %d: the next plan is not empty:\n%s", i, plan.Output())
			}
			if t.Failed() {
				t.Fatalf("the apply of round %d said:\n%s", i, result.Output())
			}
			there = !there
		}
	})
}

// slow has requests of a method under a path take so long.
func slow(method, path string, pause time.Duration) around {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == method && strings.Contains(r.URL.Path, path) {
				after(r, pause)
			}
			next.ServeHTTP(w, r)
		})
	}
}

// idsOf are the ids of those who are not archived, by e-mail.
func idsOf(server *simtest.Server) map[string]int64 {
	ids := map[string]int64{}
	for _, member := range server.Snapshot().Workspaces[0].Members {
		if !member.Archived() {
			ids[member.Email] = member.ID
		}
	}
	return ids
}

// expectContracts fails the test unless there are as many contracts, each held by exactly one address, that of the person's team.
func expectContracts(t *testing.T, server *simtest.Server, w *acctest.Workspace, count int) {
	t.Helper()
	addresses := map[string]string{}
	for address, id := range identifiers(w) {
		if strings.HasPrefix(address, "webwork_contract.") {
			addresses[fmt.Sprint(id)] += address
		}
	}
	contracts := server.Snapshot().Workspaces[0].Contracts
	if len(contracts) != count || len(addresses) != count {
		t.Errorf("there are %d contracts, and %d in state, want %d", len(contracts), len(addresses), count)
	}
	for _, contract := range contracts {
		person, _ := server.Member(contract.UserID)
		key := fmt.Sprintf("[%q]", person.FirstName)
		if address := addresses[fmt.Sprint(contract.ID)]; strings.Count(address, key) != 1 {
			t.Errorf("the contract of %s is held by %q", person.Email, address)
		}
	}
}
