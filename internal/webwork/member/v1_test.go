package member_test

import (
	"testing"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
)

// TestAccMemberUnderV1 runs the suite over the legacy API.
func TestAccMemberUnderV1(t *testing.T) {
	t.Parallel()
	pt.RunUnderV1(t, pt.Suite{
		Cases: map[string]func(*testing.T){
			"MemberArchivedOutsideIsRestored":       TestAccMemberArchivedOutsideIsRestored,
			"MemberArchivesAndRestoresInPlace":      TestAccMemberArchivesAndRestoresInPlace,
			"MemberBadInput":                        TestAccMemberBadInput,
			"MemberCreateTakesOneRequestAndLookUps": TestAccMemberCreateTakesOneRequestAndLookUps,
			"MemberDataSourceHasEveryField":         TestAccMemberDataSourceHasEveryField,
			"MemberDataSourceOfArchived":            TestAccMemberDataSourceOfArchived,
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
			"MemberPurgedOutside":                   TestAccMemberPurgedOutside,
			"MemberReplacedBeforeItIsDestroyed":     TestAccMemberReplacedBeforeItIsDestroyed,
			"MemberRoleNotLearnable":                TestAccMemberRoleNotLearnable,
			"MemberSettlesInEveryVariant":           TestAccMemberSettlesInEveryVariant,
			"MemberTaintAndReplaceKeepTheMember":    TestAccMemberTaintAndReplaceKeepTheMember,
			"MemberUpdateAcceptedButIgnored":        TestAccMemberUpdateAcceptedButIgnored,
			"MemberUpdateAnsweredInPart":            TestAccMemberUpdateAnsweredInPart,
			"MemberUpdateOfCreationFails":           TestAccMemberUpdateOfCreationFails,
			"MemberUpdatesEachAttribute":            TestAccMemberUpdatesEachAttribute,
			"MemberValuesOfTheAPI":                  TestAccMemberValuesOfTheAPI,
			"MemberWeakRole":                        TestAccMemberWeakRole,
			"MembersDataSourceFilters":              TestAccMembersDataSourceFilters,
		},
		Beyond: map[string]pt.Capability{},
	})
}
