package listing_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// paths are where objects of a kind are listed.
func paths() map[string]string {
	return map[string]string{
		"webwork_member": "/members", "webwork_project": "/projects", "webwork_contract": "/contracts",
		"webwork_project_viewer": "/project-viewers", "webwork_project_viewer_assignment": "/project-viewers", "webwork_webhook": "/webhooks",
	}
}

func crowd(n int, variants ...simulator.Variant) simulator.Options {
	return simulator.Options{
		Populate: simulator.Population{Members: n, Projects: n, Contracts: n, Viewers: n, Webhooks: n}, Variants: variants,
	}
}

func TestEverythingIsListed(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 100, 101, 300} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, crowd(n))
			p := providertest.Configure(t, server, nil)
			for kind, path := range paths() {
				want := n
				if kind == "webwork_member" {
					want++ // the account itself
				}
				for _, whole := range []bool{false, true} { // the second time it costs nothing
					if found, said := p.List(kind, providertest.Query{IncludeResource: whole}); len(found) != want || said != "" {
						t.Errorf("%d of %s, want %d; %s", len(found), kind, want, said)
					}
				}
				most := n
				if path == "/members" {
					most = 2*n + 1 // viewers are listed as well
				}
				if pages := server.Count("GET", path); pages > 1+most/100 {
					t.Errorf("%d requests for %d of %s", pages, most, kind)
				}
				if singly := server.Count("GET", path+"/*"); singly > 0 {
					t.Errorf("%d requests for single objects of %s", singly, kind)
				}
			}
			if asked := server.Count("GET", "/workspaces"); asked != 1 {
				t.Errorf("%d requests for the workspaces, want 1", asked)
			}
		})
	}
}

func TestLimit(t *testing.T) {
	t.Parallel()
	const n = 101
	p := providertest.Configure(t, providertest.Start(t, crowd(n)), nil)
	for _, kind := range kinds() {
		nouns := strings.ReplaceAll(strings.TrimPrefix(kind, "webwork_"), "_", " ") + "s"
		all := n
		if kind == "webwork_member" {
			all++
		}
		first, _ := p.List(kind, providertest.Query{Limit: 1})
		for limit, want := range map[int]int{1: 1, 100: 100, n: min(n, all), all: all, 1000: all} {
			found, said := p.List(kind, providertest.Query{Limit: int64(limit), IncludeResource: true})
			if len(found) != want || found[0].Name != first[0].Name {
				t.Errorf("%d of %s within %d, want %d", len(found), kind, limit, want)
			}
			part := ""
			if want < all {
				part = fmt.Sprintf("WARNING: Not all %s listed: %d of %d %s are listed: the limit of the list block is %d, and 100 where it has none. Set limit = %d to list all of them.",
					nouns, limit, all, nouns, limit, all)
			}
			if said != part {
				t.Errorf("%s within %d: %q, want %q", kind, limit, said, part)
			}
		}
	}
}

// What lists leave out is read of those that are listed, and only for their resources.
func TestOnlyWhatIsListedIsCompleted(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, crowd(150, simulator.ThinLists))
	p := providertest.Configure(t, server, nil)
	for _, kind := range []string{"webwork_member", "webwork_project", "webwork_contract", "webwork_project_viewer"} {
		singly := func() int { return server.Count("GET", paths()[kind]+"/*") }
		p.List(kind, providertest.Query{})
		if singly() > 0 {
			t.Errorf("%d requests for single objects of %s, of which only names were asked for", singly(), kind)
		}
		if _, said := p.List(kind, providertest.Query{Limit: 3, IncludeResource: true}); !strings.HasPrefix(said, "WARNING: Not all") {
			t.Error(said)
		}
		if singly() != 3 {
			t.Errorf("%d requests for single objects of %s, want 3", singly(), kind)
		}
	}
}

// An error is a result, and the only one: nobody should take a part for the whole.
func TestListErrors(t *testing.T) {
	t.Parallel()
	fails := func(fault simkit.Fault) func(*simulator.Simulator) {
		return func(s *simulator.Simulator) { s.Inject(fault) }
	}
	for name, c := range map[string]struct {
		variant simulator.Variant
		spoil   func(*simulator.Simulator)
		filters providertest.Attributes
		said    string
	}{
		"token":      {spoil: func(s *simulator.Simulator) { s.RevokeToken(s.Token()) }, said: "Could not sign in: GET /workspaces: WebWork answered 401"},
		"page":       {spoil: fails(simkit.Fault{Kind: simkit.FaultServerError, Path: "/contracts", Nth: 2}), said: "Could not list contracts: list contracts: GET /contracts: WebWork answered 500"},
		"role":       {variant: simulator.TeamManager, said: "Could not use the account: The account has the role \"Team manager\""},
		"project_id": {filters: providertest.Attributes{"project_id": "0101"}, said: "Value not allowed: project_id was given \"0101\", which is no id"},
		"status":     {filters: providertest.Attributes{"status": "pausd"}, said: "Did you mean \"paused\"?"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			options := crowd(150)
			if c.variant != "" {
				options = crowd(150, c.variant)
			}
			server := providertest.Start(t, options)
			if c.spoil != nil {
				c.spoil(server.Simulator)
			}
			found, said := providertest.Configure(t, server, nil).List("webwork_contract", providertest.Query{Filters: c.filters, IncludeResource: true})
			if len(found) > 0 || strings.Count(said, "ERROR") != 1 || !strings.Contains(said, c.said) {
				t.Errorf("%d found, and said %q, want %q", len(found), said, c.said)
			}
		})
	}
}

func TestReadScopeIsEnough(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, agency())
	server.AddToken("read-only", simulator.Account{UserID: 10, ReadOnly: true}, time.Time{})
	p := providertest.Configure(t, server, providertest.Attributes{"token": "read-only"})
	for _, kind := range kinds() {
		if found, said := p.List(kind, providertest.Query{IncludeResource: true}); len(found) == 0 || said != "" {
			t.Errorf("%d of %s; %s", len(found), kind, said)
		}
	}
}

// Secrets are in resources only, as in state.
func TestNamesTellNoSecrets(t *testing.T) {
	t.Parallel()
	p := providertest.Configure(t, providertest.Start(t, agency()), nil)
	found, _ := p.List("webwork_webhook", providertest.Query{IncludeResource: true})
	for _, one := range found {
		if strings.Contains(one.Name, "SECRET") || strings.Contains(one.Name, "t0ken") {
			t.Errorf("the name is %s", one.Name)
		}
		if held := p.Resource("webwork_webhook", one.Resource).String(); !strings.Contains(held, "t0ken") || !strings.Contains(held, "SECRET") {
			t.Errorf("the resource is %s", held)
		}
	}
}
