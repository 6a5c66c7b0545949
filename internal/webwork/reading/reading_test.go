package reading_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// kinds are the lists of a workspace and their paths.
func kinds() map[string]string {
	return map[string]string{
		"members": "/members", "projects": "/projects", "contracts": "/contracts", "project_viewers": "/project-viewers", "webhooks": "/webhooks",
	}
}

// crowd is a workspace with n objects of each kind.
func crowd(n int, variants ...simulator.Variant) simulator.Options {
	return simulator.Options{
		Populate: simulator.Population{Members: n, Projects: n, Contracts: n, Viewers: n, Webhooks: n}, Variants: variants,
	}
}

// size is how long a list of the crowd is: the account is a member, and so is every viewer.
func size(kind string, n int) int {
	if kind == "members" {
		return 1 + 2*n
	}
	return n
}

func TestListsAreComplete(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 100, 101, 300} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, crowd(n))
			p := configure(t, server, nil)
			for kind, path := range kinds() {
				want := size(kind, n)
				if items := p.list(kind, nil); len(items) != want {
					t.Errorf("%d %s, want %d", len(items), kind, want)
				}
				p.list(kind, nil) // the second time it costs nothing
				if singly := server.Count("GET", path+"/*"); singly > 0 {
					t.Errorf("%d requests for single %s", singly, kind)
				}
				// A list that does not say how long it is ends with a page that is not full.
				if pages := server.Count("GET", path); pages < max(1, (want+99)/100) || pages > 1+want/100 {
					t.Errorf("%d requests for %d %s", pages, want, kind)
				}
			}
			if asked := server.Count("GET", "/workspaces"); asked != 1 {
				t.Errorf("%d requests for the workspaces, want 1", asked)
			}
		})
	}
}

func TestListsAreCompleteHoweverPagesCome(t *testing.T) {
	t.Parallel()
	const n = 120
	for _, variant := range []simulator.Variant{
		simulator.PagingInMeta, simulator.PagingOnTop, simulator.PagingAbsent, simulator.PagingSizeIgnored, simulator.PagingIgnored,
	} {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			p := configure(t, providertest.Start(t, crowd(n, variant)), nil)
			for kind := range kinds() {
				if items := p.list(kind, nil); len(items) != size(kind, n) {
					t.Errorf("%d %s, want %d", len(items), kind, size(kind, n))
				}
			}
			if items := p.list("members", attributes{"role": "Project viewer"}); len(items) != n {
				t.Errorf("%d viewers among the members, want %d", len(items), n)
			}
		})
	}
}

// Lists whose items lack fields are made whole by reading each object, filtered lists too.
func TestThinListsAreMadeWhole(t *testing.T) {
	t.Parallel()
	const n = 30
	thin := configure(t, providertest.Start(t, crowd(n, simulator.ThinLists)), nil)
	full := configure(t, providertest.Start(t, crowd(n)), nil)
	for _, list := range []struct {
		kind    string
		filters attributes
	}{
		{"members", nil},
		{"members", attributes{"role": "Regular User"}},
		{"projects", nil},
		{"projects", attributes{"name": "a"}},
		{"contracts", nil},
		{"contracts", attributes{"status": "active"}},
		{"project_viewers", nil},
	} {
		got, want := thin.list(list.kind, list.filters), full.list(list.kind, list.filters)
		if !slices.EqualFunc(got, want, sameButForTimes) {
			t.Errorf("%s %v differ:\n%v\nwant\n%v", list.kind, list.filters, got, want)
		}
	}
}

// sameButForTimes compares objects of two simulators, which began at different times.
func sameButForTimes(a, b tftypes.Value) bool {
	var left, right map[string]tftypes.Value
	if a.As(&left) != nil || b.As(&right) != nil {
		return false
	}
	for _, times := range []string{"created_at", "updated_at", "member_since"} {
		delete(left, times)
		delete(right, times)
	}
	return maps.EqualFunc(left, right, tftypes.Value.Equal)
}

// With read_strategy = "each", what only lists can answer still comes from lists.
func TestListsWithEachStrategy(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, crowd(3))
	p := configure(t, server, attributes{"read_strategy": "each"})
	for kind, path := range kinds() {
		if items := p.list(kind, nil); len(items) != size(kind, 3) || server.Count("GET", path+"/*") != 0 {
			t.Errorf("%d %s with %d requests for single ones", len(items), kind, server.Count("GET", path+"/*"))
		}
	}
	held, reported := p.read("webwork_member", attributes{"email": "olivia.owner@acme.example"})
	if reported != "" || !held["id"].Equal(tftypes.NewValue(tftypes.String, "10")) {
		t.Errorf("the account is %v: %s", held["id"], reported)
	}
}

