package v2_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	v2 "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/v2"
)

// asked is a request as the server saw it.
type asked struct {
	line        string // method, escaped path and query
	contentType string
	body        string
}

// serve answers every request alike and records it.
func serve(t *testing.T, status int, answer string) (*v2.Client, *[]asked) {
	t.Helper()
	var log []asked
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, err := io.ReadAll(r.Body)
		if err != nil {
			t.Errorf("reading the request: %v", err)
		}
		log = append(log, asked{r.Method + " " + r.URL.RequestURI(), r.Header.Get("Content-Type"), string(content)})
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		if _, err := io.WriteString(w, answer); err != nil {
			t.Errorf("answering: %v", err)
		}
	}))
	t.Cleanup(server.Close)
	client, err := v2.New(server.Client(), server.URL+"/api/v2/")
	if err != nil {
		t.Fatal(err)
	}
	return client, &log
}

// TestRequests pins what each call puts on the wire: writes carry workspace_id in both places.
func TestRequests(t *testing.T) {
	t.Parallel()
	const object = `{"success":true,"data":{"id":5,"project_id":6,"user_id":7}}`
	cases := map[string]struct {
		call   func(ctx context.Context, in api.Scope) error
		answer string
		line   string
		body   string
	}{
		"get member": {
			call:   func(ctx context.Context, in api.Scope) error { _, err := in.Members().Get(ctx, "5"); return err },
			answer: object, line: "GET /api/v2/members/5?workspace_id=3",
		},
		"list members": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Members().Page(ctx, api.MemberFilter{
					Email: "a+b@example.com", Status: api.StatusLeft,
					Role: api.RoleRegularUser,
				}, 2)
				return err
			},
			answer: `{"data":[]}`,
			line:   "GET /api/v2/members?email=a%2Bb%40example.com&page=2&per_page=100&role=Regular+User&status=left&workspace_id=3",
		},
		"invite member": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Members().Invite(ctx, api.MemberInvite{
					Email: "a@b.c", FirstName: "A", LastName: "B",
					Role: api.RoleTeamManager,
				})
				return err
			},
			answer: `{"data":{"user_id":5}}`, line: "POST /api/v2/members?workspace_id=3",
			body: `{"workspace_id":3,"email":"a@b.c","firstname":"A","lastname":"B","role":"Team manager"}`,
		},
		"update member": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Members().Update(ctx, "5", api.MemberUpdate{
					Email: api.Set("a@b.c"), FirstName: api.Set("A"), LastName: api.Set("B"), Role: api.Set(api.RoleOwner),
					Timezone: api.Clear[string](), RateStatus: api.Set(true), WeeklyHoursLimit: api.Set[int64](0),
				})
				return err
			},
			answer: `{"data":null}`, line: "PUT /api/v2/members/5?workspace_id=3",
			body: `{"workspace_id":3,"email":"a@b.c","firstname":"A","lastname":"B","role":"Owner",` +
				`"timezone":null,"rate_status":1,"weekly_hours_limit":0}`,
		},
		"update member, one attribute": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Members().Update(ctx, "5", api.MemberUpdate{RateStatus: api.Set(false)})
				return err
			},
			line: "PUT /api/v2/members/5?workspace_id=3", body: `{"workspace_id":3,"rate_status":0}`,
		},
		"archive member": {
			call: func(ctx context.Context, in api.Scope) error { return in.Members().Archive(ctx, "5") },
			line: "DELETE /api/v2/members/5?workspace_id=3", body: `{"workspace_id":3}`,
		},
		"restore member": {
			call: func(ctx context.Context, in api.Scope) error { return in.Members().Restore(ctx, "5") },
			line: "POST /api/v2/members/5/restore?workspace_id=3", body: `{"workspace_id":3}`,
		},
		"list projects": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Projects().Page(ctx, api.ProjectFilter{Name: "Web & Co"}, 1)
				return err
			},
			answer: `{"data":[]}`, line: "GET /api/v2/projects?name=Web+%26+Co&page=1&per_page=100&workspace_id=3",
		},
		"create project": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Projects().Create(ctx, api.ProjectCreate{
					Name: "Website", StartDate: new("2024-01-15"), Deadline: new("2024-03-31"), Estimation: new(120.5),
					Budget: new(5000.0), Notes: new(""), Icon: new("project-icon-1"),
				})
				return err
			},
			answer: object, line: "POST /api/v2/projects?workspace_id=3",
			body: `{"workspace_id":3,"name":"Website","start_date":"2024-01-15","deadline":"2024-03-31",` +
				`"estimation":120.5,"budget":5000,"notes":"","icon":"project-icon-1"}`,
		},
		"create project, name only": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Projects().Create(ctx, api.ProjectCreate{Name: "Website"})
				return err
			},
			answer: object, line: "POST /api/v2/projects?workspace_id=3", body: `{"workspace_id":3,"name":"Website"}`,
		},
		"update project": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Projects().Update(ctx, "5", api.ProjectUpdate{
					Name: api.Set("W"), StartDate: api.Clear[string](), Deadline: api.Set("2024-03-31"), Estimation: api.Set(0.0),
					Budget: api.Clear[float64](), Notes: api.Set(""), Icon: api.Set("i"),
				})
				return err
			},
			answer: object, line: "PUT /api/v2/projects/5?workspace_id=3",
			body: `{"workspace_id":3,"name":"W","start_date":null,"deadline":"2024-03-31",` +
				`"estimation":0,"budget":null,"notes":"","icon":"i"}`,
		},
		"restore project": {
			call: func(ctx context.Context, in api.Scope) error { return in.Projects().Restore(ctx, "5") },
			line: "POST /api/v2/projects/5/restore?workspace_id=3", body: `{"workspace_id":3}`,
		},
		"list contracts": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Contracts().Page(ctx, api.ContractFilter{ProjectID: "6", UserID: "7", Status: api.ContractPaused}, 1)
				return err
			},
			answer: `{"data":[]}`, line: "GET /api/v2/contracts?page=1&per_page=100&project_id=6&status=paused&user_id=7&workspace_id=3",
		},
		"create contract": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Contracts().Create(ctx, api.ContractCreate{
					ProjectID: "6", UserID: "7", WeeklyHoursLimit: new(int64(20)), Screenshots: new("full"), Rate: new(25.5),
				})
				return err
			},
			answer: object, line: "POST /api/v2/contracts?workspace_id=3",
			body: `{"workspace_id":3,"project_id":6,"user_id":7,"weekly_hours_limit":20,"screenshots":"full","rate":25.5}`,
		},
		"update contract": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Contracts().Update(ctx, "5", api.ContractUpdate{
					WeeklyHoursLimit: api.Set[int64](1), Screenshots: api.Set("full"), Rate: api.Set(0.0),
					Status: api.Set(api.ContractPaused),
				})
				return err
			},
			answer: object, line: "PUT /api/v2/contracts/5?workspace_id=3",
			body: `{"workspace_id":3,"weekly_hours_limit":1,"screenshots":"full","rate":0,"status":"paused"}`,
		},
		"delete contract": {
			call: func(ctx context.Context, in api.Scope) error { return in.Contracts().Delete(ctx, "5") },
			line: "DELETE /api/v2/contracts/5?workspace_id=3", body: `{"workspace_id":3}`,
		},
		"list viewers": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Viewers().Page(ctx, api.ViewerFilter{Email: "v@example.com"}, 1)
				return err
			},
			answer: `{"data":[]}`, line: "GET /api/v2/project-viewers?email=v%40example.com&page=1&per_page=100&workspace_id=3",
		},
		"create viewer": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Viewers().Create(ctx, api.ViewerCreate{Email: "v@example.com", FirstName: "V", LastName: "W"})
				return err
			},
			answer: object, line: "POST /api/v2/project-viewers?workspace_id=3",
			body: `{"workspace_id":3,"email":"v@example.com","firstname":"V","lastname":"W"}`,
		},
		"archive viewer": {
			call: func(ctx context.Context, in api.Scope) error { return in.Viewers().Archive(ctx, "5") },
			line: "DELETE /api/v2/project-viewers/5?workspace_id=3", body: `{"workspace_id":3}`,
		},
		"assign": {
			call: func(ctx context.Context, in api.Scope) error { return in.Viewers().Assign(ctx, "5", "6") },
			line: "POST /api/v2/project-viewers/5/assign-project?workspace_id=3", body: `{"workspace_id":3,"project_id":6}`,
		},
		"unassign": {
			call: func(ctx context.Context, in api.Scope) error { return in.Viewers().Unassign(ctx, "5", "6") },
			line: "DELETE /api/v2/project-viewers/5/unassign-project?project_id=6&workspace_id=3",
			body: `{"workspace_id":3,"project_id":6}`,
		},
		"list webhooks": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Webhooks().Page(ctx, api.WebhookFilter{}, 1)
				return err
			},
			answer: `{"data":[]}`, line: "GET /api/v2/webhooks?page=1&per_page=100&workspace_id=3",
		},
		"create webhook": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Webhooks().Create(ctx, "https://example.com/?a=1&b=2", []string{"tracker.started"})
				return err
			},
			answer: object, line: "POST /api/v2/webhooks?workspace_id=3",
			body: `{"workspace_id":3,"url":"https://example.com/?a=1&b=2","events":["tracker.started"]}`,
		},
		"update webhook": {
			call: func(ctx context.Context, in api.Scope) error {
				_, err := in.Webhooks().Update(ctx, "abc", "https://example.com/", nil)
				return err
			},
			answer: `{"success":true}`, line: "PUT /api/v2/webhooks/abc?workspace_id=3",
			body: `{"workspace_id":3,"url":"https://example.com/"}`,
		},
		"delete webhook": {
			call: func(ctx context.Context, in api.Scope) error { return in.Webhooks().Delete(ctx, "abc") },
			line: "DELETE /api/v2/webhooks/abc?workspace_id=3", body: `{"workspace_id":3}`,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, log := serve(t, http.StatusOK, c.answer)
			if err := c.call(t.Context(), client.In("3")); err != nil {
				t.Fatal(err)
			}
			if len(*log) != 1 {
				t.Fatalf("%d requests, want 1", len(*log))
			}
			got := (*log)[0]
			if got.line != c.line {
				t.Errorf("asked %s\nwant  %s", got.line, c.line)
			}
			if c.body == "" {
				if got.body != "" || got.contentType != "" {
					t.Errorf("a request without a body carried %q as %q", got.body, got.contentType)
				}
				return
			}
			if got.contentType != "application/json" {
				t.Errorf("Content-Type is %q", got.contentType)
			}
			if !sameJSON(t, got.body, c.body) {
				t.Errorf("sent %s\nwant %s", got.body, c.body)
			}
		})
	}
}

