package member_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestAccMemberWeakRole(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.TeamManager}})
	providertest.Run(t, providertest.Failure(server, "", jane(), "Use the token of an Owner or Executive manager"))
}

func TestAccMemberRoleNotLearnable(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.ClientCredentials, simulator.ArchivedNotFound}})
	hidden := providertest.Failure(server, "", jane(), "it may be hidden rather than archived")
	hidden.PreConfig = func() { providertest.Must(t, server.ArchiveMember(idOfJane(t, server))) }
	restored := providertest.Step(server, jane())
	restored.PreConfig = func() { providertest.Must(t, server.RestoreMember(idOfJane(t, server))) }
	providertest.Run(t, providertest.Step(server, jane()), hidden, restored)
}

func TestAccMemberGuards(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	own, found := server.Member(simulator.DefaultAccount)
	if !found {
		t.Fatal("the simulator has no account of its own")
	}
	me := func(overrides ...string) string {
		return jane(append([]string{
			fmt.Sprintf("email=%q", own.Email), fmt.Sprintf("firstname=%q", own.FirstName), fmt.Sprintf("lastname=%q", own.LastName), `role="Owner"`,
		}, overrides...)...)
	}
	imported := providertest.Step(server, me()+fmt.Sprintf("import {\n  to = %s\n  id = \"%d\"\n}\n", address, own.ID))
	providertest.Run(t,
		imported,
		providertest.Failure(server, "", me(`role="Regular User"`), "the account that Terraform itself uses"),
		providertest.Failure(server, "", me(`archived=true`), "the account that Terraform itself uses"),
		resource.TestStep{Config: providertest.Config(server, "", ""), ExpectError: regexp.MustCompile(`lifecycle`)},
		resource.TestStep{Config: providertest.Config(server, "", kept)},
	)
}

func TestAccMemberLastOwner(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	providertest.Must(t, server.SetMember(simulator.DefaultAccount, func(m *simulator.Member) { m.Role = "Executive manager" }))
	owner, err := server.AddMember(simulator.Member{Email: "jane@example.com", FirstName: "Jane", LastName: "Doe", Role: "Owner", Status: "active"})
	providertest.Must(t, err)
	imported := providertest.Step(server, jane(`role="Owner"`)+fmt.Sprintf("import {\n  to = %s\n  id = \"%d\"\n}\n", address, owner.ID))
	providertest.Run(t,
		imported,
		providertest.Failure(server, "", jane(`role="Regular User"`), "the last Owner of the workspace"),
		providertest.Failure(server, "", jane(`role="Owner"`, `archived=true`), "the last Owner of the workspace"),
		resource.TestStep{
			PreConfig: func() {
				_, err := server.AddMember(simulator.Member{Email: "second@example.com", FirstName: "S", LastName: "O", Role: "Owner", Status: "active"})
				providertest.Must(t, err)
			},
			Config: providertest.Config(server, "", jane(`role="Regular User"`)), PlanOnly: true, ExpectNonEmptyPlan: true,
		},
		resource.TestStep{Config: providertest.Config(server, "", kept)},
	)
}

func TestAccMemberLimits(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	roster := func(count int) string {
		return fmt.Sprintf(`
resource "webwork_member" "all" {
  count     = %d
  email     = "person${count.index}@example.com"
  firstname = "P"
  lastname  = "Q"
  role      = "Regular User"
}
`, count)
	}
	providertest.Run(t,
		providertest.Failure(server, "max_invitations = 3", roster(4), "more than 3 people (max_invitations)"),
		resource.TestStep{Config: providertest.Config(server, "max_invitations = 4", roster(4)), ConfigPlanChecks: providertest.Empty()},
		providertest.Failure(server, "max_archivals = 1", roster(2), "more than 1 people (max_archivals)"),
		resource.TestStep{Config: providertest.Config(server, "max_archivals = 2", roster(2)), ConfigPlanChecks: providertest.Empty()},
	)
	expectInvitations(t, server, 4)
}
