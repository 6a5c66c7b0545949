package viewer_test

import (
	"cmp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// TestAccProjectViewerUnderV1 runs the suite over the legacy API.
func TestAccProjectViewerUnderV1(t *testing.T) {
	t.Parallel()
	pt.RunUnderV1(t, pt.Suite{
		Cases: map[string]func(*testing.T){
			"ProjectViewerArchivedAndHidden":                 TestAccProjectViewerArchivedAndHidden,
			"ProjectViewerArchivesAndRestoresInPlace":        TestAccProjectViewerArchivesAndRestoresInPlace,
			"ProjectViewerAssignmentBadInput":                TestAccProjectViewerAssignmentBadInput,
			"ProjectViewerAssignmentDeclaredTwice":           TestAccProjectViewerAssignmentDeclaredTwice,
			"ProjectViewerAssignmentFails":                   TestAccProjectViewerAssignmentFails,
			"ProjectViewerAssignmentImport":                  TestAccProjectViewerAssignmentImport,
			"ProjectViewerAssignmentImportBlock":             TestAccProjectViewerAssignmentImportBlock,
			"ProjectViewerAssignmentImportByIdentity":        TestAccProjectViewerAssignmentImportByIdentity,
			"ProjectViewerAssignmentIsAdopted":               TestAccProjectViewerAssignmentIsAdopted,
			"ProjectViewerAssignmentLostAnswers":             TestAccProjectViewerAssignmentLostAnswers,
			"ProjectViewerAssignmentOfCreationFails":         TestAccProjectViewerAssignmentOfCreationFails,
			"ProjectViewerAssignmentRequests":                TestAccProjectViewerAssignmentRequests,
			"ProjectViewerAssignmentRoleNotLearnable":        TestAccProjectViewerAssignmentRoleNotLearnable,
			"ProjectViewerAssignmentTaintAndRename":          TestAccProjectViewerAssignmentTaintAndRename,
			"ProjectViewerAssignmentUnderArchived":           TestAccProjectViewerAssignmentUnderArchived,
			"ProjectViewerAssignmentWithViewerThatComesBack": TestAccProjectViewerAssignmentWithViewerThatComesBack,
			"ProjectViewerBadInput":                          TestAccProjectViewerBadInput,
			"ProjectViewerCreatedWithArchivedProject":        TestAccProjectViewerCreatedWithArchivedProject,
			"ProjectViewerDataSourceRefuses":                 TestAccProjectViewerDataSourceRefuses,
			"ProjectViewerDataSources":                       TestAccProjectViewerDataSources,
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
			"ProjectViewerOfMember":                          TestAccProjectViewerOfMember,
			"ProjectViewerOtherAddressIsAnotherPerson":       TestAccProjectViewerOtherAddressIsAnotherPerson,
			"ProjectViewerPaging":                            TestAccProjectViewerPaging,
			"ProjectViewerPendingIsAdopted":                  TestAccProjectViewerPendingIsAdopted,
			"ProjectViewerRenameNotTaken":                    TestAccProjectViewerRenameNotTaken,
			"ProjectViewerReplaceKeepsTheViewer":             TestAccProjectViewerReplaceKeepsTheViewer,
			"ProjectViewerRequests":                          TestAccProjectViewerRequests,
			"ProjectViewerRoleNotLearnable":                  TestAccProjectViewerRoleNotLearnable,
			"ProjectViewerTaintAndReplaceKeepTheViewer":      TestAccProjectViewerTaintAndReplaceKeepTheViewer,
			"ProjectViewerUpdateFailsHalfway":                TestAccProjectViewerUpdateFailsHalfway,
			"ProjectViewerUpdatesEachAttribute":              TestAccProjectViewerUpdatesEachAttribute,
			"ProjectViewerVanishedProject":                   TestAccProjectViewerVanishedProject,
			"ProjectViewerWithProjectOfTheSameRun":           TestAccProjectViewerWithProjectOfTheSameRun,
		},
		Beyond: map[string]pt.Capability{
			"ProjectViewerArchivedOutsideIsRestored":         pt.TellsAccount,
			"ProjectViewerAssignment":                        pt.TellsAccount,
			"ProjectViewerAssignmentGone":                    pt.TellsAccount,
			"ProjectViewerAssignmentOfArchivedProject":       pt.TellsAccount,
			"ProjectViewerAssignmentOfArchivedViewer":        pt.TellsAccount,
			"ProjectViewerAssignmentOfViewerArchivedOutside": pt.TellsAccount,
			"ProjectViewerBecomesMember":                     pt.TellsAccount,
			"ProjectViewerDeclaredAgainIsRestored":           pt.NarrowsLists,
			"ProjectViewerOfArchivedProject":                 pt.TellsAccount,
			"ProjectViewerPurgedOutside":                     pt.TellsAccount,
			"ProjectViewerSettlesInEveryVariant":             pt.TellsAccount,
			"ProjectViewerWeakRole":                          pt.TellsAccount,
		},
	})
}

// TestAccProjectViewerLifeUnderV1 takes a viewer through its life in every variant of the legacy API.
func TestAccProjectViewerLifeUnderV1(t *testing.T) {
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
			server, same := start(t, variants...), pt.SameID(address)
			server.SpeakV1()
			pt.Run(t,
				pt.Step(server, petra(sees(website, audit)), same, hasProjects(website, audit), has("workspace_id", pt.ID(1))),
				pt.Step(server, petra(sees(shop), `lastname="Neu"`), same, hasProjects(shop)),
				pt.Planning(pt.Step(server, petra(sees(shop)), same), address, plancheck.ResourceActionUpdate, func() {
					pt.Must(t, server.ArchiveMember(viewer1))
				}),
				pt.Step(server, petra(sees(shop), `archived=true`), same, has("archived", knownvalue.Bool(true))),
				pt.Step(server, petra(sees(shop)), same, has("archived", knownvalue.Bool(false))),
			)
			if viewer, found := server.MemberByEmail(email); !found || !viewer.Archived() {
				t.Error("destroying did not archive the viewer")
			}
			if sent := server.Invitations(); len(sent) != 1 {
				t.Errorf("%d invitations were sent, want 1", len(sent))
			}
		})
	}
}