func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var first, second any
	if err := json.Unmarshal([]byte(a), &first); err != nil {
		t.Fatalf("%q: %v", a, err)
	}
	if err := json.Unmarshal([]byte(b), &second); err != nil {
		t.Fatalf("%q: %v", b, err)
	}
	return reflect.DeepEqual(first, second)
}

func TestWorkspacesReadsEveryPage(t *testing.T) {
	t.Parallel()
	var lines []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lines = append(lines, r.URL.RequestURI())
		page := r.URL.Query().Get("page")
		_, _ = fmt.Fprintf(w, `{"success":true,"data":[{"id":%s,"owner_id":10,"user_id":null,"workspace_name":"W%s","role":"Owner",
			"status":"active","created_at":"2025-02-19T19:24:55.000000Z","activated_at":"2025-02-19 19:24:55"}],
			"meta":{"pagination":{"total":2,"per_page":1,"current_page":%s,"last_page":2,"from":1,"to":1}}}`, page, page, page)
	}))
	t.Cleanup(server.Close)
	client, err := v2.New(server.Client(), server.URL)
	if err != nil {
		t.Fatal(err)
	}
	got, err := client.Workspaces(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := make([]api.Workspace, 2)
	for i := range want {
		want[i] = api.Workspace{
			ID: strconv.Itoa(i + 1), OwnerID: "10", Name: fmt.Sprintf("W%d", i+1), Role: api.RoleOwner, Status: api.StatusActive,
			CreatedAt: new("2025-02-19T19:24:55.000000Z"), ActivatedAt: new("2025-02-19 19:24:55"),
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if wantLines := []string{"/workspaces?page=1&per_page=100", "/workspaces?page=2&per_page=100"}; !reflect.DeepEqual(lines, wantLines) {
		t.Errorf("asked %q, want %q: without workspace_id", lines, wantLines)
	}
}

func TestNewRefusesBaseURLs(t *testing.T) {
	t.Parallel()
	for _, base := range []string{"", "api.webwork-tracker.com/api/v2", "ftp://example.com", "https://", "http://a b"} {
		if _, err := v2.New(http.DefaultClient, base); err == nil {
			t.Errorf("%q is accepted", base)
		}
	}
	_, err := v2.New(http.DefaultClient, "ftp://user:secret@example.com")
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("the error shows the password: %v", err)
	}
}

// TestWritesWithoutAnObject has every way to say nothing in the answer to an update.
func TestWritesWithoutAnObject(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{
		``, `null`, `{}`, `[]`, `{"success":true}`, `{"success":true,"data":null,"meta":[]}`, `{"data":{}}`, `{"data":[]}`,
		`{"success":1,"data":""}`, `{"success":"true","message":"Member updated successfully"}`, `{"data":{"updated":true}}`,
	} {
		client, _ := serve(t, http.StatusOK, answer)
		got, err := client.In("1").Members().Update(t.Context(), "5", api.MemberUpdate{})
		if got != nil || err != nil {
			t.Errorf("%s: got %v, %v; want nothing", answer, got, err)
		}
		if err := client.In("1").Members().Archive(t.Context(), "5"); err != nil {
			t.Errorf("archiving, %s: %v", answer, err)
		}
	}
}

func TestWritesWithTheObject(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{
		`{"success":true,"data":{"id":5,"email":"a@b.c"}}`, `{"data":{"id":"5","email":"a@b.c"}}`, `{"id":5.0,"email":"a@b.c"}`,
	} {
		client, _ := serve(t, http.StatusCreated, answer)
		got, err := client.In("1").Members().Update(t.Context(), "5", api.MemberUpdate{})
		if err != nil || got == nil || got.ID != "5" || got.Email != "a@b.c" {
			t.Errorf("%s: got %v, %v", answer, got, err)
		}
	}
}

func TestInvitation(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]api.Member{
		`{"data":{"user_id":100,"invitation_link":"https://l"}}`: {ID: "100", InvitationLink: new("https://l")},
		`{"data":{"user_id":"100","invitation_link":null}}`:      {ID: "100"},
		`{"data":{"id":100}}`:                   {ID: "100"},
		`{"success":true,"user_id":100,"id":7}`: {ID: "100"},
	} {
		client, _ := serve(t, http.StatusOK, answer)
		got, err := client.In("1").Members().Invite(t.Context(), api.MemberInvite{})
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v; want %+v", answer, got, err, want)
		}
	}
}

