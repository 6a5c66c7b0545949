package viewer_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// member declares a member of Petra's address.
func member(role string) string {
	return fmt.Sprintf("resource \"webwork_member\" \"petra\" {\n  email = %q\n  firstname = \"Petra\"\n  lastname = \"Novak\"\n  role = %q\n}\n", email, role)
}

func importing(to string, id int64) string {
	return fmt.Sprintf("import {\n  to = %s\n  id = \"%d\"\n}\n", to, id)
}

func TestAccProjectViewerOfMember(t *testing.T) {
	t.Parallel()
	for _, archived := range []bool{false, true} {
		server := start(t)
		id := addViewer(t, server, func(m *simulator.Member) { m.Role = simulator.RoleTeamManager })
		if archived {
			pt.Must(t, server.ArchiveMember(id))
		}
		pt.Run(t, pt.Failure(server, "", petra(), fmt.Sprintf(`member petra@client.example (id %d) with the role "Team manager"`, id)))
		expectInvitations(t, server, 0)
	}
}

func TestAccProjectViewerBecomesMember(t *testing.T) {
	t.Parallel()
	server := start(t)
	pt.Run(t,
		pt.Step(server, petra()),
		after(func() {
			pt.Must(t, server.SetMember(viewer1, func(m *simulator.Member) { m.Role = simulator.RoleRegularUser }))
		},
			pt.Failure(server, "", petra(), "is no project viewer any more but the member")),
		resource.TestStep{Config: pt.Config(server, "", "removed {\n  from = "+address+"\n  lifecycle {\n    destroy = false\n  }\n}\n")},
	)
	if viewer(t, server).Archived() {
		t.Error("the member was archived")
	}
}

func TestAccProjectViewerDeclaredTwice(t *testing.T) {
	t.Parallel()
	server := start(t)
	again := `resource "webwork_project_viewer" "again" {
  email     = "PETRA@client.example"
  firstname = "Petra"
  lastname  = "Novak"
}
`
	pt.Run(t,
		pt.Failure(server, "", petra()+again, "Declared twice"),
		pt.Failure(server, "", petra()+member(simulator.RoleProjectViewer), "Declared twice"),
	)
	expectInvitations(t, server, 0)
}

// A member with the role Project viewer is the same person as the project viewer: whoever manages
// both is told, and nothing happens to the person.
func TestAccProjectViewerIsAlsoMember(t *testing.T) {
	t.Parallel()
	server := start(t)
	id := addViewer(t, server, func(*simulator.Member) {})
	asViewer, asMember := petra(sees(website))+importing(address, id), member(simulator.RoleProjectViewer)+importing("webwork_member.petra", id)
	kept := "removed {\n  from = webwork_member.petra\n  lifecycle {\n    destroy = false\n  }\n}\n"
	pt.Run(t,
		pt.Step(server, asMember),
		pt.Failure(server, "", asViewer+asMember, "One object under two addresses"),
		// From one kind to the other.
		pt.Step(server, asViewer+kept, has("id", pt.ID(id)), hasProjects(website)),
	)
	expectInvitations(t, server, 0)
}

func TestAccProjectViewerLimitsCountMembersToo(t *testing.T) {
	t.Parallel()
	server := start(t)
	people := petra() + `
resource "webwork_member" "jane" {
  email     = "jane@example.com"
  firstname = "Jane"
  lastname  = "Doe"
  role      = "Regular User"
}
`
	pt.Run(t,
		pt.Failure(server, "max_invitations = 1", people, "more than 1 people (max_invitations)"),
		pt.StepWith(server, "max_invitations = 2", people),
		pt.Failure(server, "max_archivals = 1", "", "more than 1 people (max_archivals)"),
		resource.TestStep{Config: pt.Config(server, "max_archivals = 2", "")},
	)
	expectInvitations(t, server, 2)
}

func TestAccProjectViewerImport(t *testing.T) {
	t.Parallel()
	server := start(t)
	imported := func(id string) resource.TestStep {
		return resource.TestStep{
			ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateId: id,
			ImportStateVerifyIgnore: []string{"status"}, // null after an invitation, until the next refresh
		}
	}
	byID := imported("")
	byID.ImportStateIdFunc = func(*terraform.State) (string, error) { return fmt.Sprint(viewer1), nil }
	wrong := func(id, message string) resource.TestStep {
		s := imported(id)
		s.ImportStateVerify, s.ExpectError = false, pt.Message(message)
		return s
	}
	pt.Run(t,
		pt.Step(server, petra(sees(website))),
		byID,
		imported(email),
		imported("1/PETRA@client.example"),
		wrong("petra", "the project viewer's id, such as 100"),
		wrong("2/101", "The import names workspace 2"),
		wrong("99999", "Could not import project viewer"),
		wrong("nobody@client.example", "shows no project viewer"),
	)
}

func TestAccProjectViewerImportBlock(t *testing.T) {
	t.Parallel()
	server := start(t)
	id := addViewer(t, server, func(m *simulator.Member) { m.ProjectIDs = []int64{website, audit} })
	pt.Run(t,
		pt.Step(server, petra()+importing(address, id), has("project_ids", knownvalue.Null())),
		pt.Step(server, petra(sees(audit)), hasProjects(audit)),
	)
	expectInvitations(t, server, 0)
}

func TestAccProjectViewerImportByIdentity(t *testing.T) {
	t.Parallel()
	acctest.Require(t, acctest.Identity)
	server := start(t)
	pt.Run(t,
		pt.Step(server, petra(), statecheck.ExpectIdentity(address, map[string]knownvalue.Check{
			"workspace_id": pt.ID(1), "id": knownvalue.NotNull(),
		})),
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithID},
	)
}

func TestAccProjectViewerReplaceKeepsTheViewer(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		t.Helper()
		server := start(t)
		w := pt.Workspace(t, cli, server)
		w.Write("main.tf", pt.Header+petra(sees(website))+`
resource "webwork_project_viewer" "rosa" {
  email     = "rosa@client.example"
  firstname = "Rosa"
  lastname  = "Lind"
}
`+assignedTo("webwork_project_viewer.rosa.id", audit))
		w.Apply()
		before := w.State(address)["id"]
		w.Apply("-replace="+address, "-replace="+link)
		if now := w.State(address)["id"]; now != before {
			t.Errorf("the id changed from %v to %v", before, now)
		}
		w.PlanEmpty()
		expectInvitations(t, server, 2)
		expectProjects(t, server, website)
		if rosa, _ := server.MemberByEmail("rosa@client.example"); len(rosa.ProjectIDs) != 1 {
			t.Errorf("Rosa sees %v after her assignment was replaced", rosa.ProjectIDs)
		}
		w.Destroy()
	})
}
