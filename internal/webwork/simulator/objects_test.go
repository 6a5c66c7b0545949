package simulator_test

import (
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestProjects(t *testing.T) {
	t.Parallel()
	a := with(t)
	answer := a.post("/projects", fields{
		"name": "Website", "start_date": "2024-01-15", "deadline": "2024-01-15", "estimation": 120.456, "budget": 5000.005,
		"notes": "n", "icon": "project-icon-1",
	}).is(http.StatusCreated).has(`"message":"Project created successfully"`)
	answer.has(`"estimation":120.46`).has(`"budget_estimation":5000.01`).has(`"is_billable":true`).has(`"weekly_hours_limit":168`).
		has(`"contracts_count":0`).has(`"owner_id":10`).has(`"tags":[]`).has(`"deleted_at":null`)
	path := "/projects/" + number(answer.data()["id"])
	a.put(path, fields{"name": "Web", "deadline": nil, "notes": "", "budget": 0}).ok().
		has(`"name":"Web"`).has(`"deadline":null`).has(`"notes":null`).has(`"budget_estimation":0`).has(`"start_date":"2024-01-15"`)
	a.put(path, fields{"deadline": "2023-12-31"}).is(http.StatusBadRequest).has("start_date")
	a.get(path).ok().has(`"deadline":null`)
	equal(t, "found", len(a.list("/projects?name=wE")), 1)
	equal(t, "found", len(a.list("/projects?name=website")), 0)

	a.delete(path).ok().has(`"data":null`)
	a.get(path).ok().lacks(`"deleted_at":null`)
	a.delete(path).is(http.StatusNotFound)
	a.put(path, fields{"name": "X"}).is(http.StatusNotFound)
	a.post(path+"/restore", nil).is(http.StatusNotFound).has("could not be found")
	done(t, a.RestoreProject(idOf(t, path)))
	a.get(path).has(`"deleted_at":null`)
}

func TestContracts(t *testing.T) {
	t.Parallel()
	a := with(t)
	member, project := a.invite("jane@acme.example"), a.project("Website")
	body := fields{"project_id": idOf(t, project), "user_id": idOf(t, member)}
	answer := a.post("/contracts", body).is(http.StatusCreated).has(`"message":"Contract created successfully"`)
	answer.has(`"weekly_hours_limit":168`).has(`"screenshots":"full"`).has(`"screenshots_label":"Screenshot on"`).
		has(`"status":"active"`).has(`"rate":0`).has(`"rate_type":2`).has(`"user_email":"jane@acme.example"`).lacks("contract_name")
	path := "/contracts/" + number(answer.data()["id"])
	a.post("/contracts", body).is(http.StatusBadRequest).has("already")
	a.get(path).ok().has("contract_name")
	a.get(project).has(`"contracts_count":1`)

	a.put(path, fields{"status": "paused", "rate": 12.345, "screenshots": "no_screenshot", "weekly_hours_limit": 0}).ok().
		has(`"status":"paused"`).has(`"rate":12.35`).has(`"rate_type":1`).has(`"screenshots":"no_screenshot"`).has(`"weekly_hours_limit":0`)
	a.get(project).has(`"contracts_count":0`)
	for query, want := range map[string]int{
		"?status=paused": 1, "?status=active": 0, "?user_id=10": 0, "?project_id=" + number(answer.data()["project_id"]): 1,
	} {
		equal(t, "contracts"+query, len(a.list("/contracts"+query)), want)
	}

	a.delete(path).ok().has(`"data":null`)
	a.get(path).is(http.StatusNotFound)
	a.delete(path).is(http.StatusNotFound)
	if again := a.contract(project, member); again == path {
		t.Error("the contract created again has its old id")
	}
}

func TestContractsHideWithTheirParents(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"member", "project"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			a := with(t, simulator.ProjectRestoreWorks)
			parents := map[string]string{"member": a.invite("jane@acme.example"), "project": a.project("Website")}
			contract := a.contract(parents["project"], parents["member"])
			a.delete(parents[kind]).ok()
			a.get(contract).is(http.StatusNotFound)
			a.put(contract, fields{"status": "paused"}).is(http.StatusNotFound)
			equal(t, "contracts", len(a.list("/contracts")), 0)
			body := fields{"project_id": idOf(t, parents["project"]), "user_id": idOf(t, parents["member"])}
			a.post("/contracts", body).is(http.StatusNotFound)
			a.post(parents[kind]+"/restore", nil).ok()
			a.get(contract).ok()
			equal(t, "contracts", len(a.list("/contracts")), 1)
		})
	}
}

