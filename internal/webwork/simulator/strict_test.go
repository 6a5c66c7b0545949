package simulator_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", 256)
	cases := map[string]struct {
		method, path string
		body         fields
		status       int
		says         string
	}{
		"unknown field":        {"POST", "/projects", fields{"name": "X", "colour": "red"}, 400, "colour"},
		"rate of a member":     {"PUT", "/members/101", fields{"rate": 5}, 400, "rate"},
		"wrong type":           {"PUT", "/members/101", fields{"weekly_hours_limit": "40"}, 400, "integer"},
		"fraction":             {"PUT", "/members/101", fields{"weekly_hours_limit": 1.5}, 400, "integer"},
		"boolean for a number": {"PUT", "/members/101", fields{"rate_status": true}, 400, "integer"},
		"out of range":         {"PUT", "/members/101", fields{"rate_status": 2}, 400, "rate_status"},
		"negative hours":       {"PUT", "/members/101", fields{"weekly_hours_limit": -1}, 400, "at least 0"},
		"null of a name":       {"PUT", "/members/101", fields{"firstname": nil}, 400, "firstname"},
		"empty name":           {"PUT", "/members/101", fields{"lastname": " "}, 400, "required"},
		"unknown role":         {"PUT", "/members/101", fields{"role": "Regular user"}, 400, "role"},
		"role Owner":           {"PUT", "/members/101", fields{"role": "Owner"}, 400, "role"},
		"unknown timezone":     {"PUT", "/members/101", fields{"timezone": "Mars/Base"}, 400, "timezone"},
		"local timezone":       {"PUT", "/members/101", fields{"timezone": "Local"}, 400, "timezone"},
		"bad e-mail":           {"PUT", "/members/101", fields{"email": "jane"}, 400, "email"},
		"named e-mail":         {"PUT", "/members/101", fields{"email": "J <j@x.example>"}, 400, "email"},
		"invited Owner":        {"POST", "/members", person("o@x.example", "Owner"), 400, "role"},
		"missing name":         {"POST", "/members", fields{"email": "j@x.example", "role": "Regular User"}, 400, "and 1 more"},
		"missing project name": {"POST", "/projects", fields{}, 400, "name"},
		"null project name":    {"PUT", "/projects/50001", fields{"name": nil}, 400, "name"},
		"long name":            {"POST", "/projects", fields{"name": long}, 400, "255"},
		"bad date":             {"POST", "/projects", fields{"name": "X", "deadline": "2024-02-30"}, 400, "date"},
		"deadline before start": {
			"POST", "/projects", fields{"name": "X", "start_date": "2024-02-02", "deadline": "2024-02-01"}, 400, "start_date",
		},
		"negative budget": {"POST", "/projects", fields{"name": "X", "budget": -1}, 400, "budget"},
		"budget as text":  {"POST", "/projects", fields{"name": "X", "budget": "5"}, 400, "number"},
		"status of a new contract": {
			"POST", "/contracts", fields{"project_id": 50001, "user_id": 10, "status": "paused"}, 400, "status",
		},
		"unknown screenshots": {
			"POST", "/contracts", fields{"project_id": 50001, "user_id": 10, "screenshots": "blur"}, 400, "screenshots",
		},
		"contract of nobody":  {"POST", "/contracts", fields{"project_id": 50001, "user_id": 9}, 404, "Member"},
		"contract of nothing": {"POST", "/contracts", fields{"project_id": 9, "user_id": 10}, 404, "Project"},
		"moved contract":      {"PUT", "/contracts/900001", fields{"project_id": 1}, 400, "project_id"},
		"webhook of a file":   {"POST", "/webhooks", fields{"url": "file:///etc", "events": []string{"a.b"}}, 400, "url"},
		"webhook of nothing":  {"POST", "/webhooks", fields{"url": "https://x.example", "events": []string{}}, 400, "events"},
		"webhook of nonsense": {"POST", "/webhooks", fields{"url": "https://x.example", "events": []string{"No"}}, 400, "events"},
		"assignment of nothing": {
			"POST", "/project-viewers/101/assign-project", fields{}, 400, "project_id",
		},
		"viewer that is a member": {"POST", "/project-viewers/101/assign-project", fields{"project_id": 50001}, 404, "viewer"},
		"unknown member":          {"GET", "/members/9999", nil, 404, "Member not found"},
		"unknown project":         {"GET", "/projects/9999", nil, 404, "Project not found"},
		"unknown contract":        {"GET", "/contracts/9999", nil, 404, "Contract not found"},
		"unknown webhook":         {"GET", "/webhooks/9999", nil, 404, "Webhook not found"},
		"no id":                   {"GET", "/members/jane", nil, 400, "jane"},
		"id with a zero":          {"GET", "/members/0101", nil, 400, "0101"},
		"negative id":             {"DELETE", "/projects/-1", nil, 400, "-1"},
		"unknown path":            {"GET", "/teams", nil, 404, "api/v2/teams"},
		"unknown method":          {"PATCH", "/members/101", fields{}, 405, "PATCH"},
		"update of a viewer":      {"PUT", "/project-viewers/101", fields{}, 405, "PUT"},
		"unknown filter":          {"GET", "/members?state=active", nil, 400, "state"},
		"filter of a single read": {"GET", "/members/101?email=x@y.example", nil, 400, "email"},
		"repeated filter":         {"GET", "/members?page=1&page=2", nil, 400, "page"},
		"wrong status":            {"GET", "/members?status=archived", nil, 400, "status"},
		"wrong role":              {"GET", "/members?role=owner", nil, 400, "role"},
		"wrong e-mail":            {"GET", "/members?email=x", nil, 400, "email"},
		"wrong contract status":   {"GET", "/contracts?status=left", nil, 400, "status"},
		"wrong filter id":         {"GET", "/contracts?user_id=x", nil, 400, "user_id"},
		"page 0":                  {"GET", "/members?page=0", nil, 400, "page"},
		"large page":              {"GET", "/members?per_page=101", nil, 400, "per_page"},
		"body of a read":          {"GET", "/members", fields{"workspace_id": 1}, 400, "no body"},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := start(t, simulator.Options{Populate: simulator.Population{Members: 1, Projects: 1, Contracts: 1}})
			before := a.Snapshot()
			a.call(test.method, test.path, test.body).is(test.status).has(test.says).
				has(`"success":false`).has(`"error":"` + http.StatusText(test.status)).has(`"api_version":"2.0.0"`)
			equal(t, "e-mails", len(a.Invitations()), 0)
			same(t, before, a.Snapshot())
		})
	}
}

