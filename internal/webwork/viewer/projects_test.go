package viewer_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestAccProjectViewerOfArchivedProject(t *testing.T) {
	t.Parallel()
	for _, variants := range ways() {
		t.Run(fmt.Sprint(variants), func(t *testing.T) {
			t.Parallel()
			server := start(t, variants...)
			archive := func() {
				pt.Must(t, server.ArchiveProject(website))
				server.ForgetRequests()
			}
			restore := func() {
				if got := server.Count("POST", "/project-viewers/*/assign-project"); got != 1 {
					t.Errorf("%d projects were assigned while one was archived, want only the new one", got)
				}
				pt.Must(t, server.RestoreProject(website))
			}
			both := pt.Step(server, petra(sees(website, audit)), hasProjects(website, audit))
			pt.Run(t,
				both,
				planning(both, plancheck.ResourceActionNoop, archive),
				pt.Step(server, petra(sees(website, shop)), hasProjects(website, shop)),
				pt.Step(server, petra(sees(website, shop), "archived=true")),
				pt.Step(server, petra(sees(website, shop)), hasProjects(website, shop)),
				planning(pt.Step(server, petra(sees(website, shop)), hasProjects(website, shop)), plancheck.ResourceActionNoop, restore),
			)
			expectProjects(t, server, website, shop)
		})
	}
}

func TestAccProjectViewerLosesArchivedProject(t *testing.T) {
	t.Parallel()
	for _, variants := range ways() {
		server := start(t, variants...)
		pt.Run(t,
			pt.Step(server, petra(sees(website, audit))),
			after(func() { pt.Must(t, server.ArchiveProject(website)) }, pt.Step(server, petra(sees(audit)), hasProjects(audit))),
		)
		expectProjects(t, server, audit)
	}
}

func TestAccProjectViewerNewArchivedProject(t *testing.T) {
	t.Parallel()
	for _, variants := range [][]simulator.Variant{nil, {simulator.ArchivedUnlisted, simulator.ParentRefused}} {
		server := start(t, variants...)
		pt.Must(t, server.ArchiveProject(website))
		pt.Run(t,
			pt.Step(server, petra(sees(audit))),
			pt.Failure(server, "", petra(sees(audit, shop, website)), "the project Website (id 500) is archived"),
			// What could be assigned is.
			planning(pt.Step(server, petra(sees(audit, shop)), hasProjects(audit, shop)), plancheck.ResourceActionNoop, nil),
		)
		expectProjects(t, server, audit, shop)
	}
}

func TestAccProjectViewerCreatedWithArchivedProject(t *testing.T) {
	t.Parallel()
	server := start(t)
	pt.Must(t, server.ArchiveProject(website))
	pt.Run(t,
		pt.Step(server, petra(sees(website, audit)), hasProjects(website, audit)),
		planning(pt.Step(server, petra(sees(website, audit)), hasProjects(website, audit)), plancheck.ResourceActionUpdate,
			func() { pt.Must(t, server.RestoreProject(website)) }),
	)
	expectInvitations(t, server, 1)
	expectProjects(t, server, website, audit)
}

func TestAccProjectViewerVanishedProject(t *testing.T) {
	t.Parallel()
	server := start(t)
	pt.Run(t,
		pt.Step(server, petra(sees(website, audit))),
		planning(pt.Step(server, petra(sees(website, audit)), hasProjects(website, audit)), plancheck.ResourceActionNoop,
			func() { pt.Must(t, server.PurgeProject(website)) }),
		pt.Step(server, petra(sees(audit)), hasProjects(audit)),
		pt.Failure(server, "", petra(sees(audit, 999)), "WebWork shows no project 999"),
		pt.Step(server, petra(sees(audit)), hasProjects(audit)),
	)
}

func TestAccProjectViewerWithProjectOfTheSameRun(t *testing.T) {
	t.Parallel()
	server := start(t, simulator.ProjectRestoreWorks)
	config := func(archived bool) string {
		return fmt.Sprintf("resource \"webwork_project\" \"new\" {\n  name = \"Relaunch\"\n  archived = %t\n}\n", archived) +
			petra("project_ids=[webwork_project.new.id]")
	}
	pt.Run(t,
		pt.Step(server, config(false)),
		pt.Step(server, config(true)),
		pt.Step(server, config(false)),
	)
	expectInvitations(t, server, 1)
}

func TestAccProjectViewerAssignmentOfCreationFails(t *testing.T) {
	t.Parallel()
	server := start(t)
	fault := server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Path: "/project-viewers/*/assign-project"})
	pt.Run(t,
		resource.TestStep{Config: pt.Config(server, "max_retries = 0", petra(sees(website))), ExpectNonEmptyPlan: true},
		planning(pt.Step(server, petra(sees(website)), hasProjects(website)), plancheck.ResourceActionUpdate, fault.Remove),
	)
	expectInvitations(t, server, 1)
}

func TestAccProjectViewerUpdateFailsHalfway(t *testing.T) {
	t.Parallel()
	server := start(t)
	fault := server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Path: "/project-viewers/*/unassign-project"})
	pt.Run(t,
		pt.Step(server, petra(sees(website))),
		pt.Failure(server, "max_retries = 0", petra(sees(audit, shop)), "Could not take project from viewer"),
		planning(pt.Step(server, petra(sees(audit, shop)), hasProjects(audit, shop)), plancheck.ResourceActionUpdate, fault.Remove),
	)
	if got := server.Count("POST", "/project-viewers/*/assign-project"); got != 3 {
		t.Errorf("%d projects were assigned, want 3: what was done before the failure is not done again", got)
	}
}

func TestAccProjectViewerLostAnswers(t *testing.T) {
	t.Parallel()
	for _, kind := range []simkit.FaultKind{
		simkit.FaultLostAnswer, simkit.FaultServerErrorAfter, simkit.FaultTruncated, simkit.FaultBadJSON, simkit.FaultServerError,
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			server := start(t, simulator.AssignTwiceRefused)
			for _, path := range []string{"/project-viewers", "/project-viewers/*/assign-project", "/project-viewers/*/unassign-project", "/project-viewers/*/restore"} {
				method := "POST"
				if path == "/project-viewers/*/unassign-project" {
					method = "DELETE"
				}
				server.Inject(simkit.Fault{Kind: kind, Method: method, Path: path, Nth: 1})
			}
			pt.Run(t,
				pt.StepWith(server, "max_retries = 0", petra(sees(website)), hasProjects(website)),
				pt.StepWith(server, "max_retries = 0", petra(sees(audit)), hasProjects(audit)),
				pt.Step(server, petra(sees(audit), "archived=true")),
				pt.StepWith(server, "max_retries = 0", petra(sees(audit)), hasProjects(audit)),
			)
			expectInvitations(t, server, 1)
			expectProjects(t, server, audit)
		})
	}
}
