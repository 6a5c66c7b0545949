package simulator_test

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/testserver"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

func TestRequestsAreRemembered(t *testing.T) {
	t.Parallel()
	a := with(t)
	a.get("/members?page=2").ok()
	a.exact(http.MethodPost, "/projects", fields{"name": "Website", "workspace_id": 1}).is(http.StatusCreated)
	a.get("/members/77").is(http.StatusNotFound)

	all := a.Requests()
	equal(t, "requests", len(all), 3)
	equal(t, "path", all[0].Path, "/members")
	equal(t, "page", all[0].Query.Get("page"), "2")
	equal(t, "workspace in the query", simulator.WorkspaceOf(all[0]), 1)
	equal(t, "workspace in the body", simulator.WorkspaceOf(all[1]), 1)
	equal(t, "body", string(all[1].Body), `{"name":"Website","workspace_id":1}`)
	equal(t, "status", all[2].Status, http.StatusNotFound)
	equal(t, "writes", len(a.Writes()), 1)
	equal(t, "members", a.Count(http.MethodGet, "/members/*"), 1)
	equal(t, "all", a.Count("", ""), 3)
	all[1].Body[0] = 'x'
	equal(t, "body", a.Requests()[1].Body[0], '{')
	a.ForgetRequests()
	equal(t, "requests", len(a.Requests()), 0)
	_, there := a.ProjectByName("Website")
	equal(t, "project", there, true)
}

func TestWhatWasSentIsCounted(t *testing.T) {
	t.Parallel()
	a := with(t)
	jane, project := a.invite("jane@acme.example"), a.project("Website")
	a.post("/members", person("jane@acme.example", "Regular User")).is(http.StatusBadRequest)
	a.invite("kim@acme.example")
	a.contract(project, jane)
	a.post(a.viewer()+"/assign-project", fields{"project_id": idOf(t, project)}).ok()
	a.webhook("https://x.example/?a=1")
	a.put(jane, fields{"firstname": "Janet"}).ok()
	a.put(jane, fields{"firstname": "Janet", "lastname": "Doe"}).ok()
	a.post(jane+"/restore", nil).ok()
	want := map[string]int{
		"/members jane@acme.example": 2, "/members kim@acme.example": 1, "/projects Website": 1, "/contracts 50001:101": 1,
		"/project-viewers kim@client.example": 1, "/webhooks https://x.example/?a=1": 1,
		"/project-viewers/103/assign-project 50001": 1,
	}
	if got := a.Creations(); !maps.Equal(got, want) {
		t.Errorf("the creations are %v, not %v", got, want)
	}
	if got := a.Tally(http.MethodPut, "/members/*", "firstname", "lastname"); !maps.Equal(got, map[string]int{"Janet:": 1, "Janet:Doe": 1}) {
		t.Errorf("the updates are %v", got)
	}
	equal(t, "e-mails", len(a.Invitations()), 3)
}

func TestOnlyTheLastRequestsAreRemembered(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{Remember: 2})
	for page := range 5 {
		a.get(fmt.Sprintf("/members?page=%d", page+1)).ok()
	}
	requests := a.Requests()
	equal(t, "requests", len(requests), 2)
	equal(t, "first", requests[0].Query.Get("page"), "4")
}

func TestSnapshotsShareNothingAndSeed(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{Populate: simulator.Population{Members: 3, Projects: 2, Contracts: 4, Viewers: 1, Webhooks: 1}})
	a.delete("/members/101").ok()
	before := a.Snapshot()
	changed := a.Snapshot()
	*changed.Workspaces[0].Members[1].Timezone = "Mars/Base"
	changed.Workspaces[0].Webhooks[0].Events[0] = "x"
	same(t, before, a.Snapshot())
	again := start(t, simulator.Options{Seed: before})
	same(t, before, again.Snapshot())
	if jane := again.invite("jane@acme.example"); jane != "/members/105" {
		t.Errorf("the next member is %s", jane)
	}
}

