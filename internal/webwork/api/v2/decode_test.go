package v2_test

import (
	"net/http"
	"reflect"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	v2 "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/v2"
)

const documentedMember = `{"id":100,"email":"john.doe@example.com","firstname":"John","lastname":"Doe","avatar":"avatar.jpg",
	"current_role":"Regular User","timezone":"America/New_York","status":"active","team_name":"Development Team",
	"title":"Senior Developer, Manager","birth_date":"1990-01-01","hired_at":"2023-01-15T09:00:00Z",
	"preferred_timezone":"America/New_York","settings_max_inactive_minutes":15,"currency":"USD","rate":25.5,"rate_type":"Hourly",
	"rate_status":1,"tax_country":"US","tax_state":"NY","is_blocked":false,"weekly_hours_limit":40,"screenshots":"blur",
	"created_at":"2023-01-15T09:00:00Z","updated_at":"2023-01-16T09:00:00Z","deleted_at":null}`

func wantMember() api.Member {
	return api.Member{
		ID: "100", Email: "john.doe@example.com", FirstName: "John", LastName: "Doe", Avatar: new("avatar.jpg"), Role: api.RoleRegularUser,
		Timezone: new("America/New_York"), Status: api.StatusActive, TeamName: new("Development Team"),
		Title:     new("Senior Developer, Manager"),
		BirthDate: new("1990-01-01"), HiredAt: new("2023-01-15T09:00:00Z"), PreferredTimezone: new("America/New_York"),
		MaxInactiveMinutes: new(int64(15)), Currency: new("USD"), Rate: new(25.5), RateType: new("Hourly"), RateStatus: new(true),
		TaxCountry: new("US"), TaxState: new("NY"), IsBlocked: new(false), WeeklyHoursLimit: new(int64(40)), Screenshots: new("blur"),
		CreatedAt: new("2023-01-15T09:00:00Z"), UpdatedAt: new("2023-01-16T09:00:00Z"), Sent: v2.MemberFields(),
	}
}

func TestDecodesMembers(t *testing.T) {
	t.Parallel()
	loose := `{"id":"100","email":"john.doe@example.com","firstname":"John","lastname":"D\u006fe","avatar":"avatar.jpg",
		"current_role":"Regular User","timezone":"America\/New_York","status":"active","team_name":"Development Team",
		"title":"Senior Developer, Manager","birth_date":"1990-01-01","hired_at":"2023-01-15T09:00:00Z",
		"preferred_timezone":"America/New_York","settings_max_inactive_minutes":"15.0","currency":"USD","rate":"25.50","rate_type":"Hourly",
		"rate_status":"1","tax_country":"US","tax_state":"NY","is_blocked":0,"weekly_hours_limit":40.0,"screenshots":"blur",
		"created_at":"2023-01-15T09:00:00Z","updated_at":"2023-01-16T09:00:00Z","deleted_at":"","unknown":{"a":[1]}}`
	for name, answer := range map[string]string{
		"documented": `{"success":true,"data":` + documentedMember + `}`,
		"loose":      `{"success":true,"data":` + loose + `}`,
		"bare":       documentedMember,
	} {
		client, _ := serve(t, http.StatusOK, answer)
		got, err := client.In("1").Members().Get(t.Context(), "100")
		if want := wantMember(); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v\ngot  %+v\nwant %+v", name, err, got, want)
		}
	}
}

func TestPresence(t *testing.T) {
	t.Parallel()
	get := func(object string) api.Member {
		client, _ := serve(t, http.StatusOK, `{"data":`+object+`}`)
		member, err := client.In("1").Members().Get(t.Context(), "1")
		if err != nil {
			t.Fatal(err)
		}
		return member
	}
	with, null, without := get(`{"id":1,"rate":1}`), get(`{"id":1,"rate":null}`), get(`{"id":1}`)
	if with.Sent != null.Sent || null.Rate != nil {
		t.Errorf("null counts as not sent: %b, %b", with.Sent, null.Sent)
	}
	if without.Sent.Covers(with.Sent) || !with.Sent.Covers(without.Sent) || without.Sent == 0 {
		t.Errorf("absence is not told: with %b, without %b", with.Sent, without.Sent)
	}
	if all := v2.MemberFields(); !all.Covers(with.Sent) || with.Sent.Covers(all) {
		t.Errorf("all fields are %b, two of them %b", all, with.Sent)
	}
}

// TestArchived has the ways in which a time that has not come is written.
func TestArchived(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]bool{
		`null`: false, `""`: false, `0`: false, `"0000-00-00 00:00:00"`: false,
		`"2024-01-15T09:00:00Z"`: true, `"2024-01-15 09:00:00"`: true, `1705309200`: true,
	} {
		client, _ := serve(t, http.StatusOK, `{"data":{"id":1,"deleted_at":`+written+`}}`)
		in := client.In("1")
		member, err := in.Members().Get(t.Context(), "1")
		if err != nil || member.Archived() != want {
			t.Errorf("deleted_at %s: member archived is %t, %v; want %t", written, member.Archived(), err, want)
		}
		project, err := in.Projects().Get(t.Context(), "1")
		if err != nil || project.Archived() != want {
			t.Errorf("deleted_at %s: project archived is %t, %v; want %t", written, project.Archived(), err, want)
		}
		viewer, err := in.Viewers().Get(t.Context(), "1")
		if err != nil || viewer.Archived() != want {
			t.Errorf("deleted_at %s: viewer archived is %t, %v; want %t", written, viewer.Archived(), err, want)
		}
	}
}

