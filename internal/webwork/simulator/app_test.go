package simulator_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// app sends a request to what stands for the web app.
func (a *api) app(method, path, body string) *reply {
	a.t.Helper()
	return a.raw(method, a.AppURL("http://webwork.test")+path, body, http.Header{"Authorization": {"Bearer " + a.Token()}})
}

func TestTheWebAppIsPlayedOverHTTP(t *testing.T) {
	t.Parallel()
	a := with(t)
	for _, step := range []struct{ method, path, body, then, has string }{
		{
			"POST", "/members", `{"id": 100, "email": "jane@acme.example", "firstname": "Jane", "lastname": "Doe", "timezone": "Asia/Tokyo"}`,
			"/members/100", `"timezone":"Asia/Tokyo"`,
		},
		{"PATCH", "/members/100", `{"role": "Team manager", "timezone": null}`, "/members/100", `"current_role":"Team manager","timezone":null`},
		{"PATCH", "/members/100", `{"email": "jd@acme.example", "id": 7}`, "/members/100", `"email":"jd@acme.example","firstname":"Jane"`},
		{"POST", "/members/100/archive", "", "/members/100", `"status":"left"`},
		{"POST", "/members/100/restore", "", "/members/100", `"status":"active"`},
		{
			"POST", "/members", `{"id": 101, "email": "kim@client.example", "firstname": "Kim", "lastname": "C", "role": "Project viewer", "status": "inactive"}`,
			"/project-viewers/101", `"status":"inactive"`,
		},
		{"POST", "/members/101/accept", "", "/project-viewers/101", `"status":"active"`},
		{"POST", "/projects", `{"id": 500, "name": "Website", "deadline": "2026-12-31"}`, "/projects/500", `"deadline":"2026-12-31"`},
		{"PATCH", "/projects/500", `{"name": "Web", "budget": 5}`, "/projects/500", `"budget_estimation":5`},
		{"PUT", "/members/101/projects/500", "", "/project-viewers/101", `"project_name":"Web"`},
		{"DELETE", "/members/101/projects/500", "", "/project-viewers/101", `"projects":[]`},
		{"POST", "/contracts", `{"id": 900, "project_id": 500, "user_id": 100}`, "/contracts/900", `"status":"active"`},
		{"PATCH", "/contracts/900", `{"status": "paused"}`, "/contracts/900", `"status":"paused"`},
		{"POST", "/webhooks", `{"id": "w1", "url": "https://x.example/?a=1", "events": ["member.invited"]}`, "/webhooks/w1", `["member.invited"]`},
		{"PATCH", "/webhooks?url=https%3A%2F%2Fx.example%2F%3Fa%3D1", `{"events": ["a.b", "c.d"]}`, "/webhooks/w1", `["a.b","c.d"]`},
		{"DELETE", "/webhooks?url=https%3A%2F%2Fx.example%2F%3Fa%3D1", "", "/webhooks/w1", `not found`},
		{"DELETE", "/contracts/900", "", "/contracts/900", `not found`},
		{"POST", "/projects/500/archive", "", "/projects?name=web", `"deleted_at":"2`},
		{"POST", "/projects/500/restore", "", "/projects/500", `"deleted_at":null`},
		{"POST", "/projects/500/purge", "", "/projects/500", `not found`},
		{"POST", "/members/100/invite-anew", "", "/members?email=jd@acme.example", `"status":"inactive"`},
		{"POST", "/members/101/purge", "", "/project-viewers/101", `not found`},
	} {
		if r := a.app(step.method, step.path, step.body); r.status != http.StatusOK && r.status != http.StatusNoContent {
			t.Errorf("%s %s: the status is %d: %s", step.method, step.path, r.status, r.raw)
		}
		if r := a.get(step.then); !strings.Contains(r.raw, step.has) {
			t.Errorf("%s %s: then %s lacks %s: %s", step.method, step.path, step.then, step.has, r.raw)
		}
	}
	a.post("/members", person("new@acme.example", "Regular User")).ok()
	a.app(http.MethodGet, "/invitations", "").ok().has(`"email": "new@acme.example"`)
	var seed simulator.Seed
	done(t, json.Unmarshal([]byte(`{"workspaces":`+a.app(http.MethodGet, "/workspaces", "").ok().raw+`}`), &seed))
	same(t, a.Snapshot(), seed)
	for _, request := range a.Requests() {
		if strings.Contains(request.Path, "app") {
			t.Errorf("%s is taken for a request to WebWork", request.Path)
		}
	}
}

func TestWhatTheWebAppRefuses(t *testing.T) {
	t.Parallel()
	a := with(t)
	a.AddWebhook(simulator.Webhook{URL: "https://x.example", Events: []string{"a.b"}})
	before := a.Snapshot()
	for _, test := range []struct {
		method, path, body string
		status             int
		says               string
	}{
		{"POST", "/members", `{"email": "x"}`, 400, "email"},
		{"POST", "/members", `{"email": "x@acme.example", "role": "Regular user"}`, 400, `there is no role "Regular user". Did you mean "Regular User"?`},
		{"POST", "/members", `{"mail": "x@acme.example"}`, 400, `unknown field "mail"`},
		{"POST", "/members", `{"email": "olivia.owner@acme.example"}`, 400, "taken"},
		{"PATCH", "/members/10", `{"role": "Boss"}`, 400, "Allowed: Regular User"},
		{"PATCH", "/members/10", `[]`, 400, "seed"},
		{"PATCH", "/members/99", `{}`, 400, "no such member"},
		{"PATCH", "/members/jane", `{}`, 400, `"jane" in the path is no id`},
		{"POST", "/members/99/archive", "", 400, "no such member"},
		{"POST", "/members/99/invite-anew", "", 400, "no member 99"},
		{"POST", "/members/10/fire", "", 404, ""},
		{"POST", "/projects", `{}`, 400, "no name"},
		{"PATCH", "/projects/99", `{"name": "X"}`, 400, "no such project"},
		{"POST", "/contracts", `{"project_id": 1, "user_id": 10}`, 400, "not found"},
		{"PUT", "/members/10/projects/x", "", 400, "no id"},
		{"PATCH", "/webhooks?url=https%3A%2F%2Fx.example", `{"events": []}`, 400, "no events"},
		{"PATCH", "/webhooks?url=https%3A%2F%2Fx.example", `{"events": ["c.d"], "url": "x"}`, 400, "url"},
		{"DELETE", "/webhooks", "", 400, "no webhook"},
	} {
		if r := a.app(test.method, test.path, test.body); r.status != test.status || !strings.Contains(r.raw, test.says) {
			t.Errorf("%s %s %s: the answer is %d %s", test.method, test.path, test.body, r.status, r.raw)
		}
	}
	for _, header := range []http.Header{{}, {"Authorization": {"Bearer wrong"}}} {
		a.raw(http.MethodPost, a.AppURL("http://webwork.test")+"/members/10/purge", "", header).is(http.StatusUnauthorized)
	}
	same(t, before, a.Snapshot())
}
