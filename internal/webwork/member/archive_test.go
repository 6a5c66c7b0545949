package member_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestAccMemberArchivesAndRestoresInPlace(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	same := providertest.SameID(address)
	providertest.Run(t,
		providertest.Step(server, jane(), same),
		providertest.Step(server, jane(`archived=true`), same, attribute("archived", knownvalue.Bool(true)), attribute("invitation_link", knownvalue.Null())),
		providertest.Step(server, jane(`archived=true`, `firstname="Janet"`), attribute("firstname", knownvalue.StringExact("Jane"))),
		providertest.Step(server, jane(`firstname="Janet"`), same, attribute("archived", knownvalue.Bool(false)), attribute("firstname", knownvalue.StringExact("Janet"))),
	)
	expectInvitations(t, server, 1)
}

func TestAccMemberArchivedOutsideIsRestored(t *testing.T) {
	t.Parallel()
	for _, variant := range [][]simulator.Variant{
		nil,
		{simulator.ArchivedStatusLeft},
		{simulator.ArchivedKeepsStatus},
		{simulator.ArchivedUnlisted},
		{simulator.ArchivedListedByStatus},
		{simulator.ArchivedNotFound},
	} {
		t.Run(fmt.Sprint(variant), func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, simulator.Options{Variants: variant})
			same := providertest.SameID(address)
			outside := func() { providertest.Must(t, server.ArchiveMember(idOfJane(t, server))) }
			again := providertest.Step(server, jane(), same, attribute("archived", knownvalue.Bool(false)))
			again.PreConfig = outside
			again.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate),
			}
			providertest.Run(t, providertest.Step(server, jane(), same), again, again)
			expectInvitations(t, server, 1)
		})
	}
}

func TestAccMemberPurgedOutside(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	purged := providertest.Failure(server, "", jane(), "To invite the person anew, apply with -replace")
	purged.PreConfig = func() {
		id := idOfJane(t, server)
		providertest.Must(t, server.ArchiveMember(id))
		providertest.Must(t, server.PurgeMember(id))
	}
	providertest.Run(t, providertest.Step(server, jane()), purged)
}

func TestAccMemberDeclaredAgainIsRestored(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	same := providertest.SameID(address)
	providertest.Run(t,
		providertest.Step(server, jane(), same),
		resource.TestStep{Config: providertest.Config(server, "", "")},
		providertest.Step(server, jane(`role="Project manager"`), same, attribute("role", knownvalue.StringExact("Project manager"))),
	)
	expectInvitations(t, server, 1)
}

func TestAccMemberMayNotBeRestored(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	providertest.Run(t,
		providertest.Step(server, jane()),
		resource.TestStep{Config: providertest.Config(server, "", "")},
		providertest.Failure(server, "restore_archived = false", jane(), "restore_archived is false"),
		providertest.Step(server, jane(`archived=true`)),
		providertest.Failure(server, "restore_archived = false", jane(), "restore_archived is false"),
		providertest.Step(server, jane()),
	)
	expectInvitations(t, server, 1)
}

func TestAccMemberNothingToArchive(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	providertest.Run(t, providertest.Failure(server, "", jane(`archived=true`), "Nothing to archive"))
	expectInvitations(t, server, 0)
}

func TestAccMemberTaintAndReplaceKeepTheMember(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	// Somebody pending is taken over, also when tainted; whoever is active looks like somebody else in the way.
	same := providertest.SameID(address)
	pending, active := providertest.Step(server, jane(), same), providertest.Failure(server, "", jane(), "terraform untaint keeps it")
	pending.Taint, active.Taint = []string{address}, []string{address}
	active.PreConfig = func() { providertest.Must(t, server.AcceptInvitation(idOfJane(t, server))) }
	providertest.Run(t, providertest.Step(server, jane(), same), pending, active)
	if ids := providertest.Replaced(t, server, jane(), address, 2, nil); ids[0] != ids[1] || ids[1] != ids[2] {
		t.Errorf("the ids are %v, want one", ids)
	}
	expectInvitations(t, server, 1)
}

// TestAccMemberReplacedBeforeItIsDestroyed has the new instance take over what the old one is then to
// destroy.
func TestAccMemberReplacedBeforeItIsDestroyed(t *testing.T) {
	t.Parallel()
	const first = "lifecycle {\ncreate_before_destroy = true\n}"
	for name, c := range map[string]struct {
		settings string
		accepted bool
		refusal  string
	}{
		"pending":               {},
		"active":                {accepted: true, refusal: "create_before_destroy cannot replace it"},
		"active, to be adopted": {accepted: true, settings: "adopt_existing = true"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, simulator.Options{})
			same := providertest.SameID(address)
			replaced := resource.TestStep{Config: providertest.Config(server, c.settings, jane(first)), Taint: []string{address}}
			replaced.PreConfig = func() {
				if c.accepted {
					providertest.Must(t, server.AcceptInvitation(idOfJane(t, server)))
				}
			}
			if c.refusal == "" {
				replaced.ConfigStateChecks = []statecheck.StateCheck{same}
			} else {
				replaced.ExpectError = providertest.Message(c.refusal)
			}
			providertest.Run(t, providertest.Step(server, jane(first), same), replaced, resource.TestStep{
				PreConfig: func() {
					if held, _ := server.MemberByEmail("jane@example.com"); held.Archived() {
						t.Error("the member was archived")
					}
				},
				Config: providertest.Config(server, "adopt_existing = true", jane(first)),
			})
			expectInvitations(t, server, 1)
		})
	}
}
