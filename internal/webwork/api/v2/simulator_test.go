package v2_test

import (
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/contractkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/contract"
	v2 "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/v2"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// simulate starts a simulator behind the written contract and gives a client of it.
func simulate(t *testing.T, population simulator.Population, variants ...simulator.Variant) (*simtest.Server, *v2.Client) {
	t.Helper()
	server := simtest.Start(t, simulator.Options{Populate: population, Variants: variants, Jitter: simkit.NoJitter()},
		func(h http.Handler) http.Handler { return contract.Wrap(t, h) })
	client, err := v2.New(&http.Client{Transport: bearer(server.Token())}, server.BaseURL)
	if err != nil {
		t.Fatal(err)
	}
	return server, client
}

// bearer is a transport that adds a token.
type bearer string

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+string(b))
	return http.DefaultTransport.RoundTrip(r)
}

// variants are the default, every variant, and pairs that meet in the decoding of lists.
func variants() map[string][]simulator.Variant {
	all := map[string][]simulator.Variant{"default": nil}
	for _, variant := range simulator.Variants() {
		if variant.Name.Legacy() || slices.Contains([]simulator.Variant{simulator.OddValues, simulator.UpdateSparse}, variant.Name) {
			continue // the client refuses what is odd or missing in fields that nothing depends on
		}
		all[string(variant.Name)] = []simulator.Variant{variant.Name}
	}
	for _, paging := range []simulator.Variant{simulator.PagingInMeta, simulator.PagingOnTop, simulator.PagingAbsent} {
		for _, size := range []simulator.Variant{simulator.PagingSizeIgnored, simulator.PagingIgnored} {
			all[fmt.Sprintf("%s, %s", paging, size)] = []simulator.Variant{
				paging, size, simulator.NumbersAsStrings, simulator.BooleansAsStrings, simulator.NullsAbsent,
			}
		}
	}
	return all
}

// TestLists reads whole lists of sizes around those of pages, under every variant.
func TestLists(t *testing.T) {
	t.Parallel()
	for name, variants := range variants() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			counts := []int{21}
			if name == "default" || strings.HasPrefix(name, "paging") {
				counts = []int{0, 1, 20, 50, 100, 101}
			}
			for _, count := range counts {
				server, client := simulate(t, simulator.Population{
					Members: count, Projects: count, Contracts: count,
					Viewers: count, Webhooks: count,
				}, variants...)
				if slices.Contains(variants, simulator.TeamManager) {
					continue // a weaker role sees less, and how much is WebWork's matter
				}
				in := client.In(fmt.Sprint(server.WorkspaceID()))
				people := count + 1 // with the account itself
				if !slices.Contains(variants, simulator.ViewersHidden) {
					people += count
				}
				hasSize(t, in.Members(), api.MemberFilter{}, api.Member.ObjectID, people)
				hasSize(t, in.Members(), api.MemberFilter{Role: api.RoleOwner}, api.Member.ObjectID, 1)
				hasSize(t, in.Projects(), api.ProjectFilter{}, api.Project.ObjectID, count)
				hasSize(t, in.Projects(), api.ProjectFilter{Name: "no such project"}, api.Project.ObjectID, 0)
				hasSize(t, in.Contracts(), api.ContractFilter{}, api.Contract.ObjectID, count)
				hasSize(t, in.Contracts(), api.ContractFilter{Status: api.ContractPaused}, api.Contract.ObjectID, 0)
				hasSize(t, in.Viewers(), api.ViewerFilter{}, api.Viewer.ObjectID, count)
				if !slices.ContainsFunc(variants, func(v simulator.Variant) bool {
					return v == simulator.WebhookIDChanges || v == simulator.WebhookIDNewest
				}) {
					hasSize(t, in.Webhooks(), api.WebhookFilter{}, api.Webhook.ObjectID, count)
				}
			}
		})
	}
}

func hasSize[T, F any](t *testing.T, reader remote.Reader[T, F], filter F, id func(T) string, want int) {
	t.Helper()
	all, err := remote.All(t.Context(), reader, filter, id)
	if err != nil || len(all) != want {
		t.Errorf("a list %T%+v of %d objects has %d, %v", *new(T), filter, want, len(all), err)
	}
}

