package viewer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

const link = "webwork_project_viewer_assignment.link"

// assigned assigns a project to Petra, by her id.
func assigned(project int) string { return assignedTo(fmt.Sprint(viewer1), project) }

func assignedTo(viewer string, project int) string {
	return fmt.Sprintf("resource \"webwork_project_viewer_assignment\" \"link\" {\n  viewer_id = %s\n  project_id = %d\n}\n", viewer, project)
}

// withViewer has a Petra who sees the projects, without Terraform.
func withViewer(t *testing.T, variants []simulator.Variant, projects ...int64) *simtest.Server {
	t.Helper()
	server := start(t, variants...)
	addViewer(t, server, func(m *simulator.Member) { m.ProjectIDs = projects })
	return server
}

func planningLink(step resource.TestStep, action plancheck.ResourceActionType, outside func()) resource.TestStep {
	return pt.Planning(step, link, action, outside)
}

func TestAccProjectViewerAssignment(t *testing.T) {
	t.Parallel()
	server := withViewer(t, nil, shop)
	pt.Run(t,
		pt.Step(server, assigned(website), pt.Holds(link, pt.ID(1), "workspace_id"),
			pt.Holds(link, pt.ID(viewer1), "viewer_id"), pt.Holds(link, pt.ID(website), "project_id")),
		after(writes(t, server, "POST assign-project"), planningLink(pt.Step(server, assigned(audit)), plancheck.ResourceActionDestroyBeforeCreate, nil)),
		planningLink(pt.Step(server, assigned(audit)), plancheck.ResourceActionCreate, func() { pt.Must(t, server.UnassignProject(viewer1, audit)) }),
	)
	expectProjects(t, server, shop)
}

func TestAccProjectViewerAssignmentRequests(t *testing.T) {
	t.Parallel()
	server := withViewer(t, nil)
	var config strings.Builder
	for i := range 12 {
		project, err := server.AddProject(simulator.Project{Name: fmt.Sprint("Project ", i)})
		pt.Must(t, err)
		config.WriteString(strings.Replace(assigned(int(project.ID)), `"link"`, fmt.Sprintf(`"link%d"`, i), 1))
	}
	pt.Run(t,
		pt.Step(server, config.String()),
		after(server.ForgetRequests, resource.TestStep{RefreshState: true}),
		after(func() {
			const walks = 2 // the refresh and the plan after it, each of which asks for the viewer once
			if reads := len(server.Requests()) - server.Count("GET", "/workspaces"); reads == 0 || reads > walks {
				t.Errorf("%d requests refreshed 12 assignments of one viewer, want %d", reads, walks)
			}
		}, pt.Step(server, config.String())),
	)
	if got := len(viewer(t, server).ProjectIDs); got != 0 {
		t.Errorf("%d assignments are left", got)
	}
}

func TestAccProjectViewerAssignmentIsAdopted(t *testing.T) {
	t.Parallel()
	for _, variants := range [][]simulator.Variant{nil, {simulator.AssignTwiceRefused}, {simulator.AssignTwiceRefused, simulator.Duplicate409}} {
		server := withViewer(t, variants, website, audit)
		pt.Run(t, pt.Step(server, assigned(website)))
		expectProjects(t, server, audit)
	}
}

func TestAccProjectViewerAssignmentGone(t *testing.T) {
	t.Parallel()
	server := withViewer(t, nil)
	pt.Run(t,
		pt.Step(server, assigned(website)),
		after(func() { pt.Must(t, server.PurgeProject(website)) }, pt.Failure(server, "", assigned(website), "WebWork shows no project 500")),
		pt.Step(server, assigned(audit)),
		after(func() { pt.Must(t, server.PurgeMember(viewer1)) }, pt.Failure(server, "", assigned(audit), "WebWork shows no project viewer 101")),
	)
}

func TestAccProjectViewerAssignmentOfArchivedProject(t *testing.T) {
	t.Parallel()
	for _, variants := range ways() {
		t.Run(fmt.Sprint(variants), func(t *testing.T) {
			t.Parallel()
			server := withViewer(t, append(variants, simulator.ProjectRestoreWorks))
			config := func(archived bool) string {
				return fmt.Sprintf("resource \"webwork_project\" \"new\" {\n  name = \"Relaunch\"\n  archived = %t\n}\n", archived) +
					strings.Replace(assigned(0), "= 0", "= webwork_project.new.id", 1)
			}
			kept := func(archived bool) resource.TestStep {
				return planningLink(pt.Step(server, config(archived)), plancheck.ResourceActionNoop, nil)
			}
			pt.Run(t, pt.Step(server, config(false)), kept(true), kept(true), kept(false))
			if got := server.Count("POST", "/project-viewers/*/assign-project"); got != 1 {
				t.Errorf("the project was assigned %d times, want once", got)
			}
		})
	}
}

