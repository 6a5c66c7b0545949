package simulator_test

import (
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// team creates a team and gives its path.
func (a *api) team(name string) string {
	a.t.Helper()
	return "/teams/" + a.post("/teams", fields{"name": name, "icon": "palette", "color": "red"}).ok().text("id")
}

func TestATeamFromCreationToDeletion(t *testing.T) {
	t.Parallel()
	a := with(t)
	team := a.team("Drawing")
	a.post("/teams", fields{"name": "DRAWING"}).refused("duplication-violation")
	a.get(team).ok().has(`"userIds":null`).has(`"projectIds":null`)
	a.get(team + "?includeUserIds=true&includeProjectIds=true").ok().has(`"userIds":[]`).has(`"projectIds":[]`)
	a.put(team, fields{"name": "Art", "icon": "", "color": nil}).ok().has(`"icon":"palette"`).has(`"color":"red"`)
	a.put(team, fields{"icon": "work"}).ok().has(`"name":"Art"`).has(`"icon":"work"`)

	jane, kim := idOf(a.join("jane@acme.example")), idOf(a.join("kim@acme.example"))
	a.post(team+"/addusers", []string{jane, kim}).is(http.StatusNoContent)
	equal(t, "users", len(a.get("/teams?includeUserIds=true").ok().list()[0]["userIds"].([]any)), 2) //nolint:forcetypeassert // a test
	a.get("/users/" + jane).ok().has(`"name":"Art"`)
	a.post(team+"/addusers", []string{jane}).refused("already-exist-error")
	a.post(team+"/addusers", []string{}).refused("validation-failed")
	a.post(team+"/addusers", []string{simulator.UserRole}).refused("validation-failed")
	a.post(team+"/addusers", []string{"jane"}).refused("validation-failed")
	a.post(team+"/removeusers", []string{jane}).is(http.StatusNoContent)
	a.get("/users/" + jane).ok().has(`"teams":[]`)
	a.delete("/users/" + kim).is(http.StatusNoContent)
	a.get(team + "?includeUserIds=true").ok().has(`"userIds":[]`)

	a.delete(team).is(http.StatusNoContent)
	a.get(team).is(http.StatusNotFound)
	a.delete(team).is(http.StatusNotFound)
}

func TestProjectsOfATeam(t *testing.T) {
	t.Parallel()
	a := with(t)
	team, project := a.team("Design"), a.project(fields{"name": "Website"})
	a.post(team+"/addprojects", []string{idOf(project)}).is(http.StatusNoContent)
	a.get(project).ok().has(`"teams":[{"color":"red","icon":"palette","id":"` + idOf(team))
	a.post(team+"/addprojects", []string{idOf(project)}).refused("already-exist-error")
	a.post(team+"/removeprojects", []string{idOf(project)}).is(http.StatusNoContent)
	a.post(team+"/removeprojects", []string{idOf(project)}).refused("invalid-operation")
	a.post(team+"/addprojects", []string{idOf(project)}).is(http.StatusNoContent)
	a.post(project+"/delete", fields{}).is(http.StatusNoContent)
	a.get(team + "?includeProjectIds=true").ok().has(`"projectIds":[]`)
}

func TestTeamsAreForAdmins(t *testing.T) {
	t.Parallel()
	a := with(t)
	team := a.team("Design")
	limited := a.allowed(permission("user-manage-config", "manage"))
	limited.get(team).ok()
	limited.post("/teams", fields{"name": "X"}).denied()
	limited.post(team+"/addusers", []string{simulator.DefaultAdmin}).denied()
}
