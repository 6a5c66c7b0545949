package project_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// archive archives the project Website outside Terraform.
func archive(t *testing.T, server *simtest.Server) func() {
	return func() {
		t.Helper()
		pt.Must(t, server.ArchiveProject(idOf(t, server)))
	}
}

// hiding are the ways in which archived projects show, or do not.
func hiding() []simulator.Variant {
	return []simulator.Variant{
		simulator.ArchivedStatusLeft, simulator.ArchivedKeepsStatus, simulator.ArchivedUnlisted,
		simulator.ArchivedListedByStatus, simulator.ArchivedNotFound,
	}
}

func TestAccProjectArchivesAndRestoresInPlace(t *testing.T) {
	t.Parallel()
	for _, variant := range append(hiding(), simulator.ArchivedUpdatable, simulator.RestoreActiveNotFound) {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{variant, simulator.ProjectRestoreWorks}})
			same := pt.SameID(address)
			full := []string{`notes = "Note"`, `estimation = 3`}
			pt.Run(t,
				pt.Step(server, site(full...), same),
				pt.Step(server, site(append(full, `archived = true`)...), same, has("archived", knownvalue.Bool(true))),
				// What is changed while it is archived waits for the restore.
				pt.Step(server, site(`archived = true`, `deadline = "2026-12-31"`, `estimation = 4`), same),
				pt.Step(server, site(`deadline = "2026-12-31"`, `estimation = 4`), append(isNull("notes"), same,
					has("archived", knownvalue.Bool(false)), has("estimation", knownvalue.Float64Exact(4)))...),
			)
		})
	}
}

func TestAccProjectArchivedOutside(t *testing.T) {
	t.Parallel()
	for _, variant := range hiding() {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{variant, simulator.ProjectRestoreWorks}})
			same := pt.SameID(address)
			pt.Run(t,
				pt.Step(server, site(`notes = "Note"`), same),
				expecting(pt.Step(server, site(`notes = "Note"`), same, has("archived", knownvalue.Bool(false))),
					plancheck.ResourceActionUpdate, archive(t, server)),
				// What the configuration says already is no reason to restore.
				expecting(pt.Step(server, site(`notes = "Note"`, `archived = true`), same), plancheck.ResourceActionNoop, archive(t, server)),
			)
			if got := server.Count(http.MethodPost, "/projects"); got != 1 {
				t.Errorf("%d projects were created, want 1", got)
			}
		})
	}
}

func TestAccProjectThatCannotBeRestored(t *testing.T) {
	t.Parallel()
	for _, hidden := range hiding() {
		for _, variant := range []simulator.Variant{"", simulator.ProjectRestoreNotAllowed} {
			t.Run(fmt.Sprintf("%s/%s", hidden, variant), func(t *testing.T) {
				t.Parallel()
				variants := slices.DeleteFunc([]simulator.Variant{hidden, variant}, func(v simulator.Variant) bool { return v == "" })
				server := pt.Start(t, simulator.Options{Variants: variants})
				// A warning says how to go on: an error would hold up everything that depends on any project.
				refused := resource.TestStep{Config: pt.Config(server, "", site()), ExpectNonEmptyPlan: true}
				refused.PreConfig = archive(t, server)
				replaced := pt.Step(server, site(`notes = "New"`))
				replaced.Taint = []string{address}
				restored := pt.Step(server, site(`notes = "New"`), has("archived", knownvalue.Bool(false)))
				restored.PreConfig = func() {
					archive(t, server)()
					pt.Must(t, server.RestoreProject(idOf(t, server)))
				}
				pt.Run(t, pt.Step(server, site()), refused, replaced, restored)
				if got := server.Count(http.MethodPost, "/projects"); got != 2 {
					t.Errorf("%d projects were created, want the first and the one that replaces it", got)
				}
			})
		}
	}
}

func TestAccProjectReplacementKeepsTheProject(t *testing.T) {
	t.Parallel()
	for _, variant := range hiding() {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{variant, simulator.ProjectRestoreWorks}})
			if ids := pt.Replaced(t, server, site(), address, 1, nil); ids[0] != ids[1] {
				t.Errorf("the ids are %v, want one", ids)
			}
			if got := server.Count(http.MethodPost, "/projects"); got != 1 {
				t.Errorf("%d projects were created, want 1", got)
			}
		})
	}
}

// Replacing what cannot come back leaves archived projects of the same name behind.
func TestAccProjectReplacedTwice(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	if ids := pt.Replaced(t, server, site(), address, 2, nil); ids[0] == ids[1] || ids[1] == ids[2] {
		t.Errorf("the ids are %v, want three", ids)
	}
	if got := server.Count(http.MethodPost, "/projects"); got != 3 {
		t.Errorf("%d projects were created, want 3", got)
	}
}

func TestAccProjectDeclaredAgain(t *testing.T) {
	t.Parallel()
	t.Run("restored", func(t *testing.T) {
		t.Parallel()
		server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.ProjectRestoreWorks}})
		same := pt.SameID(address)
		pt.Run(t,
			pt.Step(server, site(`notes = "Note"`, `deadline = "2026-12-31"`), same),
			resource.TestStep{Config: pt.Config(server, "", "")},
			pt.Step(server, site(`estimation = 3`), append(isNull("notes", "deadline"), same, has("estimation", knownvalue.Float64Exact(3)))...),
		)
	})
	t.Run("refused", func(t *testing.T) {
		t.Parallel()
		server := pt.Start(t, simulator.Options{})
		pt.Run(t,
			pt.Step(server, site()),
			resource.TestStep{Config: pt.Config(server, "", "")},
			pt.Failure(server, "", site(), "Restore it in the app, then import it:"),
		)
		if got := server.Count(http.MethodPost, "/projects"); got != 1 {
			t.Errorf("%d projects were created, want 1", got)
		}
	})
}