func TestWhoIsLetIn(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{Seed: simulator.Seed{Workspaces: []simulator.Workspace{
		{ID: 1, Name: "Acme"}, {ID: 2, Name: "Foreign"},
	}}})
	token := http.Header{"Authorization": {"Bearer " + a.Token()}}
	for name, header := range map[string]http.Header{
		"nobody": {}, "a stranger": {"Authorization": {"Bearer wrong"}}, "basic": {"Authorization": {a.Token()}},
	} {
		if status := a.raw(http.MethodGet, "/members?workspace_id=1", "", header).status; status != http.StatusUnauthorized {
			t.Errorf("%s: status %d", name, status)
		}
	}
	a.raw(http.MethodGet, "/members?workspace_id=1", "", token).ok()
	a.raw(http.MethodGet, "/members", "", token).is(http.StatusBadRequest).has("workspace_id")
	a.raw(http.MethodGet, "/members?workspace_id=x", "", token).is(http.StatusBadRequest)
	a.raw(http.MethodGet, "/members?workspace_id=2", "", token).is(http.StatusForbidden)
	a.raw(http.MethodGet, "/members?workspace_id=3", "", token).is(http.StatusForbidden)
	a.raw(http.MethodPost, "/projects?workspace_id=1", `{"name":"X"}`, token).is(http.StatusBadRequest).has("Content-Type")
	token.Set("Content-Type", "application/json")
	for body, says := range map[string]string{
		`["X"]`: "JSON object", `null`: "JSON object", `{"name":`: "JSON object", `{"name":"X"}{}`: "follows", ``: "name",
	} {
		a.raw(http.MethodPost, "/projects?workspace_id=1", body, token).is(http.StatusBadRequest).has(says)
	}
	equal(t, "projects", len(a.list("/projects")), 0)
}

func TestReadOnlyTokensReadOnly(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{ReadOnly: true})
	a.get("/members").ok()
	a.get("/webhooks").ok()
	a.post("/members", person("jane@acme.example", "Regular User")).is(http.StatusForbidden)
	a.delete("/members/10").is(http.StatusForbidden)
	equal(t, "e-mails", len(a.Invitations()), 0)
	equal(t, "writes", len(a.Writes()), 2)
}