func TestAccProjectViewerAssignmentOfArchivedViewer(t *testing.T) {
	t.Parallel()
	for _, variants := range ways() {
		t.Run(fmt.Sprint(variants), func(t *testing.T) {
			t.Parallel()
			server := start(t, variants...)
			config := func(archived bool) string {
				return petra(fmt.Sprintf("archived=%t", archived)) + assignedTo(address+".id", website)
			}
			kept := func(archived bool) resource.TestStep {
				return planningLink(pt.Step(server, config(archived)), plancheck.ResourceActionNoop, nil)
			}
			pt.Run(t, pt.Step(server, config(false)), kept(true), kept(true), kept(false), kept(true))
			if got := server.Count("POST", "/project-viewers/*/assign-project"); got != 1 {
				t.Errorf("the project was assigned %d times, want once", got)
			}
		})
	}
}

func TestAccProjectViewerAssignmentOfViewerArchivedOutside(t *testing.T) {
	t.Parallel()
	for _, variants := range ways() {
		server := start(t, variants...)
		config := petra() + assignedTo(address+".id", website)
		pt.Run(t,
			pt.Step(server, config),
			planningLink(pt.Step(server, config), plancheck.ResourceActionNoop, func() { pt.Must(t, server.ArchiveMember(viewer1)) }),
		)
		expectInvitations(t, server, 1)
	}
}

func TestAccProjectViewerAssignmentUnderArchived(t *testing.T) {
	t.Parallel()
	server := withViewer(t, nil)
	pt.Must(t, server.ArchiveProject(website))
	pt.Run(t,
		pt.Failure(server, "", assigned(website), "the project Website (id 500) is archived"),
		after(func() { pt.Must(t, server.ArchiveMember(viewer1)) },
			pt.Failure(server, "", assigned(audit), "the project viewer petra@client.example (id 101) is archived")),
		pt.Failure(server, "", assigned(website), "petra@client.example (id 101) is archived and the project Website (id 500) is archived"),
		after(func() { pt.Must(t, server.RestoreMember(viewer1)) }, pt.Step(server, assigned(audit))),
	)
}

func TestAccProjectViewerAssignmentWithViewerThatComesBack(t *testing.T) {
	t.Parallel()
	server := start(t)
	pt.Run(t,
		pt.Step(server, petra()),
		pt.Step(server, petra("archived=true")),
		pt.Step(server, petra()+assignedTo(address+".id", website)),
	)
	expectInvitations(t, server, 1)
}

func TestAccProjectViewerAssignmentLostAnswers(t *testing.T) {
	t.Parallel()
	for _, kind := range []simkit.FaultKind{
		simkit.FaultLostAnswer, simkit.FaultServerErrorAfter, simkit.FaultBadJSON, simkit.FaultServerError,
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			server := withViewer(t, []simulator.Variant{simulator.AssignTwiceRefused}, shop)
			server.Inject(simkit.Fault{Kind: kind, Path: "/project-viewers/*/assign-project", Nth: 1})
			server.Inject(simkit.Fault{Kind: kind, Path: "/project-viewers/*/unassign-project", Nth: 1})
			pt.Run(t,
				pt.StepWith(server, "max_retries = 0", assigned(website)),
				pt.StepWith(server, "max_retries = 0", assigned(audit)),
			)
			expectProjects(t, server, shop)
		})
	}
}

func TestAccProjectViewerAssignmentFails(t *testing.T) {
	t.Parallel()
	server := withViewer(t, nil)
	fault := server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Path: "/project-viewers/*/*assign-project"})
	pt.Run(t,
		pt.Failure(server, "max_retries = 0", assigned(website), "Could not create project viewer assignment"),
		after(fault.Remove, pt.Step(server, assigned(website))),
	)
}

func TestAccProjectViewerAssignmentTaintAndRename(t *testing.T) {
	t.Parallel()
	server := withViewer(t, nil)
	tainted := pt.Step(server, assigned(website))
	tainted.Taint = []string{link}
	renamed := strings.Replace(assigned(website), `"link"`, `"other"`, 1)
	pt.Run(t,
		pt.Step(server, assigned(website)),
		planningLink(tainted, plancheck.ResourceActionDestroyBeforeCreate, nil),
		// The new resource takes over before or after the old one goes; the viewer sees the project.
		resource.TestStep{Config: pt.Config(server, "", renamed), ExpectNonEmptyPlan: false},
		after(func() { expectProjects(t, server, website) }, pt.Step(server, renamed)),
	)
}

