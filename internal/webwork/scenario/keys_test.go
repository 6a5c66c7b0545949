package scenario_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// counted declares one object for each name of a list, with count: the way in which a list must not be kept.
func counted(kind string, names ...string) string {
	list := `"` + strings.Join(names, `", "`) + `"`
	return strings.ReplaceAll(header+map[string]string{
		"webwork_member": `
resource "webwork_member" "it" {
  count     = length([LIST])
  email     = "${lower([LIST][count.index])}@example.com"
  firstname = [LIST][count.index]
  lastname  = "Doe"
  role      = "Regular User"
}
`,
		"webwork_project": `
resource "webwork_project" "it" {
  count = length([LIST])
  name  = [LIST][count.index]
}
`,
		"webwork_webhook": `
resource "webwork_webhook" "it" {
  count  = length([LIST])
  url    = "https://${lower([LIST][count.index])}.example/hook"
  events = ["tracker.started"]
}
`,
	}[kind], "LIST", list)
}

// TestAccListThatShifts takes the first entry out of a list with count. Everybody behind it would become somebody else, and the last
// one would be archived.
func TestAccListThatShifts(t *testing.T) {
	t.Parallel()
	for kind, holders := range map[string][2]string{
		"webwork_member":  {"bob@example.com (id ", "cleo@example.com (id "},
		"webwork_project": {"Bob (id ", "Cleo (id "},
		"webwork_webhook": {"https://bob.example (id ", "https://cleo.example (id "},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := startWithin(t, simulator.Options{}, jitter(t))
				w := workspace(t, cli, server)
				w.Write("main.tf", counted(kind, "Ann", "Bob", "Cleo"))
				w.Apply()
				activate(t, server)
				before := server.Snapshot()
				server.ForgetRequests()
				w.Write("main.tf", counted(kind, "Bob", "Cleo"))
				for _, adopt := range []string{"", "true"} {
					w.Setenv("WEBWORK_ADOPT_EXISTING", adopt)
					shifted := samePlans(t, w)
					shifted.expect(t, failure, 2, "Could not change", "belongs to", "for_each", "-target")
					for i, holder := range holders {
						if at := fmt.Sprintf("%s.it[%d]: ", kind, i); len(shifted.errors) == 2 &&
							(!strings.HasPrefix(shifted.errors[i], at) || !strings.Contains(shifted.errors[i], "belongs to "+holder)) {
							t.Errorf("the error of %s does not say that the key belongs to %s: %s", at, holder, shifted.errors[i])
						}
					}
					if result := w.Run("apply"); result.ExitCode != failure {
						t.Errorf("the apply did not fail:\n%s", result.Output())
					}
				}
				expectUntouched(t, server)
				expectSame(t, server, before)
			})
		})
	}
}

// expectSame fails the test unless the workspace holds what it held.
func expectSame(t *testing.T, server *simtest.Server, before simulator.Seed) {
	t.Helper()
	was, err := json.Marshal(before)
	providertest.Must(t, err)
	is, err := json.Marshal(server.Snapshot())
	providertest.Must(t, err)
	if string(was) != string(is) {
		t.Errorf("the workspace holds\n%s\nand held\n%s", is, was)
	}
}

// ann declares one person under the key of a resource.
func ann(name, email, first, last string) string {
	return fmt.Sprintf(`
resource "webwork_member" %q {
  email     = %q
  firstname = %q
  lastname  = %q
  role      = "Regular User"
}
`, name, email, first, last)
}

