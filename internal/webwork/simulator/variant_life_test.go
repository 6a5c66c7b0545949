package simulator_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// lifeVariants tests what becomes of objects, and who may do what with them.
func lifeVariants() map[simulator.Variant]func(*testing.T, *api) {
	return map[simulator.Variant]func(*testing.T, *api){
		simulator.ArchivedStatusLeft: func(_ *testing.T, a *api) {
			jane := a.invite("jane@acme.example")
			a.delete(jane).ok()
			a.get(jane).ok().has(`"status":"left"`).has(`"deleted_at":null`)
		},
		simulator.ArchivedKeepsStatus: func(t *testing.T, a *api) {
			jane := a.invite("jane@acme.example")
			a.delete(jane).ok()
			a.get(jane).ok().has(`"status":"inactive"`).lacks(`"deleted_at":null`)
			equal(t, "left", len(a.list("/members?status=left")), 0)
		},
		simulator.ArchivedUnlisted: func(t *testing.T, a *api) {
			jane, project := archiveBoth(a)
			a.get(jane).ok().has(`"status":"left"`)
			a.get(project).ok()
			equal(t, "left", len(a.list("/members?status=left")), 0)
			equal(t, "found", len(a.list("/members?email=jane@acme.example")), 0)
			equal(t, "projects", len(a.list("/projects")), 0)
		},
		simulator.ArchivedListedByStatus: func(t *testing.T, a *api) {
			jane, project := archiveBoth(a)
			a.get(jane).ok()
			a.get(project).ok()
			equal(t, "found", len(a.list("/members?email=jane@acme.example")), 0)
			equal(t, "left", len(a.list("/members?status=left&email=jane@acme.example")), 1)
			equal(t, "projects", len(a.list("/projects")), 0)
		},
		simulator.ArchivedFoundByStatus: func(t *testing.T, a *api) {
			jane, project := archiveBoth(a)
			a.get(jane).is(404)
			a.get(project).is(404)
			equal(t, "found", len(a.list("/members?email=jane@acme.example")), 0)
			equal(t, "left", len(a.list("/members?status=left&email=jane@acme.example")), 1)
		},
		simulator.ArchivedNotFound: func(t *testing.T, a *api) {
			jane, project := archiveBoth(a)
			a.get(jane).is(404)
			a.get(project).is(404)
			equal(t, "left", len(a.list("/members?status=left")), 0)
			a.post("/members", person("jane@acme.example", "Regular User")).is(400)
			a.post(jane+"/restore", nil).ok()
			a.get(jane).ok().has(`"deleted_at":null`)
		},
		simulator.ArchivedPurged: func(t *testing.T, a *api) {
			jane, project := archiveBoth(a)
			a.get(jane).is(404)
			a.get(project).is(404)
			a.post(jane+"/restore", nil).is(404)
			if again := a.invite("jane@acme.example"); again == jane {
				t.Error("the purged person came back")
			}
			equal(t, "e-mails", len(a.Invitations()), 2)
		},
		simulator.ArchivedUpdatable: func(_ *testing.T, a *api) {
			jane, project := archiveBoth(a)
			a.put(jane, fields{"firstname": "Late"}).ok()
			a.put(project, fields{"name": "Late"}).ok()
			a.get(jane).has("Late").has(`"status":"left"`)
			a.delete(jane).ok()
		},
		simulator.RestoreActiveNotFound: func(_ *testing.T, a *api) {
			jane := a.invite("jane@acme.example")
			a.post(jane+"/restore", nil).is(404)
			a.delete(jane).ok()
			a.post(jane+"/restore", nil).ok()
		},
		simulator.ProjectRestoreWorks: func(_ *testing.T, a *api) {
			_, project := archiveBoth(a)
			a.post(project+"/restore", nil).ok().has(`"data":null`)
			a.get(project).has(`"deleted_at":null`)
			a.post("/projects/9/restore", nil).is(404)
		},
		simulator.ProjectRestoreMissing: func(_ *testing.T, a *api) {
			_, project := archiveBoth(a)
			a.post(project+"/restore", nil).is(404).has("route")
			a.get(project).lacks(`"deleted_at":null`)
		},
		simulator.ProjectRestoreNotAllowed: func(_ *testing.T, a *api) {
			_, project := archiveBoth(a)
			a.post(project+"/restore", nil).is(405)
			a.get(project).lacks(`"deleted_at":null`)
		},
		simulator.DuplicatesAllowed: func(t *testing.T, a *api) {
			jane, project := a.invite("jane@acme.example"), a.project("Website")
			equal(t, "invited again", a.invite("JANE@acme.example"), jane)
			equal(t, "e-mails", len(a.Invitations()), 2)
			equal(t, "people", len(a.list("/members")), 2)
			first, second := a.contract(project, jane), a.contract(project, jane)
			equal(t, "the same contract", first == second, false)
			a.webhook("https://x.example")
			a.webhook("https://x.example")
			a.project("Website")
			for path, want := range map[string]int{"/contracts": 2, "/webhooks": 2, "/projects": 2} {
				equal(t, path, len(a.list(path)), want)
			}
			a.delete(first).ok()
			left, _ := a.ContractOf(idOf(t, project), idOf(t, jane))
			equal(t, "contract that is left", left.ID, idOf(t, second))
			a.delete(second).ok()
			_, there := a.ContractOf(idOf(t, project), idOf(t, jane))
			equal(t, "contract", there, false)
		},
		simulator.ViewersHidden: func(t *testing.T, a *api) {
			viewer := a.viewer()
			a.get(strings.Replace(viewer, "project-viewers", "members", 1)).is(404)
			equal(t, "members", len(a.list("/members")), 1)
			equal(t, "viewers", len(a.list("/project-viewers")), 1)
			a.post("/members", person("kim@client.example", "Regular User")).is(400)
		},
		simulator.ViewerPutIgnored: func(_ *testing.T, a *api) {
			viewer := a.viewer()
			a.put(strings.Replace(viewer, "project-viewers", "members", 1), fields{"firstname": "X"}).ok()
			a.get(viewer).has(`"firstname":"Kim"`)
		},
		simulator.ViewerPutRefused: func(_ *testing.T, a *api) {
			viewer := a.viewer()
			a.put(strings.Replace(viewer, "project-viewers", "members", 1), fields{"firstname": "X"}).is(404)
			a.put("/members/10", fields{"firstname": "X"}).ok()
		},
		simulator.AssignTwiceRefused: func(t *testing.T, a *api) {
			viewer, body := a.viewer(), fields{"project_id": idOf(t, a.project("X"))}
			a.post(viewer+"/assign-project", body).ok()
			a.post(viewer+"/assign-project", body).is(400).has("already")
		},
		simulator.AssignmentsStay: func(t *testing.T, a *api) {
			viewer, project := a.viewer(), a.project("X")
			a.post(viewer+"/assign-project", fields{"project_id": idOf(t, project)}).ok()
			a.delete(project).ok()
			a.get(viewer).has(`"project_name":"X"`)
		},
		simulator.ContractsStay: func(t *testing.T, a *api) {
			project := a.project("X")
			contract := a.contract(project, "/members/10")
			a.delete(project).ok()
			a.get(contract).ok()
			equal(t, "contracts", len(a.list("/contracts")), 1)
		},
		simulator.ContractsGone: func(t *testing.T, a *api) {
			project := a.project("X")
			contract := a.contract(project, "/members/10")
			a.delete(project).ok()
			done(t, a.RestoreProject(idOf(t, project)))
			a.get(contract).is(404)
			a.contract(project, "/members/10")
		},
		simulator.ContractRevived: func(t *testing.T, a *api) {
			project := a.project("X")
			contract := a.contract(project, "/members/10")
			a.put(contract, fields{"status": "paused"}).ok()
			a.delete(contract).ok()
			equal(t, "contract", a.contract(project, "/members/10"), contract)
			a.get(contract).has(`"status":"active"`)
		},
		simulator.ParentRefused: func(_ *testing.T, a *api) {
			a.post("/contracts", fields{"project_id": 9, "user_id": 10}).is(400).has("project_id")
		},
		simulator.RatesHidden: func(t *testing.T, a *api) {
			contract := a.contract(a.project("X"), "/members/10")
			a.put(contract, fields{"rate": 5}).ok().has(`"rate":null`)
			a.get("/members/10").has(`"rate":null`).has(`"currency":null`)
			stored, _ := a.Contract(idOf(t, contract))
			if stored.Rate != nil {
				t.Error("the rate was stored")
			}
		},
		simulator.TeamManager: func(t *testing.T, a *api) {
			team := "Design"
			done(t, a.SetMember(10, func(m *simulator.Member) { m.TeamName = &team }))
			mate, err := a.AddMember(simulator.Member{Email: "mate@acme.example", TeamName: &team})
			done(t, err)
			other, err := a.AddMember(simulator.Member{Email: "other@acme.example"})
			done(t, err)
			seen, err := a.AddProject(simulator.Project{Name: "Seen"})
			done(t, err)
			unseen, err := a.AddProject(simulator.Project{Name: "Unseen"})
			done(t, err)
			for project, user := range map[int64]int64{seen.ID: mate.ID, unseen.ID: other.ID} {
				_, err := a.AddContract(simulator.Contract{ProjectID: project, UserID: user})
				done(t, err)
			}
			a.exact("GET", "/workspaces", nil).has(`"role":"Team manager"`)
			equal(t, "members", len(a.list("/members")), 2)
			equal(t, "contracts", len(a.list("/contracts")), 1)
			a.get("/projects").has(`"Seen"`).lacks(`"Unseen"`)
			a.get("/members").lacks("other@acme.example").has(`"rate":null`)
			a.get("/webhooks").is(403)
			a.post("/projects", fields{"name": "X"}).is(403)
		},
		simulator.ClientCredentials: func(_ *testing.T, a *api) {
			a.exact("GET", "/workspaces", nil).ok().lacks("user_id").lacks("role").has("Acme Agency")
			a.invite("jane@acme.example")
			a.get("/members/10").has(`"rate":0`)
		},
		simulator.RoleChangeIgnored: func(_ *testing.T, a *api) {
			jane := a.invite("jane@acme.example")
			a.put(jane, fields{"role": "Team manager", "firstname": "J"}).ok()
			a.get(jane).has(`"current_role":"Regular User"`).has(`"firstname":"J"`)
		},
		simulator.ListsLag: func(t *testing.T, a *api) {
			project := a.project("X")
			for range 3 {
				equal(t, "projects", len(a.list("/projects")), 0)
			}
			equal(t, "projects", len(a.list("/projects")), 1)
			a.get(project).ok()
		},
		simulator.OwnersChangeable: func(t *testing.T, a *api) {
			other, err := a.AddMember(simulator.Member{Email: "oscar@acme.example", Role: simulator.RoleOwner})
			done(t, err)
			a.delete(fmt.Sprintf("/members/%d", other.ID)).ok()
			a.put("/members/10", fields{"role": "Executive manager", "email": "liv@acme.example"}).ok()
			a.get("/members/10").has(`"current_role":"Executive manager"`).has("liv@acme.example")
			a.delete("/members/10").ok()
			a.get("/members/10").is(403)
			equal(t, "workspaces", len(a.exact("GET", "/workspaces", nil).ok().list()), 0)
		},
		simulator.CreatedNotFound: func(t *testing.T, a *api) {
			viewer, project := a.viewer(), a.project("X")
			equal(t, "projects at once", len(a.list("/projects")), 1)
			contract := a.contract(project, "/members/10")
			a.put(contract, fields{"status": "paused"}).ok() // which is not told by what lists know
			a.get(contract).is(404)
			equal(t, "contracts", len(a.list("/contracts")), 0)
			a.get(contract).ok().has("paused")
			hook := a.webhook("https://x.example")
			a.post(viewer+"/assign-project", fields{"project_id": idOf(t, project)}).ok()
			a.get(hook).is(404)
			a.get(viewer).ok().lacks("project_name")
			a.get("/project-viewers").ok().lacks("project_name")
			a.get(viewer).ok().has("project_name")
			a.get(hook).ok()
			a.contract(a.project("Y"), "/members/10")
			for _, want := range []int{1, 1, 1, 2} {
				equal(t, "contracts", len(a.list("/contracts")), want)
			}
			a.webhook("https://y.example")
			for _, want := range []int{1, 1, 1, 2} {
				equal(t, "webhooks", len(a.list("/webhooks")), want)
			}
		},
		simulator.DeletedListed: func(t *testing.T, a *api) {
			viewer, project := a.viewer(), a.project("X")
			contract, hook := a.contract(project, "/members/10"), a.webhook("https://x.example")
			a.post(viewer+"/assign-project", fields{"project_id": idOf(t, project)}).ok()
			a.delete(contract).ok()
			a.delete(hook).ok()
			a.call("DELETE", viewer+"/unassign-project", fields{"project_id": idOf(t, project)}).ok()
			equal(t, "contracts that there are", len(a.Snapshot().Workspaces[0].Contracts), 0)
			for range 3 {
				equal(t, "contracts", len(a.list("/contracts")), 1)
				equal(t, "webhooks", len(a.list("/webhooks")), 1)
				a.get("/project-viewers").has("project_name")
				a.get(contract).is(404)
				a.get(hook).is(404)
				a.get(viewer).lacks("project_name")
			}
			a.delete(contract).is(404)
			equal(t, "contracts", len(a.list("/contracts")), 0)
			equal(t, "webhooks", len(a.list("/webhooks")), 0)
			a.get("/project-viewers").lacks("project_name")

			contract = a.contract(project, "/members/10") // deleted in the app, and created again
			done(t, a.DeleteContract(idOf(t, contract)))
			a.contract(project, "/members/10")
			equal(t, "contracts", len(a.list("/contracts")), 2)
			done(t, a.PurgeProject(idOf(t, project)))
			equal(t, "contracts", len(a.list("/contracts")), 0)
		},
	}
}