func TestSeedDocument(t *testing.T) {
	t.Parallel()
	seed, err := simulator.ReadSeed(strings.NewReader(`{"workspaces": [{
		"id": 7, "name": "Seven",
		"members": [
			{"id": 10, "email": "olivia@acme.example", "firstname": "Olivia", "lastname": "Owner", "role": "Owner"},
			{"email": "jane@acme.example", "firstname": "Jane", "lastname": "Doe", "deleted_at": "2026-01-02T03:04:05Z"},
			{"id": 101, "email": "kim@client.example", "firstname": "Kim", "lastname": "C", "role": "Project viewer", "project_ids": [500]}
		],
		"projects": [{"id": 500, "name": "Website", "deadline": "2026-12-31", "budget": 5000, "tags": [{"id": 1, "name": "web"}]}],
		"contracts": [{"project_id": 500, "user_id": 10, "rate": 55.5, "status": "paused"}],
		"webhooks": [{"url": "https://hooks.example/webwork", "events": ["member.invited"]}]
	}]}`))
	done(t, err)
	a := start(t, simulator.Options{Seed: seed})
	equal(t, "workspace", a.WorkspaceID(), 7)
	get := func(path string) *reply { return a.exact(http.MethodGet, path+"?workspace_id=7", nil).ok() }
	get("/members/102").has(`"jane@acme.example"`).has(`"deleted_at":"2026-01-02T03:04:05Z"`).has(`"current_role":"Regular User"`)
	get("/project-viewers/101").has(`"project_name":"Website"`)
	get("/projects/500").has(`"budget_estimation":5000`).has(`"tags":[{"id":1,"name":"web","color":null}]`)
	get("/contracts/900001").has(`"rate":55.5`).has(`"status":"paused"`)
	get("/webhooks").has("hooks.example")
}

func TestBadSeeds(t *testing.T) {
	t.Parallel()
	member := func(rest string) string {
		return `{"workspaces":[{"id":1,"name":"A","members":[{"id":5,"email":"a@b.example","firstname":"A","lastname":"B"` + rest + `}]}]}`
	}
	for document, says := range map[string]string{
		"{\n\"workspaces\": [\n{\"id\": \"1\"}]}":                               "line 3",
		"{\n\"workspace\": []}":                                                 `unknown field "workspace"`,
		"{\"workspaces\":\n[\n}":                                                "line 3",
		`{} {}`:                                                                 "follows",
		`{"workspaces":[{"name":"A"}]}`:                                         "positive",
		`{"workspaces":[{"id":1},{"id":1}]}`:                                    "of its own",
		member(`,"role":"Boss"`):                                                `no role "Boss"`,
		member(`,"status":"gone"`):                                              `no status "gone"`,
		member(`,"project_ids":[1]`):                                            "Project viewer",
		member(`,"role":"Project viewer","project_ids":[1]`):                    "no project 1",
		member(`},{"email":"A@B.example"`):                                      "taken",
		member(`},{"id":5,"email":"c@d.example"`):                               "two people",
		member(`},{"email":"nobody"`):                                           "email address",
		`{"workspaces":[{"id":1,"projects":[{}]}]}`:                             "no name",
		`{"workspaces":[{"id":1,"projects":[{"name":"P","deadline":"soon"}]}]}`: "2024-01-15",
		`{"workspaces":[{"id":1,"projects":[{"id":3,"name":"P"},{"id":3,"name":"Q"}]}]}`:                        "two projects",
		`{"workspaces":[{"id":1,"contracts":[{"project_id":3,"user_id":10}]}]}`:                                 "no such project",
		`{"workspaces":[{"id":1,"webhooks":[{"url":"x","events":["a.b"]}]}]}`:                                   "url",
		`{"workspaces":[{"id":1,"webhooks":[{"url":"https://x.example","events":[]}]}]}`:                        "events",
		`{"workspaces":[{"id":1,"projects":[{"id":3,"name":"P"}],"contracts":[{"project_id":3,"user_id":9}]}]}`: "no such member",
	} {
		seed, err := simulator.ReadSeed(strings.NewReader(document))
		if err == nil {
			_, err = simulator.New(simulator.Options{Seed: seed})
		}
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: the error does not say %q: %v", document, says, err)
		}
	}
}

