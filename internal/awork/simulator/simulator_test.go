package simulator_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

func TestASimulatorCanBeSeededWithASnapshot(t *testing.T) {
	t.Parallel()
	first := start(t, simulator.Options{Populate: simulator.Population{Users: 25, Roles: 3, Companies: 2, Projects: 4, Members: 30}})
	first.post(first.team("Design")+"/addprojects", []string{first.Projects.All()[0].ID}).is(http.StatusNoContent)
	first.projectType("Campaign")
	first.post(first.join("jane@acme.example")+"/addtags", []fields{{"name": "remote"}}).ok()
	snapshot := first.Snapshot()
	second := start(t, simulator.Options{Seed: snapshot})
	same(t, snapshot, second.Snapshot())
	second.join("kim@acme.example")
	second.role("Scheduler")
	second.project(fields{"name": "Website"})
}

func TestSeedsAreChecked(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]string{
		`{"users": [{"email": "jane"}]}`:                                        "such as jane@acme.example",
		`{"users": [{"email": "j@x.example", "roleId": "Planner"}]}`:            `no role "Planner"`,
		`{"users": [{"email": "j@x.example"}, {"email": "J@x.example"}]}`:       "two with the email",
		`{"users": [{"email": "j@x.example", "id": "1"}]}`:                      "no GUID",
		`{"users": [{"email": "j@x.example", "kind": "robot"}]}`:                "kind",
		`{"roles": [{"name": ""}]}`:                                             "no name",
		`{"roles": [{"name": "Planner"}, {"name": "planner"}]}`:                 "taken",
		`{"projects": [{"name": "X", "company": "Nobody"}]}`:                    `no company "Nobody"`,
		`{"projects": [{"name": "X", "projectStatusId": "Gone"}]}`:              `no status "Gone"`,
		`{"projects": [{"name": "X", "members": [{"userId": "a@b.example"}]}]}`: `no user "a@b.example"`,
		`{"projectStatuses": [{"name": "X", "type": "stuck"}]}`:                 "belongs to one",
		`{"teams": [{"name": "X"}, {"name": "x"}]}`:                             "taken",
		`{"companies": [{"name": ""}]}`:                                         "no name",
		`{"workspace": {"id": "1"}}`:                                            "no GUID",
	} {
		seed, err := simulator.ReadSeed(strings.NewReader(document))
		done(t, err)
		_, err = simulator.New(simulator.Options{Seed: seed})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", document, err)
		}
	}
	for document, want := range map[string]string{
		"{\n\"users\": [\n{\"mail\": 1}]}": "line 3", "{\n\"users\": 1}": "line 2", "{} {}": "follows", "{\n": "line 1",
	} {
		if _, err := simulator.ReadSeed(strings.NewReader(document)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", document, err)
		}
	}
}

func TestASeedNamesObjectsByTheirNames(t *testing.T) {
	t.Parallel()
	seed, err := simulator.ReadSeed(strings.NewReader(`{
		"workspace": {"name": "Acme Agency", "seats": 20},
		"roles": [{"name": "Planner", "permissions": [{"feature": "project-master-data", "accessLevels": ["read"]}]}],
		"users": [
			{"email": "jane@acme.example", "firstName": "Jane", "lastName": "Doe", "roleId": "Planner"},
			{"email": "kim@acme.example", "pending": true, "tags": [{"name": "remote"}]}
		],
		"companies": [{"name": "Client Ltd", "industry": "Retail"}],
		"projectTypes": [{"name": "Campaign"}],
		"projects": [
			{"name": "Website", "company": "Client Ltd", "projectType": "Campaign", "projectStatusId": "In progress",
			 "members": [{"userId": "jane@acme.example", "isResponsible": true}]}
		],
		"teams": [{"name": "Design", "userIds": ["jane@acme.example"], "projectIds": ["Website"]}]
	}`))
	done(t, err)
	a := start(t, simulator.Options{Seed: seed})
	role, _ := a.Roles.Find(func(r simulator.Role) bool { return r.Name == "Planner" })
	jane, _ := a.Users.Find(func(u simulator.User) bool { return u.Email == "jane@acme.example" })
	equal(t, "role", jane.RoleID, role.ID)
	a.get("/roles/" + role.ID + "/users").ok().has(jane.ID)
	a.get("/users/" + jane.ID).ok().has(`"name":"Design"`)
	a.get("/projects").ok().has(`"name":"Client Ltd"`).has(`"name":"Campaign"`).has(`"type":"progress"`).has(jane.ID).
		has(`"projectRoleName":"Member"`).has(`"name":"Design"`)
}

func TestARequestToAnotherHostFails(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{URL: "http://127.0.0.1:8080"})
	a.get("http://api.awork.io/api/v1/me").is(http.StatusForbidden)
	equal(t, "violations", a.ForgetViolations()[0].What, "the request is meant for api.awork.io")
	a.get("http://127.0.0.1:8080/api/v1/me").ok()
}

