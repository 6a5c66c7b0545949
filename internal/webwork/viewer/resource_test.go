package viewer_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

const (
	address = "webwork_project_viewer.petra"
	email   = "petra@client.example"
)

// The seeded projects, which every test finds.
const (
	website, audit, shop = 500, 501, 502
)

func start(t *testing.T, variants ...simulator.Variant) *simtest.Server {
	t.Helper()
	return pt.Start(t, simulator.Options{Variants: variants, Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
		ID: 1, Name: "Acme Agency",
		Projects: []simulator.Project{{ID: website, Name: "Website"}, {ID: audit, Name: "Audit"}, {ID: shop, Name: "Shop"}},
	}}}})
}

// petra is a project viewer with attributes that override or add to the usual ones.
func petra(overrides ...string) string {
	attributes := map[string]string{"email": `"` + email + `"`, "firstname": `"Petra"`, "lastname": `"Novak"`}
	for _, override := range overrides {
		attribute, value, _ := strings.Cut(override, "=")
		attributes[strings.TrimSpace(attribute)] = value
	}
	var body strings.Builder
	for _, attribute := range slices.Sorted(maps.Keys(attributes)) {
		fmt.Fprintf(&body, "  %s = %s\n", attribute, attributes[attribute])
	}
	return "resource \"webwork_project_viewer\" \"petra\" {\n" + body.String() + "}\n"
}

// sees gives Petra projects.
func sees(projects ...int64) string {
	return "project_ids=" + strings.ReplaceAll(fmt.Sprint(projects), " ", ", ")
}

func has(attribute string, value knownvalue.Check) statecheck.StateCheck {
	return pt.Holds(address, value, attribute)
}

func hasProjects(projects ...int64) statecheck.StateCheck {
	checks := make([]knownvalue.Check, len(projects))
	for i, project := range projects {
		checks[i] = pt.ID(project)
	}
	return has("project_ids", knownvalue.SetExact(checks))
}

// planning is a step that plans the action, after something happened outside Terraform.
func planning(step resource.TestStep, action plancheck.ResourceActionType, outside func()) resource.TestStep {
	return pt.Planning(step, address, action, outside)
}

// after is a step before which something happens.
func after(outside func(), step resource.TestStep) resource.TestStep {
	step.PreConfig = outside
	return step
}

func viewer(t *testing.T, server *simtest.Server) simulator.Member {
	t.Helper()
	found, there := server.MemberByEmail(email)
	if !there {
		t.Fatal("the simulator has no Petra")
	}
	return found
}

// addViewer adds Petra without an invitation.
func addViewer(t *testing.T, server *simtest.Server, change func(*simulator.Member)) int64 {
	t.Helper()
	member := simulator.Member{Email: email, FirstName: "Petra", LastName: "Novak", Role: simulator.RoleProjectViewer, Status: simulator.StatusActive}
	change(&member)
	added, err := server.AddMember(member)
	pt.Must(t, err)
	return added.ID
}

func expectProjects(t *testing.T, server *simtest.Server, want ...int64) {
	t.Helper()
	got := viewer(t, server).ProjectIDs
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the viewer sees the projects %v, want %v", got, want)
	}
}

func expectInvitations(t *testing.T, server *simtest.Server, count int) {
	t.Helper()
	if got := server.Invitations(); len(got) != count {
		t.Errorf("%d invitations were sent, want %d: %v", len(got), count, got)
	}
}

// writes checks the writes since the last check, each as method and last part of the path.
func writes(t *testing.T, server *simtest.Server, want ...string) func() {
	return func() {
		t.Helper()
		var got []string
		for _, request := range server.Writes() {
			method, what := request.Method, request.Path[strings.LastIndex(request.Path, "/")+1:]
			if what == "unassign-project" {
				method = http.MethodDelete // which the legacy API spells another way
			}
			got = append(got, method+" "+what)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("the writes were %v, want %v", got, want)
		}
		server.ForgetRequests()
	}
}

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

func TestAccProjectViewerArchivesAndRestoresInPlace(t *testing.T) {
	t.Parallel()
	server := start(t)
	same := pt.SameID(address)
	pt.Run(t,
		pt.Step(server, petra(sees(website)), same),
		pt.Step(server, petra(sees(website), `archived=true`), same, has("archived", knownvalue.Bool(true)), hasProjects(website)),
		// Differences of who is archived wait for the restore.
		pt.Step(server, petra(sees(audit), `archived=true`, `firstname="Pia"`), same, has("firstname", knownvalue.StringExact("Petra")), hasProjects(website)),
		pt.Step(server, petra(sees(audit), `firstname="Pia"`), same, has("archived", knownvalue.Bool(false)), has("firstname", knownvalue.StringExact("Pia")), hasProjects(audit)),
		// Update and archive in one go: archived last.
		pt.Step(server, petra(sees(shop), `archived=true`), same, has("archived", knownvalue.Bool(true)), hasProjects(shop)),
		pt.Step(server, petra(`archived=true`), same, has("project_ids", knownvalue.Null())),
		pt.Step(server, petra(`archived=true`, sees(audit)), same, hasProjects(audit)),
		pt.Step(server, petra(sees(audit)), same, hasProjects(audit)),
	)
	expectInvitations(t, server, 1)
	expectProjects(t, server, audit)
}

