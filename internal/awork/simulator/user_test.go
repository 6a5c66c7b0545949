package simulator_test

import (
	"maps"
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

func TestSomebodyIsInvitedAcceptsLeavesAndComesBack(t *testing.T) {
	t.Parallel()
	a := with(t)
	answer := a.post("/invitations", invitation("jane@acme.example")).ok()
	jane := "/users/" + answer.text("userId")
	a.get(jane).ok().has(`"status":{"invitationAccepted":false,"isDeactivated":false}`).has(`"firstName":"Jane"`).
		has(`"type":"email"`).has(`"subType":"work"`).has(`"value":"jane@acme.example"`).lacks("roleId").lacks(`"email":`)
	a.post("/invitations/accept", fields{"invitationCode": answer.text("invitationCode")}).ok()
	a.get(jane).ok().has(`"invitationAccepted":true`)
	a.post("/invitations/accept", fields{"invitationCode": answer.text("invitationCode")}).refused("invalid-operation")

	a.post(jane+"/deactivate", nil).is(http.StatusNoContent)
	a.get(jane).ok().has(`"isDeactivated":true},`).has(`"deactivatedOn":"2`)
	a.post(jane+"/activate", nil).is(http.StatusNoContent)
	a.get(jane).ok().has(`"isDeactivated":false`).has(`"deactivatedOn":null`)
	a.post(jane+"/deactivate?includeSummary=true", nil).ok().has(`"privateProjectsDeletedCount":0`)

	mails := a.Mails()
	equal(t, "mails", len(mails), 2)
	equal(t, "the first", mails[0].Kind+" "+mails[0].Email, "invitation jane@acme.example")
	equal(t, "the second", mails[1].Kind+" "+mails[1].UserID, "activation "+idOf(jane))

	a.delete(jane).is(http.StatusNoContent)
	a.get(jane).is(http.StatusNotFound).code("not-found")
	a.delete(jane).is(http.StatusNotFound)
	if again := a.invite("jane@acme.example"); again == jane {
		t.Error("who was deleted has the old id again")
	}
}

func TestAnInvitationIsChecked(t *testing.T) {
	t.Parallel()
	a := with(t)
	a.invite("jane@acme.example")
	before := a.Snapshot()
	for name, test := range map[string]struct {
		change fields
		code   string
	}{
		"somebody who is there":  {fields{"email": "JANE@acme.example"}, "already-exist-error"},
		"no address":             {fields{"email": "jane"}, "validation-failed"},
		"a role that is none":    {fields{"roleId": "planner"}, "validation-failed"},
		"a role that is not":     {fields{"roleId": simulator.DefaultAdmin}, "invalid-operation"},
		"a field that is none":   {fields{"surname": "Doe"}, "validation-failed"},
		"another flow":           {fields{"invitationFlow": "signup"}, "validation-failed"},
		"a title without an end": {fields{"title": string(make([]byte, 101))}, "validation-failed"},
	} {
		body := invitation("kim@acme.example")
		maps.Copy(body, test.change)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a.in(t).post("/invitations", body).refused(test.code)
			same(t, before, a.Snapshot())
		})
	}
}

func TestAnInvitationWithoutWorkspaceDoesHarm(t *testing.T) {
	t.Parallel()
	a := with(t)
	body := invitation("jane@acme.example")
	delete(body, "workspaceId")
	workspace, _ := a.post("/invitations", body).ok().object()["workspace"].(fields)
	if workspace["id"] == any(simulator.DefaultWorkspace) {
		t.Error("the workspace is the same")
	}
	violations := a.ForgetViolations()
	equal(t, "violations", len(violations), 1)
	equal(t, "request", violations[0].Request, "POST /invitations")
	equal(t, "invitations", len(a.Invitations()), 0)
}

func TestAnInvitationLeadsIntoTeams(t *testing.T) {
	t.Parallel()
	a := with(t)
	team := a.team("Design")
	body := invitation("jane@acme.example")
	body["teamIds"] = []string{idOf(team)}
	a.get("/users/" + a.post("/invitations", body).ok().text("userId")).ok().has(idOf(team))
	body["email"], body["teamIds"] = "kim@acme.example", []string{simulator.UserRole}
	a.post("/invitations", body).refused("invalid-operation")
}

func TestSeatsAreCounted(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{Seed: simulator.Seed{Workspace: simulator.Workspace{Seats: 2}}})
	jane := a.join("jane@acme.example")
	a.post("/invitations", invitation("kim@acme.example")).refused("insufficient-seats")
	a.post(jane+"/deactivate", nil).is(http.StatusNoContent)
	a.invite("kim@acme.example")
	a.post(jane+"/activate", nil).refused("insufficient-seats")
}

func TestAPutReplacesAUser(t *testing.T) {
	t.Parallel()
	a := with(t)
	jane := a.join("jane@acme.example")
	whole := fields{
		"firstName": "Janet", "lastName": "Dow", "birthDate": "1990-01-31", "gender": "female", "title": "Dr.",
		"position": "Lead", "language": "de-DE",
	}
	a.put(jane, whole).ok().has(`"birthDate":"1990-01-31T00:00:00Z"`).has(`"position":"Lead"`)
	a.put(jane, fields{"firstName": "Jane", "title": ""}).ok().has(`"firstName":"Jane"`).
		has(`"lastName":null`).has(`"title":null`).has(`"birthDate":null`).has(`"value":"jane@acme.example"`)
	a.put(jane, fields{"FirstName": "Joan"}).ok().has(`"firstName":"Joan"`)
	a.put(jane, fields{"email": "new@acme.example"}).refused("validation-failed").has(`"property":"$.email"`)
	a.put(jane, fields{"birthDate": "soon"}).refused("validation-failed").has(`"property":"$.birthDate"`)
	a.raw("PUT", jane, "", http.Header{"Authorization": {"Bearer " + a.token}}).refused("invalid-model")
}

