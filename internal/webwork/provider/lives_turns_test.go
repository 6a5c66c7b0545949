package provider_test

import (
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

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
			resource: "webwork_contract", before: func(server *simtest.Server) error {
				_, err := server.AddContract(simulator.Contract{ProjectID: website, UserID: jane})
				return err
			},
			wanted: contract, says: []string{"ERROR: Could not create contract", "exists already", "jane@acme.example on Website"},
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
		"a rate that WebWork hides from the beginning": {
			resource: "webwork_contract", variants: []simulator.Variant{simulator.RatesHidden},
			wanted: with(contract, providertest.Attributes{"rate": 47.5}), says: []string{"rate"},
		},
		"a project of a client that is archived in the app": {
			resource: "webwork_project_viewer", held: viewer, after: func(server *simtest.Server) error { return server.ArchiveProject(website) },
			wanted: viewer, says: nil,
		},
		"a project of a client that is taken away in the app": {
			resource: "webwork_project_viewer", held: viewer, after: func(server *simtest.Server) error {
				petra, _ := server.MemberByEmail("petra@client.example")
				return server.UnassignProject(petra.ID, website)
			},
			wanted: viewer, says: nil,
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