func TestWebApp(t *testing.T) {
	t.Parallel()
	a := with(t)
	jane, err := a.AddMember(simulator.Member{Email: "jane@acme.example", FirstName: "Jane", LastName: "Doe"})
	done(t, err)
	_, err = a.AddMember(simulator.Member{Email: "JANE@acme.example"})
	equal(t, "twin refused", err != nil, true)
	kim, err := a.AddMember(simulator.Member{Email: "kim@client.example", Role: simulator.RoleProjectViewer})
	done(t, err)
	project, err := a.AddProject(simulator.Project{Name: "Website"})
	done(t, err)
	contract, err := a.AddContract(simulator.Contract{ProjectID: project.ID, UserID: jane.ID})
	done(t, err)
	equal(t, "e-mails", len(a.Invitations()), 0)

	done(t, a.SetMember(jane.ID, func(m *simulator.Member) { m.Email, m.ID = "j@acme.example", 5 }))
	equal(t, "taken", a.SetMember(jane.ID, func(m *simulator.Member) { m.Email = "kim@client.example" }) != nil, true)
	found, ok := a.MemberByEmail("J@acme.example")
	equal(t, "found", ok && found.ID == jane.ID, true)
	done(t, a.RenameProject(project.ID, "Web"))
	done(t, a.SetContract(contract.ID, func(c *simulator.Contract) { c.Status = simulator.ContractPaused }))
	done(t, a.AssignProject(kim.ID, project.ID))
	hook := a.AddWebhook(simulator.Webhook{URL: "https://x.example", Events: []string{"a.b"}})
	done(t, a.SetWebhooks(hook.URL, func(w *simulator.Webhook) { w.Events = []string{"c.d"} }))

	a.get(fmt.Sprintf("/contracts/%d", contract.ID)).ok().has(`"paused"`).has(`"project_name":"Web"`).has("j@acme.example")
	a.get(fmt.Sprintf("/project-viewers/%d", kim.ID)).ok().has(`"Web"`)
	a.get("/webhooks/" + hook.ID).ok().has(`["c.d"]`).has(hook.Token)
	for _, act := range []func(int64) error{a.ArchiveMember, a.RestoreMember, a.ArchiveMember, a.PurgeMember} {
		done(t, act(jane.ID))
	}
	a.get(fmt.Sprintf("/members/%d", jane.ID)).is(http.StatusNotFound)
	_, ok = a.ContractOf(project.ID, jane.ID)
	equal(t, "contract of a purged member", ok, false)
	done(t, a.UnassignProject(kim.ID, project.ID))
	again, err := a.AddContract(simulator.Contract{ProjectID: project.ID, UserID: 10})
	done(t, err)
	done(t, a.DeleteContract(again.ID))
	for _, act := range []func(int64) error{a.ArchiveProject, a.RestoreProject, a.PurgeProject} {
		done(t, act(project.ID))
	}
	done(t, a.DeleteWebhooks(hook.URL))
	for what, err := range map[string]error{
		"member": a.ArchiveMember(999), "project": a.RenameProject(999, "X"), "contract": a.DeleteContract(999),
		"webhook": a.DeleteWebhooks("x"), "viewer": a.AssignProject(999, 1), "assignment": a.UnassignProject(kim.ID, 1),
	} {
		equal(t, what+" that is not there", err != nil, true)
	}
}