func TestContractRatesOfUnbillableProjects(t *testing.T) {
	t.Parallel()
	a := with(t)
	member, project := a.invite("jane@acme.example"), a.project("Website")
	contract := a.contract(project, member)
	a.put(contract, fields{"rate": 9.5}).has(`"rate":9.5`)
	done(t, a.SetProject(idOf(t, project), func(p *simulator.Project) { p.NotBillable = true }))
	a.get(contract).has(`"rate":null`)
}

func TestViewers(t *testing.T) {
	t.Parallel()
	a := with(t)
	project := a.project("Website")
	body := fields{"project_id": idOf(t, project)}
	answer := a.post("/project-viewers", fields{"email": "kim@client.example", "firstname": "Kim", "lastname": "Client"}).
		is(http.StatusCreated).has(`"status":"inactive"`).has(`"projects":[]`)
	path := "/project-viewers/" + number(answer.data()["id"])
	member := "/members/" + number(answer.data()["id"])
	equal(t, "e-mails", len(a.Invitations()), 1)

	a.post(path+"/assign-project", body).ok().has(`"data":null`)
	a.post(path+"/assign-project", body).ok()
	a.get(path).ok().has(`"project_name":"Website"`)
	a.delete(project).ok()
	a.get(path).has(`"projects":[]`)
	a.call(http.MethodDelete, path+"/unassign-project", body).ok()
	a.call(http.MethodDelete, path+"/unassign-project", body).is(http.StatusNotFound)
	a.post(path+"/assign-project", body).is(http.StatusNotFound)
	done(t, a.RestoreProject(idOf(t, project)))
	a.get(path).has(`"projects":[]`)
	done(t, a.AssignProject(idOf(t, path), idOf(t, project)))
	a.delete(path + "/unassign-project?project_id=" + number(a.get(project).data()["id"])).ok()

	a.get(member).ok().has(`"current_role":"Project viewer"`)
	a.put(member, fields{"firstname": "Kimberly"}).ok()
	equal(t, "found", len(a.list("/project-viewers?email=KIM@client.example")), 1)
	a.get(path).has("Kimberly")

	a.delete(path).ok()
	a.get(path).ok().has(`"status":"left"`).lacks("deleted_at")
	a.post(path+"/assign-project", body).is(http.StatusNotFound)
	a.post(path+"/restore", nil).ok()
	a.get(path).has(`"status":"inactive"`)
	a.get("/project-viewers/10").is(http.StatusNotFound)
	a.delete("/project-viewers/10").is(http.StatusNotFound)
	a.post("/project-viewers/10/restore", nil).is(http.StatusNotFound)
}

func TestWebhooks(t *testing.T) {
	t.Parallel()
	a := with(t)
	created := a.post("/webhooks", fields{"url": "https://hooks.example/1", "events": []string{"task.updated", "member.invited"}}).
		ok().has(`"events":["task.updated","member.invited"]`)
	token, _ := created.data()["token"].(string)
	path := "/webhooks/" + number(created.data()["id"])
	a.get(path).ok().has(token)
	a.get("/webhooks").ok().has(token).has(`"per_page":50`)
	equal(t, "answer to an update", a.put(path, fields{"url": "https://hooks.example/2"}).ok().raw, `{"success":true}`)
	a.get(path).has("hooks.example/2").has("task.updated").has(token)
	a.put(path, fields{"url": "https://hooks.example/2", "events": []string{"project.created"}}).ok()
	a.get(path).has(`["project.created"]`)
	a.put(path, fields{"events": []string{"project.created"}}).is(http.StatusBadRequest).has("url")
	a.delete(path).ok()
	a.get(path).is(http.StatusNotFound)
	a.delete(path).is(http.StatusNotFound)
	a.webhook("https://hooks.example/3")
	a.webhook("https://hooks.example/3")
	equal(t, "webhooks", len(a.list("/webhooks")), 2)
}
