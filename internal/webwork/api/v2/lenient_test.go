package v2_test

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	v2 "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/v2"
)

// TestOddValues has an odd value in every field on which nothing hangs, on one of several objects.
func TestOddValues(t *testing.T) {
	t.Parallel()
	const sound, second = `{"id":1,"email":"a@b.c","title":"Dr."}`, `{"id":2,"email":"d@e.f","current_role":"Client"`
	odd := second + `,"firstname":["x"],"avatar":false,"timezone":{"name":"UTC"},"title":true,"birth_date":[],"rate":"a lot","rate_type":{},
		"rate_status":"perhaps","is_blocked":7,"weekly_hours_limit":40.5,"settings_max_inactive_minutes":"soon","screenshots":[1],
		"created_at":{}}`
	client, _ := serve(t, http.StatusOK, `{"data":[`+sound+`,`+odd+`]}`)
	page, err := client.In("1").Members().Page(t.Context(), api.MemberFilter{}, 1)
	if err != nil || len(page.Items) != 2 {
		t.Fatalf("%d people, %v", len(page.Items), err)
	}
	plain, _ := serve(t, http.StatusOK, `{"data":`+second+`}}`)
	want, err := plain.In("1").Members().Get(t.Context(), "2")
	if err != nil {
		t.Fatal(err)
	}
	if got := page.Items[1]; !reflect.DeepEqual(got, want) || got.Role != "Client" {
		t.Errorf("odd values are not as if they had not been sent:\ngot  %+v\nwant %+v", got, want)
	}
	if got := page.Items[0]; got.Title == nil || *got.Title != "Dr." {
		t.Errorf("the other one is %+v", got)
	}
}

func TestOddValuesOfProjects(t *testing.T) {
	t.Parallel()
	client, _ := serve(t, http.StatusOK, `{"data":{"id":1,"name":"P","owner_id":"nobody","status":"active","contracts_count":"many",
		"is_billable":[],"notes":{},"deleted_at":false,"tags":[{"id":1,"name":"a"},{"name":"without an id"}]}}`)
	got, err := client.In("1").Projects().Create(t.Context(), api.ProjectCreate{Name: "P"})
	if want := (api.Project{ID: "1", Name: "P", Sent: got.Sent}); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
	if v2.ProjectFields() == got.Sent || got.Sent == 0 {
		t.Errorf("what is odd counts as sent: %b", got.Sent)
	}
}

// TestVitalValues has odd values on which decisions would hang.
func TestVitalValues(t *testing.T) {
	t.Parallel()
	for field, object := range map[string]string{
		"email":          `{"id":1,"email":false}`,
		"current_role":   `{"id":1,"current_role":{}}`,
		"status":         `{"id":1,"status":["left"]}`,
		"deleted_at":     `{"id":1,"deleted_at":true}`,
		"name":           `{"id":1,"name":[]}`,
		"project_id":     `{"id":1,"project_id":"x","projects":[{"project_id":"x"}]}`,
		"url":            `{"id":1,"url":{}}`,
		"id":             `{"id":"one hundred"}`,
		"workspace_name": `{"id":1,"workspace_name":false}`,
		"user_id":        `{"id":1,"project_id":1,"user_id":-3}`,
	} {
		client, _ := serve(t, http.StatusOK, `{"data":[`+object+`]}`)
		in := client.In("1")
		all := []func(context.Context) error{
			func(ctx context.Context) error { _, err := in.Members().Page(ctx, api.MemberFilter{}, 1); return err },
			func(ctx context.Context) error { _, err := in.Projects().Page(ctx, api.ProjectFilter{}, 1); return err },
			func(ctx context.Context) error {
				_, err := in.Contracts().Page(ctx, api.ContractFilter{}, 1)
				return err
			},
			func(ctx context.Context) error { _, err := in.Viewers().Page(ctx, api.ViewerFilter{}, 1); return err },
			func(ctx context.Context) error { _, err := in.Webhooks().Page(ctx, api.WebhookFilter{}, 1); return err },
			func(ctx context.Context) error { _, err := client.Workspaces(ctx); return err },
		}
		named := false
		for _, read := range all {
			err := read(t.Context())
			malformed, ok := errors.AsType[*remote.MalformedError](err)
			named = named || ok && strings.Contains(malformed.Error(), field+": ")
		}
		if !named {
			t.Errorf("nothing fails over %s in %s", field, object)
		}
	}
}

