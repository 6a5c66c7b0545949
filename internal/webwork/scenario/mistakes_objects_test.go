package scenario_test

import (
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// acme is a workspace about which one can be mistaken.
func acme() simulator.Seed {
	archived := time.Date(2026, time.January, 5, 9, 0, 0, 0, time.UTC)
	return simulator.Seed{Workspaces: []simulator.Workspace{{
		ID: 7, Name: "Acme Agency",
		Members: []simulator.Member{
			{ID: 100, Email: "jane@example.com", FirstName: "Jane", LastName: "Doe", Status: "active"},
			{ID: 101, Email: "bob@example.com", FirstName: "Bob", LastName: "Old", DeletedAt: &archived},
			{ID: 102, Email: "petra@client.example", FirstName: "Petra", LastName: "Novak", Role: simulator.RoleProjectViewer, Status: "active"},
			{ID: 103, Email: "kim@example.com", FirstName: "Kim", LastName: "Roe", Status: "active"},
		},
		Projects:  []simulator.Project{{ID: 500, Name: "Website"}, {ID: 501, Name: "Old shop", DeletedAt: &archived}},
		Contracts: []simulator.Contract{{ID: 900, ProjectID: 500, UserID: 100}},
		Webhooks:  []simulator.Webhook{{ID: "4", URL: "https://hooks.example/tracking", Events: []string{"tracker.started"}}},
	}}}
}

// TestAccMistakesAboutObjects has mistakes that only WebWork can tell.
func TestAccMistakesAboutObjects(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{Seed: acme()})
		w := workspace(t, cli, server)
		w.Setenv("WEBWORK_RESTORE_ARCHIVED", "false")
		tell(t, w, []mistake{
			{
				kind: "webwork_member", typed: `email = "jane@example.com"`,
				at: "email", summary: "Could not create member",
				detail: "jane@example.com (id 100) exists already in this workspace. To manage it here, import it:\n\nimport {\n  to = webwork_member.NAME\n  id = \"100\"\n}\n\n" + held,
			},
			{
				kind: "webwork_member", typed: `email = "bob@example.com"`,
				summary: "Could not restore member",
				detail:  "bob@example.com (id 101) is archived, and restore_archived is false: nobody may be brought back. Set archived = true on the resource to keep it archived, remove the resource, or set restore_archived = true in the provider block.",
			},
			{
				kind: "webwork_member", typed: `email = "petra@client.example"`,
				at: "email", summary: "Could not create member",
				detail: "petra@client.example: the address belongs to the project viewer petra@client.example (id 102). One person is either a member or a project viewer: manage this one as webwork_project_viewer.",
			},
			{
				kind: "webwork_member", typed: "email = \"new@example.com\"\nrole = \"Owner\"",
				at: "role", summary: notAllowed,
				detail: `role was given "Owner", but WebWork neither invites nor makes Owners over the API. The value "Owner" is allowed only for members who are Owners already. Import an existing Owner first, or choose "Executive manager".`,
			},
			{
				kind: "webwork_member", typed: "email = \"new2@example.com\"\narchived = true",
				at: "archived", summary: "Nothing to archive",
				detail: "new2@example.com has archived = true, but WebWork has no member with this email, archived or not, and none is created only to be archived. Remove the entry. If WebWork hides it because it is archived, import it by its id.",
			},
			{
				kind: "webwork_member", typed: "email = \"new4@example.com\"\ncount = 2",
				at: "email", summary: "Declared twice",
				detail: "Two resources stand for new4@example.com. Only one can manage it: they would undo each other's changes at every apply. Remove one of them.",
			},
			{
				kind: "webwork_project_viewer", typed: `email = "jane@example.com"`,
				at: "email", summary: "Could not create project viewer",
				detail: `jane@example.com: the address belongs to the member jane@example.com (id 100) with the role "Regular User". One person is either a member or a project viewer: manage this one as webwork_member.`,
			},
			{
				kind: "webwork_project_viewer", typed: `project_ids = ["Website"]`,
				at: "project_ids", summary: notAllowed,
				detail: `project_ids was given "Website", which is no id. ` + anID,
			},
			{
				kind: "webwork_project_viewer", typed: "email = \"v2@client.example\"\nproject_ids = [\"999\"]",
				at: "project_ids", summary: "Warning: Project cannot be assigned",
				detail: "v2@client.example is to see project 999, but WebWork shows no project 999: the id is wrong, or it is archived, or it belongs to another workspace. It is not assigned as long as that is so: correct the id, restore the project, or remove it from project_ids.",
			},
			{
				kind: "webwork_project", typed: `name = "Website"`,
				at: "name", summary: "Could not create project",
				detail: "Website (id 500) exists already in this workspace. To manage it here, import it:\n\nimport {\n  to = webwork_project.NAME\n  id = \"500\"\n}\n\n" + held,
			},
			{
				kind: "webwork_contract",
				at:   "user_id", summary: "Could not create contract",
				detail: "jane@example.com on Website (id 900) exists already in this workspace. To manage it here, import it:\n\nimport {\n  to = webwork_contract.NAME\n  id = \"900\"\n}\n\n" + held,
			},
			{
				kind: "webwork_contract", typed: `user_id = "jane@example.com"`,
				at: "user_id", summary: notAllowed,
				detail: `user_id was given "jane@example.com", which is no id. ` + anID,
			},
			{
				kind: "webwork_contract", typed: `user_id = "999"`,
				summary: "Warning: Contract cannot be created",
				detail:  "The contract of member 999 on Website is to be created, but WebWork shows no member 999: the id is wrong, or it is archived, or it belongs to another workspace. Applying fails as long as that is so: correct the id, restore what is archived with archived = false on its resource, or remove the contract.",
			},
			{
				kind: "webwork_contract", typed: `user_id = "102"`,
				at: "user_id", summary: "Warning: Contract of a project viewer",
				detail: "petra@client.example (id 102) is a project viewer, who looks at projects and does not work on them. Give them the project in project_ids of webwork_project_viewer instead, or make them a member first.",
			},
			{
				kind: "webwork_contract", typed: `project_id = "501"`,
				summary: "Warning: Contract cannot be created",
				detail:  "The contract of jane@example.com on Old shop is to be created, but the project Old shop (id 501) is archived. Applying fails as long as that is so: correct the id, restore what is archived with archived = false on its resource, or remove the contract.",
			},
			{
				kind: "webwork_project_viewer_assignment", typed: `viewer_id = "100"`,
				at: "viewer_id", summary: "Warning: Assignment cannot be created",
				detail: `jane@example.com (id 100) is a member with the role "Regular User" and no project viewer. Give members a project with webwork_contract.`,
			},
			{
				kind: "webwork_project_viewer_assignment", typed: `project_id = "999"`,
				summary: "Warning: Assignment cannot be created",
				detail:  "The assignment of project 999 for petra@client.example is to be created, but WebWork shows no project 999: the id is wrong, or it is archived, or it belongs to another workspace. Applying fails as long as that is so: correct the id, restore what is archived with archived = false on its resource, or remove the assignment.",
			},
			{
				kind:    "webwork_webhook",
				summary: "Could not create webhook",
				detail:  "https://hooks.example (id 4) exists already in this workspace. To manage it here, import it:\n\nimport {\n  to = webwork_webhook.NAME\n  id = \"4\"\n}\n\n" + held,
			},
			{
				kind: "webwork_webhook", typed: "url = \"https://hooks.example/other\"\nevents = [\"tracker.strated\"]",
				at: "events", summary: "Warning: Unfamiliar value",
				detail: `events was given "tracker.strated", which is not among the known values and is passed on as it is. Did you mean "tracker.started"? Known are "tracker.started", "tracker.stopped", "member.invited", "member.updated", "member.deleted", "member.activated", "member.archived", "project.created", "project.updated", "project.deleted" and "task.updated".`,
			},
			{
				kind: "data.webwork_member", typed: `email = "jane.doe@example.com"`,
				at: "email", summary: "Could not find member",
				detail: "WebWork shows no member with the email jane.doe@example.com. Check it, and that workspace_id names the right workspace. WebWork may hide what is archived.",
			},
			{
				kind: "data.webwork_member", typed: `id = "jane@example.com"`,
				at: "id", summary: notAllowed,
				detail: `id was given "jane@example.com", which is no id. ` + anID,
			},
			{
				kind: "data.webwork_contract", typed: "user_id = \"500\"\nproject_id = \"100\"",
				at: "project_id", summary: "Could not find contract",
				detail: "WebWork shows no contract with the project_id and user_id 100 and 500. Check it, and that workspace_id names the right workspace. WebWork may hide what is archived.",
			},
			{
				kind: "data.webwork_webhook", typed: `url = "https://hooks.example/trackin"`,
				at: "url", summary: "Could not find webhook",
				detail: "WebWork shows no webhook with the url https://hooks.example/… (the rest may carry a key and is not shown). Check it, and that workspace_id names the right workspace. WebWork may hide what is archived.",
			},
			{
				kind: "data.webwork_workspace", typed: `name = "Acme"`,
				at: "name", summary: "Could not find workspace",
				detail: `WebWork shows no workspace with the name "Acme". Check it, and whose token it is: workspaces that are blocked or that the account does not belong to are not shown.`,
			},
			{
				kind: "data.webwork_project", typed: `name = "Websit"`,
				at: "name", summary: "Could not find project",
				detail: `WebWork shows no project with the name "Websit". Check it, and that workspace_id names the right workspace. WebWork may hide what is archived.`,
			},
		}, "plan")
	})
}
