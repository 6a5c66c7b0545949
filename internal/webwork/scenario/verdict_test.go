package scenario_test

import (
	"fmt"
	"maps"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// people declares people, numbered, in a resource of that name.
func people(name string, first, last int) string {
	return fmt.Sprintf(`
resource "webwork_member" %q {
  for_each  = toset([for i in range(%d, %d) : tostring(i)])
  email     = "person${each.key}@example.com"
  firstname = "Person"
  lastname  = each.key
  role      = "Regular User"
}
`, name, first, last)
}

// everybody has active people in state, beside whom the workspace holds nobody but the account.
func everybody(t *testing.T, cli acctest.CLI, config string) (*acctest.Workspace, *simtest.Server) {
	t.Helper()
	server := startWithin(t, simulator.Options{}, jitter(t))
	w := workspace(t, cli, server)
	w.Write("main.tf", header+config)
	w.Apply()
	activate(t, server)
	server.ForgetRequests()
	return w, server
}

// TestAccPlansOfARenameAgree renames a resource without a moved block.
func TestAccPlansOfARenameAgree(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w, server := everybody(t, cli, people("person", 0, 12))
		w.Write("main.tf", header+people("staff", 0, 12))
		samePlans(t, w).expect(t, failure, 12, "webwork_member.staff[", "exists already", "import {\n  to = webwork_member.NAME\n  id = \"1", "moved")
		w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
		adopting := samePlans(t, w)
		adopting.expect(t, changes, 0)
		adopting.expectWarnings(t, 12, "webwork_member.staff[", "adopt_existing is true, so it is taken into state")
		w.Setenv("WEBWORK_ADOPT_EXISTING", "")
		w.Write("moved.tf", "moved {\n  from = webwork_member.person\n  to   = webwork_member.staff\n}\n")
		moved := samePlans(t, w)
		moved.expect(t, changes, 0)
		moved.expectWarnings(t, 0)
		expectUntouched(t, server)
	})
}

// TestAccPlansOfPeopleMovingAgree has twelve people change from one resource to another, where others stay.
func TestAccPlansOfPeopleMovingAgree(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w, server := everybody(t, cli, people("design", 0, 16)+people("sales", 16, 20))
		w.Write("main.tf", header+people("design", 0, 4)+people("sales", 4, 20))
		samePlans(t, w).expect(t, failure, 12, "webwork_member.sales[", "exists already", "moved")
		w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
		adopting := samePlans(t, w)
		adopting.expect(t, changes, 0)
		adopting.expectWarnings(t, 12, "webwork_member.sales[", "adopt_existing is true")
		expectUntouched(t, server)
	})
}

// TestAccPlansOfATaintAgree has what is tainted meet itself: nothing tells it from a new resource.
func TestAccPlansOfATaintAgree(t *testing.T) {
	t.Parallel()
	eachSample(t, "webwork_project_viewer_assignment", func(t *testing.T, w *acctest.Workspace, server *simtest.Server, s sample) {
		for _, key := range []string{"1", "3"} {
			if result := w.Run("taint", fmt.Sprintf("%s.old[%q]", s.kind, key)); result.ExitCode != 0 {
				t.Fatal(result.Output())
			}
		}
		server.ForgetRequests()
		samePlans(t, w).expect(t, failure, 2, s.kind+".old[", "exists already", "import {", "terraform untaint", "-replace")
		expectUntouched(t, server)
		if result := w.Run("untaint", s.kind+`.old["1"]`); result.ExitCode != 0 {
			t.Fatal(result.Output())
		}
		samePlans(t, w, replacing(s)).expect(t, failure, 1, s.kind+`.old["3"]`)
	})
}

// TestAccPlansOfAReplacementAgree replaces on purpose. That a replacement archives and restores is said when it is applied: the CLI
// drops the warnings of a plan's second half.
func TestAccPlansOfAReplacementAgree(t *testing.T) {
	t.Parallel()
	eachSample(t, "", func(t *testing.T, w *acctest.Workspace, server *simtest.Server, s sample) {
		server.ForgetRequests()
		destroyFirst := samePlans(t, w, replacing(s))
		destroyFirst.expect(t, changes, 0)
		destroyFirst.expectWarnings(t, 0)
		expectUntouched(t, server)
		w.Apply(replacing(s))
		w.PlanEmpty()
		expectHeld(t, w, s.kind+".old")
	})
}

