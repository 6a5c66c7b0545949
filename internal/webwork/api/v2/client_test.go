package v2_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strconv"
	"testing"

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