func TestAccProjectArchivedFromTheStart(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.ProjectRestoreWorks}})
	pt.Run(t, pt.Failure(server, "", site(`archived = true`), "Nothing to archive"))
	old, err := server.AddProject(simulator.Project{Name: "Website", Notes: new("Old")})
	pt.Must(t, err)
	pt.Run(t, pt.Failure(server, "", site(`archived = true`), fmt.Sprintf(`id = "%d"`, old.ID)))
	pt.Must(t, server.ArchiveProject(old.ID))
	server.ForgetRequests()
	id := has("id", pt.ID(old.ID))
	untouched := pt.Step(server, site(), id, has("archived", knownvalue.Bool(false)))
	untouched.PreConfig = requests(t, server)
	pt.Run(t,
		pt.Step(server, site(`archived = true`, `deadline = "2026-12-31"`), id, has("archived", knownvalue.Bool(true))),
		untouched,
	)
	if project, _ := server.Project(old.ID); project.Notes != nil {
		t.Errorf("after the restore the notes are %q, want none as configured", *project.Notes)
	}
}

func TestAccProjectLostAnswers(t *testing.T) {
	t.Parallel()
	for _, kind := range []simkit.FaultKind{
		simkit.FaultLostAnswer, simkit.FaultTruncated, simkit.FaultBadJSON, simkit.FaultServerErrorAfter,
	} {
		for _, variant := range []simulator.Variant{simulator.PagingInMeta, simulator.ThinLists, simulator.ArchivedNotFound} {
			t.Run(fmt.Sprintf("%s/%s", kind, variant), func(t *testing.T) {
				t.Parallel()
				server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{variant}})
				server.Inject(simkit.Fault{Kind: kind, Method: http.MethodPost, Path: "/projects", Times: 1})
				pt.Run(t, pt.Step(server, site(`notes = "Note"`, `deadline = "2026-12-31"`), has("id", knownvalue.NotNull())))
				if got := server.Count(http.MethodPost, "/projects"); got != 1 {
					t.Errorf("%d creations were sent, want 1", got)
				}
			})
		}
	}
}

// What WebWork has rounded is known again.
func TestAccProjectLostAnswerOfAnAmount(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	server.Inject(simkit.Fault{Kind: simkit.FaultLostAnswer, Method: http.MethodPost, Path: "/projects", Times: 1})
	pt.Run(t, pt.Step(server, site(`budget = 10.005`), has("id", knownvalue.NotNull())))
	if got := server.Count(http.MethodPost, "/projects"); got != 1 {
		t.Errorf("%d creations were sent, want 1", got)
	}
}

func TestAccProjectIsNotCreatedTwice(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.ListsLag}})
	server.Inject(simkit.Fault{Kind: simkit.FaultLostAnswer, Method: http.MethodPost, Path: "/projects", Times: 1})
	pt.Run(t, pt.Step(server, site()))
	if got := server.Count(http.MethodPost, "/projects"); got != 1 {
		t.Errorf("%d creations were sent, want 1", got)
	}
}

// Somebody else's project of the same name is no answer to a lost request.
func TestAccProjectLostRequest(t *testing.T) {
	t.Parallel()
	var server *simtest.Server
	server = simtest.Start(t, simulator.Options{}, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost && server.Count(http.MethodPost, "") == 0 {
				_, err := server.AddProject(simulator.Project{Name: "Website", Notes: new("Somebody else's")})
				pt.Must(t, err)
			}
			next.ServeHTTP(w, r)
		})
	})
	server.Inject(simkit.Fault{Kind: simkit.FaultReset, Method: http.MethodPost, Path: "/projects", Times: 1})
	pt.Run(t, pt.Failure(server, "", site(`notes = "Mine"`), "Whether WebWork created it is not known."))
	if got := server.Count(http.MethodPost, "/projects"); got != 1 {
		t.Errorf("%d creations were sent, want 1", got)
	}
}

func TestAccProjectPartialFailure(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.ProjectRestoreWorks}})
	old, err := server.AddProject(simulator.Project{Name: "Website", Notes: new("Old")})
	pt.Must(t, err)
	pt.Must(t, server.ArchiveProject(old.ID))
	broken := server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Method: http.MethodPut})
	same := pt.SameID(address)
	// The restore works, the update does not: nothing is tainted.
	half := resource.TestStep{
		Config: pt.Config(server, "max_retries = 0", site()), ExpectNonEmptyPlan: true,
		ConfigStateChecks: []statecheck.StateCheck{same},
	}
	pt.Run(t, half, expecting(pt.Step(server, site(), append(isNull("notes"), same)...), plancheck.ResourceActionUpdate, broken.Remove))
}

func TestAccProjectGone(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	purged := resource.TestStep{Config: pt.Config(server, "", site()), ExpectNonEmptyPlan: true} // a warning names -replace
	purged.PreConfig = func() { pt.Must(t, server.PurgeProject(idOf(t, server))) }
	replaced := pt.Step(server, site())
	replaced.Taint = []string{address}
	pt.Run(t, pt.Step(server, site()), purged, replaced)
}

func TestAccProjectArchivedBeforeDestroying(t *testing.T) {
	t.Parallel()
	for _, variant := range append(hiding(), simulator.ArchivedPurged) {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{variant}})
			pt.Run(t, pt.Step(server, site()), resource.TestStep{
				PreConfig: archive(t, server), Config: pt.Config(server, "", site()), Destroy: true,
			})
		})
	}
}
