package scenario_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// guarded declares a member, whom an import block takes into state, with settings.
func guarded(name string, member simulator.Member, role, more string) string {
	return fmt.Sprintf(`
resource "webwork_member" %q {
  email     = %q
  firstname = %q
  lastname  = %q
  role      = %q
  %s
}

import {
  to = webwork_member.%s
  id = "%d"
}
`, name, member.Email, member.FirstName, member.LastName, role, more, name, member.ID)
}

// company has the account as an Executive manager, beside as many Owners.
func company(t *testing.T, cli acctest.CLI, owners int) (*acctest.Workspace, *simtest.Server, []simulator.Member) {
	t.Helper()
	server := startWithin(t, simulator.Options{}, jitter(t))
	var all []simulator.Member
	for i := range owners {
		owner, err := server.AddMember(simulator.Member{
			Email: fmt.Sprintf("owner%d@example.com", i), FirstName: "Owner", LastName: fmt.Sprint(i), Role: simulator.RoleOwner,
		})
		providertest.Must(t, err)
		all = append(all, owner)
	}
	providertest.Must(t, server.SetMember(simulator.DefaultAccount, func(m *simulator.Member) { m.Role = simulator.RoleExecutiveManager }))
	return workspace(t, cli, server), server, all
}

// TestAccAccountGuarded keeps a run from locking itself out, however the account's own member comes into its hands.
func TestAccAccountGuarded(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w, server, _ := company(t, cli, 1)
		before := server.Snapshot()
		self, _ := server.Member(simulator.DefaultAccount)
		say := []string{"webwork_member.me", self.Email, "the account that Terraform itself uses", "removed { lifecycle { destroy = false } }"}
		adopted := header + ann("me", self.Email, self.FirstName, self.LastName)
		w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
		w.Write("main.tf", adopted)
		samePlans(t, w).expect(t, failure, 1, say...)
		w.Setenv("WEBWORK_ADOPT_EXISTING", "")

		w.Write("main.tf", header+guarded("me", self, self.Role, ""))
		w.Apply()
		for name, change := range map[string]string{
			"demote":            guarded("me", self, simulator.RoleRegularUser, ""),
			"archive":           guarded("me", self, self.Role, "archived = true"),
			"re-address":        strings.Replace(guarded("me", self, self.Role, ""), self.Email, "other@example.com", 1),
			"demote and rename": strings.Replace(guarded("me", self, simulator.RoleTeamManager, ""), self.FirstName, "Other", 1),
		} {
			w.Write("main.tf", header+change)
			t.Log(name)
			samePlans(t, w).expect(t, failure, 1, say...)
		}
		w.Write("main.tf", header+guarded("me", self, self.Role, ""))
		samePlans(t, w, "-replace=webwork_member.me").expect(t, failure, 1, say[1:]...)
		samePlans(t, w, "-destroy").expect(t, failure, 1, say[1:]...)
		w.Write("main.tf", header)
		samePlans(t, w).expect(t, failure, 1, say[1:]...)
		w.Write("main.tf", header+"removed {\n  from = webwork_member.me\n  lifecycle {\n    destroy = false\n  }\n}\n")
		w.Apply()
		expectUntouched(t, server)
		expectSame(t, server, before)
	})
}

// TestAccAccountGuardedAtApply has a plan meet the account's own member only when it is applied.
func TestAccAccountGuardedAtApply(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		for _, how := range []string{"-refresh=true", "-refresh=false"} {
			w, server, _ := company(t, cli, 1)
			w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
			w.Write("main.tf", header+ann("me", "me@example.com", "Olivia", "Owner"))
			if changed, result := w.Plan(how, "-out=saved"); !changed {
				t.Fatal(result.Output())
			}
			providertest.Must(t, server.SetMember(simulator.DefaultAccount, func(m *simulator.Member) { m.Email = "me@example.com" }))
			server.ForgetRequests()
			expectFailure(t, w.Run("apply", "saved"), "the account that Terraform itself uses")
			expectUntouched(t, server)
			if self, _ := server.Member(simulator.DefaultAccount); self.Role != simulator.RoleExecutiveManager {
				t.Errorf("the account's role is %s", self.Role)
			}
		}
	})
}

