package simulator_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// variantTests has one test for each variant, which fails where the variant does not hold.
func variantTests() map[simulator.Variant]func(*testing.T, *api) {
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
		simulator.ArchivedStatusLeft: func(_ *testing.T, a *api) {
			jane := a.invite("jane@acme.example")
			a.delete(jane).ok()
			a.get(jane).ok().has(`"status":"left"`).has(`"deleted_at":null`)
		},
		simulator.ArchivedKeepsStatus: func(t *testing.T, a *api) {
			jane := a.invite("jane@acme.example")
			a.delete(jane).ok()
			a.get(jane).ok().has(`"status":"inactive"`).lacks(`"deleted_at":null`)
			equal(t, "left", len(a.list("/members?status=left")), 0)
		},
		simulator.ArchivedUnlisted: func(t *testing.T, a *api) {
			jane, project := archiveBoth(a)
			a.get(jane).ok().has(`"status":"left"`)
			a.get(project).ok()
			equal(t, "left", len(a.list("/members?status=left")), 0)
			equal(t, "found", len(a.list("/members?email=jane@acme.example")), 0)
			equal(t, "projects", len(a.list("/projects")), 0)
		},
		simulator.ArchivedListedByStatus: func(t *testing.T, a *api) {
			jane, project := archiveBoth(a)
			a.get(jane).ok()
			a.get(project).ok()
			equal(t, "found", len(a.list("/members?email=jane@acme.example")), 0)
			equal(t, "left", len(a.list("/members?status=left&email=jane@acme.example")), 1)
			equal(t, "projects", len(a.list("/projects")), 0)
		},
		simulator.ArchivedFoundByStatus: func(t *testing.T, a *api) {
			jane, project := archiveBoth(a)
			a.get(jane).is(404)
			a.get(project).is(404)
			equal(t, "found", len(a.list("/members?email=jane@acme.example")), 0)
			equal(t, "left", len(a.list("/members?status=left&email=jane@acme.example")), 1)
		},
		simulator.ArchivedNotFound: func(t *testing.T, a *api) {
			jane, project := archiveBoth(a)
			a.get(jane).is(404)
			a.get(project).is(404)
			equal(t, "left", len(a.list("/members?status=left")), 0)
			a.post("/members", person("jane@acme.example", "Regular User")).is(400)
			a.post(jane+"/restore", nil).ok()
			a.get(jane).ok().has(`"deleted_at":null`)
		},
		simulator.ArchivedPurged: func(t *testing.T, a *api) {
			jane, project := archiveBoth(a)
			a.get(jane).is(404)
			a.get(project).is(404)
			a.post(jane+"/restore", nil).is(404)
			if again := a.invite("jane@acme.example"); again == jane {
				t.Error("the purged person came back")
			}
			equal(t, "e-mails", len(a.Invitations()), 2)
		},
		simulator.ArchivedUpdatable: func(_ *testing.T, a *api) {
			jane, project := archiveBoth(a)
			a.put(jane, fields{"firstname": "Late"}).ok()
			a.put(project, fields{"name": "Late"}).ok()
			a.get(jane).has("Late").has(`"status":"left"`)
			a.delete(jane).ok()
		},
		simulator.RestoreActiveNotFound: func(_ *testing.T, a *api) {
			jane := a.invite("jane@acme.example")
			a.post(jane+"/restore", nil).is(404)
			a.delete(jane).ok()
			a.post(jane+"/restore", nil).ok()
		},
		simulator.ProjectRestoreWorks: func(_ *testing.T, a *api) {
			_, project := archiveBoth(a)
			a.post(project+"/restore", nil).ok().has(`"data":null`)
			a.get(project).has(`"deleted_at":null`)
			a.post("/projects/9/restore", nil).is(404)
		},
		simulator.ProjectRestoreNotAllowed: func(_ *testing.T, a *api) {
			_, project := archiveBoth(a)
			a.post(project+"/restore", nil).is(405)
			a.get(project).lacks(`"deleted_at":null`)
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
		simulator.DuplicatesAllowed: func(t *testing.T, a *api) {
			jane, project := a.invite("jane@acme.example"), a.project("Website")
			equal(t, "invited again", a.invite("JANE@acme.example"), jane)
			equal(t, "e-mails", len(a.Invitations()), 2)
			equal(t, "people", len(a.list("/members")), 2)
			first, second := a.contract(project, jane), a.contract(project, jane)
			equal(t, "the same contract", first == second, false)
			a.webhook("https://x.example")
			a.webhook("https://x.example")
			a.project("Website")
			for path, want := range map[string]int{"/contracts": 2, "/webhooks": 2, "/projects": 2} {
				equal(t, path, len(a.list(path)), want)
			}
			a.delete(first).ok()
			left, _ := a.ContractOf(idOf(t, project), idOf(t, jane))
			equal(t, "contract that is left", left.ID, idOf(t, second))
			a.delete(second).ok()
			_, there := a.ContractOf(idOf(t, project), idOf(t, jane))
			equal(t, "contract", there, false)
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
		simulator.ClearNullIgnored: func(_ *testing.T, a *api) {
			project := fullProject(a)
			a.put(project, fields{"notes": nil, "deadline": nil, "budget": nil}).ok().
				has(`"notes":"n"`).has(`"deadline":"2024-02-01"`).has(`"budget_estimation":5`)
			a.put(project, fields{"notes": "", "deadline": "", "budget": 0}).ok().
				has(`"notes":null`).has(`"deadline":null`).has(`"budget_estimation":0`)
		},
		simulator.ClearNullRejected: func(_ *testing.T, a *api) {
			project := fullProject(a)
			a.put(project, fields{"notes": nil}).is(400).has("notes")
			a.put(project, fields{"budget": nil}).is(400).has("budget")
			a.put(project, fields{"notes": "", "budget": 0}).ok().has(`"notes":null`).has(`"budget_estimation":0`)
		},
		simulator.ClearToEmpty: func(_ *testing.T, a *api) {
			a.put(fullProject(a), fields{"notes": nil, "deadline": "", "budget": nil}).ok().
				has(`"notes":""`).has(`"deadline":""`).has(`"budget_estimation":0`)
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
		simulator.ViewersHidden: func(t *testing.T, a *api) {
			viewer := a.viewer()
			a.get(strings.Replace(viewer, "project-viewers", "members", 1)).is(404)
			equal(t, "members", len(a.list("/members")), 1)
			equal(t, "viewers", len(a.list("/project-viewers")), 1)
			a.post("/members", person("kim@client.example", "Regular User")).is(400)
		},
		simulator.ViewerPutIgnored: func(_ *testing.T, a *api) {
			viewer := a.viewer()
			a.put(strings.Replace(viewer, "project-viewers", "members", 1), fields{"firstname": "X"}).ok()
			a.get(viewer).has(`"firstname":"Kim"`)
		},
		simulator.ViewerPutRefused: func(_ *testing.T, a *api) {
			viewer := a.viewer()
			a.put(strings.Replace(viewer, "project-viewers", "members", 1), fields{"firstname": "X"}).is(404)
			a.put("/members/10", fields{"firstname": "X"}).ok()
		},
		simulator.AssignTwiceRefused: func(t *testing.T, a *api) {
			viewer, body := a.viewer(), fields{"project_id": idOf(t, a.project("X"))}
			a.post(viewer+"/assign-project", body).ok()
			a.post(viewer+"/assign-project", body).is(400).has("already")
		},
		simulator.AssignmentsStay: func(t *testing.T, a *api) {
			viewer, project := a.viewer(), a.project("X")
			a.post(viewer+"/assign-project", fields{"project_id": idOf(t, project)}).ok()
			a.delete(project).ok()
			a.get(viewer).has(`"project_name":"X"`)
		},
		simulator.ContractsStay: func(t *testing.T, a *api) {
			project := a.project("X")
			contract := a.contract(project, "/members/10")
			a.delete(project).ok()
			a.get(contract).ok()
			equal(t, "contracts", len(a.list("/contracts")), 1)
		},
		simulator.ContractsGone: func(t *testing.T, a *api) {
			project := a.project("X")
			contract := a.contract(project, "/members/10")
			a.delete(project).ok()
			done(t, a.RestoreProject(idOf(t, project)))
			a.get(contract).is(404)
			a.contract(project, "/members/10")
		},
		simulator.ContractRevived: func(t *testing.T, a *api) {
			project := a.project("X")
			contract := a.contract(project, "/members/10")
			a.put(contract, fields{"status": "paused"}).ok()
			a.delete(contract).ok()
			equal(t, "contract", a.contract(project, "/members/10"), contract)
			a.get(contract).has(`"status":"active"`)
		},
		simulator.ParentRefused: func(_ *testing.T, a *api) {
			a.post("/contracts", fields{"project_id": 9, "user_id": 10}).is(400).has("project_id")
		},
		simulator.WebhookIDChanges: func(t *testing.T, a *api) {
			first := a.webhook("https://x.example/")
			second := "/webhooks/" + number(a.get(first).ok().data()["id"])
			third := "/webhooks/" + number(a.list("/webhooks")[0]["id"])
			if first == second || second == third {
				t.Error("the id stayed the same")
			}
			a.get(first).ok()
			a.delete(second).ok()
			a.get(third).is(404)
		},
		simulator.WebhookIDNewest: func(_ *testing.T, a *api) {
			first := a.webhook("https://x.example/")
			second := "/webhooks/" + number(a.get(first).ok().data()["id"])
			a.get(first).is(404)
			a.put(second, fields{"url": "https://y.example/"}).ok()
			third := "/webhooks/" + number(a.list("/webhooks")[0]["id"])
			a.delete(second).is(404)
			a.delete(third).ok()
		},
		simulator.WebhookTokenOnce: func(_ *testing.T, a *api) {
			r := a.post("/webhooks", fields{"url": "https://x.example", "events": []string{"a.b"}}).has("whk_")
			a.get("/webhooks/" + number(r.data()["id"])).ok().lacks("token")
			a.get("/webhooks").lacks("token")
		},
		simulator.WebhookListWithoutToken: func(_ *testing.T, a *api) {
			hook := a.webhook("https://x.example")
			a.get(hook).has("whk_")
			a.get("/webhooks").lacks("token")
		},
		simulator.WebhookEventsSorted: func(_ *testing.T, a *api) {
			a.get(a.webhook("https://x.example")).has(`["member.invited","task.updated"]`)
		},
		simulator.RatesHidden: func(t *testing.T, a *api) {
			contract := a.contract(a.project("X"), "/members/10")
			a.put(contract, fields{"rate": 5}).ok().has(`"rate":null`)
			a.get("/members/10").has(`"rate":null`).has(`"currency":null`)
			stored, _ := a.Contract(idOf(t, contract))
			if stored.Rate != nil {
				t.Error("the rate was stored")
			}
		},
		simulator.TeamManager: func(t *testing.T, a *api) {
			team := "Design"
			done(t, a.SetMember(10, func(m *simulator.Member) { m.TeamName = &team }))
			mate, err := a.AddMember(simulator.Member{Email: "mate@acme.example", TeamName: &team})
			done(t, err)
			other, err := a.AddMember(simulator.Member{Email: "other@acme.example"})
			done(t, err)
			seen, err := a.AddProject(simulator.Project{Name: "Seen"})
			done(t, err)
			unseen, err := a.AddProject(simulator.Project{Name: "Unseen"})
			done(t, err)
			for project, user := range map[int64]int64{seen.ID: mate.ID, unseen.ID: other.ID} {
				_, err := a.AddContract(simulator.Contract{ProjectID: project, UserID: user})
				done(t, err)
			}
			a.exact("GET", "/workspaces", nil).has(`"role":"Team manager"`)
			equal(t, "members", len(a.list("/members")), 2)
			equal(t, "contracts", len(a.list("/contracts")), 1)
			a.get("/projects").has(`"Seen"`).lacks(`"Unseen"`)
			a.get("/members").lacks("other@acme.example").has(`"rate":null`)
			a.get("/webhooks").is(403)
			a.post("/projects", fields{"name": "X"}).is(403)
		},
		simulator.ClientCredentials: func(_ *testing.T, a *api) {
			a.exact("GET", "/workspaces", nil).ok().lacks("user_id").lacks("role").has("Acme Agency")
			a.invite("jane@acme.example")
			a.get("/members/10").has(`"rate":0`)
		},
		simulator.RoleChangeIgnored: func(_ *testing.T, a *api) {
			jane := a.invite("jane@acme.example")
			a.put(jane, fields{"role": "Team manager", "firstname": "J"}).ok()
			a.get(jane).has(`"current_role":"Regular User"`).has(`"firstname":"J"`)
		},
		simulator.NamesNFC: func(_ *testing.T, a *api) {
			a.post("/projects", fields{"name": "Cafe\u0301"}).has("Caf\u00e9")
		},
		simulator.EmailsLowercased: func(_ *testing.T, a *api) {
			a.get(a.invite("Jane@Acme.example")).has(`"jane@acme.example"`)
		},
		simulator.EmailFilterExact: func(t *testing.T, a *api) {
			a.invite("Jane@acme.example")
			equal(t, "found", len(a.list("/members?email=jane@acme.example")), 0)
			equal(t, "found", len(a.list("/members?email=Jane@acme.example")), 1)
		},
		simulator.TimezonesCanonical: func(_ *testing.T, a *api) {
			a.put("/members/10", fields{"timezone": "Asia/Calcutta"}).ok()
			a.get("/members/10").has(`"timezone":"Asia/Kolkata"`)
		},
		simulator.TimezoneUnset: func(_ *testing.T, a *api) {
			a.get(a.invite("jane@acme.example")).has(`"timezone":null`)
		},
		simulator.DecimalsKept: func(_ *testing.T, a *api) {
			a.post("/projects", fields{"name": "X", "estimation": 1.2345}).has(`"estimation":1.2345`)
		},
		simulator.DecimalsWhole: func(_ *testing.T, a *api) {
			a.post("/projects", fields{"name": "X", "estimation": 1.5}).has(`"estimation":2,`)
		},
		simulator.ListsLag: func(t *testing.T, a *api) {
			project := a.project("X")
			for range 3 {
				equal(t, "projects", len(a.list("/projects")), 0)
			}
			equal(t, "projects", len(a.list("/projects")), 1)
			a.get(project).ok()
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
	}
}

func TestEachVariant(t *testing.T) {
	t.Parallel()
	tests := variantTests()
	for _, info := range simulator.Variants() {
		t.Run(string(info.Name), func(t *testing.T) {
			t.Parallel()
			test, ok := tests[info.Name]
			if !ok {
				t.Fatal("the variant has no test")
			}
			test(t, with(t, info.Name))
		})
	}
	equal(t, "tests", len(tests), len(simulator.Variants()))
}

func TestVariantsThatContradictEachOtherAreRefused(t *testing.T) {
	t.Parallel()
	for names, says := range map[string]string{
		"paging-in-meta,paging-on-top": "where paging sits",
		"paging-nowhere":               "paging-absent",
	} {
		_, err := simulator.ParseVariants(strings.Split(names, ",")...)
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: the error does not say %q: %v", names, says, err)
		}
	}
	variants, err := simulator.ParseVariants("paging-in-meta", " thin-lists", "paging-in-meta")
	done(t, err)
	equal(t, "variants", len(variants), 3)
	_, err = simulator.New(simulator.Options{Variants: variants})
	done(t, err)
}

func lists() []string {
	return []string{"/workspaces", "/members", "/projects", "/contracts", "/project-viewers", "/webhooks"}
}

// pagingPlaces tells where the answer of a list has paging.
func pagingPlaces(a *api, path string) string {
	a.t.Helper()
	answer := a.call("GET", path, nil)
	if path == "/workspaces" {
		answer = a.exact("GET", path, nil)
	}
	var places []string
	if meta, _ := answer.ok().body["meta"].(fields); meta["pagination"] != nil {
		places = append(places, "meta")
	}
	if answer.body["pagination"] != nil {
		places = append(places, "top")
	}
	return strings.Join(places, " ")
}

func addProjects(a *api, count int) {
	a.t.Helper()
	for range count {
		_, err := a.AddProject(simulator.Project{Name: "P"})
		done(a.t, err)
	}
}

func archiveBoth(a *api) (string, string) {
	a.t.Helper()
	jane, project := a.invite("jane@acme.example"), a.project("Website")
	a.delete(jane).ok()
	a.delete(project).ok()
	return jane, project
}

func fullProject(a *api) string {
	a.t.Helper()
	project := a.project("X")
	a.put(project, fields{"notes": "n", "deadline": "2024-02-01", "budget": 5}).ok()
	return project
}

// struck gives the headers of a 429.
func struck(a *api) http.Header {
	a.t.Helper()
	a.Inject(simulator.Fault{Kind: simulator.FaultTooManyRequests})
	return a.get("/members").is(http.StatusTooManyRequests).header
}