// TestMalformed has answers that claim success and cannot be used. What was asked for may have
// happened, so the caller must go and see.
func TestMalformed(t *testing.T) {
	t.Parallel()
	invite := func(ctx context.Context, in api.Scope) error {
		_, err := in.Members().Invite(ctx, api.MemberInvite{})
		return err
	}
	get := func(ctx context.Context, in api.Scope) error { _, err := in.Contracts().Get(ctx, "5"); return err }
	page := func(ctx context.Context, in api.Scope) error {
		_, err := in.Members().Page(ctx, api.MemberFilter{}, 1)
		return err
	}
	update := func(ctx context.Context, in api.Scope) error {
		_, err := in.Projects().Update(ctx, "5", api.ProjectUpdate{})
		return err
	}
	cases := map[string]struct {
		call   func(context.Context, api.Scope) error
		answer string
		names  string // what the error must say
	}{
		"no body":             {invite, ``, "no object"},
		"no data":             {invite, `{"success":true}`, "user_id"},
		"null":                {invite, `{"success":true,"data":null}`, "no object"},
		"invitation, no id":   {invite, `{"data":{"invitation_link":"https://secret"}}`, "user_id"},
		"invitation, id 0":    {invite, `{"data":{"user_id":0}}`, "user_id"},
		"get without id":      {get, `{"data":{"project_id":1,"user_id":2}}`, "id: it is missing"},
		"get, negative id":    {get, `{"data":{"id":-4,"project_id":1,"user_id":2}}`, "id: -4"},
		"get, no project":     {get, `{"data":{"id":4,"user_id":2}}`, "project_id"},
		"get, fraction":       {get, `{"data":{"id":4.5,"project_id":1,"user_id":2}}`, "id: 4.5"},
		"get, wrong status":   {get, `{"data":{"id":4,"project_id":1,"user_id":2,"status":{}}}`, "status"},
		"get, a list":         {get, `{"data":[{"id":4,"project_id":1,"user_id":2}]}`, "a list where an object"},
		"update, id null":     {update, `{"data":{"id":null}}`, "id"},
		"not JSON":            {get, `Service temporarily down`, "invalid character"},
		"cut off":             {get, `{"success":true,"data":{"id":4,`, "unexpected end"},
		"a web page":          {get, `<html><title>502 Bad&nbsp;Gateway</title><body>inside</body></html>`, `"502 Bad Gateway"`},
		"list, an object":     {page, `{"data":{"id":4}}`, "an object where a list"},
		"list, no data":       {page, `{"success":true}`, "no list"},
		"list, empty object":  {page, `{}`, "no list"},
		"list, no body":       {page, ``, "no list"},
		"list, cut off":       {page, `[{"id":1}`, "unexpected end"},
		"list, item bad":      {page, `{"data":[{"id":4},{"email":"x@example.com"}]}`, "object 2: id"},
		"list, item null":     {page, `{"data":[null]}`, "object 1: id"},
		"not an envelope":     {get, `"ok"`, "a string where an object"},
		"list, not of object": {page, `{"data":[1]}`, "a number where an object"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _ := serve(t, http.StatusOK, c.answer)
			err := c.call(t.Context(), client.In("1"))
			var malformed *remote.MalformedError
			if !errors.As(err, &malformed) {
				t.Fatalf("got %v, want an remote.MalformedError", err)
			}
			if malformed.Op == "" || malformed.Status != http.StatusOK || !remote.IsUncertain(err) {
				t.Errorf("op %q, status %d, uncertain %t", malformed.Op, malformed.Status, remote.IsUncertain(err))
			}
			if !strings.Contains(err.Error(), c.names) || strings.Contains(err.Error(), "inside") || strings.Contains(err.Error(),
				"secret") {
				t.Errorf("the error is %q; want it to name %q and not to show the body", err, c.names)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		status  int
		answer  string
		want    int
		message string
	}{
		"documented": {
			404, `{"success":false,"message":"Member not found","error":"Not Found","meta":{}}`, 404,
			"Member not found",
		},
		"error beside": {
			400, `{"success":false,"message":"An error occurred","error":"Role is invalid"}`, 400,
			"An error occurred; Role is invalid",
		},
		"said twice": {409, `{"message":"Already exists.","error":"already exists"}`, 409, "Already exists."},
		"said more fully": {
			409, `{"message":"Already exists","error":"The member already exists here"}`, 409,
			"The member already exists here",
		},
		"list": {400, `{"success":false,"message":["One.","Two."]}`, 400, "One.; Two."},
		"map":  {400, `{"message":{"url":["Bad."],"email":"Taken."}}`, 400, "email: Taken.; url: Bad."},
		"laravel": {
			422, `{"message":"The given data was invalid.","errors":{"name":["Too long."],"email":["Taken."]}}`, 422,
			"The given data was invalid.; email: Taken.; name: Too long.",
		},
		"laravel, repeated": {
			422,
			`{"message":"The email is taken. (and 1 more error)","errors":{"email":["The email is taken."],"name":["Too long."]}}`, 422,
			"The email is taken. (and 1 more error); name: Too long.",
		},
		"nothing":              {500, ``, 500, ""},
		"empty":                {500, `{"success":false,"message":"","error":null}`, 500, ""},
		"list without wrapper": {400, `["One","Two"]`, 400, "One; Two"},
		"success on top":       {200, `{"success":false,"message":["Not allowed"]}`, 400, "Not allowed"},
		"success as a number":  {201, `{"success":0,"message":"Not allowed"}`, 400, "Not allowed"},
		"success as text":      {200, `{"success":"false","data":{"id":5}}`, 400, ""},
		"a web page": {
			502, "<!DOCTYPE html>\n<html><head><title>502 Bad\n Gateway</title></head><body>nginx</body></html>", 502,
			`a web page titled "502 Bad Gateway"`,
		},
		"a page, no title": {503, `<html><body>down</body></html>`, 503, "a web page"},
		"a line of text":   {503, "upstream\n  timed out\x00", 503, "upstream timed out"},
		"rate limit":       {429, `{"message":"Too Many Attempts."}`, 429, "Too Many Attempts."},
		"redirect":         {304, ``, 304, ""},
		"long":             {400, `{"message":"` + strings.Repeat("é", 4000) + `"}`, 400, strings.Repeat("é", 500) + "…"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _ := serve(t, c.status, c.answer)
			_, err := client.In("1").Members().Get(t.Context(), "5")
			var refused *remote.Error
			if !errors.As(err, &refused) {
				t.Fatalf("got %v, want an remote.Error", err)
			}
			if refused.Op != "GET /members/5" || refused.Status != c.want || refused.Message != c.message {
				t.Errorf("got %+v, want %d %q", *refused, c.want, c.message)
			}
		})
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	const items = `[{"id":1},{"id":"2"}]`
	for answer, want := range map[string]struct{ length, total, last int }{
		`{"data":` + items + `,"meta":{"pagination":{"total":150,"per_page":100,"current_page":1,"last_page":2}}}`: {2, 150, 2},
		`{"data":` + items + `,"meta":{"pagination":{"total":"150","last_page":"2"}}}`:                             {2, 150, 2},
		`{"data":` + items + `,"meta":{},"pagination":{"current_page":1,"per_page":100,"total":150}}`:              {2, 150, 2},
		`{"data":` + items + `,"meta":[],"pagination":{"total":150}}`:                                              {2, 150, 0},
		`{"data":` + items + `,"meta":{"pagination":{}}}`: {
			2,
			remote.UnknownTotal, 0,
		},
		`{"data":` + items + `,"meta":{"pagination":null},"pagination":[]}`: {
			2,
			remote.UnknownTotal, 0,
		},
		`{"data":` + items + `,"pagination":{"total":-1,"last_page":0}}`: {
			2,
			remote.UnknownTotal, 0,
		},
		`{"success":true,"data":[],"meta":{"pagination":{"total":0,"per_page":100,"last_page":1}}}`: {0, 0, 1},
		`{"success":true,"data":{}}`:   {0, remote.UnknownTotal, 0},
		`{"success":true,"data":null}`: {0, remote.UnknownTotal, 0},
		items:                          {2, remote.UnknownTotal, 0},
		`[]`:                           {0, remote.UnknownTotal, 0},
	} {
		client, _ := serve(t, http.StatusOK, answer)
		page, err := client.In("1").Projects().Page(t.Context(), api.ProjectFilter{}, 1)
		if err != nil || len(page.Items) != want.length || page.Total != want.total || page.LastPage != want.last {
			t.Errorf("%s: got %d items, total %d, last page %d, %v; want %+v", answer, len(page.Items), page.Total, page.LastPage,
				err, want)
		}
	}
}

// An id that is none could lead to another path.
func TestIDsThatLeadElsewhere(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"", ".", "..", "a/b", "a%2Fb", "a?b", "a#b", "a b", "a\n", "ä", strings.Repeat("x", 1000) + "/"} {
		client, requests := serve(t, http.StatusOK, `{"data":{"id":1}}`)
		_, err := client.In("1").Webhooks().Get(t.Context(), id)
		if !errors.Is(err, remote.ErrNotSent) || len(*requests) > 0 {
			t.Errorf("%.20q: %v after %d requests", id, err, len(*requests))
		}
		if len(err.Error()) > 200 {
			t.Errorf("the message has %d bytes", len(err.Error()))
		}
	}
}

// Bodies have ids as numbers, so that what is none is not sent: of an empty text it would become 0.
func TestIDsThatAreNoNumber(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"", "abc", "0101", "+1", "-1", " 1", "1.0", "1e2", "1}", "null"} {
		client, requests := serve(t, http.StatusOK, `{"data":{"id":1}}`)
		workspace := client.In("1")
		_, err := workspace.Contracts().Create(t.Context(), api.ContractCreate{ProjectID: id, UserID: "2"})
		for what, err := range map[string]error{
			"contract":   err,
			"assignment": workspace.Viewers().Assign(t.Context(), "5", id),
			"removal":    workspace.Viewers().Unassign(t.Context(), "5", id),
			"workspace":  client.In(id).Members().Archive(t.Context(), "5"),
		} {
			if !errors.Is(err, remote.ErrNotSent) || len(*requests) > 0 {
				t.Errorf("%s with %q: %v after %d requests", what, id, err, len(*requests))
			}
		}
	}
}