// ways are the ways in which archived objects may show.
func ways() [][]simulator.Variant {
	return [][]simulator.Variant{
		nil,
		{simulator.ArchivedStatusLeft},
		{simulator.ArchivedKeepsStatus},
		{simulator.ArchivedUnlisted},
		{simulator.ArchivedListedByStatus},
		{simulator.ArchivedFoundByStatus},
		{simulator.ArchivedNotFound},
		{simulator.ArchivedNotFound, simulator.ViewersHidden},
		{simulator.ArchivedUpdatable, simulator.AssignmentsStay},
	}
}

func TestAccProjectViewerArchivedOutsideIsRestored(t *testing.T) {
	t.Parallel()
	for _, variants := range ways() {
		t.Run(fmt.Sprint(variants), func(t *testing.T) {
			t.Parallel()
			server := start(t, variants...)
			same := pt.SameID(address)
			outside := func() { pt.Must(t, server.ArchiveMember(viewer(t, server).ID)) }
			again := planning(pt.Step(server, petra(sees(website)), same, has("archived", knownvalue.Bool(false)), hasProjects(website)),
				plancheck.ResourceActionUpdate, outside)
			pt.Run(t, pt.Step(server, petra(sees(website)), same), again, again)
			expectInvitations(t, server, 1)
		})
	}
}

func TestAccProjectViewerPurgedOutside(t *testing.T) {
	t.Parallel()
	server := start(t)
	purge := func() {
		id := viewer(t, server).ID
		pt.Must(t, server.ArchiveMember(id))
		pt.Must(t, server.PurgeMember(id))
	}
	pt.Run(t,
		pt.Step(server, petra()),
		after(purge, pt.Failure(server, "", petra(), "To invite the person anew, apply with -replace")),
		pt.Step(server, petra(`archived=true`)),
	)
}

func TestAccProjectViewerDeclaredAgainIsRestored(t *testing.T) {
	t.Parallel()
	for _, variants := range ways() {
		if slices.ContainsFunc(variants, func(v simulator.Variant) bool {
			return v == simulator.ArchivedUnlisted || v == simulator.ArchivedNotFound
		}) {
			continue // no look-up shows it
		}
		t.Run(fmt.Sprint(variants), func(t *testing.T) {
			t.Parallel()
			server := start(t, variants...)
			same := pt.SameID(address)
			pt.Run(t,
				pt.Step(server, petra(sees(website, audit)), same),
				resource.TestStep{Config: pt.Config(server, "", "")},
				pt.Step(server, petra(`lastname="Neu"`, sees(audit, shop)), same, has("lastname", knownvalue.StringExact("Neu")), hasProjects(audit, shop)),
			)
			expectInvitations(t, server, 1)
			expectProjects(t, server, audit, shop)
		})
	}
}

func TestAccProjectViewerArchivedAndHidden(t *testing.T) {
	t.Parallel()
	server := start(t, simulator.ArchivedNotFound)
	pt.Run(t,
		pt.Step(server, petra()),
		resource.TestStep{Config: pt.Config(server, "", "")},
		pt.Failure(server, "", petra(), "it is archived and hidden: import it by its id"),
		pt.Failure(server, "", petra(`archived=true`), "Nothing to archive"),
	)
	expectInvitations(t, server, 1)
}

func TestAccProjectViewerMayNotBeRestored(t *testing.T) {
	t.Parallel()
	server := start(t)
	pt.Run(t,
		pt.Step(server, petra()),
		resource.TestStep{Config: pt.Config(server, "", "")},
		pt.Failure(server, "restore_archived = false", petra(), "restore_archived is false"),
		pt.Step(server, petra(`archived=true`)),
		pt.Failure(server, "restore_archived = false", petra(), "restore_archived is false"),
		pt.Step(server, petra()),
	)
	expectInvitations(t, server, 1)
}

func TestAccProjectViewerNothingToArchive(t *testing.T) {
	t.Parallel()
	server := start(t)
	pt.Run(t, pt.Failure(server, "", petra(`archived=true`), "Nothing to archive"))
	expectInvitations(t, server, 0)
}

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

func TestAccProjectViewerTaintAndReplaceKeepTheViewer(t *testing.T) {
	t.Parallel()
	for _, variants := range [][]simulator.Variant{nil, {simulator.ArchivedNotFound}} {
		server := start(t, variants...)
		same := pt.SameID(address)
		tainted := pt.Step(server, petra(sees(website)), same, hasProjects(website))
		tainted.Taint = []string{address}
		pt.Run(t,
			pt.Step(server, petra(sees(website)), same),
			planning(tainted, plancheck.ResourceActionDestroyBeforeCreate, nil),
		)
		expectInvitations(t, server, 1)
		expectProjects(t, server, website)
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