// TestUpdatesThatAreNotEchoed has answers that carry less than was sent: they prove nothing.
func TestUpdatesThatAreNotEchoed(t *testing.T) {
	t.Parallel()
	update := api.MemberUpdate{Role: api.Set(api.RoleTeamManager), Timezone: api.Clear[string](), RateStatus: api.Set(true)}
	const whole = `{"id":5,"current_role":"Team manager","timezone":null,"rate_status":1}`
	for _, answer := range []string{
		whole,
		`{"id":5,"current_role":"Team manager","timezone":null,"rate_status":{}}`,
		`{"id":5,"current_role":"Team manager","timezone":null}`,
		`{"id":5,"firstname":"A"}`,
		`{"id":5}`,
		`{"updated":true}`,
		"[" + whole + "]",
		`"done"`,
		`true`,
	} {
		carries := answer == whole
		client, _ := serve(t, http.StatusOK, `{"success":true,"data":`+answer+`}`)
		got, err := client.In("1").Members().Update(t.Context(), "5", update)
		if err != nil || (got != nil) != carries {
			t.Errorf("%s: got %+v, %v", answer, got, err)
		}
	}
	client, _ := serve(t, http.StatusOK, `{"data":{"id":5,"budget":1,"name":"P"}}`)
	project, err := client.In("1").Projects().Update(t.Context(), "5", api.ProjectUpdate{Name: api.Set("P"), Budget: api.Clear[float64]()})
	if project != nil || err != nil {
		t.Errorf("budget is no field of answers: got %+v, %v", project, err)
	}
	client, _ = serve(t, http.StatusOK, `{"data":{"id":5,"weekly_hours_limit":30}}`)
	contract, err := client.In("1").Contracts().Update(t.Context(), "5", api.ContractUpdate{WeeklyHoursLimit: api.Set[int64](30)})
	if contract != nil || err != nil {
		t.Errorf("an answer without the ids of a contract: got %+v, %v", contract, err)
	}
	client, _ = serve(t, http.StatusOK, `{"data":{"id":5,"project_id":6,"user_id":7}}`)
	contract, err = client.In("1").Contracts().Update(t.Context(), "5", api.ContractUpdate{Rate: api.Set(30.0)})
	if err != nil || contract == nil || contract.Rate != nil {
		t.Errorf("an answer that withholds the rate: got %+v, %v", contract, err)
	}
}

// TestCreationsThatAreNotEchoed has answers with nothing but an id.
func TestCreationsThatAreNotEchoed(t *testing.T) {
	t.Parallel()
	client, _ := serve(t, http.StatusCreated, `{"data":{"id":5,"screenshots":null,"last_name":"x"}}`)
	in, ctx := client.In("1"), t.Context()

	project, err := in.Projects().Create(ctx, api.ProjectCreate{Name: "P", Deadline: new("2026-01-31"), Budget: new(99.5), Notes: new("")})
	wantProject := api.Project{ID: "5", Name: "P", Deadline: new("2026-01-31"), Budget: new(99.5), Notes: new(""), Sent: project.Sent}
	if err != nil || !reflect.DeepEqual(project, wantProject) {
		t.Errorf("got %+v, %v\nwant %+v", project, err, wantProject)
	}
	contract, err := in.Contracts().Create(ctx, api.ContractCreate{
		ProjectID: "6", UserID: "7", WeeklyHoursLimit: new(int64(30)), Screenshots: new("full"), Rate: new(12.5),
	})
	wantContract := api.Contract{ID: "5", ProjectID: "6", UserID: "7", WeeklyHoursLimit: new(int64(30)), Sent: contract.Sent}
	if err != nil || !reflect.DeepEqual(contract, wantContract) {
		t.Errorf("got %+v, %v\nwant %+v: null in the answer counts, and a rate is never taken for granted", contract, err, wantContract)
	}
	viewer, err := in.Viewers().Create(ctx, api.ViewerCreate{Email: "v@example.com", FirstName: "V", LastName: "W"})
	wantViewer := api.Viewer{ID: "5", Email: "v@example.com", FirstName: "V", LastName: "W", Sent: viewer.Sent}
	if err != nil || !reflect.DeepEqual(viewer, wantViewer) {
		t.Errorf("got %+v, %v\nwant %+v", viewer, err, wantViewer)
	}
	webhook, err := in.Webhooks().Create(ctx, "https://example.com/x", []string{"tracker.started"})
	wantWebhook := api.Webhook{ID: "5", URL: "https://example.com/x", Events: []string{"tracker.started"}, Sent: webhook.Sent}
	if err != nil || !reflect.DeepEqual(webhook, wantWebhook) {
		t.Errorf("got %+v, %v\nwant %+v", webhook, err, wantWebhook)
	}
	if v2.WebhookFields() == webhook.Sent || v2.ViewerFields() == viewer.Sent {
		t.Error("what was sent counts as carried by the answer")
	}
}
