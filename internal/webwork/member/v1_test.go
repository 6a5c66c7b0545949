package member_test

import (
	"cmp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// TestAccMemberUnderV1 runs the suite over the legacy API.
func TestAccMemberUnderV1(t *testing.T) {
	t.Parallel()
	pt.RunUnderV1(t, pt.Suite{
		Cases: map[string]func(*testing.T){
			"MemberArchivesAndRestoresInPlace":      TestAccMemberArchivesAndRestoresInPlace,
			"MemberBadInput":                        TestAccMemberBadInput,
			"MemberCreateTakesOneRequestAndLookUps": TestAccMemberCreateTakesOneRequestAndLookUps,
			"MemberDataSourceRefuses":               TestAccMemberDataSourceRefuses,
			"MemberDeclaredAgainIsRestored":         TestAccMemberDeclaredAgainIsRestored,
			"MemberDeclaredTwice":                   TestAccMemberDeclaredTwice,
			"MemberDrift":                           TestAccMemberDrift,
			"MemberExists":                          TestAccMemberExists,
			"MemberGuards":                          TestAccMemberGuards,
			"MemberImport":                          TestAccMemberImport,
			"MemberImportByIdentity":                TestAccMemberImportByIdentity,
			"MemberLastOwner":                       TestAccMemberLastOwner,
			"MemberLimits":                          TestAccMemberLimits,
			"MemberLostAnswers":                     TestAccMemberLostAnswers,
			"MemberMayNotBeRestored":                TestAccMemberMayNotBeRestored,
			"MemberNamesEscapedForHTML":             TestAccMemberNamesEscapedForHTML,
			"MemberNothingToArchive":                TestAccMemberNothingToArchive,
			"MemberOfViewer":                        TestAccMemberOfViewer,
			"MemberPendingIsAdopted":                TestAccMemberPendingIsAdopted,
			"MemberReplacedBeforeItIsDestroyed":     TestAccMemberReplacedBeforeItIsDestroyed,
			"MemberRoleNotLearnable":                TestAccMemberRoleNotLearnable,
			"MemberSettlesInEveryVariant":           TestAccMemberSettlesInEveryVariant,
			"MemberTaintAndReplaceKeepTheMember":    TestAccMemberTaintAndReplaceKeepTheMember,
			"MemberTimezoneInState":                 TestAccMemberTimezoneInState,
			"MemberUpdateAcceptedButIgnored":        TestAccMemberUpdateAcceptedButIgnored,
			"MemberUpdateAnsweredInPart":            TestAccMemberUpdateAnsweredInPart,
			"MemberUpdateOfCreationFails":           TestAccMemberUpdateOfCreationFails,
			"MemberValuesOfTheAPI":                  TestAccMemberValuesOfTheAPI,
			"MembersDataSourceFilters":              TestAccMembersDataSourceFilters,
		},
		Beyond: map[string]pt.Capability{
			"MemberArchivedOutsideIsRestored": pt.TellsAccount,
			"MemberDataSourceHasEveryField":   pt.ShowsEveryField,
			"MemberDataSourceOfArchived":      pt.NarrowsLists,
			"MemberPurgedOutside":             pt.TellsAccount,
			"MemberUpdatesEachAttribute":      pt.LinksInvitations,
			"MemberWeakRole":                  pt.TellsAccount,
		},
	})
}

// TestAccMemberLifeUnderV1 takes a member through its life in every variant of the legacy API.
func TestAccMemberLifeUnderV1(t *testing.T) {
	t.Parallel()
	for _, info := range append(simulator.Variants(), simulator.VariantInfo{}) {
		if info.Name != "" && !info.Name.Legacy() {
			continue
		}
		t.Run(cmp.Or(string(info.Name), "default"), func(t *testing.T) {
			t.Parallel()
			var variants []simulator.Variant
			if info.Name != "" {
				variants = append(variants, info.Name)
			}
			server, same := pt.Start(t, simulator.Options{Variants: variants}), pt.SameID(address)
			server.SpeakV1()
			stale := []string{"status"} // null after a restore, until the next refresh
			full := jane(`timezone="Europe/Berlin"`, `rate_status=true`, `weekly_hours_limit=30`, `role="Project manager"`)
			pt.Run(t,
				pt.Step(server, full, same, attribute("invitation_link", knownvalue.Null()), attribute("workspace_id", pt.ID(1))),
				pt.Step(server, jane(`email="jane.doe@example.com"`, `firstname="Janet"`), same, attribute("role", knownvalue.StringExact("Regular User"))),
				pt.Step(server, jane(`rate_status=false`, `role="Executive manager"`), same, attribute("weekly_hours_limit", knownvalue.Int64Exact(30))),
				pt.Planning(pt.Step(server, jane(), same), address, plancheck.ResourceActionUpdate, func() {
					pt.Must(t, server.ArchiveMember(idOfJane(t, server)))
				}),
				pt.Step(server, jane("archived=true"), same, attribute("archived", knownvalue.Bool(true))),
				pt.Step(server, jane(), same, attribute("archived", knownvalue.Bool(false))),
				pt.Failure(server, "", jane(`role="Team manager"`), `role was given "Team manager", which API v1 cannot express`),
				pt.Failure(server, "", jane(`role="Project viewer"`), `role was given "Project viewer", which API v1 cannot express`),
				resource.TestStep{ResourceName: address, ImportState: true, ImportStateId: "jane@example.com", ImportStateVerify: true, ImportStateVerifyIgnore: stale},
				resource.TestStep{ResourceName: address, ImportState: true, ImportStateId: "1/101", ImportStateVerify: true, ImportStateVerifyIgnore: stale},
			)
			expectInvitations(t, server, 1)
		})
	}
}