// A filter that WebWork ignores is honoured all the same.
func TestFiltersHoldIfIgnored(t *testing.T) {
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
	p := configure(t, server, nil)
	for _, list := range []struct {
		kind    string
		filters attributes
		want    int
	}{
		{"members", attributes{"email": "viewer.3@client.example"}, 1},
		{"members", attributes{"status": "inactive"}, 1},
		{"members", attributes{"role": "Project viewer"}, 25},
		{"members", attributes{"role": "Project viewer", "status": "left"}, 0},
		{"projects", attributes{"name": "AUDIT"}, 2},
		{"projects", attributes{"name": "no such project"}, 0},
		{"contracts", attributes{"status": "active"}, 25},
		{"contracts", attributes{"status": "paused"}, 0},
		{"contracts", attributes{"user_id": fmt.Sprint(viewer.ID)}, 0},
		{"contracts", attributes{"project_id": fmt.Sprint(viewer.ID)}, 0},
		{"project_viewers", attributes{"email": "viewer.3@client.example"}, 1},
	} {
		if items := p.list(list.kind, list.filters); len(items) != list.want {
			t.Errorf("%d %s with %v, want %d", len(items), list.kind, list.filters, list.want)
		}
	}
	held, reported := p.read("webwork_project_viewer", attributes{"email": "VIEWER.3@client.example"})
	if reported != "" || !held["id"].Equal(tftypes.NewValue(tftypes.String, fmt.Sprint(viewer.ID))) {
		t.Errorf("the viewer is %v: %s", held["id"], reported)
	}
}

// A natural key that a list has shown already costs nothing more.
func TestLookupsShareTheList(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, crowd(40, simulator.PagingInMeta))
	p := configure(t, server, nil)
	p.list("project_viewers", nil)
	for i := range 10 {
		if _, reported := p.read("webwork_project_viewer", attributes{"email": fmt.Sprintf("viewer.%d@client.example", i+1)}); reported != "" {
			t.Error(reported)
		}
	}
	if asked := server.Count("GET", "/project-viewers") + server.Count("GET", "/project-viewers/*"); asked != 1 {
		t.Errorf("%d requests for project viewers, want 1", asked)
	}
}

// While the provider block depends on what does not exist yet, WebWork cannot be asked.
func TestUnreadyProvider(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	p := configure(t, server, attributes{"request_timeout": tftypes.UnknownValue})
	for _, name := range slices.Sorted(maps.Keys(p.sources)) {
		_, reported := p.read(name, nil)
		if !strings.Contains(reported, "request_timeout of the provider block depends on values that are known only after apply") {
			t.Errorf("%s reports %q", name, reported)
		}
	}
	if asked := server.Requests(); len(asked) > 0 {
		t.Errorf("requests were sent: %v", asked)
	}
}

// An account that sees only a part of the workspace may read it, and is told.
func TestWeakRoleIsAWarning(t *testing.T) {
	t.Parallel()
	p := configure(t, providertest.Start(t, crowd(3, simulator.TeamManager)), nil)
	held, reported := p.read("webwork_members", nil)
	if !strings.HasPrefix(reported, `WARNING Only a part of the workspace is shown: The account has the role "Team manager"`) ||
		strings.Count(reported, "\n") != 1 {
		t.Errorf("reported is %q", reported)
	}
	var members []tftypes.Value
	if err := held["members"].As(&members); err != nil || len(members) != 1 {
		t.Errorf("%d members are shown, want the account alone: %v", len(members), err)
	}
	if _, reported := p.read("webwork_workspaces", nil); reported != "" {
		t.Errorf("of the account's own workspaces is reported %q", reported)
	}
	for _, machine := range []simulator.Variant{simulator.ClientCredentials, simulator.RatesHidden} {
		if _, reported := configure(t, providertest.Start(t, crowd(3, machine)), nil).read("webwork_members", nil); reported != "" {
			t.Errorf("%s: reported is %q", machine, reported)
		}
	}
}

// What is final is not asked again by each data source; what is not, is.
func TestRefusedCredentialsAreRemembered(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	p := configure(t, server, nil)
	fault := server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Path: "/workspaces"})
	if _, reported := p.read("webwork_members", nil); !strings.Contains(reported, "ERROR Could not read the workspaces") {
		t.Errorf("reported is %q", reported)
	}
	fault.Remove()
	server.RevokeToken(server.Token())
	server.ForgetRequests()
	for _, name := range slices.Sorted(maps.Keys(p.sources)) {
		if _, reported := p.read(name, nil); !strings.Contains(reported, "WebWork does not accept the credentials") {
			t.Errorf("%s reports %q", name, reported)
		}
	}
	if asked := len(server.Requests()); asked != 1 {
		t.Errorf("%d requests, want 1", asked)
	}
}

func TestFailuresAreReported(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, crowd(1))
	server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Path: "/projects"})
	server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Path: "/projects/*"})
	p := configure(t, server, nil)
	for _, test := range []struct {
		name   string
		config attributes
		want   string
	}{
		{"webwork_projects", nil, "ERROR Could not read projects: "},
		{"webwork_projects", attributes{"name": "a"}, "ERROR Could not read projects: "},
		{"webwork_project", attributes{"name": "Audit"}, `ERROR Could not read project: "Audit": `},
		{"webwork_project", attributes{"id": "5"}, "ERROR Could not read project: id 5: "},
	} {
		if _, reported := p.read(test.name, test.config); !strings.HasPrefix(reported, test.want) || !strings.Contains(reported, "500") {
			t.Errorf("%s %v reports %q", test.name, test.config, reported)
		}
	}
}
