package simulator_test

import (
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// project creates a project and gives its path.
func (a *api) project(body fields) string {
	a.t.Helper()
	return "/projects/" + a.post("/projects", body).ok().text("id")
}

// statusNamed gives the id of a project's status.
func (a *api) statusNamed(project, name string) string {
	a.t.Helper()
	for _, status := range a.get(project + "/projectstatuses").ok().list() {
		if status["name"] == any(name) {
			id, _ := status["id"].(string)
			return id
		}
	}
	a.t.Fatalf("%s has no status %s", project, name)
	return ""
}

func TestAProjectFromCreationToDeletion(t *testing.T) {
	t.Parallel()
	a := with(t)
	client := a.company("Client")
	project := a.project(fields{
		"name": "Website", "description": "New", "startDate": "2026-01-12T00:00:00Z", "dueDate": "2026-03-31T00:00:00Z",
		"companyId": idOf(client), "timeBudget": 36000, "color": "teal", "projectKey": "web-1", "isProjectKeyVisible": true,
	})
	a.get(project).ok().has(`"projectKey":"WEB-1"`).has(`"startDate":"2026-01-12T00:00:00Z"`).has(`"timeBudget":36000`).
		has(`"company":{"id":"` + idOf(client) + `","name":"Client"}`).has(`"members":[]`).has(`"type":"not-started"`).
		has(`"projectTypeId":null`).has(`"closedOn":null`)
	a.get("/projects/key/web-1").ok().has(idOf(project))
	a.get("/projects/key/none").is(http.StatusNotFound)
	a.get("/projects?filterby=" + query("projectKey eq 'WEB-1' and company/name eq 'Client' and projectStatus/type ne 'closed'")).
		ok().has(idOf(project))

	a.put(project, fields{"name": "Web shop"}).ok().has(`"companyId":null`).has(`"description":null`).has(`"timeBudget":null`).
		has(`"startDate":null`).has(`"isProjectKeyVisible":null`).has(`"projectKey":"WEB-1"`)
	a.put(project, fields{"description": "x"}).refused("validation-failed")
	a.put(project, fields{"name": "Web shop", "projectKey": "X"}).refused("validation-failed")

	a.post(project+"/delete", nil).refused("invalid-model")
	a.post(project+"/delete", fields{}).is(http.StatusNoContent)
	a.get(project).is(http.StatusNotFound)
	equal(t, "statuses", len(a.get("/projectstatuses").ok().list()), 0)
}

func TestFormsOfProjectsAreChecked(t *testing.T) {
	t.Parallel()
	a := with(t)
	a.project(fields{"name": "Website", "projectKey": "WEB"})
	archived := a.projectType("Old")
	a.post(archived+"/setarchived", fields{"isArchived": true}).ok()
	before := a.Snapshot()
	for code, forms := range map[string][]fields{
		"validation-failed": {
			{},
			{"color": "a colour that is none"},
			{"timeBudget": -1},
			{"timeBudget": "1h"},
			{"companyId": "client"},
			{"projectKey": "a b"},
			{"projectTemplateId": idOf(archived), "workflowId": idOf(archived)},
		},
		"date-dependency":       {{"startDate": "2026-03-31", "dueDate": "2026-01-12"}},
		"invalid-operation":     {{"companyId": idOf(archived)}, {"workflowId": idOf(archived)}, {"projectStatusId": idOf(archived)}},
		"entity-archived":       {{"projectTypeId": idOf(archived)}},
		"duplication-violation": {{"projectKey": "web"}},
	} {
		for _, form := range forms {
			if len(form) > 0 {
				form["name"] = "Website"
			}
			a.post("/projects", form).refused(code)
		}
	}
	same(t, before, a.Snapshot())
}

func TestTheStatusOfAProject(t *testing.T) {
	t.Parallel()
	a := with(t)
	project, other := a.project(fields{"name": "Website"}), a.project(fields{"name": "Campaign"})
	closed := a.statusNamed(project, "Done")
	a.post(project+"/changestatus", fields{"projectStatusId": closed}).is(http.StatusNoContent)
	a.get(project).ok().has(`"type":"closed"`).has(`"closedOn":"2`).has(`"closedBy":"` + simulator.DefaultAPIUser + `"`)
	a.post(project+"/changeStatus", fields{"projectStatusId": a.statusNamed(project, "In progress")}).is(http.StatusNoContent)
	a.get(project).ok().has(`"type":"progress"`).has(`"closedOn":"2`)
	a.post(project+"/changestatus", fields{"projectStatusId": a.statusNamed(other, "Done")}).refused("invalid-operation")
	sort := a.projectType("Design")
	a.post(project+"/changeprojecttype", fields{"projectTypeId": idOf(sort)}).is(http.StatusNoContent)
	a.get(project).ok().has(`"name":"Design"`)
}

func TestProjectKeys(t *testing.T) {
	t.Parallel()
	a := with(t)
	project := a.project(fields{"name": "Website"})
	a.get(project).ok().has(`"projectKey":"WEBS"`)
	a.get(a.project(fields{"name": "Website"})).ok().has(`"projectKey":"WEBS2"`)
	a.post(project+"/setprojectkey", fields{"projectKey": "new-1"}).ok().has(`"projectKey":"NEW-1"`)
	a.post(project+"/setprojectkey", fields{"projectKey": "webs2"}).refused("duplication-violation")
	a.post(project+"/setprojectkey", fields{"projectKey": "a_b"}).refused("validation-failed")
}

func TestMembersOfAProject(t *testing.T) {
	t.Parallel()
	a := with(t)
	project, jane, kim := a.project(fields{"name": "Website"}), idOf(a.join("jane@acme.example")), idOf(a.join("kim@acme.example"))
	member := func(user, role string, responsible bool) fields {
		return fields{"userId": user, "projectRoleId": role, "isResponsible": responsible}
	}
	a.post(project+"/addprojectmember", member(jane, simulator.MemberRole, true)).ok().has(`"projectRoleName":"Member"`).has(`"firstName":"Jane"`)
	a.post(project+"/addprojectmember", member(jane, simulator.MemberRole, false)).refused("already-exist-error")
	a.post(project+"/addprojectmember", member(kim, simulator.ManagerRole, true)).refused("invalid-operation")
	a.post(project+"/addprojectmember", member(kim, simulator.UserRole, false)).refused("invalid-operation")
	a.post(project+"/addprojectmember", fields{"userId": kim}).refused("validation-failed")
	a.post(project+"/updateprojectmember", member(kim, simulator.MemberRole, false)).refused("invalid-operation")
	a.post(project+"/updateprojectmember", member(jane, simulator.ManagerRole, false)).ok().has(`"isResponsible":false`)
	a.post(project+"/addprojectmember", member(kim, simulator.MemberRole, true)).ok()
	equal(t, "members", a.get(project+"/members").ok().every("projectRoleName"), "Project manager Member")
	a.get(project).ok().has(`"userId":"` + kim + `"`)
	equal(t, "with jane", len(a.get("/projects?filterby="+query("members/any(m: m/userId eq guid'"+jane+"')")).ok().list()), 1)

	a.post(project+"/removeprojectmember", fields{"userId": jane}).is(http.StatusNoContent)
	a.post(project+"/removeprojectmember", fields{"userId": jane}).is(http.StatusNotFound)
	a.post("/users/"+jane+"/deactivate", nil).is(http.StatusNoContent)
	a.post(project+"/addprojectmember", member(jane, simulator.MemberRole, false)).refused("deactivated-user")
	a.delete("/users/" + kim).is(http.StatusNoContent)
	a.get(project).ok().has(`"members":[]`)
}

func TestPrivateProjects(t *testing.T) {
	t.Parallel()
	a := with(t)
	olivia := a.as(simulator.DefaultAdmin)
	project := olivia.project(fields{"name": "Secret", "isPrivate": true})
	olivia.get(project).ok()
	a.get(project).is(http.StatusNotFound)
	a.get(project + "/projectstatuses").is(http.StatusNotFound)
	a.get("/projects/key/" + olivia.get(project).text("projectKey")).is(http.StatusNotFound)
	equal(t, "projects", len(a.get("/projects").ok().list()), 0)
	equal(t, "statuses", len(a.get("/projectstatuses").ok().list()), 0)
	olivia.post(project+"/addprojectmember", fields{"userId": simulator.DefaultAPIUser, "projectRoleId": simulator.MemberRole}).ok()
	a.get(project).ok()
}

func TestPrivateProjectsOfWhoLeaves(t *testing.T) {
	t.Parallel()
	a := with(t)
	jane := a.join("jane@acme.example")
	_, err := a.Projects.Add(simulator.Project{
		ProjectForm: simulator.ProjectForm{Name: "Secret", IsPrivate: true}, Members: []simulator.ProjectMember{{UserID: idOf(jane)}},
	})
	done(t, err)
	a.post(jane+"/deactivate?includeSummary=true", nil).ok().has(`"privateProjectsDeletedCount":1`)
	equal(t, "projects", len(a.Projects.All()), 0)
}

func TestATrackedProjectDoesNotBecomePrivate(t *testing.T) {
	t.Parallel()
	a := with(t)
	project, err := a.Projects.Add(simulator.Project{ProjectForm: simulator.ProjectForm{Name: "Website"}, TrackedDuration: 60, TasksCount: 2})
	done(t, err)
	path := "/projects/" + project.ID
	a.get(path).ok().has(`"tasksCount":2`).has(`"trackedDuration":60`)
	a.put(path, fields{"name": "Website", "isPrivate": true}).refused("illegal-property-transition")
}

func TestRightsOnProjects(t *testing.T) {
	t.Parallel()
	a := with(t)
	mine, other := a.project(fields{"name": "Website"}), a.project(fields{"name": "Campaign"})
	limited := a.allowed()
	me := limited.get("/me").ok().text("id")
	a.post(mine+"/addprojectmember", fields{"userId": me, "projectRoleId": simulator.MemberRole}).ok()
	equal(t, "projects", limited.get("/projects").ok().every("name"), "Website")
	limited.get(other).denied()
	limited.post("/projects", fields{"name": "X"}).denied()
	limited.put(mine, fields{"name": "X"}).denied()
	limited.post(mine+"/addtags", []fields{{"name": "x"}}).denied()
	limited.get(mine + "/tags").ok()
	a.post(mine+"/updateprojectmember", fields{"userId": me, "projectRoleId": simulator.ManagerRole}).ok()
	limited.put(mine, fields{"name": "X"}).ok()
	limited.post(mine+"/addtags", []fields{{"name": "x"}}).ok()
}

func TestTagsOfProjects(t *testing.T) {
	t.Parallel()
	a := with(t)
	project := a.project(fields{"name": "Website"})
	a.post(project+"/addtags", []fields{{"name": "urgent"}}).ok()
	a.get(project).ok().has(`"name":"urgent"`)
	a.get("/projects/tags").ok().has("urgent")
}
