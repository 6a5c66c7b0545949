package v1_test

import (
	"net/http"
	"reflect"
	"slices"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/contract"
	v1 "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/v1"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// simulate starts a simulator behind the written contract and gives a client of it.
func simulate(t *testing.T, population simulator.Population, variants ...simulator.Variant) (*simtest.Server, api.Scope) {
	t.Helper()
	server := simtest.Start(t, simulator.Options{Populate: population, Variants: variants, Jitter: simkit.NoJitter()},
		func(h http.Handler) http.Handler { return contract.Wrap(t, h) })
	return server, clientOf(t, server, &http.Client{Transport: basic{server.Email(), server.APIKey()}})
}

func clientOf(t *testing.T, server *simtest.Server, client *http.Client) api.Scope {
	t.Helper()
	made, err := v1.New(client, server.BaseURLV1(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	return made.In("")
}

// basic is a transport that signs in.
type basic struct{ email, key string }

func (b basic) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.SetBasicAuth(b.email, b.key)
	return http.DefaultTransport.RoundTrip(r)
}

// variants are the default, those of the legacy API, and those of version 2 that mean something to it.
func variants() map[string][]simulator.Variant {
	shared := []simulator.Variant{
		simulator.ArchivedStatusLeft, simulator.ArchivedKeepsStatus, simulator.ArchivedUnlisted, simulator.ArchivedNotFound,
		simulator.ProjectRestoreWorks, simulator.NullsAbsent, simulator.DatesAsTimestamps, simulator.NamesEscaped, simulator.OddValues,
		simulator.ViewersHidden, simulator.AssignTwiceRefused, simulator.RatesHidden, simulator.WebhookTokenOnce, simulator.WebhookIDChanges,
	}
	all := map[string][]simulator.Variant{"default": nil}
	for _, variant := range simulator.Variants() {
		if variant.Name.Legacy() || slices.Contains(shared, variant.Name) {
			all[string(variant.Name)] = []simulator.Variant{variant.Name}
		}
	}
	return all
}

// TestLists reads whole lists, of which only that of webhooks has pages.
func TestLists(t *testing.T) {
	t.Parallel()
	for name, variants := range variants() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const count = 101
			server, in := simulate(t, simulator.Population{
				Members: count, Projects: count, Contracts: 2 * count, Viewers: count, Webhooks: count,
			}, variants...)
			people := count + 1 // with the account itself
			if !slices.Contains(variants, simulator.ViewersHidden) {
				people += count
			}
			hasSize(t, in.Members(), api.MemberFilter{}, api.Member.ObjectID, people)
			hasSize(t, in.Members(), api.MemberFilter{Role: api.RoleOwner}, api.Member.ObjectID, 1)
			hasSize(t, in.Members(), api.MemberFilter{Email: server.Email()}, api.Member.ObjectID, 1)
			hasSize(t, in.Members(), api.MemberFilter{Email: "nobody@example.com"}, api.Member.ObjectID, 0)
			hasSize(t, in.Members(), api.MemberFilter{Status: api.StatusLeft}, api.Member.ObjectID, 0)
			hasSize(t, in.Projects(), api.ProjectFilter{}, api.Project.ObjectID, count)
			hasSize(t, in.Projects(), api.ProjectFilter{Name: "no such project"}, api.Project.ObjectID, 0)
			hasSize(t, in.Contracts(), api.ContractFilter{}, api.Contract.ObjectID, 2*count)
			hasSize(t, in.Viewers(), api.ViewerFilter{}, api.Viewer.ObjectID, count)
			hasSize(t, in.Viewers(), api.ViewerFilter{Email: "nobody@example.com"}, api.Viewer.ObjectID, 0)
			server.ForgetRequests()
			hasSize(t, in.Projects(), api.ProjectFilter{}, api.Project.ObjectID, count)
			if got := len(server.Requests()); got != 1 {
				t.Errorf("a list without pages took %d requests", got)
			}
			if !slices.Contains(variants, simulator.WebhookIDChanges) {
				hasSize(t, in.Webhooks(), api.WebhookFilter{}, api.Webhook.ObjectID, count)
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

// TestListItemsAndObjects compares what lists carry with what single objects carry: all of it, but of projects.
func TestListItemsAndObjects(t *testing.T) {
	t.Parallel()
	for name, variants := range variants() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, in := simulate(t, simulator.Population{Members: 3, Projects: 3, Contracts: 3, Viewers: 3}, variants...)
			same(t, in.Members(), api.MemberFilter{}, api.Member.ObjectID, nil)
			same(t, in.Contracts(), api.ContractFilter{}, api.Contract.ObjectID, nil)
			same(t, in.Viewers(), api.ViewerFilter{}, api.Viewer.ObjectID, nil)
			same(t, in.Projects(), api.ProjectFilter{}, api.Project.ObjectID, func(listed, single api.Project) {
				if listed.Name != single.Name || listed.Sent.Covers(single.Sent) {
					t.Errorf("the list has %+v\nthe project is %+v", listed, single)
				}
			})
		})
	}
}

func same[T, F any](t *testing.T, reader remote.Reader[T, F], filter F, id func(T) string, compare func(listed, single T)) {
	t.Helper()
	all, err := remote.All(t.Context(), reader, filter, id)
	if err != nil || len(all) == 0 {
		t.Fatalf("%T: %d objects, %v", *new(T), len(all), err)
	}
	for _, item := range all {
		single, err := reader.Get(t.Context(), id(item))
		switch {
		case err != nil:
			t.Fatalf("%T: %v", item, err)
		case compare != nil:
			compare(item, single)
		case !reflect.DeepEqual(item, single):
			t.Errorf("the list has %+v\nthe object is %+v", item, single)
		}
	}
}

func step(t *testing.T, name string, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func is[T comparable](got *T, want T) bool { return got != nil && *got == want }

// TestLives takes an object of each kind through its life, under every variant.
func TestLives(t *testing.T) {
	t.Parallel()
	for name, variants := range variants() {
		has := func(variant simulator.Variant) bool { return slices.Contains(variants, variant) }
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, in := simulate(t, simulator.Population{}, variants...)
			memberID := memberLife(t, in.Members())
			projectID := projectLife(t, in.Projects(), has)
			contractLife(t, in.Contracts(), projectID, memberID, has)
			viewerLife(t, in.Viewers(), in.Members(), projectID)
			webhookLife(t, in.Webhooks(), has)
		})
	}
}