func TestFaultsAreInAworksWords(t *testing.T) {
	t.Parallel()
	a := with(t)
	for kind, check := range map[simkit.FaultKind]func(*reply){
		simkit.FaultServerError:     func(r *reply) { r.is(http.StatusInternalServerError).code("server-error") },
		simkit.FaultTooManyRequests: func(r *reply) { r.is(http.StatusTooManyRequests).has("API rate limit exceeded") },
		simkit.FaultTokenExpired:    func(r *reply) { r.is(http.StatusUnauthorized).has(`{"message":{`) },
		simkit.FaultBadJSON:         func(r *reply) { equal(t, "body", r.ok().raw, `[{"id":`) },
	} {
		a.AddToken("another", simulator.Account{UserID: simulator.DefaultAdmin}, time.Time{})
		other := &api{t: t, Simulator: a.Simulator, token: "another"}
		other.get("/me").ok()
		injection := a.Inject(simkit.Fault{Kind: kind})
		check(other.get("/me"))
		injection.Remove()
	}
}

func TestWhatWasSentIsRemembered(t *testing.T) {
	t.Parallel()
	a := with(t)
	jane := a.invite("jane@acme.example")
	a.get(jane).ok()
	equal(t, "reads", a.Count("GET", "/users/*"), 1)
	equal(t, "writes", len(a.Writes()), 1)
	equal(t, "creations", a.Creations()["/invitations jane@acme.example"], 1)
}

func TestTheWebApp(t *testing.T) {
	t.Parallel()
	a := with(t)
	app := a.AppURL(server)
	id := a.post(app+"/users", fields{"email": "jane@acme.example", "firstName": "Jane"}).ok().text("id")
	a.raw("PATCH", app+"/users/"+id, `{"isDeactivated":true}`, http.Header{"Authorization": {"Bearer " + a.token}}).is(http.StatusNoContent)
	a.get("/users/" + id).ok().has(`"isDeactivated":true`).has(`"firstName":"Jane"`)
	a.get(app + "/users").ok().has("jane@acme.example")
	a.get(app + "/workspace").ok().has(`"workspace"`)
	equal(t, "mails", a.get(app+"/mails").ok().raw, "[]\n")
	equal(t, "violations", a.get(app+"/violations").ok().raw, "[]\n")
	a.post(app+"/users", fields{"mail": "x"}).is(http.StatusBadRequest)
	a.post(app+"/users", fields{"email": "x"}).is(http.StatusBadRequest)
	a.delete(app + "/users/" + id).is(http.StatusNoContent)
	a.delete(app + "/users/" + id).is(http.StatusBadRequest)
	a.get("/users/" + id).is(http.StatusNotFound)
	a.raw("GET", app+"/users", "", nil).is(http.StatusUnauthorized)
	equal(t, "remembered", a.Count("", "/app/*"), 0)
}

func TestWhatTheWebAppDeletesIsNowhereAnyMore(t *testing.T) {
	t.Parallel()
	a := with(t)
	jane, client, sort, team := a.join("jane@acme.example"), a.company("Client"), a.projectType("Campaign"), a.team("Design")
	project := a.project(fields{"name": "Website", "companyId": idOf(client), "projectTypeId": idOf(sort)})
	a.post(project+"/addprojectmember", fields{"userId": idOf(jane), "projectRoleId": simulator.MemberRole}).ok()
	a.post(team+"/addusers", []string{idOf(jane)}).is(http.StatusNoContent)
	a.post(team+"/addprojects", []string{idOf(project)}).is(http.StatusNoContent)
	done(t, a.Users.Delete(idOf(jane)))
	done(t, a.Companies.Delete(idOf(client)))
	done(t, a.ProjectTypes.Delete(idOf(sort)))
	a.get(project).ok().has(`"companyId":null`).has(`"projectTypeId":null`).has(`"members":[]`)
	a.get(team + "?includeUserIds=true").ok().has(`"userIds":[]`)
	done(t, a.Projects.Delete(idOf(project)))
	a.get(team + "?includeProjectIds=true").ok().has(`"projectIds":[]`)
	equal(t, "statuses", len(a.Statuses.All()), 0)
}

func TestWhoTheWebAppBringsBackIsActive(t *testing.T) {
	t.Parallel()
	a := with(t)
	jane := a.join("jane@acme.example")
	for _, deactivated := range []bool{true, false} {
		done(t, a.Users.Set(idOf(jane), func(u *simulator.User) { u.IsDeactivated = deactivated }))
		equal(t, "since", a.get(jane).ok().object()["deactivatedOn"] != nil, deactivated)
	}
}

func TestTheWebAppFromGo(t *testing.T) {
	t.Parallel()
	a := with(t)
	role, err := a.Roles.Add(simulator.Role{RoleForm: simulator.RoleForm{Name: "Planner"}})
	done(t, err)
	done(t, a.Roles.Set(role.ID, func(r *simulator.Role) { r.Name, r.ID = "Scheduler", "x" }))
	a.get("/roles/" + role.ID).ok().has("Scheduler")
	if _, err := a.Roles.Add(simulator.Role{RoleForm: simulator.RoleForm{Name: "Scheduler"}}); err == nil {
		t.Error("a name is given twice")
	}
	if err := a.Roles.Set(role.ID, func(r *simulator.Role) { r.Name = "" }); err == nil {
		t.Error("a role has no name")
	}
	before, _ := a.Roles.Get(role.ID)
	before.Name = "Changed"
	after, _ := a.Roles.Get(role.ID)
	equal(t, "the copy changes nothing", after.Name, "Scheduler")
	equal(t, "roles", len(a.Roles.All()), 4)
	done(t, a.Roles.Delete(role.ID))
	_, there := a.Roles.Get(role.ID)
	equal(t, "there", there, false)
}