func TestVersionsFitNoFloat(t *testing.T) {
	t.Parallel()
	a := with(t)
	jane := a.join("jane@acme.example")
	first := a.get(jane).object()["resourceVersion"]
	second := a.put(jane, fields{"firstName": "Joan"}).ok().object()["resourceVersion"]
	if first == second {
		t.Errorf("the version is %v before and after", first)
	}
}

func TestListsOfUsers(t *testing.T) {
	t.Parallel()
	a := with(t)
	jane, kim, liam := a.join("jane@acme.example"), a.join("kim@acme.example"), a.join("liam@acme.example")
	a.post(jane+"/deactivate", nil).is(http.StatusNoContent)
	a.post(kim+"/setarchived", fields{"isArchived": true}).ok().has(`"isArchived":true`).has(`"isDeactivated":true`)
	a.delete(liam).is(http.StatusNoContent)

	everybody := simulator.DefaultAdmin + " " + simulator.DefaultAPIUser + " " + idOf(jane)
	equal(t, "users", a.get("/users").ok().every("id"), everybody)
	equal(t, "users and archived ones", a.get("/users?showArchived=true").ok().every("id"), everybody+" "+idOf(kim))
	equal(t, "API users", a.get("/apiusers").ok().every("id"), simulator.DefaultAPIUser)

	a.post(kim+"/activate", nil).refused("entity-archived")
	a.post(kim+"/setarchived", fields{"isArchived": false}).ok().has(`"isArchived":false`).has(`"isDeactivated":true`)
}

func TestTheLastAdminStays(t *testing.T) {
	t.Parallel()
	a := with(t)
	olivia := "/users/" + simulator.DefaultAdmin
	before := a.Snapshot()
	a.post(olivia+"/deactivate", nil).refused("invalid-operation")
	a.post(olivia+"/setarchived", fields{"isArchived": true}).refused("invalid-operation")
	a.delete(olivia).refused("invalid-operation")
	a.post("/roles/moveuser", fields{"userId": simulator.DefaultAdmin, "toRoleId": simulator.UserRole}).refused("invalid-operation")
	same(t, before, a.Snapshot())

	jane := a.join("jane@acme.example")
	a.post("/roles/moveuser", fields{"userId": idOf(jane), "toRoleId": simulator.AdminRole}).ok()
	a.post(olivia+"/deactivate", nil).is(http.StatusNoContent)
}

func TestContactInfosOfUsers(t *testing.T) {
	t.Parallel()
	a := with(t)
	infos := a.join("jane@acme.example") + "/contactinfo"
	added := infos + "/" + a.post(infos, fields{"type": "phone", "subType": "work", "value": "+49 30 1"}).ok().text("id")
	equal(t, "all", len(a.get(infos).ok().list()), 2)
	a.put(added, fields{"type": "phone", "value": "+49 30 2"}).ok().has(`"subType":null`)
	a.get(added).ok().has("+49 30 2")
	a.post(infos, fields{"type": "pigeon"}).refused("validation-failed")
	a.delete(added).is(http.StatusNoContent)
	a.get(added).is(http.StatusNotFound)
}

func TestTags(t *testing.T) {
	t.Parallel()
	a := with(t)
	jane, kim := a.join("jane@acme.example"), a.join("kim@acme.example")
	type list = []fields
	a.post(jane+"/addtags", list{{"name": "remote", "color": "red"}, {"name": "senior"}}).ok()
	a.post(kim+"/addtags", list{{"name": "Remote"}}).ok()
	equal(t, "of one", a.get(jane+"/tags").ok().every("name"), "remote senior")
	equal(t, "of all", a.get("/users/tags").ok().every("name"), "remote senior")
	a.get(jane).ok().has(`"color":"red"`)
	a.post(jane+"/addtags", list{{"name": "new"}, {"name": "SENIOR"}}).refused("already-exist-error")
	a.post(jane+"/addtags", list{{"name": "new"}, {"name": ""}}).refused("validation-failed")
	equal(t, "all or none", a.get(jane+"/tags").ok().every("name"), "remote senior")
	a.post("/users/updatetags", fields{"oldTagName": "remote", "newTag": fields{"name": "home"}, "shouldMerge": false}).is(http.StatusNoContent)
	equal(t, "renamed", a.get(jane+"/tags").ok().every("name")+" "+a.get(kim+"/tags").ok().every("name"), "home senior home")
	a.post(jane+"/deletetags", list{{"name": "senior"}}).is(http.StatusNoContent)
	a.post(jane+"/deletetags", list{{"name": "home"}, {"name": "senior"}}).is(http.StatusMultiStatus)
	equal(t, "removed", a.get(jane+"/tags").ok().every("name"), "")
	a.post("/users/deletetags", fields{"name": "home"}).is(http.StatusNoContent)
	equal(t, "removed everywhere", a.get("/users/tags").ok().every("name"), "")
}
