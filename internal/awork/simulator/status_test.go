package simulator_test

import (
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// planned starts a simulator with a workflow, and a template, each with statuses of its own.
func planned(t *testing.T, variants ...simulator.Variant) *api {
	t.Helper()
	status := func(name, kind string) simulator.ProjectStatusForm {
		return simulator.ProjectStatusForm{Name: name, Type: kind}
	}
	return start(t, simulator.Options{Variants: variants, Seed: simulator.Seed{
		Workflows: []simulator.Workflow{{Name: "Agile"}, {Name: "Old", IsArchived: true}},
		Templates: []simulator.Template{{Name: "Relaunch"}},
		Statuses: []simulator.ProjectStatus{
			{ProjectStatusForm: status("Sprint", "progress"), WorkflowID: "Agile", Order: 2},
			{ProjectStatusForm: status("Backlog", "not-started"), WorkflowID: "Agile", Order: 1},
			{ProjectStatusForm: status("Pitch", "not-started"), TemplateID: "Relaunch", Order: 1},
			{ProjectStatusForm: status("Live", "closed"), TemplateID: "Relaunch", Order: 2},
		},
	}})
}

func TestWorkflowsAndTemplates(t *testing.T) {
	t.Parallel()
	a := planned(t)
	workflow, template := a.get("/workflows").ok().every("id"), a.get("/projecttemplates").ok().every("id")
	a.get("/workflows/" + workflow).ok().has(`"name":"Agile"`)
	a.get("/projecttemplates/" + template).ok().has(`"isBillableByDefault":"auto"`)
	equal(t, "archived ones too", a.get("/workflows?showArchived=true").ok().every("name"), "Agile Old")
	equal(t, "of the workflow", a.get("/workflows/"+workflow+"/projectstatuses").ok().every("name"), "Backlog Sprint")
	equal(t, "of the template", a.get("/projecttemplates/"+template+"/projectstatuses").ok().every("name"), "Pitch Live")

	linked := a.project(fields{"name": "Website", "workflowId": workflow})
	r := a.get(linked + "/projectstatuses").ok()
	equal(t, "of the project", r.every("name"), "Backlog Sprint")
	r.has(`"projectId":null`).has(`"workflowId":"` + workflow + `"`)
	a.get(linked).ok().has(`"name":"Backlog"`).has(`"workflowId":"` + workflow + `"`)
	a.post(linked+"/projectstatuses", fields{"name": "X", "type": "stuck"}).refused("invalid-operation")

	made := a.project(fields{"name": "Website", "projectTemplateId": template})
	equal(t, "of the project made", a.get(made+"/projectstatuses").ok().every("name"), "Pitch Live")
	a.get(made).ok().has(`"createdByProjectTemplateId":"` + template + `"`).has(`"name":"Pitch"`)
	a.post("/workflows", fields{"name": "X"}).is(http.StatusMethodNotAllowed)
}

func TestAStatusFromCreationToDeletion(t *testing.T) {
	t.Parallel()
	a := with(t)
	project := a.project(fields{"name": "Website"})
	review := "/projectstatuses/" + a.post(project+"/projectstatuses", fields{"name": "Review", "type": "progress"}).ok().text("id")
	a.get(review).ok().has(`"projectId":"` + idOf(project) + `"`).has(`"order":5`).lacks("isArchived")
	a.put(review, fields{"name": "Check", "type": "stuck"}).ok().has(`"type":"stuck"`)
	a.put(review, fields{"name": "Check", "type": "open"}).refused("validation-failed")
	a.post(project+"/updateprojectstatusorder", fields{"projectStatusId": idOf(review), "order": 2}).is(http.StatusNoContent)
	equal(t, "order", a.get(project+"/projectstatuses").ok().every("name"), "To do Check In progress Stuck Done")

	a.post(review+"/setarchived", fields{"isArchived": true}).ok().lacks("isArchived")
	equal(t, "without the archived", a.get(project+"/projectstatuses").ok().every("name"), "To do In progress Stuck Done")
	equal(t, "with it", len(a.get(project+"/projectstatuses?showArchived=true").ok().list()), 5)
	a.post(project+"/changestatus", fields{"projectStatusId": idOf(review)}).is(http.StatusNoContent)
	a.get(project).ok().has(`"isArchived":true`)

	a.post(review+"/delete", fields{}).refused("invalid-operation")
	a.post(review+"/delete", fields{"projectStatusId": a.statusNamed(a.project(fields{"name": "Other"}), "Done")}).refused("invalid-operation")
	a.post(review+"/delete", fields{"projectStatusId": a.statusNamed(project, "Done")}).is(http.StatusNoContent)
	a.get(project).ok().has(`"type":"closed"`)
	a.get(review).is(http.StatusNotFound)
	a.post(review+"/delete", fields{}).is(http.StatusNotFound)
}

func TestStatusesOfAWorkflow(t *testing.T) {
	t.Parallel()
	a := planned(t)
	workflow := "/workflows/" + a.get("/workflows").ok().every("id")
	status := workflow + "/projectstatuses/" + a.post(workflow+"/projectstatuses", fields{"name": "Review", "type": "progress"}).ok().text("id")
	a.get(status).ok().has(`"order":3`)
	a.put(status, fields{"name": "Check", "type": "progress"}).ok()
	limited := a.allowed()
	limited.get(status).ok()
	limited.put(status, fields{"name": "X", "type": "progress"}).denied()
	limited.put("/projectstatuses/"+idOf(status), fields{"name": "X", "type": "progress"}).denied()
	a.get("/workflows/" + simulator.UserRole + "/projectstatuses/" + idOf(status)).is(http.StatusNotFound)
	a.post(status+"/delete", fields{}).is(http.StatusNoContent)
}
