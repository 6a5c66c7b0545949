package reading_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

const everything = `
	data "webwork_members" "all"         {}
	data "webwork_projects" "all"        {}
	data "webwork_contracts" "all"       {}
	data "webwork_project_viewers" "all" {}
	data "webwork_webhooks" "all"        {}
`

// holdsEverything checks how many objects of each kind there are. The account itself is a member,
// and so is every viewer.
func holdsEverything(n int) []statecheck.StateCheck {
	var checks []statecheck.StateCheck
	for name, size := range map[string]int{
		"members": 1 + 2*n, "projects": n, "contracts": n, "project_viewers": n, "webhooks": n,
	} {
		checks = append(checks, providertest.Holds("data.webwork_"+name+".all", knownvalue.ListSizeExact(size), name))
	}
	return checks
}

func crowd(n int, variants ...simulator.Variant) simulator.Options {
	return simulator.Options{
		Populate: simulator.Population{Members: n, Projects: n, Contracts: n, Viewers: n, Webhooks: n}, Variants: variants,
	}
}

func TestAccListsAreComplete(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 50, 100, 101, 300} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, crowd(n))
			providertest.Run(t, providertest.Step(server, everything, holdsEverything(n)...))
			// What lists show is all there is to read.
			for _, kind := range []string{"/members", "/projects", "/contracts", "/project-viewers", "/webhooks"} {
				if singly := server.Count("GET", kind+"/*"); singly > 0 {
					t.Errorf("%d requests for single objects of %s", singly, kind)
				}
			}
			runs, pages := server.Count("GET", "/workspaces"), max(1, (1+2*n+99)/100)
			if lists := server.Count("GET", "/members"); lists != runs*pages {
				t.Errorf("%d requests for lists of members in %d runs, want %d in each", lists, runs, pages)
			}
		})
	}
}

func TestAccListsAreCompleteHoweverPagesCome(t *testing.T) {
	t.Parallel()
	const n = 120
	for _, variant := range []simulator.Variant{
		simulator.PagingInMeta, simulator.PagingOnTop, simulator.PagingAbsent, simulator.PagingSizeIgnored, simulator.PagingIgnored,
	} {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, crowd(n, variant))
			providertest.Run(t, providertest.Step(server, everything, holdsEverything(n)...))
		})
	}
}

// Lists whose items lack fields are made whole by reading each object.
func TestAccThinListsAreMadeWhole(t *testing.T) {
	t.Parallel()
	const n = 30
	server := providertest.Start(t, crowd(n, simulator.ThinLists))
	checks := make([]statecheck.StateCheck, 0, n)
	for i := range n {
		checks = append(checks,
			providertest.Holds("data.webwork_members.all", knownvalue.NotNull(), "members", i, "weekly_hours_limit"),
			providertest.Holds("data.webwork_projects.all", knownvalue.NotNull(), "projects", i, "contracts_count"))
	}
	providertest.Run(t, providertest.Step(server, everything, checks...))
}

// A data source of a whole kind and the refresh of resources of that kind read one list.
func TestAccListIsSharedWithResources(t *testing.T) {
	t.Parallel()
	const n = 20
	server := providertest.Start(t, crowd(100))
	config := fmt.Sprintf(`
		resource "webwork_member" "new" {
			count     = %d
			email     = "new${count.index}@acme.example"
			firstname = "New"
			lastname  = "Member"
			role      = "Regular User"
		}
		data "webwork_members" "all" {}
		data "webwork_member" "self" { email = "olivia.owner@acme.example" }
	`, n)
	again := providertest.Step(server, config)
	again.PreConfig = server.ForgetRequests
	again.Check = resource.ComposeTestCheckFunc(resource.TestCheckResourceAttr("data.webwork_members.all", "members.#", "221"))
	providertest.Run(t, providertest.Step(server, config), again, providertest.Step(server, ""))
	runs := server.Count("GET", "/workspaces")
	const pages, few, lookup = 3, 3, 2
	if got := server.Count("GET", "/members*") + server.Count("GET", "/members/*"); got > runs*(pages+few+lookup) {
		t.Errorf("%d requests for members in %d runs, want at most %d in each", got, runs, pages+few+lookup)
	}
}

