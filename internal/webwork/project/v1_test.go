package project_test

import (
	"cmp"
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// TestAccProjectUnderV1 runs the suite over the legacy API.
func TestAccProjectUnderV1(t *testing.T) {
	t.Parallel()
	pt.RunUnderV1(t, pt.Suite{
		Cases: map[string]func(*testing.T){
			"ProjectArchivedFromTheStart":         TestAccProjectArchivedFromTheStart,
			"ProjectBadInput":                     TestAccProjectBadInput,
			"ProjectDataSourcePrefersActive":      TestAccProjectDataSourcePrefersActive,
			"ProjectDataSourceRefuses":            TestAccProjectDataSourceRefuses,
			"ProjectDatesInOrderAfterAnUpdate":    TestAccProjectDatesInOrderAfterAnUpdate,
			"ProjectDeclaredAgain":                TestAccProjectDeclaredAgain,
			"ProjectDeclaredTwice":                TestAccProjectDeclaredTwice,
			"ProjectImportByIdentity":             TestAccProjectImportByIdentity,
			"ProjectImportOfAnArchivedOne":        TestAccProjectImportOfAnArchivedOne,
			"ProjectImportOfTheActiveOne":         TestAccProjectImportOfTheActiveOne,
			"ProjectIsNotCreatedTwice":            TestAccProjectIsNotCreatedTwice,
			"ProjectKeepsWhatWebWorkDoesNotClear": TestAccProjectKeepsWhatWebWorkDoesNotClear,
			"ProjectLostAnswers":                  TestAccProjectLostAnswers,
			"ProjectLostRequest":                  TestAccProjectLostRequest,
			"ProjectNamesEscapedForHTML":          TestAccProjectNamesEscapedForHTML,
			"ProjectNotesThatWebWorkTrims":        TestAccProjectNotesThatWebWorkTrims,
			"ProjectOtherSpellingsOfAName":        TestAccProjectOtherSpellingsOfAName,
			"ProjectPartialFailure":               TestAccProjectPartialFailure,
			"ProjectReplacedTwice":                TestAccProjectReplacedTwice,
			"ProjectReplacementKeepsTheProject":   TestAccProjectReplacementKeepsTheProject,
			"ProjectSeveralOfOneName":             TestAccProjectSeveralOfOneName,
			"ProjectTwinOfAnotherSpelling":        TestAccProjectTwinOfAnotherSpelling,
			"ProjectValuesOfTheAPI":               TestAccProjectValuesOfTheAPI,
		},
		Beyond: map[string]pt.Capability{
			"ProjectAmountsThatWebWorkCuts":        pt.Expresses("project", "budget"),
			"ProjectAmountsThatWebWorkRounds":      pt.Expresses("project", "budget"),
			"ProjectArchivedBeforeDestroying":      pt.TellsAccount,
			"ProjectArchivedOutside":               pt.TellsAccount,
			"ProjectArchivesAndRestoresInPlace":    pt.TellsAccount,
			"ProjectClearsInEveryVariant":          pt.Expresses("project", "budget"),
			"ProjectDataSourceHasEveryField":       pt.ShowsEveryField,
			"ProjectDrift":                         pt.Expresses("project", "budget"),
			"ProjectEmptyValuesInConfiguration":    pt.Expresses("project", "budget"),
			"ProjectExists":                        pt.ShowsEveryField,
			"ProjectGone":                          pt.TellsAccount,
			"ProjectImport":                        pt.Expresses("project", "budget"),
			"ProjectLostAnswerOfAnAmount":          pt.Expresses("project", "budget"),
			"ProjectLookUpBeforeCreating":          pt.NarrowsLists,
			"ProjectReadsInPages":                  pt.ShowsEveryField,
			"ProjectRequests":                      pt.Expresses("project", "budget"),
			"ProjectSettlesInEveryVariant":         pt.Expresses("project", "budget"),
			"ProjectThatCannotBeRestored":          pt.TellsAccount,
			"ProjectUpdatesAndClearsEachAttribute": pt.Expresses("project", "budget"),
		},
	})
}

// TestAccProjectValuesUnderV1 has what the suite does in values that the legacy API can express, in every variant of it.
func TestAccProjectValuesUnderV1(t *testing.T) {
	t.Parallel()
	for _, info := range append(simulator.Variants(), simulator.VariantInfo{}) {
		if info.Name != "" && !info.Name.Legacy() {
			continue
		}
		t.Run(cmp.Or(string(info.Name), "default"), func(t *testing.T) {
			t.Parallel()
			variants := []simulator.Variant{simulator.ProjectRestoreWorks}
			if info.Name != "" {
				variants = append(variants, info.Name)
			}
			server, same := pt.Start(t, simulator.Options{Variants: variants}), pt.SameID(address)
			server.SpeakV1()
			whole := []string{`start_date = "2026-01-15"`, `deadline = "2026-12-31"`, "estimation = 120", `notes = "Relaunch"`}
			pt.Run(t,
				pt.Step(server, site(whole...), same, has("estimation", knownvalue.Int64Exact(120)), has("workspace_id", pt.ID(1))),
				// What is cleared is cleared alone.
				pt.Step(server, site(`start_date = "2026-01-15"`, "estimation = 120", `notes = "Relaunch"`), same, has("deadline", knownvalue.Null()),
					has("start_date", knownvalue.StringExact("2026-01-15"))),
				pt.Step(server, named("Website 2026", whole...), same),
				pt.Planning(pt.Step(server, named("Website 2026", whole...), same), address, plancheck.ResourceActionUpdate, func() {
					pt.Must(t, server.SetProject(50001, func(p *simulator.Project) { p.Notes = new("Theirs") }))
				}),
				pt.Step(server, named("Website 2026", append(whole, "archived = true")...), same, has("archived", knownvalue.Bool(true))),
				pt.Step(server, named("Website 2026", whole...), same, has("archived", knownvalue.Bool(false))),
				pt.Failure(server, "", site(`budget = 5000`), "budget was given 5000, which API v1 cannot express"),
				pt.Failure(server, "", site(`icon = "x"`), `icon was given "x", which API v1 cannot express`),
				pt.Failure(server, "", site(`estimation = 1.5`), "estimation was given 1.5, which API v1 cannot express: it takes whole numbers"),
			)
			if project, _ := server.Project(50001); !project.Archived() {
				t.Error("destroying did not archive the project")
			}
			if got := server.Count(http.MethodPost, "/projects"); got != 1 {
				t.Errorf("%d projects were created, want 1", got)
			}
		})
	}
}