func memberLife(t *testing.T, members api.Members) string {
	t.Helper()
	ctx := t.Context()
	invite := api.MemberInvite{Email: "jane@example.com", FirstName: "Jane", LastName: "Doe & Co", Role: api.RoleProjectManager}
	invited, err := members.Invite(ctx, invite)
	step(t, "inviting", err)
	_, err = members.Update(ctx, invited.ID, api.MemberUpdate{
		LastName: api.Set("Miller"), Timezone: api.Set("America/New_York"), RateStatus: api.Set(true), WeeklyHoursLimit: api.Set[int64](30),
	})
	step(t, "updating", err)
	_, err = members.Update(ctx, invited.ID, api.MemberUpdate{Role: api.Set(api.RoleRegularUser), RateStatus: api.Set(false)})
	step(t, "demoting", err)
	got, err := members.Get(ctx, invited.ID)
	step(t, "reading", err)
	if got.ID != invited.ID || got.Key() != "jane@example.com" || got.LastName != "Miller" || got.Archived() || !got.Pending() ||
		got.Role != api.RoleRegularUser || !is(got.Timezone, "America/New_York") || !is(got.RateStatus, false) || !is(got.WeeklyHoursLimit, 30) {
		t.Errorf("read %+v", got)
	}
	if _, err = members.Invite(ctx, invite); !remote.IsRejected(err) || remote.IsUncertain(err) {
		t.Errorf("inviting twice: %v", err)
	}
	step(t, "archiving", members.Archive(ctx, invited.ID))
	if got, err = members.Get(ctx, invited.ID); !remote.IsNotFound(err) && (err != nil || !got.Archived()) {
		t.Errorf("archived %+v, %v", got, err)
	}
	step(t, "restoring", members.Restore(ctx, invited.ID))
	got, err = members.Get(ctx, invited.ID)
	step(t, "reading what is restored", err)
	if got.Archived() || got.LastName != "Miller" {
		t.Errorf("restored %+v", got)
	}
	if err := members.Restore(ctx, "4711"); !remote.IsNotFound(err) || !remote.IsUnsupported(err) || remote.IsUncertain(err) {
		t.Errorf("restoring nobody: %v", err)
	}
	return invited.ID
}

func projectLife(t *testing.T, projects api.Projects, has func(simulator.Variant) bool) string {
	t.Helper()
	ctx := t.Context()
	created, err := projects.Create(ctx, api.ProjectCreate{
		Name: "Brand & book", StartDate: new("2026-01-15"), Deadline: new("2026-03-31"), Estimation: new(120.0), Notes: new("Draft"),
	})
	step(t, "creating", err)
	_, err = projects.Update(ctx, created.ID, api.ProjectUpdate{Notes: api.Set("Final")})
	step(t, "updating", err)
	_, err = projects.Update(ctx, created.ID, api.ProjectUpdate{Name: api.Set("Brand guide"), Deadline: api.Clear[string]()})
	step(t, "renaming", err)
	got, err := projects.Get(ctx, created.ID)
	step(t, "reading", err)
	if got.Name != "Brand guide" || !is(got.Notes, "Final") || got.Deadline != nil || !is(got.Estimation, 120) || got.StartDate == nil {
		t.Errorf("updated %+v", got)
	}
	step(t, "archiving", projects.Archive(ctx, created.ID))
	if got, err = projects.Get(ctx, created.ID); !remote.IsNotFound(err) && (err != nil || !got.Archived()) {
		t.Errorf("archived %+v, %v", got, err)
	}
	if err := projects.Restore(ctx, created.ID); has(simulator.ProjectRestoreWorks) && err != nil ||
		!has(simulator.ProjectRestoreWorks) && !remote.IsUnsupported(err) {
		t.Errorf("restoring: %v", err)
	}
	again, err := projects.Create(ctx, api.ProjectCreate{Name: "Brand guide"})
	step(t, "creating one of the same name", err)
	if again.ID == created.ID {
		t.Error("the archived project passes for the new one")
	}
	return again.ID
}

