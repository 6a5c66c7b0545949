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

// turn is what happens to a member or a contract behind the provider's back, or is asked of it, and what is said.
type turn struct {
	resource string
	variants []simulator.Variant
	// before happens to what is there, held has the configuration applied, and after happens to that.
	before func(server *simtest.Server) error
	held   providertest.Attributes
	after  func(server *simtest.Server) error
	// wanted is applied then.
	wanted providertest.Attributes
	says   []string
}

func turns() map[string]turn {
	member, contract, viewer := lives()["webwork_member"].born, lives()["webwork_contract"].born, lives()["webwork_project_viewer"].born
	archiveJane := func(server *simtest.Server) error { return server.ArchiveMember(jane) }
	archiveMira := func(server *simtest.Server) error {
		mira, _ := server.MemberByEmail("mira@acme.example")
		return server.ArchiveMember(mira.ID)
	}
	return map[string]turn{
		"a role that does not change": {
			resource: "webwork_member", variants: []simulator.Variant{simulator.RoleChangeIgnored}, held: member,
			wanted: with(member, providertest.Attributes{"role": "Team manager"}), says: []string{"ERROR: Could not change the role", "Team manager"},
		},
		"an address that somebody has": {
			resource: "webwork_member", held: member,
			wanted: with(member, providertest.Attributes{"email": "jane@acme.example"}), says: []string{"ERROR: Could not change email", "100"},
		},
		"an address of a client": {
			resource: "webwork_member",
			wanted:   with(member, providertest.Attributes{"email": "kim@client.example"}), says: []string{"ERROR: Could not create member", "project viewer"},
		},
		"an address of a member": {
			resource: "webwork_project_viewer",
			wanted:   with(viewer, providertest.Attributes{"email": "jane@acme.example"}), says: []string{"ERROR: Could not create project viewer", "member"},
		},
		"somebody who is there": {
			resource: "webwork_member",
			wanted:   with(member, providertest.Attributes{"email": "jane@acme.example"}), says: []string{"ERROR: Could not create member", "exists already", "import {"},
		},
		"somebody archived in the app": {
			resource: "webwork_member", held: member, after: archiveMira,
			wanted: member, says: []string{"WARNING: Archived member comes back"},
		},
		"nobody to archive": {
			resource: "webwork_member",
			wanted:   with(member, providertest.Attributes{"archived": true}), says: []string{"ERROR: Nothing to archive"},
		},
		"a contract of somebody archived": {
			resource: "webwork_contract", before: archiveJane,
			wanted: contract, says: []string{"WARNING: Contract cannot be created", "ERROR: Could not create contract", "archived"},
		},
		"a contract of a client": {
			resource: "webwork_contract",
			wanted:   with(contract, providertest.Attributes{"user_id": "102"}), says: []string{"WARNING", "project viewer"},
		},
		"a contract that exists": {
			resource: "webwork_contract", held: contract,
			wanted: contract, says: nil,
		},
		"a rate that is taken out": {
			resource: "webwork_contract", held: with(contract, providertest.Attributes{"rate": 47.5}),
			wanted: contract, says: []string{"WARNING", "rate"},
		},
		"a viewer who cannot be renamed": {
			resource: "webwork_project_viewer", variants: []simulator.Variant{simulator.ViewerPutRefused}, held: viewer,
			wanted: with(viewer, providertest.Attributes{"lastname": "King"}), says: []string{"ERROR: Could not rename project viewer"},
		},
		"a viewer whose new name is not taken": {
			resource: "webwork_project_viewer", variants: []simulator.Variant{simulator.ViewerPutIgnored}, held: viewer,
			wanted: with(viewer, providertest.Attributes{"lastname": "King"}), says: []string{"ERROR: Could not rename project viewer"},
		},
		"a viewer who is renamed": {
			resource: "webwork_project_viewer", held: viewer,
			wanted: with(viewer, providertest.Attributes{"firstname": "Petra Maria", "lastname": "King"}), says: nil,
		},
		"projects that are not managed": {
			resource: "webwork_project_viewer", held: viewer,
			wanted: with(viewer, providertest.Attributes{"project_ids": nil}), says: nil,
		},
		"a project that is not there": {
			resource: "webwork_project_viewer",
			wanted:   with(viewer, providertest.Attributes{"project_ids": setOf("999")}), says: []string{"WARNING: Project cannot be assigned", "no project 999"},
		},
		"an assignment of a member": {
			resource: "webwork_project_viewer_assignment",
			wanted:   providertest.Attributes{"viewer_id": "100", "project_id": "500"}, says: []string{"webwork_contract"},
		},
		"a role that has a resource of its own": {
			resource: "webwork_member", held: member,
			wanted: with(member, providertest.Attributes{"role": "Project viewer"}), says: []string{"WARNING: Prefer webwork_project_viewer"},
		},
		"an account that seems to be handed over": {
			resource: "webwork_member", held: member,
			wanted: with(member, providertest.Attributes{"email": "nora@acme.example", "firstname": "Nora", "lastname": "Lind"}), says: []string{"WARNING: Account handed over"},
		},
		"a client who was archived in the app": {
			resource: "webwork_project_viewer", held: viewer, after: func(server *simtest.Server) error {
				petra, _ := server.MemberByEmail("petra@client.example")
				return server.ArchiveMember(petra.ID)
			},
			wanted: viewer, says: []string{"WARNING: Archived project viewer comes back"},
		},
		"a project that is archived": {
			resource: "webwork_contract", before: func(server *simtest.Server) error { return server.ArchiveProject(website) },
			wanted: contract, says: []string{"WARNING: Contract cannot be created", "ERROR: Could not create contract", "archived"},
		},
		"a rate that WebWork hides": {
			resource: "webwork_contract", variants: []simulator.Variant{simulator.RatesHidden}, held: contract,
			wanted: with(contract, providertest.Attributes{"rate": 47.5}), says: []string{"rate"},
		},
		"a webhook with another id in every answer": {
			resource: "webwork_webhook", variants: []simulator.Variant{simulator.WebhookIDChanges}, held: lives()["webwork_webhook"].born,
			wanted: with(lives()["webwork_webhook"].born, lives()["webwork_webhook"].grown), says: nil,
		},
		"a webhook whose id changes": {
			resource: "webwork_webhook", variants: []simulator.Variant{simulator.WebhookIDNewest}, held: lives()["webwork_webhook"].born,
			wanted: with(lives()["webwork_webhook"].born, lives()["webwork_webhook"].grown), says: nil,
		},
		"a webhook that tells its token once": {
			resource: "webwork_webhook", variants: []simulator.Variant{simulator.WebhookTokenOnce}, held: lives()["webwork_webhook"].born,
			wanted: with(lives()["webwork_webhook"].born, lives()["webwork_webhook"].grown), says: nil,
		},
	}
}

// TestTurns has lives take another turn. Where nothing is said, what was wanted is there.
func TestTurns(t *testing.T) {
	t.Parallel()
	for name, story := range turns() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, companyWith(story.variants...))
			p := walks(t, server)
			if story.before != nil {
				providertest.Must(t, story.before(server))
			}
			held := providertest.Held{}
			if story.held != nil {
				held = settled(t, p(), story.resource, made(t, p(), story.resource, held, story.held), story.held)
			}
			if story.after != nil {
				providertest.Must(t, story.after(server))
				read, said := p().Read(story.resource, held)
				if said != "" {
					t.Fatal(said)
				}
				held = read
			}
			held, said := p().Apply(story.resource, held, story.wanted)
			expect(t, said, story.says...)
			if story.says == nil {
				if said != "" {
					t.Errorf("it is said: %q", said)
				}
				settled(t, p(), story.resource, held, story.wanted)
			}
		})
	}
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