func TestSomebodyIsInvitedAnew(t *testing.T) {
	t.Parallel()
	a := with(t)
	old := a.invite("jane@acme.example")
	contract := a.contract(a.project("X"), old)
	jane, err := a.InviteAnew(idOf(t, old))
	done(t, err)
	equal(t, "the same id", jane.ID == idOf(t, old), false)
	a.get(old).is(http.StatusNotFound)
	a.get(contract).is(http.StatusNotFound)
	a.get(fmt.Sprintf("/members/%d", jane.ID)).ok().has("jane@acme.example").has(`"status":"inactive"`)
	equal(t, "e-mails", len(a.Invitations()), 1)
	_, err = a.InviteAnew(idOf(t, old))
	equal(t, "invited who is not there", err != nil, true)
}

func TestAListShiftsWhileItIsRead(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{Populate: simulator.Population{Projects: 4}})
	a.AfterPage("/projects", 1, func(time int) {
		if time == 2 { // only then: whoever reads again sees a list that stays
			done(t, a.PurgeProject(50001))
		}
	})
	names := func(page int) string {
		var names []string
		for _, project := range a.list(fmt.Sprintf("/projects?per_page=2&page=%d", page)) {
			names = append(names, number(project["id"]))
		}
		return strings.Join(names, " ")
	}
	equal(t, "other list", len(a.list("/members?page=1")), 1)
	equal(t, "first page", names(1), "50001 50002")
	equal(t, "second page", names(2), "50003 50004")
	equal(t, "first page again", names(1), "50001 50002")
	equal(t, "second page after the shift", names(2), "50004")
	equal(t, "first page after the shift", names(1), "50002 50003")
}

func TestManyClientsAtOnce(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, simulator.Options{Populate: simulator.Population{Members: 500, Projects: 10}})
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	var clients sync.WaitGroup
	for client := range 10 {
		clients.Go(func() {
			for round := range 10 {
				for _, call := range []struct{ method, path, body string }{
					{"GET", "/members?per_page=100&page=2", ""},
					{"POST", "/members?", invitation(client, round)},
					{"GET", "/projects?", ""},
				} {
					request, err := http.NewRequestWithContext(t.Context(), call.method,
						server.BaseURL+call.path+"&workspace_id=1", strings.NewReader(call.body))
					if err != nil {
						t.Error(err)
						return
					}
					request.Header.Set("Authorization", "Bearer "+server.Token())
					request.Header.Set("Content-Type", "application/json")
					response, err := transport.RoundTrip(request)
					if err != nil {
						t.Error(err)
						return
					}
					_, _ = io.Copy(io.Discard, response.Body)
					_ = response.Body.Close()
					if response.StatusCode != http.StatusOK {
						t.Errorf("%s %s: status %d", call.method, call.path, response.StatusCode)
					}
				}
				if round == 0 {
					_ = server.Snapshot()
				}
			}
		})
	}
	clients.Wait()
	equal(t, "invitations", len(server.Invitations()), 100)
	equal(t, "requests", len(server.Requests()), 300)
	equal(t, "people", len(server.Snapshot().Workspaces[0].Members), 601)
}

func invitation(client, round int) string {
	return fmt.Sprintf(`{"email":"p%d.%d@x.example","firstname":"A","lastname":"B","role":"Regular User"}`, client, round)
}

func BenchmarkPageOfMembers(b *testing.B) {
	sim := simtest.New(b, simulator.Options{Populate: simulator.Population{Members: 5000}, Remember: 1})
	client := testserver.InMemory(sim)
	for b.Loop() {
		request, err := http.NewRequestWithContext(b.Context(), http.MethodGet,
			sim.BaseURL("http://webwork.test")+"/members?workspace_id=1&per_page=100&page=25", http.NoBody)
		if err != nil {
			b.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer "+sim.Token())
		response, err := client.RoundTrip(request)
		if err != nil || response.StatusCode != http.StatusOK {
			b.Fatal(err)
		}
		_ = response.Body.Close()
	}
}