// TestAccLastOwnerGuarded keeps the last Owner.
func TestAccLastOwnerGuarded(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w, server, owners := company(t, cli, 1)
		owner := owners[0]
		before := server.Snapshot()
		say := []string{owner.Email, "the last Owner", "removed { lifecycle { destroy = false } }"}
		w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
		w.Write("main.tf", header+ann("owner", owner.Email, owner.FirstName, owner.LastName))
		samePlans(t, w).expect(t, failure, 1, say...)
		w.Setenv("WEBWORK_ADOPT_EXISTING", "")

		w.Write("main.tf", header+guarded("owner", owner, simulator.RoleOwner, ""))
		w.Apply()
		w.PlanEmpty()
		for name, change := range map[string]string{
			"demote":     guarded("owner", owner, simulator.RoleExecutiveManager, ""),
			"archive":    guarded("owner", owner, simulator.RoleOwner, "archived = true"),
			"re-address": strings.Replace(guarded("owner", owner, simulator.RoleOwner, ""), owner.Email, "other@example.com", 1),
		} {
			w.Write("main.tf", header+change)
			t.Log(name)
			samePlans(t, w).expect(t, failure, 1, say...)
		}
		w.Write("main.tf", header+guarded("owner", owner, simulator.RoleOwner, ""))
		samePlans(t, w, "-replace=webwork_member.owner").expect(t, failure, 1, say...)
		expectFailure(t, w.Run("destroy"), say...)
		expectUntouched(t, server)
		expectSame(t, server, before)

		// An Owner who is archived counts for nothing; an active one lets the other go.
		former, err := server.AddMember(simulator.Member{Email: "former@example.com", FirstName: "For", LastName: "Mer", Role: simulator.RoleOwner})
		providertest.Must(t, err)
		providertest.Must(t, server.ArchiveMember(former.ID))
		samePlans(t, w, "-destroy").expect(t, failure, 1, say...)
		providertest.Must(t, server.RestoreMember(former.ID))
		samePlans(t, w, "-destroy").expect(t, changes, 0)
	})
}

// TestAccTwoOwnersLeave archives two of the Owners in one run. Where they turn out to be the last two, one stays, whichever: nothing is asked of it.
func TestAccTwoOwnersLeave(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		for leave, edit := range map[string]func(simulator.Member, int) string{
			"archived": func(m simulator.Member, i int) string {
				return guarded(fmt.Sprint("o", i), m, simulator.RoleOwner, "archived = true")
			},
			"demoted": func(m simulator.Member, i int) string {
				return guarded(fmt.Sprint("o", i), m, simulator.RoleTeamManager, "")
			},
			"mixed": func(m simulator.Member, i int) string {
				if i == 0 {
					return guarded("o0", m, simulator.RoleTeamManager, "")
				}
				return guarded(fmt.Sprint("o", i), m, simulator.RoleOwner, "archived = true")
			},
		} {
			t.Run(leave, func(t *testing.T) {
				t.Parallel()
				w, server, owners := company(t, cli, 3)
				config := func(edit func(simulator.Member, int) string) string {
					return header + edit(owners[0], 0) + edit(owners[1], 1)
				}
				w.Write("main.tf", config(func(m simulator.Member, i int) string {
					return guarded(fmt.Sprint("o", i), m, simulator.RoleOwner, "")
				}))
				w.Apply()
				w.Write("main.tf", config(edit))
				if changed, result := w.Plan("-out=saved"); !changed {
					t.Fatal(result.Output())
				}
				providertest.Must(t, server.ArchiveMember(owners[2].ID))
				server.ForgetRequests()
				samePlansBut(t, w, func(string) string { return "" }).expect(t, failure, 1)
				expectUntouched(t, server)
				expectFailure(t, w.Run("apply", "saved"), "the last Owner")
				// The simulator protects Owners by itself, so that what counts is what was sent.
				touched := map[string]bool{}
				for _, write := range server.Writes() {
					touched[write.Path] = true
				}
				if len(touched) != 1 {
					t.Errorf("changes of %d Owners were sent, want 1: %v", len(touched), touched)
				}
			})
		}
	})
}

// protected are the ways in which a member or project viewer must not be touched, as edits of a configuration and flags.
type protected struct {
	from, to string
	flags    []string
}

