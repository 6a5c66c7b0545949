package viewer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

const (
	address = "webwork_project_viewer.petra"
	email   = "petra@client.example"
)

// The seeded projects, which every test finds.
const (
	website, audit, shop = 500, 501, 502
)

func TestAccProjectViewerUpdatesEachAttribute(t *testing.T) {
	t.Parallel()
	server := start(t)
	same := pt.SameID(address)
	pt.Run(t,
		pt.Step(server, petra(), same, has("archived", knownvalue.Bool(false)), has("workspace_id", pt.ID(1)), has("project_ids", knownvalue.Null())),
		pt.Step(server, petra(`firstname="Pia"`), same, has("firstname", knownvalue.StringExact("Pia"))),
		pt.Step(server, petra(`lastname="Neu"`), same, has("lastname", knownvalue.StringExact("Neu"))),
		pt.Step(server, petra(sees(website)), same, hasProjects(website)),
		pt.Step(server, petra(sees(audit, shop)), same, hasProjects(audit, shop)),
		pt.Step(server, petra(sees()), same, hasProjects()),
		pt.Step(server, petra(sees(website)), same, hasProjects(website)),
		// What is left out again is not managed: the assignment stays.
		pt.Step(server, petra(), same, has("project_ids", knownvalue.Null())),
		pt.Step(server, petra(`email="Petra@Client.example"`), same, has("email", knownvalue.StringExact(email))),
	)
	expectInvitations(t, server, 1)
	expectProjects(t, server, website)
}

func TestAccProjectViewerRequests(t *testing.T) {
	t.Parallel()
	server := start(t)
	pt.Run(t,
		pt.Step(server, petra(sees(website, audit))),
		after(writes(t, server, "POST project-viewers", "POST assign-project", "POST assign-project"), pt.Step(server, petra(sees(audit, shop)))),
		after(writes(t, server, "POST assign-project", "DELETE unassign-project"), pt.Step(server, petra(sees(audit, shop), `lastname="Neu"`))),
		after(writes(t, server, fmt.Sprintf("PUT %d", viewer1)), pt.Step(server, petra(`lastname="Neu"`))),
		after(writes(t, server), pt.Step(server, petra(`lastname="Neu"`))),
	)
	writes(t, server, fmt.Sprintf("DELETE %d", viewer1))()
}

// viewer1 is the id of the first person who joins the seeded workspace.
const viewer1 = 101

func TestAccProjectViewerExists(t *testing.T) {
	t.Parallel()
	server := start(t)
	id := addViewer(t, server, func(m *simulator.Member) {
		m.Email, m.LastName, m.ProjectIDs = "Petra@Client.example", "Old", []int64{audit}
	})
	pt.Run(t,
		pt.Failure(server, "", petra(), fmt.Sprintf(`id = "%d"`, id)),
		pt.Failure(server, "", petra(`archived=true`), "exists already"),
		pt.StepWith(server, "adopt_existing = true", petra(sees(website)), has("id", pt.ID(id)),
			has("lastname", knownvalue.StringExact("Novak")), hasProjects(website)),
	)
	expectInvitations(t, server, 0)
	expectProjects(t, server, website)
}

func TestAccProjectViewerPendingIsAdopted(t *testing.T) {
	t.Parallel()
	server := start(t)
	id := addViewer(t, server, func(m *simulator.Member) { m.Status, m.ProjectIDs = simulator.StatusInactive, []int64{website} })
	pt.Run(t,
		pt.Failure(server, "", petra(`firstname="Pia"`), "exists already"),
		pt.Step(server, petra(sees(website, audit)), has("id", pt.ID(id)), hasProjects(website, audit)),
	)
	expectInvitations(t, server, 0)
	if got := server.Count("POST", "/project-viewers/*/assign-project"); got != 1 {
		t.Errorf("%d projects were assigned, want only the one that lacked", got)
	}
}

func TestAccProjectViewerOtherAddressIsAnotherPerson(t *testing.T) {
	t.Parallel()
	server := start(t)
	other := petra(`email="rosa@client.example"`, sees(website))
	pt.Run(t,
		pt.Step(server, petra(sees(website))),
		pt.Failure(server, "max_archivals = 0", other, "more than 0 people (max_archivals)"),
		pt.Failure(server, "max_invitations = 0", other, "more than 0 people (max_invitations)"),
		planning(pt.Step(server, other, has("email", knownvalue.StringExact("rosa@client.example")), hasProjects(website)),
			plancheck.ResourceActionDestroyBeforeCreate, func() {
				if archived := viewer(t, server).Archived(); archived {
					t.Error("a refused plan archived the viewer")
				}
			}),
	)
	expectInvitations(t, server, 2)
	if !viewer(t, server).Archived() {
		t.Error("the viewer of the old address is not archived")
	}
}

func TestAccProjectViewerDrift(t *testing.T) {
	t.Parallel()
	server := start(t)
	pt.Run(t,
		pt.Step(server, petra(sees(website))),
		planning(pt.Step(server, petra(sees(website)), has("lastname", knownvalue.StringExact("Novak"))), plancheck.ResourceActionUpdate, func() {
			pt.Must(t, server.SetMember(viewer1, func(m *simulator.Member) { m.LastName = "Neu" }))
		}),
		planning(pt.Step(server, petra(sees(website)), hasProjects(website)), plancheck.ResourceActionUpdate, func() {
			pt.Must(t, server.UnassignProject(viewer1, website))
		}),
		planning(pt.Step(server, petra(sees(website)), hasProjects(website)), plancheck.ResourceActionUpdate, func() {
			pt.Must(t, server.AssignProject(viewer1, shop))
		}),
		planning(pt.Step(server, petra(sees(website)), has("status", knownvalue.StringExact("active"))), plancheck.ResourceActionNoop, func() {
			pt.Must(t, server.AcceptInvitation(viewer1))
		}),
	)
	expectProjects(t, server, website)
}

