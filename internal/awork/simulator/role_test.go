package simulator_test

import (
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

func TestARoleFromCreationToDeletion(t *testing.T) {
	t.Parallel()
	a := with(t)
	planner := a.role("Planner")
	a.get(planner).ok().has(`"name":"Planner"`).has(`"isPreset":false`).has(`"isArchived":false`).lacks("permissions")
	a.get("/roles/planner").ok().has(idOf(planner))
	a.get("/roles/nobody").refused("invalid-operation")
	a.post("/roles", fields{"name": "planner"}).refused("invalid-operation")
	a.post("/roles", fields{"name": "Second", "isAdminRole": true}).refused("invalid-operation")
	a.put(planner, fields{"name": "Scheduler"}).ok().has(`"name":"Scheduler"`)

	jane := a.join("jane@acme.example")
	a.post("/roles/moveuser", fields{"userId": idOf(jane), "toRoleId": idOf(planner)}).ok()
	a.get(planner + "/users").ok().has(`"userId":"` + idOf(jane) + `"`).has(`"isDeactivated":false`)
	a.post(planner+"/adduser", fields{"userId": idOf(jane)}).refused("already-exist-error")

	a.post(planner+"/setarchived", fields{"isArchived": true}).ok().has(`"isArchived":true`)
	a.get("/roles").ok().lacks("Scheduler")
	a.get("/roles?showArchived=true").ok().has("Scheduler")
	a.post("/roles/moveuser", fields{"userId": simulator.DefaultAPIUser, "toRoleId": idOf(planner)}).refused("entity-archived")
	a.put(planner, fields{"name": "Planner"}).refused("entity-archived")

	a.post(planner+"/delete", fields{}).refused("invalid-operation")
	a.post(planner+"/delete", fields{"newRoleId": simulator.GuestRole}).is(http.StatusNoContent)
	a.get(planner).is(http.StatusNotFound)
	a.get("/roles/" + simulator.GuestRole + "/users").ok().has(idOf(jane))
	a.post(planner+"/delete", fields{}).is(http.StatusNotFound)
}

func TestPermissionsOfARole(t *testing.T) {
	t.Parallel()
	a := with(t)
	permissions := a.role("Planner") + "/permissions"
	a.post(permissions, fields{"feature": "project-create", "accessLevels": []string{"write"}}).ok()
	a.post(permissions, fields{"feature": "user-master-data", "accessLevels": []string{"read", "manage"}}).ok().has(`["read","manage"]`)
	a.post(permissions, fields{"feature": "project-create", "accessLevels": []string{"read"}}).ok()
	equal(t, "features", a.get(permissions).ok().every("feature"), "project-create user-master-data")
	a.post(permissions, fields{"feature": "project-create", "accessLevels": []string{}}).is(http.StatusNoContent)
	equal(t, "features", a.get(permissions).ok().every("feature"), "user-master-data")
	a.post(permissions, fields{"feature": "coffee", "accessLevels": []string{"read"}}).refused("validation-failed")
	a.get("/permissions/features").ok().has(`"user-master-data"`)
	a.get("/permissions/projectfeatures").ok().has(`"project-master-data"`)
}

func TestPresetRolesStay(t *testing.T) {
	t.Parallel()
	a := with(t)
	before := a.Snapshot()
	for _, id := range []string{simulator.AdminRole, simulator.GuestRole} {
		role := "/roles/" + id
		a.put(role, fields{"name": "Other"}).refused("invalid-operation")
		a.post(role+"/delete", fields{"newRoleId": simulator.UserRole}).refused("invalid-operation")
		a.post(role+"/setarchived", fields{"isArchived": true}).refused("invalid-operation")
		a.post(role+"/permissions", fields{"feature": "project-create", "accessLevels": []string{"read"}}).refused("invalid-operation")
	}
	same(t, before, a.Snapshot())
	a.post("/roles/"+simulator.UserRole+"/permissions", fields{"feature": "project-create", "accessLevels": []string{"read"}}).ok()
}

func TestMenuItemsOfARole(t *testing.T) {
	t.Parallel()
	a := with(t)
	items := a.role("Planner") + "/deactivatedMenuItems"
	equal(t, "none", a.get(items).ok().raw, "[]\n")
	a.post(items, []string{"dashboard"}).ok()
	equal(t, "one", a.get(items).ok().raw, "[\"dashboard\"]\n")
}

func TestRolesOfASmallSubscription(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{Seed: simulator.Seed{Workspace: simulator.Workspace{Basic: true}}})
	a.post("/roles", fields{"name": "Planner"}).refused("insufficient-subscription-level")
}
