package provider_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// Objects that there are before.
const (
	website = 500
	shop    = 501
	jane    = 100
	kim     = 102
)

// company is a workspace in which every kind can be created.
func company() simulator.Options {
	return simulator.Options{Variants: []simulator.Variant{simulator.ProjectRestoreWorks}, Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
		ID: 7, Name: "Acme",
		Members: []simulator.Member{
			{ID: jane, Email: "jane@acme.example", FirstName: "Jane", LastName: "Doe", Role: simulator.RoleRegularUser},
			{ID: kim, Email: "kim@client.example", FirstName: "Kim", LastName: "Client", Role: simulator.RoleProjectViewer},
		},
		Projects: []simulator.Project{{ID: website, Name: "Website"}, {ID: shop, Name: "Shop"}},
	}}}}
}

// life is what becomes of an object of a kind.
type life struct {
	// born is its first configuration, and grown what changes.
	born, grown providertest.Attributes
	// archives says that it stays when it is removed.
	archives bool
}

// setOf is a set of text in a configuration.
func setOf(all ...string) tftypes.Value {
	values := make([]tftypes.Value, len(all))
	for i, one := range all {
		values[i] = tftypes.NewValue(tftypes.String, one)
	}
	return tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, values)
}

func lives() map[string]life {
	return map[string]life{
		"webwork_member": {
			born:     providertest.Attributes{"email": "mira@acme.example", "firstname": "Mira", "lastname": "Okafor", "role": "Regular User", "timezone": "Africa/Lagos"},
			grown:    providertest.Attributes{"email": "mira.king@acme.example", "role": "Team manager", "weekly_hours_limit": 20, "rate_status": true},
			archives: true,
		},
		"webwork_project": {
			born:     providertest.Attributes{"name": "Audit", "start_date": "2026-01-12", "deadline": "2026-06-30", "budget": 5000, "notes": "First."},
			grown:    providertest.Attributes{"name": "Audit 2026", "deadline": "2026-07-31", "estimation": 12.5},
			archives: true,
		},
		"webwork_contract": {
			born:  providertest.Attributes{"user_id": "100", "project_id": "500", "weekly_hours_limit": 32, "screenshots": "blurred"},
			grown: providertest.Attributes{"weekly_hours_limit": 8, "status": "paused", "rate": 47.5},
		},
		"webwork_project_viewer": {
			born:     providertest.Attributes{"email": "petra@client.example", "firstname": "Petra", "lastname": "Novak", "project_ids": setOf("500")},
			grown:    providertest.Attributes{"project_ids": setOf("501")},
			archives: true,
		},
		"webwork_project_viewer_assignment": {
			born: providertest.Attributes{"viewer_id": "102", "project_id": "500"},
		},
		"webwork_webhook": {
			born:  providertest.Attributes{"url": "https://hooks.example/a", "events": setOf("tracker.started")},
			grown: providertest.Attributes{"events": setOf("tracker.started", "tracker.stopped")},
		},
	}
}

// TestLives takes an object of each kind through its life at the other end of Terraform's protocol: it is created, read, changed, imported,
// removed, and declared again. After each step there is nothing to do.
func TestLives(t *testing.T) {
	t.Parallel()
	all := lives()
	for _, resource := range walks(t, providertest.Start(t, company()))().Kinds() {
		l, told := all[resource]
		if !told {
			t.Errorf("%s: say in lives what it is created with, and what changes", resource)
			continue
		}
		t.Run(resource, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, company())
			p := walks(t, server)
			held := made(t, p(), resource, providertest.Held{}, l.born)
			id := p().Text(resource, held, "id")

			held = settled(t, p(), resource, held, l.born)
			grown := maps.Clone(l.born)
			maps.Copy(grown, l.grown)
			if l.grown != nil {
				held = made(t, p(), resource, held, grown)
				held = settled(t, p(), resource, held, grown)
				if got := p().Text(resource, held, "id"); got != id {
					t.Errorf("the id was %s and is %s", id, got)
				}
			}
			imported, said := p().Import(resource, held.Identity)
			if said != "" {
				t.Fatal(said)
			}
			was, is := p().Values(resource, held), p().Values(resource, providertest.Held{State: imported})
			for name, value := range was {
				if name != "invitation_link" && !is[name].Equal(value) { // whoever imports has not invited
					t.Errorf("imported, %s is %v and not %v", name, is[name], value)
				}
			}
			invited := len(server.Invitations())
			if gone := made(t, p(), resource, held, nil); !p().Resource(resource, gone.State).IsNull() {
				t.Error("it is still in state after it was removed")
			}
			again, said := p().Apply(resource, providertest.Held{}, grown)
			if back := strings.Contains(said, "comes back"); back != l.archives || strings.Contains(said, "ERROR") {
				t.Errorf("declared again, it is said: %q", said)
			}
			if got := p().Text(resource, again, "id"); l.archives && got != id {
				t.Errorf("declared again, it has the id %s and not %s", got, id)
			}
			if now := len(server.Invitations()); now != invited {
				t.Errorf("%d invitations were sent for one person", now)
			}
			settled(t, p(), resource, again, grown)
		})
	}
}

// walks gives a new process for each walk, as a CLI starts one.
func walks(t *testing.T, server *simtest.Server) func() *providertest.Process {
	t.Helper()
	return func() *providertest.Process {
		t.Helper()
		return providertest.Configure(t, server, providertest.Attributes{"max_archival_share": 1})
	}
}

// made applies a configuration, of which nothing is said.
func made(t *testing.T, p *providertest.Process, resource string, held providertest.Held, config providertest.Attributes) providertest.Held {
	t.Helper()
	got, said := p.Apply(resource, held, config)
	if said != "" {
		t.Fatalf("applying %v says %s", config, said)
	}
	return got
}

// settled reads what is held, and plans: there is nothing to do.
func settled(t *testing.T, p *providertest.Process, resource string, held providertest.Held, config providertest.Attributes) providertest.Held {
	t.Helper()
	read, said := p.Read(resource, held)
	if said != "" {
		t.Fatalf("reading says %s", said)
	}
	planned, said := p.Plan(resource, read, config)
	if said != "" || len(planned.RequiresReplace) > 0 || p.Changes(resource, read, planned) {
		t.Fatalf("with nothing to do, the plan says %q, replaces for %v, and is %v", said, planned.RequiresReplace, p.Resource(resource, planned.PlannedState))
	}
	return read
}

// TestReplacing has attributes change that WebWork cannot change.
func TestReplacing(t *testing.T) {
	t.Parallel()
	for resource, changed := range map[string]providertest.Attributes{
		"webwork_contract":                  {"project_id": "501"},
		"webwork_project_viewer":            {"email": "petra@other.example"},
		"webwork_project_viewer_assignment": {"project_id": "501"},
	} {
		t.Run(resource, func(t *testing.T) {
			t.Parallel()
			p := walks(t, providertest.Start(t, company()))
			born := lives()[resource].born
			held := made(t, p(), resource, providertest.Held{}, born)
			other := maps.Clone(born)
			maps.Copy(other, changed)
			planned, said := p().Plan(resource, held, other)
			if said != "" {
				t.Fatal(said)
			}
			names := make([]string, len(planned.RequiresReplace))
			for i, path := range planned.RequiresReplace {
				names[i] = path.String()
			}
			for name := range changed {
				if !slices.ContainsFunc(names, func(at string) bool { return strings.Contains(at, name) }) {
					t.Errorf("a change of %s replaces for %v only", name, names)
				}
			}
		})
	}
}