func TestDecodesProjects(t *testing.T) {
	t.Parallel()
	client, _ := serve(t, http.StatusOK, `{"success":true,"message":"Project created successfully","data":{"id":100,
		"name":"Marketing Campaign Q1","owner_id":10,"start_date":"2024-01-15","deadline":"","estimation":120,"budget_estimation":"5000.00",
		"notes":"Focus","icon":"project-icon-1","is_billable":true,"rate":0,"weekly_hours_limit":168,"screenshots":"blur",
		"tags":[{"id":1,"name":"Urgent","color":"#FF5733"},{"id":"2","name":"Q1","color":null}],"contracts_count":3,"status":1,
		"created_at":"2024-01-15T09:00:00Z","updated_at":"2024-01-15T09:00:00Z","deleted_at":null},"meta":{}}`)
	got, err := client.In("1").Projects().Create(t.Context(), api.ProjectCreate{})
	want := api.Project{
		ID: "100", Name: "Marketing Campaign Q1", OwnerID: "10", StartDate: new("2024-01-15"), Deadline: new(""), Estimation: new(120.0),
		Budget: new(5000.0), Notes: new("Focus"), Icon: new("project-icon-1"), IsBillable: new(true), Rate: new(0.0),
		WeeklyHoursLimit: new(int64(168)), Screenshots: new("blur"),
		Tags:           []api.Tag{{ID: "1", Name: "Urgent", Color: new("#FF5733")}, {ID: "2", Name: "Q1"}},
		ContractsCount: new(int64(3)), Status: new(int64(1)), CreatedAt: new("2024-01-15T09:00:00Z"),
		UpdatedAt: new("2024-01-15T09:00:00Z"),
		Sent:      v2.ProjectFields(),
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\ngot  %+v\nwant %+v", err, got, want)
	}
}

func TestDecodesContracts(t *testing.T) {
	t.Parallel()
	client, _ := serve(t, http.StatusOK, `{"success":true,"data":[{"id":1,"contract_name":"C","project_id":2,"project_name":"P",
		"project_icon":null,"user_id":3,"user_firstname":"A","user_lastname":"B","user_email":"a@b.c","user_role":"Client",
		"weekly_hours_limit":40,"screenshots":"full","screenshots_label":"Screenshot on","rate":null,"rate_type":1,"status":"active",
		"currency":"USD","created_at":"x","updated_at":"y"}],"meta":{},
		"pagination":{"current_page":1,"per_page":100,"total":1,"last_page":1}}`)
	got, err := client.In("1").Contracts().Page(t.Context(), api.ContractFilter{}, 1)
	want := remote.Page[api.Contract]{Total: 1, LastPage: 1, Final: true, Items: []api.Contract{{
		ID: "1", Name: new("C"), ProjectID: "2", ProjectName: new("P"), UserID: "3", UserFirstName: new("A"), UserLastName: new("B"),
		UserEmail: new("a@b.c"), UserRole: new("Client"), WeeklyHoursLimit: new(int64(40)), Screenshots: new("full"),
		ScreenshotsLabel: new("Screenshot on"), RateType: new(int64(1)), Status: api.ContractActive, Currency: new("USD"),
		CreatedAt: new("x"), UpdatedAt: new("y"), Sent: v2.ContractFields(),
	}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\ngot  %+v\nwant %+v", err, got, want)
	}
}

func TestDecodesViewers(t *testing.T) {
	t.Parallel()
	client, _ := serve(t, http.StatusOK, `{"data":{"id":"7","email":"v@example.com","firstname":"V","lastname":"W","status":"inactive",
		"member_since":null,"projects":[{"project_id":"5","project_name":"P"},{"project_id":6}]}}`)
	got, err := client.In("1").Viewers().Get(t.Context(), "7")
	want := api.Viewer{
		ID: "7", Email: "v@example.com", FirstName: "V", LastName: "W", Status: api.StatusInactive,
		Projects: []api.ViewerProject{{ProjectID: "5", ProjectName: "P"}, {ProjectID: "6"}}, Sent: v2.ViewerFields(),
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\ngot  %+v\nwant %+v", err, got, want)
	}
}

func TestDecodesWebhooks(t *testing.T) {
	t.Parallel()
	client, _ := serve(t, http.StatusOK,
		`{"success":true,"data":{"id":123,"url":"https://example.com","events":["b","a"],"token":"secret"}}`)
	got, err := client.In("1").Webhooks().Get(t.Context(), "123")
	want := api.Webhook{ID: "123", URL: "https://example.com", Events: []string{"b", "a"}, Token: new("secret"), Sent: v2.WebhookFields()}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\ngot  %+v\nwant %+v", err, got, want)
	}
}