// TestListItemsAndObjects compares what lists carry with what single objects carry.
func TestListItemsAndObjects(t *testing.T) {
	t.Parallel()
	for name, variants := range variants() {
		if slices.Contains(variants, simulator.TeamManager) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, client := simulate(t, simulator.Population{Members: 3, Projects: 3, Contracts: 3, Viewers: 3}, variants...)
			in := client.In(fmt.Sprint(server.WorkspaceID()))
			thin := slices.Contains(variants, simulator.ThinLists)
			sameObjects(t, in.Members(), api.MemberFilter{}, api.Member.ObjectID, func(m api.Member) remote.Fields { return m.Sent }, thin)
			sameObjects(t, in.Projects(), api.ProjectFilter{}, api.Project.ObjectID, func(p api.Project) remote.Fields { return p.Sent }, thin)
			sameObjects(t, in.Contracts(), api.ContractFilter{}, api.Contract.ObjectID,
				func(c api.Contract) remote.Fields { return c.Sent }, thin)
			sameObjects(t, in.Viewers(), api.ViewerFilter{}, api.Viewer.ObjectID, func(v api.Viewer) remote.Fields { return v.Sent }, thin)
		})
	}
}

func sameObjects[T, F any](t *testing.T, reader remote.Reader[T, F], filter F, id func(T) string, sent func(T) remote.Fields, thin bool) {
	t.Helper()
	all, err := remote.All(t.Context(), reader, filter, id)
	if err != nil || len(all) == 0 {
		t.Fatalf("%T: %d objects, %v", *new(T), len(all), err)
	}
	for _, item := range all {
		single, err := reader.Get(t.Context(), id(item))
		if err != nil {
			t.Fatalf("%T: %v", item, err)
		}
		if thin {
			if sent(item).Covers(sent(single)) || !sent(single).Covers(sent(item)) {
				t.Errorf("%T: a thin list item has %b, the object %b", item, sent(item), sent(single))
			}
		} else if !reflect.DeepEqual(item, single) {
			t.Errorf("the list has %+v\nthe object is %+v", item, single)
		}
	}
}

// TestPageNumbers checks what pages say of the list, where they say it.
func TestPageNumbers(t *testing.T) {
	t.Parallel()
	for variant, want := range map[simulator.Variant]struct{ total, last int }{
		simulator.PagingInMeta: {301, 4},
		simulator.PagingOnTop:  {301, 4},
		simulator.PagingAbsent: {remote.UnknownTotal, 0},
	} {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			server, client := simulate(t, simulator.Population{Members: 300}, variant)
			members := client.In(fmt.Sprint(server.WorkspaceID())).Members()
			for number, length := range map[int]int{1: 100, 3: 100, 4: 1} {
				page, err := members.Page(t.Context(), api.MemberFilter{}, number)
				if err != nil || len(page.Items) != length || page.Total != want.total || page.LastPage != want.last ||
					page.Final != (number == 4) {
					t.Errorf("page %d: %d items, total %d, last page %d, is last %t, %v",
						number, len(page.Items), page.Total, page.LastPage, page.Final, err)
				}
			}
		})
	}
}

func TestWorkspacesOfTheSimulator(t *testing.T) {
	t.Parallel()
	for name, variants := range variants() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, client := simulate(t, simulator.Population{}, variants...)
			got, err := client.Workspaces(t.Context())
			if err != nil || len(got) != 1 || got[0].ID != fmt.Sprint(server.WorkspaceID()) || got[0].Name == "" {
				t.Fatalf("got %+v, %v", got, err)
			}
			known := !slices.Contains(variants, simulator.ClientCredentials)
			if (got[0].UserID == fmt.Sprint(simulator.DefaultAccount)) != known || (got[0].Role != "") != known {
				t.Errorf("the account is %s, %q", got[0].UserID, got[0].Role)
			}
		})
	}
}

// outcome is how a step may end where the variant decides.
type outcome func(error) bool

func succeeds(err error) bool   { return err == nil }
func isMissing(err error) bool  { return remote.IsNotFound(err) }
func either(err error) bool     { return err == nil || remote.IsNotFound(err) }
func isRefused(err error) bool  { return err != nil && !remote.IsUncertain(err) }
func isDeclined(err error) bool { return remote.IsUnsupported(err) }

