package listing_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// kinds are all that can be listed.
func kinds() []string {
	return []string{
		"webwork_member", "webwork_project", "webwork_contract", "webwork_project_viewer", "webwork_project_viewer_assignment", "webwork_webhook",
	}
}

// agency is a workspace with something of each kind, archived and paused ones among them.
func agency(variants ...simulator.Variant) simulator.Options {
	left := time.Date(2026, 2, 1, 8, 0, 0, 0, time.UTC)
	return simulator.Options{Variants: variants, Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
		ID: 7, Name: "Acme Agency", OwnerID: 10,
		Members: []simulator.Member{
			{ID: 10, Email: "olivia@acme.example", FirstName: "Olivia", LastName: "Owner", Role: simulator.RoleOwner},
			{ID: 9, Email: "Ann@acme.example", FirstName: "Ann", LastName: "Example", Role: simulator.RoleRegularUser, WeeklyHoursLimit: new(int64(0))},
			{ID: 101, Email: "kim@client.example", FirstName: "Kim", LastName: "Client", Role: simulator.RoleProjectViewer, ProjectIDs: []int64{501, 500}},
			{ID: 102, Email: "gil@acme.example", FirstName: "Gil", LastName: "Gone", Role: simulator.RoleRegularUser, DeletedAt: &left},
			{ID: 103, Email: "nia@acme.example", FirstName: "Nia", LastName: "New\x1b[2J", Role: simulator.RoleTeamManager, Status: simulator.StatusInactive},
			{ID: 104, Email: "vera@client.example", FirstName: "Vera", LastName: "Gone", Role: simulator.RoleProjectViewer, DeletedAt: &left, ProjectIDs: []int64{500}},
			{ID: 105, Email: "pat@client.example", FirstName: "Pat", LastName: "Client", Role: simulator.RoleProjectViewer},
		},
		Projects: []simulator.Project{
			{ID: 500, Name: "Website", Deadline: new("2026-12-31"), Budget: new(5000.0), Estimation: new(0.0)},
			{ID: 501, Name: "Shop & more", Notes: new("a\nb"), Icon: new("project-icon-1")},
			{ID: 502, Name: "Old website", DeletedAt: &left},
		},
		Contracts: []simulator.Contract{
			{ID: 900, ProjectID: 500, UserID: 9, Rate: new(55.5), WeeklyHoursLimit: new(int64(20))},
			{ID: 901, ProjectID: 501, UserID: 103, Status: "paused"},
		},
		Webhooks: []simulator.Webhook{
			{ID: "wh1", URL: "https://hooks.example/webwork?key=SECRET", Events: []string{"member.invited", "tracker.started"}, Token: "t0ken"},
		},
	}}}}
}

// archivedToo asks for what is archived, of the kinds that leave it out.
func archivedToo(kind string) providertest.Attributes {
	if slices.Contains([]string{"webwork_member", "webwork_project", "webwork_project_viewer"}, kind) {
		return providertest.Attributes{"include_archived": true}
	}
	return nil
}

func names(found []providertest.Listed) []string {
	all := make([]string, len(found))
	for i, one := range found {
		all[i] = one.Name
	}
	return all
}

