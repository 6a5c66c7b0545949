package viewer_test

import (
	"testing"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
)

// TestAccProjectViewerUnderV1 runs the suite over the legacy API.
func TestAccProjectViewerUnderV1(t *testing.T) {
	t.Parallel()
	pt.RunUnderV1(t, pt.Suite{
		Cases: map[string]func(*testing.T){
			"ProjectViewerArchivedAndHidden":                 TestAccProjectViewerArchivedAndHidden,
			"ProjectViewerArchivedOutsideIsRestored":         TestAccProjectViewerArchivedOutsideIsRestored,
			"ProjectViewerArchivesAndRestoresInPlace":        TestAccProjectViewerArchivesAndRestoresInPlace,
			"ProjectViewerAssignment":                        TestAccProjectViewerAssignment,
			"ProjectViewerAssignmentBadInput":                TestAccProjectViewerAssignmentBadInput,
			"ProjectViewerAssignmentDeclaredTwice":           TestAccProjectViewerAssignmentDeclaredTwice,
			"ProjectViewerAssignmentFails":                   TestAccProjectViewerAssignmentFails,
			"ProjectViewerAssignmentGone":                    TestAccProjectViewerAssignmentGone,
			"ProjectViewerAssignmentImport":                  TestAccProjectViewerAssignmentImport,
			"ProjectViewerAssignmentImportBlock":             TestAccProjectViewerAssignmentImportBlock,
			"ProjectViewerAssignmentImportByIdentity":        TestAccProjectViewerAssignmentImportByIdentity,
			"ProjectViewerAssignmentIsAdopted":               TestAccProjectViewerAssignmentIsAdopted,
			"ProjectViewerAssignmentLostAnswers":             TestAccProjectViewerAssignmentLostAnswers,
			"ProjectViewerAssignmentOfArchivedProject":       TestAccProjectViewerAssignmentOfArchivedProject,
			"ProjectViewerAssignmentOfArchivedViewer":        TestAccProjectViewerAssignmentOfArchivedViewer,
			"ProjectViewerAssignmentOfCreationFails":         TestAccProjectViewerAssignmentOfCreationFails,
			"ProjectViewerAssignmentOfViewerArchivedOutside": TestAccProjectViewerAssignmentOfViewerArchivedOutside,
			"ProjectViewerAssignmentRequests":                TestAccProjectViewerAssignmentRequests,
			"ProjectViewerAssignmentRoleNotLearnable":        TestAccProjectViewerAssignmentRoleNotLearnable,
			"ProjectViewerAssignmentTaintAndRename":          TestAccProjectViewerAssignmentTaintAndRename,
			"ProjectViewerAssignmentUnderArchived":           TestAccProjectViewerAssignmentUnderArchived,
			"ProjectViewerAssignmentWithViewerThatComesBack": TestAccProjectViewerAssignmentWithViewerThatComesBack,
			"ProjectViewerBadInput":                          TestAccProjectViewerBadInput,
			"ProjectViewerBecomesMember":                     TestAccProjectViewerBecomesMember,
			"ProjectViewerCreatedWithArchivedProject":        TestAccProjectViewerCreatedWithArchivedProject,
			"ProjectViewerDataSourceRefuses":                 TestAccProjectViewerDataSourceRefuses,
			"ProjectViewerDataSources":                       TestAccProjectViewerDataSources,
			"ProjectViewerDeclaredAgainIsRestored":           TestAccProjectViewerDeclaredAgainIsRestored,
			"ProjectViewerDeclaredTwice":                     TestAccProjectViewerDeclaredTwice,
			"ProjectViewerDrift":                             TestAccProjectViewerDrift,
			"ProjectViewerExists":                            TestAccProjectViewerExists,
			"ProjectViewerImport":                            TestAccProjectViewerImport,
			"ProjectViewerImportBlock":                       TestAccProjectViewerImportBlock,
			"ProjectViewerImportByIdentity":                  TestAccProjectViewerImportByIdentity,
			"ProjectViewerIsAlsoMember":                      TestAccProjectViewerIsAlsoMember,
			"ProjectViewerLimitsCountMembersToo":             TestAccProjectViewerLimitsCountMembersToo,
			"ProjectViewerLosesArchivedProject":              TestAccProjectViewerLosesArchivedProject,
			"ProjectViewerLostAnswers":                       TestAccProjectViewerLostAnswers,
			"ProjectViewerManagedTwice":                      TestAccProjectViewerManagedTwice,
			"ProjectViewerMayNotBeRestored":                  TestAccProjectViewerMayNotBeRestored,
			"ProjectViewerNewArchivedProject":                TestAccProjectViewerNewArchivedProject,
			"ProjectViewerNothingToArchive":                  TestAccProjectViewerNothingToArchive,
			"ProjectViewerOfArchivedProject":                 TestAccProjectViewerOfArchivedProject,
			"ProjectViewerOfMember":                          TestAccProjectViewerOfMember,
			"ProjectViewerOtherAddressIsAnotherPerson":       TestAccProjectViewerOtherAddressIsAnotherPerson,
			"ProjectViewerPaging":                            TestAccProjectViewerPaging,
			"ProjectViewerPendingIsAdopted":                  TestAccProjectViewerPendingIsAdopted,
			"ProjectViewerPurgedOutside":                     TestAccProjectViewerPurgedOutside,
			"ProjectViewerRenameNotTaken":                    TestAccProjectViewerRenameNotTaken,
			"ProjectViewerReplaceKeepsTheViewer":             TestAccProjectViewerReplaceKeepsTheViewer,
			"ProjectViewerRequests":                          TestAccProjectViewerRequests,
			"ProjectViewerRoleNotLearnable":                  TestAccProjectViewerRoleNotLearnable,
			"ProjectViewerSettlesInEveryVariant":             TestAccProjectViewerSettlesInEveryVariant,
			"ProjectViewerTaintAndReplaceKeepTheViewer":      TestAccProjectViewerTaintAndReplaceKeepTheViewer,
			"ProjectViewerUpdateFailsHalfway":                TestAccProjectViewerUpdateFailsHalfway,
			"ProjectViewerUpdatesEachAttribute":              TestAccProjectViewerUpdatesEachAttribute,
			"ProjectViewerVanishedProject":                   TestAccProjectViewerVanishedProject,
			"ProjectViewerWeakRole":                          TestAccProjectViewerWeakRole,
			"ProjectViewerWithProjectOfTheSameRun":           TestAccProjectViewerWithProjectOfTheSameRun,
		},
		Beyond: map[string]pt.Capability{},
	})
}
