package simulator_test

import (
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

func TestTypesFromCreationToDeletion(t *testing.T) {
	t.Parallel()
	for kind, replacement := range map[string]string{"projecttypes": "projectTypeId", "typeofwork": "typeOfWorkId"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			a := with(t)
			one := "/" + kind + "/" + a.post("/"+kind, fields{"name": "Design", "icon": "palette"}).ok().text("id")
			other := "/" + kind + "/" + a.post("/"+kind, fields{"name": "Design"}).ok().text("id")
			a.put(one, fields{"name": "Code", "description": "Writing it"}).ok().has(`"icon":null`).has("Writing it")
			a.put(one, fields{"description": "x"}).refused("validation-failed")
			a.put(one, fields{"name": "Code", "icon": "an icon that is far too long"}).refused("validation-failed")
			a.post(one+"/setarchived", fields{"isArchived": true}).ok().has(`"isArchived":true`)
			equal(t, "types", a.get("/"+kind).ok().every("name"), "Design")
			equal(t, "archived ones too", a.get("/"+kind+"?showArchived=true").ok().every("name"), "Code Design")
			a.put(one, fields{"name": "Else"}).refused("entity-archived")
			a.post(other+"/delete", fields{replacement: idOf(one)}).refused("entity-archived")
			a.post(one+"/setarchived", fields{"isArchived": false}).ok()
			a.post(one+"/delete", fields{replacement: idOf(one)}).refused("invalid-operation")
			a.post(one+"/delete", fields{"else": idOf(one)}).refused("validation-failed")
			a.post(one+"/delete", fields{replacement: idOf(other)}).is(http.StatusNoContent)
			a.get(one).is(http.StatusNotFound)
			a.get("/" + kind + "/icons").ok().has(`"palette"`)
		})
	}
}

func TestADeletedTypeIsTakenFromProjects(t *testing.T) {
	t.Parallel()
	a := with(t)
	one, other := a.projectType("Design"), a.projectType("Code")
	project := a.project(fields{"name": "Website", "projectTypeId": idOf(one)})
	a.get(project).ok().has(`"projectType":{"icon":null,"id":"` + idOf(one))
	a.post(one+"/delete", fields{"projectTypeId": idOf(other)}).is(http.StatusNoContent)
	a.get(project).ok().has(`"projectTypeId":"` + idOf(other) + `"`)
	a.post(other+"/delete", fields{}).is(http.StatusNoContent)
	a.get(project).ok().has(`"projectTypeId":null`).has(`"projectType":null`)
}

func TestATypeOfWorkThatIsUsedNeedsAnother(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{Seed: simulator.Seed{TypesOfWork: []simulator.Sort{
		{SortForm: simulator.SortForm{Name: "Design"}, TasksCount: 3}, {SortForm: simulator.SortForm{Name: "Code"}},
	}}})
	all := a.TypesOfWork.All()
	one := "/typeofwork/" + all[0].ID
	a.get(one).ok().lacks("tasksCount").lacks("isPreset")
	a.post(one+"/delete", fields{}).refused("invalid-operation")
	a.post(one+"/delete", fields{"typeOfWorkId": all[1].ID}).is(http.StatusNoContent)
	equal(t, "tasks", a.TypesOfWork.All()[0].TasksCount, 3)
}

func TestPresetTypesStay(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{Seed: simulator.Seed{ProjectTypes: []simulator.Sort{
		{SortForm: simulator.SortForm{Name: "Internal"}, IsPreset: true},
	}}})
	a.put("/projecttypes/"+a.ProjectTypes.All()[0].ID, fields{"name": "Own"}).refused("invalid-operation")
}

func TestRightsOnTypes(t *testing.T) {
	t.Parallel()
	a := with(t)
	work := "/typeofwork/" + a.post("/typeofwork", fields{"name": "Design"}).ok().text("id")
	sort := a.projectType("Design")
	limited := a.allowed(permission("task-manage-config", "write"))
	limited.put(work, fields{"name": "Code"}).ok()
	limited.post(work+"/setarchived", fields{"isArchived": true}).denied()
	limited.get(sort).ok()
	limited.put(sort, fields{"name": "Code"}).denied()
}

// projectType creates a project type and gives its path.
func (a *api) projectType(name string) string {
	a.t.Helper()
	return "/projecttypes/" + a.post("/projecttypes", fields{"name": name}).ok().text("id")
}