func TestAccProjectViewerSettlesInEveryVariant(t *testing.T) {
	t.Parallel()
	rosa := func(project int) string {
		return `
resource "webwork_project_viewer" "rosa" {
  email     = "rosa@client.example"
  firstname = "Rosa"
  lastname  = "Lind"
}
` + assignedTo("webwork_project_viewer.rosa.id", project)
	}
	for _, variant := range touching() {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			server := start(t, variant)
			pt.Run(t,
				pt.Step(server, petra(`email="Petra@Client.example"`, sees(website, audit))+rosa(website)),
				pt.Step(server, petra(`firstname="Pe\u0308tra"`, sees(audit), `archived=true`)+rosa(audit)),
				pt.Step(server, petra(`firstname="Pe\u0308tra"`, sees(audit, shop))+rosa(audit)),
			)
			expectInvitations(t, server, 2)
		})
	}
}

// touching are the variants that have to do with project viewers, less those that are tested by
// themselves.
func touching() []simulator.Variant {
	var variants []simulator.Variant
	others := []string{
		"archived-purged", "client-credentials", "clear", "contract", "dates", "decimals", "project-restore", "rates", "role", "team-manager",
		"timezone", "v1", "viewer-put", "webhook",
	}
	for _, info := range simulator.Variants() {
		if !slices.ContainsFunc(others, func(prefix string) bool { return strings.HasPrefix(string(info.Name), prefix) }) {
			variants = append(variants, info.Name)
		}
	}
	return variants
}

func TestAccProjectViewerRenameNotTaken(t *testing.T) {
	t.Parallel()
	for variant, message := range map[simulator.Variant]string{
		simulator.ViewerPutIgnored: `WebWork accepted lastname "Neu" but still has "Novak"`,
		simulator.ViewerPutRefused: "WebWork documents no way to rename a project viewer",
	} {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			server := start(t, variant)
			pt.Run(t,
				pt.Step(server, petra()),
				// What can be done is done.
				pt.Failure(server, "", petra(`lastname="Neu"`, sees(website)), message),
				planning(pt.Step(server, petra(sees(website)), has("lastname", knownvalue.StringExact("Novak"))), plancheck.ResourceActionNoop, nil),
			)
			expectProjects(t, server, website)
		})
	}
}

func TestAccProjectViewerWeakRole(t *testing.T) {
	t.Parallel()
	pt.Run(t, pt.Failure(start(t, simulator.TeamManager), "", petra(), "Use the token of an Owner or Executive manager"))
}

func TestAccProjectViewerRoleNotLearnable(t *testing.T) {
	t.Parallel()
	server := start(t, simulator.ClientCredentials, simulator.ArchivedNotFound)
	pt.Run(t,
		pt.Step(server, petra()),
		after(func() { pt.Must(t, server.ArchiveMember(viewer1)) }, pt.Failure(server, "", petra(), "it may be hidden rather than archived")),
		after(func() { pt.Must(t, server.RestoreMember(viewer1)) }, pt.Step(server, petra())),
	)
}

func TestAccProjectViewerBadInput(t *testing.T) {
	t.Parallel()
	server := start(t)
	for config, message := range map[string]string{
		petra(`email="petra"`):              `email was given "petra", which has no @.`,
		petra(`email="petra@client"`):       `whose domain "client" is not complete`,
		petra(`firstname=""`):               `firstname was given "", which is empty.`,
		petra(`lastname=" Novak"`):          `Did you mean "Novak"?`,
		petra("project_ids = [0]"):          `project_ids was given "0", which is no id.`,
		petra("project_ids = [null]"):       "null",
		petra("project_ids = [" + "\"x\"]"): "number",
	} {
		pt.Run(t, pt.Failure(server, "", config, message))
	}
	if sent := server.Writes(); len(sent) != 0 {
		t.Errorf("bad input led to %d writes", len(sent))
	}
}

func TestAccProjectViewerPaging(t *testing.T) {
	t.Parallel()
	for _, count := range []int{1, 100, 101} {
		t.Run(fmt.Sprint(count), func(t *testing.T) {
			t.Parallel()
			server := start(t)
			config := fmt.Sprintf(`
resource "webwork_project_viewer" "all" {
  count       = %d
  email       = "viewer${count.index}@client.example"
  firstname   = "V"
  lastname    = "W"
  project_ids = [%d]
}
`, count, website)
			refreshed := pt.Step(server, config)
			refreshed.PreConfig = server.ForgetRequests
			pt.Run(t, pt.Step(server, config), refreshed)
			expectInvitations(t, server, count)
			// In each run a few may be read one by one that Terraform asks for sooner than for the rest.
			if singles, runs := server.Count("GET", "/project-viewers/*"), server.Count("GET", "/workspaces"); singles > 3*runs {
				t.Errorf("%d viewers were read one by one in %d runs", singles, runs)
			}
		})
	}
}