func replacing(s sample) string { return fmt.Sprintf("-replace=%s.old[%q]", s.kind, "2") }

// TestAccPlansOfANewOneFirstAgree replaces with the new object first. Where the natural key is taken that cannot be, which shows
// only when it is applied; by then the CLI has put the old object aside in state.
func TestAccPlansOfANewOneFirstAgree(t *testing.T) {
	t.Parallel()
	eachSample(t, "webwork_project_viewer_assignment", func(t *testing.T, w *acctest.Workspace, server *simtest.Server, s sample) {
		before := identifiers(w)
		w.Write("main.tf", s.of("old", "lifecycle { create_before_destroy = true }"))
		createFirst := samePlans(t, w, replacing(s))
		createFirst.expect(t, changes, 0)
		server.ForgetRequests()
		expectFailure(t, w.Run("apply", replacing(s)), "exists already", "create_before_destroy", "adopt_existing")
		expectUntouched(t, server)

		// By now it is too late to remove the setting alone.
		w.Write("main.tf", s.of("old", ""))
		stuck := samePlans(t, w)
		stuck.expect(t, failure, 1, s.kind+`.old["2"]`, "exists already", "adopt_existing", "terraform state rm")
		w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
		samePlans(t, w).expect(t, changes, 0)
		w.Apply()
		w.PlanEmpty()
		expectUntouched(t, server)
		if after := identifiers(w); !maps.Equal(after, before) {
			t.Errorf("the ids are %v, were %v", after, before)
		}
	})
}

// TestAccOutOfStateAndImported is the way out of a failed replacement that needs no adopt_existing.
func TestAccOutOfStateAndImported(t *testing.T) {
	t.Parallel()
	eachSample(t, "webwork_project_viewer_assignment", func(t *testing.T, w *acctest.Workspace, server *simtest.Server, s sample) {
		before := identifiers(w)
		address := s.kind + `.old["2"]`
		w.Write("main.tf", s.of("old", "lifecycle { create_before_destroy = true }"))
		server.ForgetRequests()
		expectFailure(t, w.Run("apply", replacing(s)), "exists already")
		if result := w.Run("state", "rm", address); result.ExitCode != 0 {
			t.Fatal(result.Output())
		}
		w.Write("import.tf", fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address, before[address]))
		samePlans(t, w).expect(t, changes, 0)
		w.Apply()
		w.PlanEmpty()
		expectUntouched(t, server)
		if after := identifiers(w); !maps.Equal(after, before) {
			t.Errorf("the ids are %v, were %v", after, before)
		}
	})
}

// TestAccPlansOfAnImportAgree imports what a configuration declares, as it is and with a difference.
func TestAccPlansOfAnImportAgree(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := startWithin(t, simulator.Options{}, jitter(t))
		w := workspace(t, cli, server)
		config := header + people("person", 0, 12)
		for i := range 12 {
			member, err := server.AddMember(simulator.Member{
				Email: fmt.Sprintf("person%d@example.com", i), FirstName: "Person", LastName: fmt.Sprint(i % 6), Role: "Regular User",
			})
			providertest.Must(t, err)
			config += fmt.Sprintf("import {\n  to = webwork_member.person[\"%d\"]\n  id = \"%d\"\n}\n", i, member.ID)
		}
		w.Write("main.tf", config)
		imported := samePlans(t, w)
		imported.expect(t, changes, 0)
		imported.expectWarnings(t, 0)
		expectUntouched(t, server)
	})
}

// TestAccPlansOfForgettingAgree takes one of two addresses of an object out of Terraform, the way that the error names.
func TestAccPlansOfForgettingAgree(t *testing.T) {
	t.Parallel()
	eachSample(t, "", func(t *testing.T, w *acctest.Workspace, server *simtest.Server, s sample) {
		copyInState(t, w, s.kind, "old", "other")
		w.Write("main.tf", s.of("old", "")+fmt.Sprintf("removed {\n  from = %s.other\n  lifecycle {\n    destroy = false\n  }\n}\n", s.kind))
		server.ForgetRequests()
		samePlans(t, w).expect(t, changes, 0)
		w.Apply()
		w.PlanEmpty()
		expectUntouched(t, server)
		expectHeld(t, w, s.kind+".old")
	})
}