func contractLife(t *testing.T, contracts api.Contracts, projectID, userID string, has func(simulator.Variant) bool) {
	t.Helper()
	ctx := t.Context()
	created, err := contracts.Create(ctx, api.ContractCreate{
		ProjectID: projectID, UserID: userID, WeeklyHoursLimit: new(int64(20)), Screenshots: new("no_preview"), Rate: new(25.0),
	})
	step(t, "creating a contract", err)
	if created.Key() != api.ContractKey(projectID, userID) || !is(created.WeeklyHoursLimit, 20) || !is(created.Screenshots, "no_preview") ||
		created.Status != api.ContractActive || (created.Rate == nil) != has(simulator.RatesHidden) {
		t.Errorf("created %+v", created)
	}
	_, err = contracts.Update(ctx, created.ID, api.ContractUpdate{WeeklyHoursLimit: api.Set[int64](10)})
	if has(simulator.RatesHidden) {
		if _, refused := err.(*api.InexpressibleError); !refused { //nolint:errorlint // nothing wraps it
			t.Errorf("an update that would lose the rate: %v", err)
		}
	} else {
		step(t, "changing hours", err)
	}
	found, err := remote.All(ctx, contracts, api.ContractFilter{ProjectID: projectID, UserID: userID}, api.Contract.ObjectID)
	step(t, "looking a contract up", err)
	if len(found) != 1 || found[0].ID != created.ID ||
		!has(simulator.RatesHidden) && (!is(found[0].Rate, 25) || !is(found[0].WeeklyHoursLimit, 10) || !is(found[0].Screenshots, "no_preview")) {
		t.Errorf("found %+v", found)
	}
	step(t, "deleting a contract", contracts.Delete(ctx, created.ID))
	if _, err = contracts.Get(ctx, created.ID); !remote.IsNotFound(err) {
		t.Errorf("reading a deleted contract: %v", err)
	}
}

func viewerLife(t *testing.T, viewers api.Viewers, members api.Members, projectID string) {
	t.Helper()
	ctx := t.Context()
	created, err := viewers.Create(ctx, api.ViewerCreate{Email: "kim@client.example", FirstName: "Kim", LastName: "Client"})
	step(t, "creating a viewer", err)
	step(t, "assigning", viewers.Assign(ctx, created.ID, projectID))
	got, err := viewers.Get(ctx, created.ID)
	step(t, "reading a viewer", err)
	if got.Key() != "kim@client.example" || !got.Sees(projectID) || got.Archived() {
		t.Errorf("read %+v", got)
	}
	step(t, "unassigning", viewers.Unassign(ctx, created.ID, projectID))
	_, err = members.Update(ctx, created.ID, api.MemberUpdate{FirstName: api.Set("Kimberly")})
	step(t, "renaming", err)
	got, err = viewers.Get(ctx, created.ID)
	step(t, "reading a viewer", err)
	if got.Sees(projectID) || got.FirstName != "Kimberly" {
		t.Errorf("read %+v", got)
	}
	step(t, "archiving a viewer", viewers.Archive(ctx, created.ID))
	if got, err = viewers.Get(ctx, created.ID); !remote.IsNotFound(err) && (err != nil || !got.Archived()) {
		t.Errorf("archived %+v, %v", got, err)
	}
	step(t, "restoring a viewer", viewers.Restore(ctx, created.ID))
	if got, err = viewers.Get(ctx, created.ID); err != nil || got.Archived() {
		t.Errorf("restored %+v, %v", got, err)
	}
}

func webhookLife(t *testing.T, webhooks api.Webhooks, has func(simulator.Variant) bool) {
	t.Helper()
	ctx := t.Context()
	created, err := webhooks.Create(ctx, "https://hooks.example/webwork?key=1&b=2", []string{"tracker.started"})
	step(t, "creating a webhook", err)
	if created.ID == "" || created.Token == nil || !slices.Equal(created.Events, []string{"tracker.started"}) {
		t.Errorf("created %+v", created)
	}
	_, err = webhooks.Update(ctx, created.ID, created.URL, []string{"tracker.started", "tracker.stopped"})
	step(t, "updating a webhook", err)
	got, err := webhooks.Get(ctx, created.ID)
	step(t, "reading a webhook", err)
	if got.URL != created.URL || !slices.Equal(got.Events, []string{"tracker.started", "tracker.stopped"}) ||
		(got.Token == nil) != has(simulator.WebhookTokenOnce) {
		t.Errorf("read %+v", got)
	}
	step(t, "deleting a webhook", webhooks.Delete(ctx, got.ID))
	if _, err = webhooks.Get(ctx, got.ID); !remote.IsNotFound(err) {
		t.Errorf("reading a deleted webhook: %v", err)
	}
}
