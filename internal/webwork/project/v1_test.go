package project_test

import (
	"testing"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
)

// TestAccProjectUnderV1 runs the suite over the legacy API.
func TestAccProjectUnderV1(t *testing.T) {
	t.Parallel()
	pt.RunUnderV1(t, pt.Suite{
		Cases: map[string]func(*testing.T){
			"ProjectAmountsThatWebWorkCuts":        TestAccProjectAmountsThatWebWorkCuts,
			"ProjectAmountsThatWebWorkRounds":      TestAccProjectAmountsThatWebWorkRounds,
			"ProjectArchivedBeforeDestroying":      TestAccProjectArchivedBeforeDestroying,
			"ProjectArchivedFromTheStart":          TestAccProjectArchivedFromTheStart,
			"ProjectArchivedOutside":               TestAccProjectArchivedOutside,
			"ProjectArchivesAndRestoresInPlace":    TestAccProjectArchivesAndRestoresInPlace,
			"ProjectBadInput":                      TestAccProjectBadInput,
			"ProjectClearsInEveryVariant":          TestAccProjectClearsInEveryVariant,
			"ProjectDataSourceHasEveryField":       TestAccProjectDataSourceHasEveryField,
			"ProjectDataSourcePrefersActive":       TestAccProjectDataSourcePrefersActive,
			"ProjectDataSourceRefuses":             TestAccProjectDataSourceRefuses,
			"ProjectDatesInOrderAfterAnUpdate":     TestAccProjectDatesInOrderAfterAnUpdate,
			"ProjectDeclaredAgain":                 TestAccProjectDeclaredAgain,
			"ProjectDeclaredTwice":                 TestAccProjectDeclaredTwice,
			"ProjectDrift":                         TestAccProjectDrift,
			"ProjectEmptyValuesInConfiguration":    TestAccProjectEmptyValuesInConfiguration,
			"ProjectExists":                        TestAccProjectExists,
			"ProjectGone":                          TestAccProjectGone,
			"ProjectImport":                        TestAccProjectImport,
			"ProjectImportByIdentity":              TestAccProjectImportByIdentity,
			"ProjectImportOfAnArchivedOne":         TestAccProjectImportOfAnArchivedOne,
			"ProjectImportOfTheActiveOne":          TestAccProjectImportOfTheActiveOne,
			"ProjectIsNotCreatedTwice":             TestAccProjectIsNotCreatedTwice,
			"ProjectKeepsWhatWebWorkDoesNotClear":  TestAccProjectKeepsWhatWebWorkDoesNotClear,
			"ProjectLookUpBeforeCreating":          TestAccProjectLookUpBeforeCreating,
			"ProjectLostAnswers":                   TestAccProjectLostAnswers,
			"ProjectLostRequest":                   TestAccProjectLostRequest,
			"ProjectNamesEscapedForHTML":           TestAccProjectNamesEscapedForHTML,
			"ProjectNotesThatWebWorkTrims":         TestAccProjectNotesThatWebWorkTrims,
			"ProjectOtherSpellingsOfAName":         TestAccProjectOtherSpellingsOfAName,
			"ProjectPartialFailure":                TestAccProjectPartialFailure,
			"ProjectReadsInPages":                  TestAccProjectReadsInPages,
			"ProjectReplacedTwice":                 TestAccProjectReplacedTwice,
			"ProjectReplacementKeepsTheProject":    TestAccProjectReplacementKeepsTheProject,
			"ProjectRequests":                      TestAccProjectRequests,
			"ProjectSettlesInEveryVariant":         TestAccProjectSettlesInEveryVariant,
			"ProjectSeveralOfOneName":              TestAccProjectSeveralOfOneName,
			"ProjectThatCannotBeRestored":          TestAccProjectThatCannotBeRestored,
			"ProjectTwinOfAnotherSpelling":         TestAccProjectTwinOfAnotherSpelling,
			"ProjectUpdatesAndClearsEachAttribute": TestAccProjectUpdatesAndClearsEachAttribute,
			"ProjectValuesOfTheAPI":                TestAccProjectValuesOfTheAPI,
		},
		Beyond: map[string]pt.Capability{},
	})
}
