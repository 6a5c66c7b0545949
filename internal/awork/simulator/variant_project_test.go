package simulator_test

import (
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// projectVariants tests projects and what stands around them.
func projectVariants() map[simulator.Variant]func(*testing.T, *api) {
	joinedTwice := func(check func(*reply)) func(*testing.T, *api) {
		return func(_ *testing.T, a *api) {
			jane, project, team := idOf(a.join("jane@acme.example")), a.project(fields{"name": "Website"}), a.team("Design")
			member := fields{"userId": jane, "projectRoleId": simulator.MemberRole}
			a.post(project+"/addprojectmember", member).ok()
			a.post(team+"/addusers", []string{jane}).is(http.StatusNoContent)
			check(a.post(project+"/addprojectmember", member))
			check(a.post(team+"/addusers", []string{jane}))
		}
	}
	return map[simulator.Variant]func(*testing.T, *api){
		simulator.NamesUnique: func(_ *testing.T, a *api) {
			for _, kind := range []string{"projecttypes", "typeofwork", "projectroles", "companies", "projects"} {
				one := "/" + kind + "/" + a.post("/"+kind, fields{"name": "One"}).ok().text("id")
				a.post("/"+kind, fields{"name": "one"}).refused("duplication-violation")
				a.post("/"+kind, fields{"name": "Two"}).ok()
				a.put(one, fields{"name": "Two"}).refused("duplication-violation")
				a.put(one, fields{"name": "ONE"}).ok()
			}
			one := a.projectType("Old")
			a.post(one+"/setarchived", fields{"isArchived": true}).ok()
			a.projectType("Old")
		},
		simulator.NamesUniqueArchived: func(_ *testing.T, a *api) {
			a.post(a.projectType("Old")+"/setarchived", fields{"isArchived": true}).ok()
			a.post("/projecttypes", fields{"name": "Old"}).refused("duplication-violation")
		},
		simulator.PrivateUnauthorized: func(_ *testing.T, a *api) {
			a.get(a.as(simulator.DefaultAdmin).project(fields{"name": "Secret", "isPrivate": true})).denied()
		},
		simulator.PrivateShownToAdmins: func(_ *testing.T, a *api) {
			project := a.as(simulator.DefaultAdmin).project(fields{"name": "Secret", "isPrivate": true})
			a.get(project).ok()
			a.allowed(permission("project-master-data", "manage")).get(project).is(http.StatusNotFound)
		},
		simulator.CreatorJoins: func(_ *testing.T, a *api) {
			olivia := a.as(simulator.DefaultAdmin)
			olivia.get(olivia.project(fields{"name": "Website"}) + "/members").ok().has(simulator.DefaultAdmin).has(`"isResponsible":true`)
		},
		simulator.NoFirstStatus: func(_ *testing.T, a *api) {
			project := a.project(fields{"name": "Website"})
			a.get(project).ok().has(`"projectStatusId":"00000000-0000-0000-0000-000000000000"`).has(`"projectStatus":null`)
			a.post(project+"/changestatus", fields{"projectStatusId": a.statusNamed(project, "Done")}).is(http.StatusNoContent)
		},
		simulator.TypeByDefault: func(_ *testing.T, a *api) {
			sort := a.projectType("Design")
			a.get(a.project(fields{"name": "Website"})).ok().has(`"projectTypeId":"` + idOf(sort) + `"`)
		},
		simulator.KeyIgnored: func(_ *testing.T, a *api) {
			project := a.project(fields{"name": "Website", "projectKey": "ABC"})
			a.get(project).ok().has(`"projectKey":"WEBS"`)
			a.post(project+"/setprojectkey", fields{"projectKey": "ABC"}).ok().has(`"projectKey":"ABC"`)
		},
		simulator.TemplateSlow: func(t *testing.T, _ *api) {
			a := planned(t, simulator.TemplateSlow)
			project := a.project(fields{"name": "Website", "projectTemplateId": a.get("/projecttemplates").ok().every("id")})
			for range 2 {
				equal(t, "at first", len(a.get(project+"/projectstatuses").ok().list()), 0)
			}
			equal(t, "then", a.get(project+"/projectstatuses").ok().every("name"), "Pitch Live")
		},
		simulator.DatesLocalMidnight: func(_ *testing.T, a *api) {
			project := a.project(fields{"name": "Website", "startDate": "2026-01-12T00:00:00Z", "dueDate": "2026-01-12T10:00:00Z"})
			a.get(project).ok().has(`"startDate":"2026-01-11T23:00:00Z"`).has(`"dueDate":"2026-01-12T10:00:00Z"`)
		},
		simulator.BudgetZero: func(_ *testing.T, a *api) {
			project := a.project(fields{"name": "Website", "timeBudget": 60})
			a.put(project, fields{"name": "Website", "timeBudget": nil}).ok().has(`"timeBudget":0`)
		},
		simulator.JoinedTwiceInvalid:     joinedTwice(func(r *reply) { r.refused("invalid-operation") }),
		simulator.JoinedTwiceServerError: joinedTwice(func(r *reply) { r.is(http.StatusInternalServerError) }),
		simulator.JoinedTwiceKept:        joinedTwice(func(r *reply) { equal(r.t, "success", r.status < 300, true) }),
		simulator.ResponsibleMoves: func(_ *testing.T, a *api) {
			project := a.project(fields{"name": "Website"})
			for _, email := range []string{"jane@acme.example", "kim@acme.example"} {
				a.post(project+"/addprojectmember", fields{
					"userId": idOf(a.join(email)), "projectRoleId": simulator.MemberRole, "isResponsible": true,
				}).ok()
			}
			members := a.get(project + "/members").ok().list()
			equal(a.t, "the first", members[0]["isResponsible"], any(false))
			equal(a.t, "the second", members[1]["isResponsible"], any(true))
		},
		simulator.SecretMasked: func(t *testing.T, a *api) {
			hook := a.webhook(fields{"authenticationType": "header", "authentication": "X-Key=s3cret"})
			a.get(hook).ok().has(`"authentication":"***"`).lacks("s3cret")
			a.put(hook, webhookForm(fields{"authenticationType": "header", "authentication": "***"})).refused("validation-failed")
			equal(t, "violations", len(a.ForgetViolations()), 1)
		},
		simulator.SecretLeftOut: func(_ *testing.T, a *api) {
			a.get(a.webhook(fields{"authenticationType": "header", "authentication": "X-Key=s3cret"})).ok().lacks("authentication\"").
				has(`"authenticationType":"header"`)
		},
		simulator.SecretKept: func(_ *testing.T, a *api) {
			hook := a.webhook(fields{"authenticationType": "header", "authentication": "X-Key=s3cret"})
			a.put(hook, webhookForm(fields{"authenticationType": "header"})).ok().has("s3cret")
		},
		simulator.SecretNeeded: func(_ *testing.T, a *api) {
			hook := a.webhook(fields{"authenticationType": "header", "authentication": "X-Key=s3cret"})
			a.put(hook, webhookForm(fields{"authenticationType": "header"})).refused("validation-failed")
		},
		simulator.EventsSorted: func(_ *testing.T, a *api) {
			a.get(a.webhook(fields{"events": "user_added,task_added"})).ok().has(`"events":"task_added,user_added"`)
		},
		simulator.EventsSpaced: func(_ *testing.T, a *api) {
			a.get(a.webhook(fields{"events": "user_added,task_added"})).ok().has(`"events":"user_added, task_added"`)
		},
		simulator.PausedActive: func(t *testing.T, a *api) {
			hook := a.webhook(nil)
			done(t, a.Webhooks.Set(idOf(hook), func(w *simulator.Webhook) { w.Paused, w.LastFailureReason = true, new("timeout") }))
			a.get(hook).ok().has(`"isActive":true`).has(`"lastFailureReason":"timeout"`)
		},
		simulator.DeactivatedJoin: func(_ *testing.T, a *api) {
			jane, project, team := a.join("jane@acme.example"), a.project(fields{"name": "Website"}), a.team("Design")
			a.post(jane+"/deactivate", nil).is(http.StatusNoContent)
			a.post(project+"/addprojectmember", fields{"userId": idOf(jane), "projectRoleId": simulator.MemberRole}).ok().
				has(`"isDeactivated":true`)
			a.post(team+"/addusers", []string{idOf(jane)}).is(http.StatusNoContent)
		},
	}
}