func TestListed(t *testing.T) {
	t.Parallel()
	const olivia, ann, nia = "Olivia Owner <olivia@acme.example>", "Ann Example <Ann@acme.example>", "Nia New[2J <nia@acme.example>"
	const gil, kim, vera, pat = "Gil Gone <gil@acme.example> (archived)", "Kim Client <kim@client.example>", "Vera Gone <vera@client.example> (archived)", "Pat Client <pat@client.example>"
	server := providertest.Start(t, agency())
	p := providertest.Configure(t, server, nil)
	for _, c := range []struct {
		kind    string
		filters providertest.Attributes
		want    []string
	}{
		{"webwork_member", nil, []string{ann, olivia, nia}},
		{"webwork_member", providertest.Attributes{"include_archived": true}, []string{ann, olivia, gil, nia}},
		{"webwork_member", providertest.Attributes{"include_archived": false}, []string{ann, olivia, nia}},
		{"webwork_member", providertest.Attributes{"status": "left"}, []string{gil}},
		{"webwork_member", providertest.Attributes{"status": "inactive"}, []string{nia}},
		{"webwork_member", providertest.Attributes{"role": "Team manager"}, []string{nia}},
		{"webwork_member", providertest.Attributes{"role": "Project viewer"}, []string{kim, pat}},
		{"webwork_member", providertest.Attributes{"role": "Project viewer", "include_archived": true}, []string{kim, vera, pat}},
		{"webwork_member", providertest.Attributes{"email": "ANN@acme.example"}, []string{ann}},
		{"webwork_member", providertest.Attributes{"email": "nobody@acme.example"}, nil},
		{"webwork_project", nil, []string{"Website", "Shop & more"}},
		{"webwork_project", providertest.Attributes{"include_archived": true}, []string{"Website", "Shop & more", "Old website (archived)"}},
		{"webwork_project", providertest.Attributes{"name": "WEBSITE"}, []string{"Website"}},
		{"webwork_contract", nil, []string{"Ann Example on Website", "Nia New[2J on Shop & more (paused)"}},
		{"webwork_contract", providertest.Attributes{"project_id": "501"}, []string{"Nia New[2J on Shop & more (paused)"}},
		{"webwork_contract", providertest.Attributes{"user_id": "9"}, []string{"Ann Example on Website"}},
		{"webwork_contract", providertest.Attributes{"status": "active"}, []string{"Ann Example on Website"}},
		{"webwork_contract", providertest.Attributes{"status": "active", "user_id": "103"}, nil},
		{"webwork_project_viewer", nil, []string{kim, pat}},
		{"webwork_project_viewer", providertest.Attributes{"include_archived": true}, []string{kim, vera, pat}},
		{"webwork_project_viewer", providertest.Attributes{"email": "KIM@client.example"}, []string{kim}},
		{"webwork_project_viewer_assignment", nil, []string{"Kim Client on Website", "Kim Client on Shop & more"}},
		{"webwork_project_viewer_assignment", providertest.Attributes{"project_id": "501"}, []string{"Kim Client on Shop & more"}},
		{"webwork_project_viewer_assignment", providertest.Attributes{"viewer_id": "101", "project_id": "500"}, []string{"Kim Client on Website"}},
		{"webwork_project_viewer_assignment", providertest.Attributes{"viewer_id": "105"}, nil},
		{"webwork_project_viewer_assignment", providertest.Attributes{"viewer_id": "4711"}, nil},
		{"webwork_webhook", nil, []string{"https://hooks.example (member.invited, tracker.started)"}},
	} {
		found, said := p.List(c.kind, providertest.Query{Filters: c.filters, IncludeResource: true})
		if said != "" || !slices.Equal(names(found), c.want) {
			t.Errorf("%s %v: %q, want %q; %s", c.kind, c.filters, names(found), c.want, said)
		}
	}
	if writes := server.Writes(); len(writes) > 0 {
		t.Errorf("lists wrote: %v", writes)
	}
}

// What is listed with its resource is what an import makes of it, so that a plan with generated configuration has nothing to do.
func TestListedAsImported(t *testing.T) {
	t.Parallel()
	for name, variants := range map[string][]simulator.Variant{
		"documented":    nil,
		"thin lists":    {simulator.ThinLists, simulator.WebhookListWithoutToken},
		"other forms":   {simulator.NumbersAsStrings, simulator.BooleansAsNumbers, simulator.NullsAbsent, simulator.DatesAsTimestamps},
		"rates hidden":  {simulator.RatesHidden, simulator.WebhookTokenOnce},
		"odd values":    {simulator.OddValues, simulator.NamesEscaped, simulator.TimezoneUnset},
		"archived":      {simulator.ArchivedListedByStatus},
		"left":          {simulator.ArchivedStatusLeft, simulator.ViewersHidden},
		"keeps status":  {simulator.ArchivedKeepsStatus},
		"webhook ids":   {simulator.WebhookIDChanges},
		"paging absent": {simulator.PagingAbsent},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, agency(variants...))
			for _, kind := range kinds() {
				found, said := providertest.Configure(t, server, nil).List(kind, providertest.Query{Filters: archivedToo(kind), IncludeResource: true})
				if said != "" || len(found) == 0 {
					t.Errorf("%s: %d found; %s", kind, len(found), said)
				}
				p := providertest.Configure(t, server, nil) // who imports has read nothing yet
				for _, one := range found {
					imported, said := p.Import(kind, one.Identity)
					if strings.Contains(said, "ERROR") {
						t.Errorf("%s %s cannot be imported: %s", kind, one.Name, said)
						continue
					}
					if got, want := p.Resource(kind, one.Resource), p.Resource(kind, imported); !got.Equal(want) {
						t.Errorf("%s %s is listed as\n%s\nand imported as\n%s", kind, one.Name, got, want)
					}
				}
			}
		})
	}
}

// Whoever WebWork hides from its lists may still be found by status.
func TestListedThoughHidden(t *testing.T) {
	t.Parallel()
	for variant, want := range map[simulator.Variant]int{
		simulator.ArchivedListedByStatus: 1, simulator.ArchivedFoundByStatus: 1, simulator.ArchivedUnlisted: 0, simulator.ArchivedNotFound: 0,
	} {
		p := providertest.Configure(t, providertest.Start(t, agency(variant)), nil)
		found, said := p.List("webwork_member", providertest.Query{Filters: archivedToo("webwork_member")})
		archived := slices.DeleteFunc(names(found), func(name string) bool { return !strings.HasSuffix(name, "(archived)") })
		if said != "" || len(archived) != want || len(found) != 3+want {
			t.Errorf("%s: %q, want %d archived; %s", variant, names(found), want, said)
		}
	}
}