func step(t *testing.T, name string, err error, want outcome) {
	t.Helper()
	if !want(err) {
		t.Fatalf("%s: %v", name, err)
	}
}

// TestLives takes an object of each kind through its life, under every variant in which the
// account may write.
func TestLives(t *testing.T) {
	t.Parallel()
	for name, variants := range variants() {
		if slices.Contains(variants, simulator.TeamManager) {
			continue // see TestWeakRole
		}
		has := func(variant simulator.Variant) bool { return slices.Contains(variants, variant) }
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, client := simulate(t, simulator.Population{}, variants...)
			in := client.In(fmt.Sprint(server.WorkspaceID()))
			restored := outcome(succeeds)
			if has(simulator.ArchivedPurged) {
				restored = isMissing
			}
			twice := outcome(isRefused)
			if has(simulator.DuplicatesAllowed) {
				twice = succeeds
			}
			memberID := memberLife(t, in.Members(), restored, twice)
			projectLife(t, in.Projects(), has)
			if has(simulator.ArchivedPurged) {
				return
			}
			project, err := in.Projects().Create(t.Context(), api.ProjectCreate{Name: "Website"})
			step(t, "creating a project", err, succeeds)
			if has(simulator.CreatedNotFound) {
				return // what follows is read at once
			}
			contractLife(t, in.Contracts(), project.ID, memberID, has)
			viewerLife(t, in.Viewers(), project.ID)
			if !has(simulator.WebhookIDNewest) {
				webhookLife(t, in.Webhooks(), has)
			}
		})
	}
}

func is[T comparable](got *T, want T) bool { return got != nil && *got == want }

func memberLife(t *testing.T, members api.Members, restored, twice outcome) string {
	t.Helper()
	ctx := t.Context()
	invited, err := members.Invite(ctx, api.MemberInvite{
		Email: "jane@example.com", FirstName: "Jane", LastName: "Doe",
		Role: api.RoleRegularUser,
	})
	step(t, "inviting", err, succeeds)
	if invited.ID == "" || invited.InvitationLink == nil {
		t.Errorf("invited %+v", invited)
	}
	updated, err := members.Update(ctx, invited.ID, api.MemberUpdate{
		LastName: api.Set("Miller"), Timezone: api.Set("America/New_York"), RateStatus: api.Set(true), WeeklyHoursLimit: api.Set[int64](30),
	})
	step(t, "updating", err, succeeds)
	got, err := members.Get(ctx, invited.ID)
	step(t, "reading", err, succeeds)
	if updated != nil && !reflect.DeepEqual(*updated, got) {
		t.Errorf("the update answered %+v\nthen there was %+v", *updated, got)
	}
	if got.ID != invited.ID || got.Key() != "jane@example.com" || got.LastName != "Miller" || got.Archived() || !got.Pending() ||
		!is(got.Timezone, "America/New_York") || !is(got.RateStatus, true) || !is(got.WeeklyHoursLimit, 30) {
		t.Errorf("read %+v", got)
	}
	_, err = members.Invite(ctx, api.MemberInvite{Email: "jane@example.com", FirstName: "J", LastName: "D", Role: api.RoleRegularUser})
	step(t, "inviting twice", err, twice)

	step(t, "archiving", members.Archive(ctx, invited.ID), succeeds)
	got, err = members.Get(ctx, invited.ID)
	step(t, "reading what is archived", err, either)
	if err == nil && !got.Archived() {
		t.Errorf("archived %+v", got)
	}
	step(t, "restoring", members.Restore(ctx, invited.ID), restored)
	if restored(nil) {
		got, err = members.Get(ctx, invited.ID)
		step(t, "reading what is restored", err, succeeds)
		if got.Archived() || got.LastName != "Miller" {
			t.Errorf("restored %+v", got)
		}
	}
	return invited.ID
}

