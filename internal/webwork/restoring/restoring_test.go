package restoring_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// person is one of each kind, archived, with the action that brings them back.
type person struct {
	noun, who, id           string
	action, attribute, path string
}

func people() []person {
	return []person{
		{"member", "gil@acme.example (id 102)", "102", "webwork_restore_member", "member_id", "/members/*/restore"},
		{"project viewer", "vera@client.example (id 104)", "104", "webwork_restore_project_viewer", "viewer_id", "/project-viewers/*/restore"},
	}
}

func (p person) config() providertest.Attributes { return providertest.Attributes{p.attribute: p.id} }

func agency(variants ...simulator.Variant) simulator.Options {
	left := time.Date(2026, 2, 1, 8, 0, 0, 0, time.UTC)
	return simulator.Options{Variants: variants, Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
		ID: 7, Name: "Acme Agency", OwnerID: 10,
		Members: []simulator.Member{
			{ID: 10, Email: "olivia@acme.example", FirstName: "Olivia", LastName: "Owner", Role: simulator.RoleOwner},
			{ID: 100, Email: "ann@acme.example", FirstName: "Ann", LastName: "Example", Role: simulator.RoleRegularUser},
			{ID: 102, Email: "gil@acme.example", FirstName: "Gil", LastName: "Gone", Role: simulator.RoleRegularUser, DeletedAt: &left},
			{ID: 104, Email: "vera@client.example", FirstName: "Vera", LastName: "Gone", Role: simulator.RoleProjectViewer, DeletedAt: &left},
		},
	}}}}
}

// archived tells whether somebody of the workspace is archived.
func archived(s *simulator.Simulator, id string) bool {
	for _, member := range s.Snapshot().Workspaces[0].Members {
		if fmt.Sprint(member.ID) == id {
			return member.Archived()
		}
	}
	return false
}

func TestRestored(t *testing.T) {
	t.Parallel()
	for _, variant := range []simulator.Variant{
		simulator.ArchivedStatusLeft, simulator.ArchivedKeepsStatus, simulator.ArchivedUnlisted, simulator.RestoreActiveNotFound, simulator.ViewersHidden,
		simulator.WorkspaceInBody, simulator.WorkspaceInQuery,
	} {
		for _, who := range people() {
			server := providertest.Start(t, agency(variant))
			p := providertest.Configure(t, server, nil)
			comesBack := who.who + " is archived; applying gives access back."
			if said := p.PlanAction(who.action, who.config()); strings.Count(said, "WARNING") != 1 || !strings.Contains(said, comesBack) {
				t.Errorf("%s: the plan says %q, want %q", variant, said, comesBack)
			}
			if writes := server.Writes(); len(writes) > 0 {
				t.Errorf("%s: the plan wrote: %v", variant, writes)
			}
			progress, said := p.Invoke(who.action, who.config())
			if want := []string{"Restoring the " + who.noun + " " + who.who + ".", "The " + who.noun + " " + who.who + " is back."}; said != "" || !slices.Equal(progress, want) {
				t.Errorf("%s: %q, want %q; %s", variant, progress, want, said)
			}
			if archived(server.Simulator, who.id) || len(server.Writes()) != 1 || server.Count("POST", who.path) != 1 || len(server.Invitations()) > 0 {
				t.Errorf("%s: %s was restored by %v", variant, who.who, server.Writes())
			}

			progress, said = p.Invoke(who.action, who.config())
			if want := []string{"The " + who.noun + " " + who.who + " is not archived. Nothing is to be done."}; said != "" || !slices.Equal(progress, want) {
				t.Errorf("%s: again: %q, want %q; %s", variant, progress, want, said)
			}
			if said := p.PlanAction(who.action, who.config()); said != "" {
				t.Errorf("%s: the plan for somebody who is not archived says %s", variant, said)
			}
			if len(server.Writes()) != 1 {
				t.Errorf("%s: who is not archived was restored: %v", variant, server.Writes())
			}
		}
	}
}

// Who is archived may be hidden, so that only the restore tells whether they are there.
func TestRestoredThoughHidden(t *testing.T) {
	t.Parallel()
	for _, who := range people() {
		server := providertest.Start(t, agency(simulator.ArchivedNotFound))
		p := providertest.Configure(t, server, nil)
		if said := p.PlanAction(who.action, who.config()); said != "" {
			t.Error(said)
		}
		progress, said := p.Invoke(who.action, who.config())
		if said != "" || len(progress) != 2 || archived(server.Simulator, who.id) || len(server.Writes()) != 1 {
			t.Errorf("%q; %s; %v", progress, said, server.Writes())
		}
	}
}

func TestLostAnswer(t *testing.T) {
	t.Parallel()
	for _, who := range people() {
		server := providertest.Start(t, agency())
		server.Inject(simkit.Fault{Kind: simkit.FaultLostAnswer, Method: "POST", Path: who.path, Times: 1})
		progress, said := providertest.Configure(t, server, nil).Invoke(who.action, who.config())
		if said != "" || len(progress) != 2 || server.Count("POST", who.path) != 1 || archived(server.Simulator, who.id) {
			t.Errorf("%q; %s; %v", progress, said, server.Writes())
		}
	}
}