// With read_strategy = "each", what only lists can answer still comes from lists.
func TestAccListsWithEachStrategy(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, crowd(3))
	providertest.Run(t, providertest.StepWith(server, `read_strategy = "each"`, everything+`
		data "webwork_member" "self" { email = "olivia.owner@acme.example" }
	`, append(holdsEverything(3), providertest.Holds("data.webwork_member.self", knownvalue.Int64Exact(10), "id"))...))
}

// A filter that WebWork ignores is honoured all the same.
func TestAccFiltersHoldIfIgnored(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, crowd(25), func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			query := r.URL.Query()
			for _, filter := range []string{"email", "status", "role", "name", "project_id", "user_id"} {
				query.Del(filter)
			}
			r.URL.RawQuery = query.Encode()
			next.ServeHTTP(w, r)
		})
	})
	viewer, found := server.MemberByEmail("viewer.3@client.example")
	if !found {
		t.Fatal("the simulator has no third viewer")
	}
	providertest.Run(t, providertest.Step(server, fmt.Sprintf(`
		data "webwork_members" "one"          { email = "viewer.3@client.example" }
		data "webwork_members" "invited"      { status = "inactive" }
		data "webwork_members" "viewers"      { role = "Project viewer" }
		data "webwork_projects" "three"       { name = "project-like" }
		data "webwork_projects" "audits"      { name = "AUDIT" }
		data "webwork_contracts" "paused"     { status = "paused" }
		data "webwork_contracts" "of_nobody"  { user_id = %d }
		data "webwork_project_viewers" "one"  { email = "viewer.3@client.example" }
		data "webwork_project_viewer" "three" { email = "viewer.3@client.example" }
	`, viewer.ID),
		providertest.Holds("data.webwork_members.one", knownvalue.ListSizeExact(1), "members"),
		providertest.Holds("data.webwork_members.invited", knownvalue.ListSizeExact(1), "members"),
		providertest.Holds("data.webwork_members.viewers", knownvalue.ListSizeExact(25), "members"),
		providertest.Holds("data.webwork_projects.three", knownvalue.ListSizeExact(0), "projects"),
		providertest.Holds("data.webwork_projects.audits", knownvalue.ListSizeExact(2), "projects"),
		providertest.Holds("data.webwork_contracts.paused", knownvalue.ListSizeExact(0), "contracts"),
		providertest.Holds("data.webwork_contracts.of_nobody", knownvalue.ListSizeExact(0), "contracts"),
		providertest.Holds("data.webwork_project_viewers.one", knownvalue.ListSizeExact(1), "project_viewers"),
		providertest.Holds("data.webwork_project_viewer.three", knownvalue.Int64Exact(viewer.ID), "id"),
	))
}

// While the provider block depends on what does not exist yet, WebWork cannot be asked.
func TestAccUnreadyProvider(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	const later = `
		resource "terraform_data" "later" { input = "30s" }
	`
	for _, asks := range []string{`data "webwork_members" "all" {}`, `data "webwork_member" "x" { id = 10 }`, `data "webwork_workspaces" "all" {}`} {
		providertest.Run(t, providertest.Failure(server, "request_timeout = terraform_data.later.output", later+asks,
			"request_timeout of the provider block depends on values that are known only after apply"))
	}
}

// What is final is not asked again by each data source.
func TestAccRefusedCredentialsAreRemembered(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	server.RevokeToken(server.Token())
	providertest.Run(t, providertest.Failure(server, "", everything, "WebWork does not accept the credentials"))
	if asked := server.Count("", "/workspaces"); asked != 1 {
		t.Errorf("%d requests for the workspaces, want 1", asked)
	}
	if asked := len(server.Requests()); asked != 1 {
		t.Errorf("%d requests in all, want 1", asked)
	}
}

func TestAccServerErrorIsReported(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, crowd(1))
	server.Inject(simulator.Fault{Kind: simulator.FaultServerError, Path: "/projects"})
	providertest.Run(t,
		providertest.Failure(server, "max_retries = 0", `data "webwork_projects" "all" {}`, "Could not read projects"),
		providertest.Failure(server, "max_retries = 0", `data "webwork_projects" "some" { name = "a" }`, "Could not read projects"),
		providertest.Failure(server, "max_retries = 0", `data "webwork_project" "one" { name = "a" }`, "Could not read project"),
		providertest.Step(server, ""),
	)
}