func TestAccProjectViewerAssignmentDeclaredTwice(t *testing.T) {
	t.Parallel()
	server := withViewer(t, nil)
	pt.Run(t, pt.Failure(server, "", assigned(website)+strings.Replace(assigned(website), `"link"`, `"again"`, 1), "Declared twice"))
}

func TestAccProjectViewerManagedTwice(t *testing.T) {
	t.Parallel()
	server := start(t)
	linked := assignedTo(address+".id", audit)
	kept := "removed {\n  from = " + link + "\n  lifecycle {\n    destroy = false\n  }\n}\n"
	pt.Run(t,
		// Of a new viewer the id is not known before apply.
		pt.Failure(server, "", petra(sees(website))+linked, "Use one of the two for this viewer"),
		pt.Failure(server, "", petra(sees())+linked, "petra@client.example (id 101)"),
		pt.Step(server, petra()+linked),
		pt.Step(server, petra(sees(audit))+kept, hasProjects(audit)),
	)
	expectProjects(t, server, audit)
}

func TestAccProjectViewerAssignmentBadInput(t *testing.T) {
	t.Parallel()
	server := withViewer(t, nil)
	pt.Run(t,
		pt.Failure(server, "", assigned(0), `was given "0", which is no id.`),
		pt.Failure(server, "", assignedTo(`"petra"`, website), "number"),
		pt.Failure(server, "", assignedTo("null", website), "viewer_id"),
	)
}

func TestAccProjectViewerAssignmentRoleNotLearnable(t *testing.T) {
	t.Parallel()
	server := withViewer(t, []simulator.Variant{simulator.ClientCredentials, simulator.ArchivedNotFound})
	pt.Run(t,
		pt.Step(server, assigned(website)),
		after(func() { pt.Must(t, server.ArchiveMember(viewer1)) }, pt.Failure(server, "", assigned(website), "it may be hidden rather than deleted")),
		after(func() { pt.Must(t, server.RestoreMember(viewer1)) }, pt.Step(server, assigned(website))),
	)
}

func TestAccProjectViewerAssignmentImport(t *testing.T) {
	t.Parallel()
	server := withViewer(t, nil)
	imported := func(id string) resource.TestStep {
		return resource.TestStep{
			ResourceName: link, ImportState: true, ImportStateVerify: true, ImportStateId: id, ImportStateVerifyIdentifierAttribute: "project_id",
		}
	}
	wrong := func(id, message string) resource.TestStep {
		s := imported(id)
		s.ImportStateVerify, s.ExpectError = false, pt.Message(message)
		return s
	}
	pt.Run(t,
		pt.Step(server, assigned(website)),
		imported("101:500"),
		imported("1/101:500"),
		wrong("101", "viewer_id:project_id, such as 100:500"),
		wrong("2/101:500", "The import names workspace 2"),
		wrong("101:501", "The viewer petra@client.example (id 101) is not assigned to project Audit (id 501)"),
		wrong("999:500", "Could not import project viewer assignment"),
	)
}

func TestAccProjectViewerAssignmentImportBlock(t *testing.T) {
	t.Parallel()
	server := withViewer(t, nil, website)
	pt.Run(t, planningLink(pt.Step(server, assigned(website)+"import {\n  to = "+link+"\n  id = \"101:500\"\n}\n"), plancheck.ResourceActionNoop, server.ForgetRequests))
	if got := server.Count("POST", "/project-viewers/*/assign-project"); got != 0 {
		t.Errorf("importing led to %d assignments", got)
	}
}

func TestAccProjectViewerAssignmentImportByIdentity(t *testing.T) {
	t.Parallel()
	acctest.Require(t, acctest.Identity)
	server := withViewer(t, nil)
	pt.Run(t,
		pt.Step(server, assigned(website), statecheck.ExpectIdentity(link, map[string]knownvalue.Check{
			"workspace_id": pt.ID(1), "viewer_id": pt.ID(viewer1), "project_id": pt.ID(website),
		})),
		resource.TestStep{ResourceName: link, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		planningLink(pt.Step(server, assigned(website)), plancheck.ResourceActionCreate, func() { pt.Must(t, server.UnassignProject(viewer1, website)) }),
	)
}