// TestAccAddressThatSomebodyHas gives a person the e-mail address of somebody whom Terraform does not manage, who is archived, or who
// is a project viewer.
func TestAccAddressThatSomebodyHas(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		variants []simulator.Variant
		role     string
		archived bool
		holder   string
	}{
		"unmanaged":                     {nil, simulator.RoleRegularUser, false, "taken@example.com (id ID)"},
		"archived":                      {nil, simulator.RoleRegularUser, true, "taken@example.com (id ID), who is archived"},
		"archived, listed on demand":    {[]simulator.Variant{simulator.ArchivedListedByStatus}, simulator.RoleRegularUser, true, "taken@example.com (id ID), who is archived"},
		"viewer":                        {nil, simulator.RoleProjectViewer, false, "the project viewer taken@example.com (id ID)"},
		"viewer, not among the members": {[]simulator.Variant{simulator.ViewersHidden}, simulator.RoleProjectViewer, false, "the project viewer taken@example.com (id ID)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := startWithin(t, simulator.Options{Variants: c.variants}, jitter(t))
				w := workspace(t, cli, server)
				holder, err := server.AddMember(simulator.Member{Email: "taken@example.com", FirstName: "Ta", LastName: "Ken", Role: c.role})
				providertest.Must(t, err)
				if c.archived {
					providertest.Must(t, server.ArchiveMember(holder.ID))
				}
				w.Write("main.tf", header+ann("ann", "ann@example.com", "Ann", "Doe"))
				w.Apply()
				activate(t, server)
				server.ForgetRequests()
				w.Write("main.tf", header+ann("ann", "taken@example.com", "Ann", "Doe"))
				samePlans(t, w).expect(t, failure, 1, "webwork_member.ann", "Could not", "ann@example.com (id ", strings.ReplaceAll(c.holder, "ID", fmt.Sprint(holder.ID)))
				expectUntouched(t, server)
			})
		})
	}
}

// TestAccAccountHandedOver gives an account another address and other names at once, as a list with keys of its own does where one
// person follows another.
func TestAccAccountHandedOver(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := startWithin(t, simulator.Options{}, jitter(t))
		w := workspace(t, cli, server)
		w.Write("main.tf", header+ann("lead", "ann@example.com", "Ann", "Doe"))
		w.Apply()
		activate(t, server)
		id := fmt.Sprint(w.State("webwork_member.lead")["id"])

		w.Write("main.tf", header+ann("lead", "dan@example.com", "Dan", "Roe"))
		handedOver := samePlans(t, w)
		handedOver.expect(t, changes, 0)
		handedOver.expectWarnings(t, 1, "webwork_member.lead", "handed over", "account "+id, "history", "another person", "key")
		w.Apply()
		w.PlanEmpty()
		if now := fmt.Sprint(w.State("webwork_member.lead")["id"]); now != id {
			t.Errorf("the id changed from %s to %s", id, now)
		}

		// One and the same person marries, or gets a new address.
		for _, change := range []string{ann("lead", "dan@example.com", "Dan", "Smith"), ann("lead", "dan.smith@example.com", "Dan", "Smith")} {
			w.Write("main.tf", header+change)
			same := samePlans(t, w)
			same.expect(t, changes, 0)
			same.expectWarnings(t, 0)
			w.Apply()
			w.PlanEmpty()
		}
	})
}

// TestAccKeyThatIsFreed gives an object the natural key that another one of the same plan gives up: in which order the two are changed
// is nobody's promise.
func TestAccKeyThatIsFreed(t *testing.T) {
	t.Parallel()
	for kind, c := range map[string]struct{ before, after string }{
		"webwork_member": {
			ann("first", "ann@example.com", "Ann", "Doe") + ann("second", "bob@example.com", "Bob", "Doe"),
			ann("first", "ann.doe@example.com", "Ann", "Doe") + ann("second", "ann@example.com", "Bob", "Doe"),
		},
		"webwork_project": {named("first", "Website") + named("second", "Shop"), named("first", "Old website") + named("second", "Website")},
		"webwork_webhook": {called("first", "a") + called("second", "b"), called("first", "c") + called("second", "a")},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := startWithin(t, simulator.Options{}, jitter(t))
				w := workspace(t, cli, server)
				w.Write("main.tf", header+c.before)
				w.Apply()
				activate(t, server)
				before := identifiers(w)
				server.ForgetRequests()
				w.Write("main.tf", header+c.after)
				samePlans(t, w).expect(t, failure, 1, kind+".second", "belongs to", "-target")
				expectUntouched(t, server)
				w.Apply("-target=" + kind + ".first")
				w.Apply()
				w.PlanEmpty()
				if after := identifiers(w); fmt.Sprint(after) != fmt.Sprint(before) {
					t.Errorf("the ids are %v, were %v", after, before)
				}
			})
		})
	}
}

// named declares a project.
func named(name, title string) string {
	return fmt.Sprintf("\nresource \"webwork_project\" %q {\n  name = %q\n}\n", name, title)
}

// called declares a webhook.
func called(name, path string) string {
	return fmt.Sprintf("\nresource \"webwork_webhook\" %q {\n  url    = \"https://hooks.example/%s\"\n  events = [\"tracker.started\"]\n}\n", name, path)
}
