package provider_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// owner is the account that the provider uses.
const owner = simulator.DefaultAccount

// companyWith is the company in a WebWork that does some things another way.
func companyWith(variants ...simulator.Variant) simulator.Options {
	options := company()
	options.Variants = append(options.Variants, variants...)
	return options
}

// with is a configuration with some attributes set anew; a nil one is left out.
func with(config, more providertest.Attributes) providertest.Attributes {
	all := maps.Clone(config)
	for name, value := range more {
		if all[name] = value; value == nil {
			delete(all, name)
		}
	}
	return all
}

func expect(t *testing.T, said string, words ...string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(said, word) {
			t.Errorf("%q is missing in what is said: %q", word, said)
		}
	}
}

// Whoever is archived keeps the resource: other changes wait until they are back.
func TestArchivedAndBack(t *testing.T) {
	t.Parallel()
	for resource, l := range lives() {
		if !l.archives {
			continue
		}
		t.Run(resource, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, company())
			p := walks(t, server)
			held := settled(t, p(), resource, made(t, p(), resource, providertest.Held{}, l.born), l.born)
			id := p().Text(resource, held, "id")

			away := with(l.born, providertest.Attributes{"archived": true})
			held = settled(t, p(), resource, made(t, p(), resource, held, away), away)
			waiting := with(away, l.grown)
			held = settled(t, p(), resource, made(t, p(), resource, held, waiting), waiting)

			back := with(waiting, providertest.Attributes{"archived": false})
			held, said := p().Apply(resource, held, back)
			if strings.Contains(said, "ERROR") {
				t.Fatal(said)
			}
			held = settled(t, p(), resource, held, back)
			if got := p().Text(resource, held, "id"); got != id {
				t.Errorf("the id was %s and is %s", id, got)
			}
		})
	}
}

// Values that are taken out of a configuration are cleared in every way that WebWork may want it; where it has one of its own, that stays.
func TestCleared(t *testing.T) {
	t.Parallel()
	for _, variants := range [][]simulator.Variant{
		{}, {simulator.ClearNullIgnored}, {simulator.ClearNullRejected}, {simulator.ClearToEmpty}, {simulator.UpdateNull}, {simulator.UpdateSparse},
	} {
		t.Run(fmt.Sprint(variants), func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, companyWith(variants...))
			p := walks(t, server)
			full := with(lives()["webwork_project"].born, providertest.Attributes{"estimation": 12.5})
			held := settled(t, p(), "webwork_project", made(t, p(), "webwork_project", providertest.Held{}, full), full)

			bare := providertest.Attributes{"name": "Audit"}
			settled(t, p(), "webwork_project", made(t, p(), "webwork_project", held, bare), bare)
			project, _ := server.ProjectByName("Audit")
			if text(project.Notes)+text(project.StartDate)+text(project.Deadline) != "" || number(project.Budget)+number(project.Estimation) != 0 {
				t.Errorf("left is %+v", project)
			}
		})
	}
}

func text(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}

func number(value *float64) float64 {
	if value == nil {
		return 0
	}
	return *value
}

// What WebWork deletes for good is gone from state, and what it archives stays there.
func TestGoneBehindTerraformsBack(t *testing.T) {
	t.Parallel()
	for resource, remove := range map[string]func(server *simtest.Server, id int64) error{
		"webwork_contract":                  func(server *simtest.Server, id int64) error { return server.DeleteContract(id) },
		"webwork_webhook":                   func(server *simtest.Server, _ int64) error { return server.DeleteWebhooks("https://hooks.example/a") },
		"webwork_project_viewer_assignment": func(server *simtest.Server, _ int64) error { return server.UnassignProject(kim, website) },
		"webwork_member":                    func(server *simtest.Server, id int64) error { return server.PurgeMember(id) },
		"webwork_project":                   func(server *simtest.Server, id int64) error { return server.PurgeProject(id) },
	} {
		t.Run(resource, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, company())
			p := walks(t, server)
			held := made(t, p(), resource, providertest.Held{}, lives()[resource].born)
			var id int64
			_, _ = fmt.Sscan(p().Text(resource, held, "id"), &id) // that of a webhook is no number
			providertest.Must(t, remove(server, id))
			read, said := p().Read(resource, held)
			if strings.Contains(said, "ERROR") {
				t.Fatal(said)
			}
			if gone := p().Resource(resource, read.State).IsNull(); gone == lives()[resource].archives {
				t.Errorf("gone from state: %t", gone)
			}
		})
	}
}

// A viewer whose projects are all declared gets no assignment beside them.
func TestProjectsAreManagedOnce(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, company())
	p := walks(t, server)
	born := lives()["webwork_project_viewer"].born
	held := made(t, p(), "webwork_project_viewer", providertest.Held{}, born)
	run := p()
	if _, said := run.Plan("webwork_project_viewer", held, born); said != "" {
		t.Fatal(said)
	}
	beside := providertest.Attributes{"viewer_id": p().Text("webwork_project_viewer", held, "id"), "project_id": "501"}
	_, said := run.Plan("webwork_project_viewer_assignment", providertest.Held{}, beside)
	expect(t, said, "ERROR", "project_ids")
}

// Whoever is protected stays, and nobody comes back where that is forbidden.
func TestSettingsHold(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, company())
	born := lives()["webwork_member"].born
	held := made(t, walks(t, server)(), "webwork_member", providertest.Held{}, born)
	protecting := func() *providertest.Process {
		return providertest.Configure(t, server, providertest.Attributes{"restore_archived": false, "protected_people": setOf("MIRA@acme.example")})
	}
	for _, change := range []providertest.Attributes{{"archived": true}, {"email": "other@acme.example"}} {
		_, said := protecting().Apply("webwork_member", held, with(born, change))
		expect(t, said, "ERROR: Could not", "protected_people")
	}
	mira, _ := server.MemberByEmail("mira@acme.example")
	providertest.Must(t, server.ArchiveMember(mira.ID))
	read, said := protecting().Read("webwork_member", held)
	if said != "" {
		t.Fatal(said)
	}
	_, said = protecting().Apply("webwork_member", read, born)
	expect(t, said, "ERROR: Could not restore member", "restore_archived")
	_, said = protecting().Apply("webwork_member", providertest.Held{}, born)
	expect(t, said, "ERROR", "restore_archived")
}

// Nobody locks themselves out.
func TestTheAccountIsGuarded(t *testing.T) {
	t.Parallel()
	p := walks(t, providertest.Start(t, company()))
	held, said := p().ImportID("webwork_member", fmt.Sprint(owner))
	if strings.Contains(said, "ERROR") {
		t.Fatal(said)
	}
	as := providertest.Attributes{"role": "Owner"}
	for _, name := range []string{"email", "firstname", "lastname"} {
		as[name] = p().Text("webwork_member", held, name)
	}
	for _, change := range []providertest.Attributes{{"archived": true}, {"role": "Regular User"}, {"email": "other@acme.example"}} {
		_, said := p().Apply("webwork_member", held, with(as, change))
		expect(t, said, "ERROR: Could not", "member")
	}
	_, said = p().Apply("webwork_member", held, nil)
	expect(t, said, "ERROR: Could not archive member")
}