func projectLife(t *testing.T, projects api.Projects, has func(simulator.Variant) bool) {
	t.Helper()
	ctx := t.Context()
	created, err := projects.Create(ctx, api.ProjectCreate{
		Name: "Brand book", StartDate: new("2026-01-15"), Deadline: new("2026-03-31"), Estimation: new(120.0), Budget: new(5000.0),
		Notes: new("Draft"),
	})
	step(t, "creating", err, succeeds)
	if created.ID == "" || created.Name != "Brand book" || !is(created.Budget, 5000) || !is(created.Estimation, 120) ||
		!is(created.Deadline, "2026-03-31") && !is(created.Deadline, "2026-03-31T00:00:00Z") {
		t.Errorf("created %+v", created)
	}
	_, err = projects.Update(ctx, created.ID, api.ProjectUpdate{
		Name: api.Set("Brand guide"), Budget: api.Set(0.0),
		Notes: api.Set("Final"),
	})
	step(t, "updating", err, succeeds)
	_, err = projects.Update(ctx, created.ID, api.ProjectUpdate{Deadline: api.Clear[string](), Estimation: api.Clear[float64]()})
	cleared := !has(simulator.ClearNullIgnored) && !has(simulator.ClearNullRejected)
	if has(simulator.ClearNullRejected) != (err != nil) {
		t.Errorf("clearing: %v", err)
	}
	got, err := projects.Get(ctx, created.ID)
	step(t, "reading", err, succeeds)
	if got.Name != "Brand guide" || !is(got.Notes, "Final") {
		t.Errorf("updated %+v", got)
	}
	if empty := got.Deadline == nil || is(got.Deadline, ""); empty != cleared {
		t.Errorf("cleared %+v", got)
	}

	step(t, "archiving", projects.Archive(ctx, created.ID), succeeds)
	got, err = projects.Get(ctx, created.ID)
	step(t, "reading what is archived", err, either)
	if err == nil && !got.Archived() {
		t.Errorf("archived %+v", got)
	}
	if has(simulator.ProjectRestoreWorks) {
		step(t, "restoring", projects.Restore(ctx, created.ID), succeeds)
	} else {
		step(t, "restoring", projects.Restore(ctx, created.ID), isDeclined)
	}
}

func contractLife(t *testing.T, contracts api.Contracts, projectID, userID string, has func(simulator.Variant) bool) {
	t.Helper()
	ctx := t.Context()
	created, err := contracts.Create(ctx, api.ContractCreate{
		ProjectID: projectID, UserID: userID, WeeklyHoursLimit: new(int64(20)), Screenshots: new("no_preview"), Rate: new(25.0),
	})
	step(t, "creating a contract", err, succeeds)
	if created.Key() != api.ContractKey(projectID, userID) || !is(created.WeeklyHoursLimit, 20) || !is(created.Screenshots, "no_preview") ||
		created.Status != api.ContractActive || (created.Rate == nil) != has(simulator.RatesHidden) {
		t.Errorf("created %+v", created)
	}
	_, err = contracts.Update(ctx, created.ID, api.ContractUpdate{
		Status:           api.Set(api.ContractPaused),
		WeeklyHoursLimit: api.Set[int64](10),
	})
	step(t, "pausing a contract", err, succeeds)
	found, err := remote.All(ctx, contracts, api.ContractFilter{ProjectID: projectID, UserID: userID}, api.Contract.ObjectID)
	step(t, "looking a contract up", err, succeeds)
	if !has(simulator.ListsLag) && (len(found) != 1 || found[0].ID != created.ID || found[0].Status != api.ContractPaused) {
		t.Errorf("found %+v", found)
	}
	step(t, "deleting a contract", contracts.Delete(ctx, created.ID), succeeds)
	_, err = contracts.Get(ctx, created.ID)
	step(t, "reading a deleted contract", err, isMissing)
}

func viewerLife(t *testing.T, viewers api.Viewers, projectID string) {
	t.Helper()
	ctx := t.Context()
	created, err := viewers.Create(ctx, api.ViewerCreate{Email: "kim@client.example", FirstName: "Kim", LastName: "Client"})
	step(t, "creating a viewer", err, succeeds)
	step(t, "assigning", viewers.Assign(ctx, created.ID, projectID), succeeds)
	got, err := viewers.Get(ctx, created.ID)
	step(t, "reading a viewer", err, succeeds)
	if got.Key() != "kim@client.example" || !got.Sees(projectID) || got.Archived() {
		t.Errorf("read %+v", got)
	}
	step(t, "unassigning", viewers.Unassign(ctx, created.ID, projectID), succeeds)
	got, err = viewers.Get(ctx, created.ID)
	step(t, "reading a viewer", err, succeeds)
	if got.Sees(projectID) {
		t.Errorf("read %+v", got)
	}
	step(t, "archiving a viewer", viewers.Archive(ctx, created.ID), succeeds)
	got, err = viewers.Get(ctx, created.ID)
	step(t, "reading an archived viewer", err, either)
	if err == nil && !got.Archived() {
		t.Errorf("archived %+v", got)
	}
	step(t, "restoring a viewer", viewers.Restore(ctx, created.ID), succeeds)
}