// Two actions about one person restore them once.
func TestRestoredOnce(t *testing.T) {
	t.Parallel()
	for _, who := range people() {
		server := providertest.Start(t, agency())
		p := providertest.Configure(t, server, nil)
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				if _, said := p.Invoke(who.action, who.config()); said != "" {
					t.Error(said)
				}
			})
		}
		both.Wait()
		if len(server.Writes()) != 1 || archived(server.Simulator, who.id) {
			t.Errorf("the %s was restored by %v", who.noun, server.Writes())
		}
	}
}

func TestNotRestored(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		id       string
		options  simulator.Options
		provider providertest.Attributes
		// planned is whether the plan says it, too.
		planned bool
		writes  int
		said    []string
	}{
		"unknown": {id: "4711", options: agency(), writes: 1, said: []string{
			"id 4711: POST /", "/4711/restore: WebWork answered 404", "has no KIND of this id", "purges what was archived for six months. Check the id and workspace_id", "with a webwork_",
		}},
		"read-only token": {options: agency(), provider: providertest.Attributes{"token": "read-only"}, writes: 1, said: []string{
			"WebWork answered 403", "a token with the write scope for changes",
		}},
		"restore_archived": {options: agency(), provider: providertest.Attributes{"restore_archived": false}, planned: true, said: []string{
			"restore_archived is false in the provider block, so that nobody may be brought back",
		}},
		"restore_archived of hidden people": {
			options: agency(simulator.ArchivedNotFound), provider: providertest.Attributes{"restore_archived": false}, planned: true,
			said: []string{"restore_archived is false in the provider block"},
		},
		"role":            {options: agency(simulator.TeamManager), planned: true, said: []string{"Could not use the account: The account has the role \"Team manager\""}},
		"other workspace": {options: agency(), provider: providertest.Attributes{"workspace_id": "8"}, planned: true, said: []string{"workspace_id is 8, but the account has no access"}},
		"no id":           {id: "0102", options: agency(), planned: true, said: []string{"Value not allowed: ATTRIBUTE was given \"0102\", which is no id"}},
		"empty id":        {id: "-", options: agency(), planned: true, said: []string{"ATTRIBUTE was given \"-\", which is no id"}},
	} {
		for _, who := range people() {
			t.Run(name+" "+who.attribute, func(t *testing.T) {
				t.Parallel()
				server := providertest.Start(t, c.options)
				server.AddToken("read-only", simulator.Account{UserID: 10, ReadOnly: true}, time.Time{})
				if c.id != "" {
					who.id = c.id
				}
				wanted := func(said string) bool {
					return strings.Count(said, "ERROR") == 1 && !slices.ContainsFunc(c.said, func(part string) bool {
						return !strings.Contains(said, strings.NewReplacer("KIND", who.noun, "ATTRIBUTE", who.attribute).Replace(part))
					})
				}
				planned := providertest.Configure(t, server, c.provider).PlanAction(who.action, who.config())
				if c.planned != strings.Contains(planned, "ERROR") || c.planned && !wanted(planned) {
					t.Errorf("the plan says %q, want %q: %t", planned, c.said, c.planned)
				}
				if _, said := providertest.Configure(t, server, c.provider).Invoke(who.action, who.config()); !wanted(said) {
					t.Errorf("the action says %q, want %q", said, c.said)
				}
				if writes := server.Writes(); len(writes) != c.writes {
					t.Errorf("%d requests to write, want %d: %v", len(writes), c.writes, writes)
				}
			})
		}
	}
}

func TestMemberIsNoProjectViewer(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, agency())
	p := providertest.Configure(t, server, nil)
	const want = `ERROR: Could not restore project viewer: gil@acme.example (id 102) is a member with the role "Regular User" and no project viewer. ` +
		`To bring them back, use the action webwork_restore_member.`
	config := providertest.Attributes{"viewer_id": "102"}
	if said := p.PlanAction("webwork_restore_project_viewer", config); said != want {
		t.Errorf("the plan says %q, want %q", said, want)
	}
	progress, said := p.Invoke("webwork_restore_project_viewer", config)
	if said != want || len(progress) > 0 || len(server.Writes()) > 0 {
		t.Errorf("the action says %q, want %q; %q %v", said, want, progress, server.Writes())
	}
}

// A plan whose id, or whose provider, is not known yet asks nothing.
func TestNotKnownYet(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, agency())
	for _, who := range people() {
		said := providertest.Configure(t, server, nil).PlanAction(who.action, providertest.Attributes{who.attribute: tftypes.UnknownValue})
		said += providertest.Configure(t, server, providertest.Attributes{"token": tftypes.UnknownValue}).PlanAction(who.action, who.config())
		if said != "" {
			t.Error(said)
		}
		if _, said := providertest.Configure(t, server, providertest.Attributes{"token": tftypes.UnknownValue}).Invoke(who.action, who.config()); !strings.Contains(said, "Provider configuration not known yet") {
			t.Errorf("the action says %q", said)
		}
	}
	if requests := server.Requests(); len(requests) > 0 {
		t.Errorf("WebWork was asked: %v", requests)
	}
}
