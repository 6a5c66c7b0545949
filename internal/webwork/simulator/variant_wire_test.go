package simulator_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// wireVariants tests how requests and answers are written.
func wireVariants() map[simulator.Variant]func(*testing.T, *api) {
	return map[simulator.Variant]func(*testing.T, *api){
		simulator.WorkspaceInQuery: func(_ *testing.T, a *api) {
			a.exact("POST", "/projects", fields{"name": "X", "workspace_id": 1}).is(400).has("workspace_id")
			a.exact("POST", "/projects?workspace_id=1", fields{"name": "X"}).is(201)
			a.exact("POST", "/projects?workspace_id=1", fields{"name": "X", "workspace_id": 1}).is(201)
		},
		simulator.WorkspaceInBody: func(_ *testing.T, a *api) {
			a.exact("POST", "/projects?workspace_id=1", fields{"name": "X"}).is(400).has("workspace_id")
			a.exact("POST", "/projects", fields{"name": "X", "workspace_id": 1}).is(201)
			a.exact("DELETE", "/projects/50001?workspace_id=1", nil).is(400)
			a.exact("DELETE", "/projects/50001", fields{"workspace_id": 1}).ok()
		},
		simulator.PagingInMeta: func(t *testing.T, a *api) {
			for _, path := range lists() {
				equal(t, path, pagingPlaces(a, path), "meta")
			}
		},
		simulator.PagingOnTop: func(t *testing.T, a *api) {
			for _, path := range lists() {
				equal(t, path, pagingPlaces(a, path), "top")
			}
		},
		simulator.PagingAbsent: func(t *testing.T, a *api) {
			for _, path := range lists() {
				equal(t, path, pagingPlaces(a, path), "")
			}
		},
		simulator.PagingSizeIgnored: func(t *testing.T, a *api) {
			addProjects(a, 30)
			equal(t, "first page", len(a.list("/projects?per_page=100")), 20)
			equal(t, "second page", len(a.list("/projects?per_page=100&page=2")), 10)
		},
		simulator.PagingIgnored: func(t *testing.T, a *api) {
			addProjects(a, 130)
			equal(t, "first page", len(a.list("/projects?per_page=10")), 130)
			equal(t, "third page", len(a.list("/projects?per_page=10&page=3")), 130)
		},
		simulator.NumbersAsStrings: func(_ *testing.T, a *api) {
			a.get("/members/10").has(`"id":"10"`).has(`"rate":"0"`).has(`"weekly_hours_limit":"40"`).has(`"success":true`)
		},
		simulator.BooleansAsNumbers: func(_ *testing.T, a *api) {
			a.get("/members/10").has(`"is_blocked":0`).has(`"success":true`)
			a.post("/projects", fields{"name": "X"}).has(`"is_billable":1`)
		},
		simulator.BooleansAsStrings: func(_ *testing.T, a *api) {
			a.get("/members/10").has(`"is_blocked":"0"`).has(`"rate_status":1`)
		},
		simulator.NullsAbsent: func(_ *testing.T, a *api) {
			a.get("/members/10").lacks("deleted_at").lacks("title").has(`"email"`)
			a.put("/members/10", fields{"firstname": "X"}).has(`"data":null`)
		},
		simulator.ThinLists: func(t *testing.T, a *api) {
			a.project("X")
			a.viewer()
			a.get("/members").has(`"current_role"`).lacks("weekly_hours_limit").lacks("deleted_at")
			a.get("/projects").has(`"name"`).lacks("notes")
			a.get("/project-viewers").has(`"email"`).lacks("projects")
			a.get("/members/10").has("weekly_hours_limit").has("deleted_at")
			equal(t, "members", len(a.list("/members")), 2)
		},
		simulator.DatesAsTimestamps: func(_ *testing.T, a *api) {
			a.post("/projects", fields{"name": "X", "deadline": "2024-01-15"}).
				has(`"deadline":"2024-01-15T00:00:00Z"`).has(`"start_date":null`)
		},
		simulator.Validation422: func(t *testing.T, a *api) {
			r := a.post("/projects", fields{"deadline": "soon"}).is(422)
			equal(t, "shape", strings.HasPrefix(r.raw, `{"message":"`), true)
			r.has(`"errors":{"name":["The name field is required."],"deadline":["`).lacks("success")
			a.get("/members/9").is(404).has(`"success":false`)
		},
		simulator.Duplicate409: func(_ *testing.T, a *api) {
			a.invite("jane@acme.example")
			a.post("/members", person("jane@acme.example", "Regular User")).is(409).has(`"success":false`)
		},
		simulator.Duplicate422: func(_ *testing.T, a *api) {
			a.invite("jane@acme.example")
			a.post("/members", person("jane@acme.example", "Regular User")).is(422).has(`"errors":{"email":[`)
			a.post("/members", fields{}).is(400)
		},
		simulator.CreateOK: func(_ *testing.T, a *api) { a.post("/projects", fields{"name": "X"}).is(200) },
		simulator.CreateCreated: func(_ *testing.T, a *api) {
			a.post("/members", person("jane@acme.example", "Regular User")).is(201)
			a.post("/webhooks", fields{"url": "https://x.example", "events": []string{"a.b"}}).is(201)
		},
		simulator.UpdateNull: func(_ *testing.T, a *api) {
			project := a.project("X")
			a.put(project, fields{"name": "Y"}).ok().has(`"data":null`)
			a.get(project).has(`"name":"Y"`)
		},
		simulator.UpdateObject: func(_ *testing.T, a *api) {
			a.put("/members/10", fields{"firstname": "Liv"}).ok().has(`"firstname":"Liv"`)
			a.put(a.webhook("https://x.example/"), fields{"url": "https://y.example/"}).ok().has("y.example")
		},
		simulator.UpdateEmpty: func(t *testing.T, a *api) {
			project := a.project("X")
			hook := a.webhook("https://x.example/")
			for what, r := range map[string]*reply{
				"project": a.put(project, fields{"name": "Y"}), "member": a.put("/members/10", fields{"firstname": "Liv"}),
				"webhook": a.put(hook, fields{"url": "https://y.example/"}), "archival": a.delete(project),
			} {
				equal(t, what, r.ok().raw, "")
			}
			a.get(project).has(`"name":"Y"`).lacks(`"deleted_at":null`)
		},
		simulator.DeleteBodyStripped: func(_ *testing.T, a *api) {
			project := a.project("X")
			a.exact("DELETE", project, fields{"workspace_id": 1}).is(400).has("workspace_id")
			a.exact("DELETE", project+"?workspace_id=1", fields{"workspace_id": 1, "unknown": 1}).ok()
			viewer := a.viewer()
			a.call("DELETE", viewer+"/unassign-project", fields{"project_id": 50001}).is(400).has("project_id")
		},
		simulator.DeleteBodyRequired: func(_ *testing.T, a *api) {
			project := a.project("X")
			a.delete(project).is(400).has("body")
			a.call("DELETE", project, fields{}).is(400).has("workspace_id")
			a.call("DELETE", project, fields{"workspace_id": 1}).ok()
		},
		simulator.RetryAfterDate: func(t *testing.T, a *api) {
			h := struck(a)
			_, err := http.ParseTime(h.Get("Retry-After"))
			done(t, err)
		},
		simulator.RateLimitDraft: func(t *testing.T, a *api) {
			h := struck(a)
			equal(t, "reset", h.Get("RateLimit-Reset"), "1")
			equal(t, "Retry-After", h.Get("Retry-After"), "")
		},
		simulator.RateLimitSilent: func(t *testing.T, a *api) {
			equal(t, "headers", len(struck(a)), 2)
		},
		simulator.UpdateSparse: func(t *testing.T, a *api) {
			project := a.project("X")
			for what, test := range map[string]struct {
				r    *reply
				want string
			}{
				"member":   {a.put("/members/10", fields{"lastname": "O"}), `"data":{"id":10,"firstname":"Olivia"}`},
				"project":  {a.put(project, fields{"notes": "n"}), `"data":{"id":50001,"name":"X"}`},
				"contract": {a.put(a.contract(project, "/members/10"), fields{"status": "paused"}), `"data":{"id":900001,"status":"paused"}`},
			} {
				equal(t, what, strings.Contains(test.r.ok().raw, test.want), true)
			}
			hook := a.webhook("https://x.example")
			a.put(hook, fields{"url": "https://y.example"}).ok().has(`"url":"https://y.example"}`).lacks("events")
		},
		simulator.OddValues: func(t *testing.T, a *api) {
			a.get("/members/10").ok().has(`"avatar":false`).has(`"birth_date":false`).has(`"title":null`)
			done(t, a.SetMember(10, func(m *simulator.Member) { m.BirthDate, m.Avatar = new("1990-01-31"), new("https://x.example/a.png") }))
			a.get("/members/10").ok().has(`"avatar":"https://x.example/a.png"`).has(`"birth_date":"1990-01-31"`)
			project := a.project("X")
			a.get(project).ok().has(`"status":"active"`)
			done(t, a.SetProject(idOf(t, project), func(p *simulator.Project) { p.Status = 2 }))
			a.get(project).ok().has(`"status":"closed"`)
			b := start(t, simulator.Options{
				Variants: []simulator.Variant{simulator.OddValues}, Populate: simulator.Population{Members: 20},
			})
			equal(t, "clients", len(b.list("/members?role=Client")), 2)
			equal(t, "team managers", len(b.list("/members?role=Team+manager")), 0)
			b.post("/members", person("c@acme.example", "Client")).is(400).has("role")
		},
		simulator.NamesEscaped: func(_ *testing.T, a *api) {
			escaped := `Tom &amp; \"J\" &lt;O&#039;Brien&gt;`
			escaped = strings.ReplaceAll(escaped, `\"`, "&quot;")
			plain := `Tom & "J" <O'Brien>`
			project := a.project(plain)
			a.get(project).ok().has(`"name":"` + escaped + `"`)
			a.put("/members/10", fields{"firstname": plain, "lastname": plain}).ok()
			a.get("/members/10").ok().has(`"firstname":"` + escaped + `"`).has(`"lastname":"` + escaped + `"`)
			a.get(a.contract(project, "/members/10")).ok().has(`"project_name":"` + escaped + `"`).has(`"user_firstname":"` + escaped + `"`)
			a.list("/projects?name=" + url.QueryEscape("& "))
		},
		simulator.RateLimitMillis: func(t *testing.T, a *api) {
			began := time.Now().Truncate(time.Millisecond)
			h := struck(a)
			reset, err := strconv.ParseInt(h.Get("X-RateLimit-Reset"), 10, 64)
			done(t, err)
			// The wait is a second, and how long the answer took is not known.
			if at := time.UnixMilli(reset); at.Before(began.Add(time.Second)) || at.After(time.Now().Add(time.Second)) {
				t.Errorf("the reset is at %v", at)
			}
			equal(t, "left", h.Get("X-RateLimit-Remaining"), "0")
			equal(t, "Retry-After", h.Get("Retry-After"), "")
		},
	}
}