func webhookLife(t *testing.T, webhooks api.Webhooks, has func(simulator.Variant) bool) {
	t.Helper()
	ctx := t.Context()
	created, err := webhooks.Create(ctx, "https://hooks.example/webwork?key=1&b=2", []string{"tracker.started"})
	step(t, "creating a webhook", err, succeeds)
	if created.ID == "" || created.Token == nil {
		t.Errorf("created %+v", created)
	}
	_, err = webhooks.Update(ctx, created.ID, created.URL, []string{"member.invited", "tracker.stopped"})
	step(t, "updating a webhook", err, succeeds)
	got, err := webhooks.Get(ctx, created.ID)
	step(t, "reading a webhook", err, succeeds)
	if got.URL != created.URL || !reflect.DeepEqual(got.Events, []string{"member.invited", "tracker.stopped"}) ||
		(got.Token == nil) != has(simulator.WebhookTokenOnce) {
		t.Errorf("read %+v", got)
	}
	step(t, "deleting a webhook", webhooks.Delete(ctx, got.ID), succeeds)
	_, err = webhooks.Get(ctx, got.ID)
	step(t, "reading a deleted webhook", err, isMissing)
}

func TestWeakRole(t *testing.T) {
	t.Parallel()
	server, client := simulate(t, simulator.Population{Members: 1}, simulator.TeamManager)
	err := client.In(fmt.Sprint(server.WorkspaceID())).Members().Archive(t.Context(), fmt.Sprint(simulator.DefaultAccount))
	if !remote.IsForbidden(err) || remote.IsUncertain(err) {
		t.Errorf("archiving as a team manager: %v", err)
	}
}

// TestFaults has the failures of a server and of the way to it.
func TestFaults(t *testing.T) {
	t.Parallel()
	for kind, want := range map[simkit.FaultKind]struct{ uncertain, postponed, unauthorized bool }{
		simkit.FaultServerError:      {postponed: true},
		simkit.FaultServerErrorAfter: {postponed: true},
		simkit.FaultBadGateway:       {uncertain: true},
		simkit.FaultGatewayTimeout:   {uncertain: true},
		simkit.FaultUnavailable:      {postponed: true},
		simkit.FaultTooManyRequests:  {postponed: true},
		simkit.FaultTokenExpired:     {unauthorized: true},
		simkit.FaultReset:            {uncertain: true},
		simkit.FaultLostAnswer:       {uncertain: true},
		simkit.FaultTruncated:        {uncertain: true},
		simkit.FaultBadJSON:          {uncertain: true},
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			server := simtest.Start(t, simulator.Options{},
				func(h http.Handler) http.Handler { return contract.Wrap(t, h, contractkit.AllowBrokenAnswers()) })
			client, err := v2.New(&http.Client{Transport: bearer(server.Token())}, server.BaseURL)
			if err != nil {
				t.Fatal(err)
			}
			injected := server.Inject(simkit.Fault{Kind: kind})
			_, err = client.In(fmt.Sprint(server.WorkspaceID())).Members().Invite(t.Context(), api.MemberInvite{
				Email: "jane@example.com", FirstName: "Jane", LastName: "Doe", Role: api.RoleRegularUser,
			})
			if err == nil || remote.IsUncertain(err) != want.uncertain || remote.IsPostponed(err) != want.postponed || remote.IsUnauthorized(err) != want.unauthorized ||
				injected.Count() == 0 {
				t.Errorf("inviting: %v; uncertain %t, postponed %t, unauthorized %t, struck %d times",
					err, remote.IsUncertain(err), remote.IsPostponed(err), remote.IsUnauthorized(err), injected.Count())
			}
		})
	}
}