// TestAccProtectedPeople has every way of taking access or identity from somebody protected end at plan, and again at apply.
func TestAccProtectedPeople(t *testing.T) {
	t.Parallel()
	member := strings.Replace(ann("it", "break.glass@example.com", "Break", "Glass"), simulator.RoleRegularUser, simulator.RoleExecutiveManager, 1)
	manager := strings.Replace(ann("it", "break.glass@example.com", "Break", "Glass"), simulator.RoleRegularUser, simulator.RoleTeamManager, 1)
	viewer := "\nresource \"webwork_project_viewer\" \"it\" {\n  email     = \"break.glass@example.com\"\n  firstname = \"Break\"\n  lastname  = \"Glass\"\n}\n"
	whole := map[string]protected{
		"archive":    {"lastname  = \"Glass\"\n", "lastname  = \"Glass\"\n  archived  = true\n", nil},
		"destroy":    {"", "", []string{"-destroy"}},
		"replace":    {"", "", []string{"-replace=ADDRESS"}},
		"re-address": {"break.glass@", "other@", nil},
		"leave out":  {"ALL", "", nil},
	}
	demote := map[string]protected{
		"demote":            {"Executive manager", "Regular User", nil},
		"demote and rename": {"Executive manager\"\n", "Team manager\"\n  weekly_hours_limit = 20\n", nil},
	}
	for kind, c := range map[string]struct {
		address, config string
		ways            []map[string]protected
	}{
		"member":       {"webwork_member.it", member, []map[string]protected{whole, demote}},
		"team manager": {"webwork_member.it", manager, []map[string]protected{{"demote": {"Team manager", "Regular User", nil}}}},
		"viewer":       {"webwork_project_viewer.it", viewer, []map[string]protected{whole}},
	} {
		for _, ways := range c.ways {
			for name, way := range ways {
				t.Run(kind+" "+name, func(t *testing.T) {
					t.Parallel()
					acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
						server := startWithin(t, simulator.Options{}, jitter(t))
						w := workspace(t, cli, server)
						w.Write("main.tf", header+c.config)
						w.Apply()
						activate(t, server)
						edited := strings.Replace(c.config, way.from, way.to, 1)
						if way.from == "ALL" {
							edited = ""
						}
						w.Write("main.tf", header+edited)
						flags := strings.Split(strings.ReplaceAll(strings.Join(way.flags, " "), "ADDRESS", c.address), " ")
						if way.flags == nil {
							flags = nil
						}
						if changed, result := w.Plan(append(flags, "-out=saved")...); !changed {
							t.Fatal(result.Output())
						}
						before := server.Snapshot()
						server.ForgetRequests()
						w.Setenv("WEBWORK_PROTECTED_PEOPLE", "somebody@example.com,Break.Glass@example.com")
						samePlans(t, w, flags...).expect(t, failure, 1, "break.glass@example.com", "protected_people", "removed { lifecycle { destroy = false } }")
						expectFailure(t, w.Run("apply", "saved"), "protected_people")
						expectUntouched(t, server)
						expectSame(t, server, before)
					})
				})
			}
		}
	}
}

// TestAccProtectedPeopleAdopted meets somebody protected whom no state holds yet, and lets changes pass that take nothing away.
func TestAccProtectedPeopleAdopted(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := startWithin(t, simulator.Options{}, jitter(t))
		w := workspace(t, cli, server)
		w.Setenv("WEBWORK_PROTECTED_PEOPLE", "break.glass@example.com")
		w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
		_, err := server.AddMember(simulator.Member{Email: "break.glass@example.com", FirstName: "Break", LastName: "Glass", Role: simulator.RoleExecutiveManager})
		providertest.Must(t, err)
		w.Write("main.tf", header+ann("it", "break.glass@example.com", "Break", "Glass"))
		samePlans(t, w).expect(t, failure, 1, "break.glass@example.com", "protected_people")
		expectUntouched(t, server)
		same := strings.Replace(ann("it", "break.glass@example.com", "Broken", "Glass"), simulator.RoleRegularUser, simulator.RoleExecutiveManager, 1)
		w.Write("main.tf", header+same)
		w.Apply()
		w.PlanEmpty()
	})
}
