package scenario_test

import (
	"fmt"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// withoutOverrides leaves the brake as the provider ships it.
func withoutOverrides(w *acctest.Workspace) { w.Setenv("WEBWORK_MAX_ARCHIVAL_SHARE", "") }

const shareExceeded = "This plan archives at least 5 of 16 people (31 %); max_archival_share allows 25 %. Is the roster complete?"

// TestAccRosterCutShort truncates a roster: the account and 15 people, of whom 10 are left.
func TestAccRosterCutShort(t *testing.T) {
	t.Parallel()
	for name, variants := range map[string][]simulator.Variant{
		"default": nil, "archived are unlisted": {simulator.ArchivedUnlisted}, "listed on demand": {simulator.ArchivedListedByStatus},
		"viewers hidden": {simulator.ViewersHidden}, "no paging": {simulator.PagingAbsent}, "pages of 20": {simulator.PagingSizeIgnored},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := startWithin(t, simulator.Options{Variants: variants}, jitter(t))
				for i := range 8 { // whoever has left counts for nothing
					member, err := server.AddMember(simulator.Member{Email: fmt.Sprintf("former%d@example.com", i), FirstName: "For", LastName: "Mer"})
					providertest.Must(t, err)
					providertest.Must(t, server.ArchiveMember(member.ID))
				}
				w := workspace(t, cli, server)
				w.Write("main.tf", header+people("person", 0, 15))
				w.Apply()
				activate(t, server)
				withoutOverrides(w)
				w.PlanEmpty()
				server.ForgetRequests()

				w.Write("main.tf", header+people("person", 0, 10))
				samePlansBut(t, w, atEither).expect(t, failure, 1, shareExceeded, "To go on, set it to 1 for plan and apply: WEBWORK_MAX_ARCHIVAL_SHARE=1")
				if result := w.Run("apply"); result.ExitCode != failure {
					t.Errorf("the apply did not fail:\n%s", result.Output())
				}
				samePlansBut(t, w, atEither, "-destroy").expect(t, failure, 1, shareExceeded)
				expectFailure(t, w.Run("destroy"), shareExceeded)
				w.Write("main.tf", header)
				samePlansBut(t, w, atEither).expect(t, failure, 1, shareExceeded)
				expectUntouched(t, server)

				// Eleven are left: four go, which a plan may always do.
				w.Write("main.tf", header+people("person", 0, 11))
				samePlans(t, w).expect(t, changes, 0)
				w.Write("main.tf", header+people("person", 0, 10))
				w.Setenv("WEBWORK_MAX_ARCHIVAL_SHARE", "0.32")
				samePlans(t, w).expect(t, changes, 0)
				w.Setenv("WEBWORK_MAX_ARCHIVAL_SHARE", "1")
				w.Apply()
				w.PlanEmpty()
			})
		})
	}
}

// TestAccFewArchivals lets four of five people go, and the whole of a small workspace.
func TestAccFewArchivals(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w, server := everybody(t, cli, people("person", 0, 4))
		withoutOverrides(w)
		samePlans(t, w, "-destroy").expect(t, changes, 0)
		w.Destroy()
		if left := len(idsOf(server)); left != 1 {
			t.Errorf("%d people are active, want the account only", left)
		}
	})
}

// TestAccReplacementIsNoArchival replaces six of seven people: all of them stay.
func TestAccReplacementIsNoArchival(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w, server := everybody(t, cli, people("person", 0, 6))
		withoutOverrides(w)
		w.Setenv("WEBWORK_MAX_ARCHIVALS", "0")
		before := idsOf(server)
		var flags []string
		for i := range 6 {
			flags = append(flags, fmt.Sprintf(`-replace=webwork_member.person["%d"]`, i))
		}
		samePlans(t, w, flags...).expect(t, changes, 0)
		w.Apply(flags...)
		w.PlanEmpty()
		if after := idsOf(server); fmt.Sprint(after) != fmt.Sprint(before) {
			t.Errorf("active people are %v, were %v", after, before)
		}
	})
}

// TestAccSomeReplacedSomeArchived has both in one plan: only those who go count.
func TestAccSomeReplacedSomeArchived(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w, server := everybody(t, cli, people("person", 0, 12))
		withoutOverrides(w)
		w.Write("main.tf", header+people("person", 0, 8))
		var flags []string
		for i := range 6 {
			flags = append(flags, fmt.Sprintf(`-replace=webwork_member.person["%d"]`, i))
		}
		samePlans(t, w, flags...).expect(t, changes, 0)
		w.Write("main.tf", header+people("person", 0, 7))
		samePlansBut(t, w, atEither, flags...).expect(t, failure, 1, "archives at least 5 of 13 people (38 %)")
		expectUntouched(t, server)
	})
}

// TestAccBrakesSayItOnce has the fixed brakes stop a plan with one error, however many people go beyond them.
func TestAccBrakesSayItOnce(t *testing.T) {
	t.Parallel()
	viewers := `
resource "webwork_project_viewer" "client" {
  for_each  = toset([for i in range(6) : tostring(i)])
  email     = "client${each.key}@client.example"
  firstname = "Client"
  lastname  = each.key
}
`
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w, server := everybody(t, cli, people("person", 0, 6)+viewers)
		w.Setenv("WEBWORK_MAX_ARCHIVALS", "3")
		w.Write("main.tf", header)
		samePlansBut(t, w, atEither).expect(t, failure, 1, "This plan archives more than 3 people (max_archivals). Is the roster complete?")
		samePlansBut(t, w, atEither, "-destroy").expect(t, failure, 1, "This plan archives more than 3 people (max_archivals)")
		w.Setenv("WEBWORK_MAX_ARCHIVALS", "12")
		samePlans(t, w).expect(t, changes, 0)
		w.Setenv("WEBWORK_MAX_ARCHIVALS", "")

		w.Setenv("WEBWORK_MAX_INVITATIONS", "7")
		w.Write("main.tf", header+people("person", 0, 6)+viewers+people("staff", 6, 14))
		samePlansBut(t, w, atEither).expect(t, failure, 1, "This plan invites more than 7 people (max_invitations)")
		w.Write("main.tf", header+people("person", 0, 6)+viewers+people("staff", 6, 13))
		samePlans(t, w).expect(t, changes, 0)
		expectUntouched(t, server)

		// Both brakes at once are still one error.
		w.Setenv("WEBWORK_MAX_INVITATIONS", "0")
		w.Setenv("WEBWORK_MAX_ARCHIVALS", "0")
		w.Write("main.tf", header+people("staff", 6, 14))
		either := samePlansBut(t, w, func(string) string { return "" })
		either.expect(t, failure, 1)
	})
}
