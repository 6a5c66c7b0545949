package simulator_test

import (
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

func TestWhoTheAccountIs(t *testing.T) {
	t.Parallel()
	a := with(t)
	a.get("/me").ok().has(`"id":"` + simulator.DefaultAPIUser + `"`).has(`"workspace":{"id":"` + simulator.DefaultWorkspace + `","name":"Acme Agency"`)
	a.get("/me/permissions").ok().has(`"isAdmin":true`).has(`"roleId":"` + simulator.AdminRole + `"`)
	olivia := a.as(simulator.DefaultAdmin)
	olivia.get("/users/me").ok().has(`"firstName":"Olivia"`)
	olivia.get("/me/permissions").ok().has(`"isAdmin":true`).has(`"userId":"` + simulator.DefaultAdmin + `"`)
	limited := a.allowed(permission("project-create", "write"))
	limited.get("/me/permissions").ok().has(`"isAdmin":false`).has(`"feature":"project-create"`)
}

func TestTheWorkspace(t *testing.T) {
	t.Parallel()
	a := with(t)
	a.get("/workspaces/" + simulator.DefaultWorkspace).ok().has(`"name":"Acme Agency"`).has(`"memberCount":1`).has(`"isFull":false`)
	a.get("/workspaces/" + simulator.DefaultAdmin).is(http.StatusNotFound)
	a.get("/workspaces/acme").refused("validation-failed")
	a.put("/workspaces/"+simulator.DefaultWorkspace, fields{"name": "Other"}).is(http.StatusMethodNotAllowed)
}

func TestRightsOfTheAccount(t *testing.T) {
	t.Parallel()
	a := with(t)
	jane := a.join("jane@acme.example")
	limited := a.allowed(permission("user-manage-config", "manage"), permission("user-master-data", "read"))
	limited.get(jane).ok()
	limited.post(jane+"/deactivate", nil).is(http.StatusNoContent)
	for what, r := range map[string]*reply{
		"a user's form":   limited.put(jane, fields{"firstName": "Joan"}),
		"roles":           limited.get("/roles"),
		"a role":          limited.get("/roles/" + simulator.UserRole),
		"a new role":      limited.post("/roles", fields{"name": "Planner"}),
		"inviting":        limited.post("/invitations", invitation("kim@acme.example")),
		"tags":            limited.post(jane+"/addtags", []fields{{"name": "remote"}}),
		"contact infos":   limited.post(jane+"/contactinfo", fields{"type": "phone"}),
		"a role's rights": limited.post("/roles/"+simulator.UserRole+"/permissions", fields{"feature": "project-create"}),
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			r.t = t
			r.denied().has(`"traceId":"`)
			equal(t, "header", r.header.Get("Trace-Id") != "", true)
		})
	}
}

func TestOfARoleThatIsGoneNothingIsLeft(t *testing.T) {
	t.Parallel()
	a := with(t)
	limited := a.allowed(permission("workspace-manage-config", "manage"))
	role, _ := a.Roles.Find(func(r simulator.Role) bool { return r.Name == "Limited" })
	limited.get("/roles").ok()
	done(t, a.Roles.Delete(role.ID))
	limited.get("/me").ok()
	limited.get("/roles").denied()
}

func TestWithoutRightsPeopleSeeThemselves(t *testing.T) {
	t.Parallel()
	a := with(t)
	jane := a.join("jane@acme.example")
	limited := a.allowed()
	me := limited.get("/me").ok().text("id")
	equal(t, "users", limited.get("/users").ok().every("id"), me)
	limited.get(jane).denied()
	limited.put("/users/"+me, fields{"firstName": "Lou"}).ok().has(`"firstName":"Lou"`)
	limited.post("/users/"+me+"/contactinfo", fields{"type": "phone"}).ok()
}

func TestTokensThatAreNone(t *testing.T) {
	t.Parallel()
	a := with(t)
	for what, header := range map[string]http.Header{
		"none": {}, "another": {"Authorization": {"Bearer other"}}, "another scheme": {"Authorization": {"Basic " + a.token}},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			r := a.in(t).raw("GET", "/me", "", header).is(http.StatusUnauthorized)
			equal(t, "body", r.raw, `{"message":{"code":"unauthorized","description":"Unauthorized"}}`+"\n")
			equal(t, "trace id", r.header.Get("Trace-Id"), "")
		})
	}
	done(t, a.Users.Set(simulator.DefaultAPIUser, func(u *simulator.User) { u.IsDeactivated = true }))
	a.get("/me").is(http.StatusUnauthorized).code("workspaceid-missing")
}

func TestATokenInTheAddressFails(t *testing.T) {
	t.Parallel()
	a := with(t)
	a.get("/users?access_token=x").is(http.StatusBadRequest)
	a.get("/users?whatever=" + a.token).is(http.StatusBadRequest)
	equal(t, "violations", len(a.ForgetViolations()), 2)
}

func TestWhatIsNoOperation(t *testing.T) {
	t.Parallel()
	a := with(t)
	a.get("/coffee").ok().isPage()
	a.get("http://awork.test/api/v2/users").ok().isPage()
	a.get("http://awork.test/").ok().isPage()
	a.delete("/roles").is(http.StatusMethodNotAllowed)
	a.get("/users/x").refused("validation-failed").has("System.Guid")
	a.get("/USERS/" + simulator.DefaultAdmin).ok()
	a.get("/users?color=red").refused("validation-failed")
	a.get("/users?page=1&Page=2").refused("validation-failed")
	a.get("/roles/users").denied()
	equal(t, "violations", len(a.ForgetViolations()), 1)
}
