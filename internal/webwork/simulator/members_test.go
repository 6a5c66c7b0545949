package simulator_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestWorkspacesShowTheAccount(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{Seed: simulator.Seed{Workspaces: []simulator.Workspace{
		{ID: 1, Name: "Acme Agency"},
		{ID: 2, Name: "Other", Members: []simulator.Member{{ID: 10, Email: "o@other.example", Role: simulator.RoleTeamManager}}},
		{ID: 3, Name: "Foreign", Members: []simulator.Member{{ID: 77, Email: "x@foreign.example", Role: simulator.RoleOwner}}},
	}}})
	list := a.exact(http.MethodGet, "/workspaces", nil).ok().has(`"total":1`).list()
	equal(t, "workspaces", len(list), 1)
	equal[any](t, "name", list[0]["workspace_name"], "Other")
	equal[any](t, "role", list[0]["role"], "Team manager")
	equal(t, "user", number(list[0]["user_id"]), "10")
}

func TestAnAccountMissingFromTheSeedOwnsTheFirstWorkspace(t *testing.T) {
	t.Parallel()
	a := with(t)
	list := a.exact(http.MethodGet, "/workspaces?page=1&per_page=100", nil).ok().list()
	equal[any](t, "role", list[0]["role"], "Owner")
	equal(t, "owner", number(list[0]["owner_id"]), "10")
	a.get("/members/10").ok().has(`"current_role":"Owner"`)
}

func TestInvitationToArchiveAndBack(t *testing.T) {
	t.Parallel()
	a := with(t)
	answer := a.post("/members", person("Jane@Acme.example", "Regular User")).ok().has(`"message":"Member invited successfully"`)
	path := "/members/" + number(answer.data()["user_id"])
	a.get(path).ok().has(`"status":"inactive"`).has(`"email":"Jane@Acme.example"`).has(`"weekly_hours_limit":40`).
		has(`"timezone":"UTC"`).has(`"rate_status":0`).has(`"deleted_at":null`).has(`"screenshots":"blur"`)

	sent := a.Invitations()
	equal(t, "e-mails", len(sent), 1)
	equal(t, "address", sent[0].Email, "Jane@Acme.example")
	done(t, a.AcceptInvitation(sent[0].UserID))
	a.get(path).has(`"status":"active"`)

	a.put(path, fields{
		"email": "jd@acme.example", "firstname": "J.", "lastname": "D.", "timezone": "Asia/Calcutta", "role": "Team manager",
		"rate_status": 1, "weekly_hours_limit": 0, "remove_avatar": 1,
	}).ok().has(`"message":"Member updated successfully"`).has(`"data":null`)
	a.get(path).has(`"email":"jd@acme.example"`).has(`"firstname":"J."`).has(`"lastname":"D."`).has(`"timezone":"Asia/Calcutta"`).
		has(`"current_role":"Team manager"`).has(`"rate_status":1`).has(`"weekly_hours_limit":0`).has(`"avatar":null`)

	a.delete(path).ok().has(`"data":null`)
	a.get(path).ok().has(`"status":"left"`).lacks(`"deleted_at":null`)
	a.delete(path).is(http.StatusNotFound)
	a.put(path, fields{"firstname": "X"}).is(http.StatusNotFound)
	a.post("/members", person("JD@acme.example", "Regular User")).is(http.StatusBadRequest).has("already")
	a.post(path+"/restore", nil).ok().has(`"data":null`)
	a.get(path).has(`"status":"active"`).has(`"deleted_at":null`)
	a.post(path+"/restore", nil).ok()
	equal(t, "e-mails", len(a.Invitations()), 1)
}

func TestAPendingPersonIsPendingAgainAfterARestore(t *testing.T) {
	t.Parallel()
	a := with(t)
	path := a.invite("jane@acme.example")
	a.delete(path).ok()
	a.post(path+"/restore", nil).ok()
	a.get(path).has(`"status":"inactive"`)
}

func TestInvitationLinkAccepts(t *testing.T) {
	t.Parallel()
	a := with(t)
	data := a.post("/members", person("jane@acme.example", "Regular User")).data()
	link, _ := data["invitation_link"].(string)
	a.raw(http.MethodGet, link+"x", "", nil).is(http.StatusNotFound)
	a.get("/members/" + number(data["user_id"])).has(`"status":"inactive"`)
	a.raw(http.MethodGet, link, "", nil).ok().has("Welcome")
	a.get("/members/" + number(data["user_id"])).has(`"status":"active"`)
}

func TestMemberFilters(t *testing.T) {
	t.Parallel()
	a := with(t)
	jane, gone := a.invite("Jane@acme.example"), a.invite("gone@acme.example")
	a.delete(gone).ok()
	a.viewer()
	for query, want := range map[string]string{
		"":                                  "olivia.owner@acme.example Jane@acme.example gone@acme.example kim@client.example",
		"?email=jane@acme.example":          "Jane@acme.example",
		"?email=nobody@acme.example":        "",
		"?email=gone@acme.example":          "gone@acme.example",
		"?status=left":                      "gone@acme.example",
		"?status=inactive":                  "Jane@acme.example kim@client.example",
		"?role=Owner":                       "olivia.owner@acme.example",
		"?role=Project%20viewer":            "kim@client.example",
		"?role=Regular%20User&status=left":  "gone@acme.example",
		"?status=active&email=jane@acme.ex": "",
	} {
		var emails []string
		for _, member := range a.list("/members" + query) {
			email, _ := member["email"].(string)
			emails = append(emails, email)
		}
		equal(t, "members"+query, strings.Join(emails, " "), want)
	}
	a.get(jane).ok()
}

func TestEmailsAreUniqueAmongAllPeople(t *testing.T) {
	t.Parallel()
	a := with(t)
	jane := a.invite("jane@acme.example")
	a.viewer()
	a.post("/members", person("KIM@client.example", "Regular User")).is(http.StatusBadRequest)
	viewer := fields{"email": "JANE@acme.example", "firstname": "J", "lastname": "D"}
	a.post("/project-viewers", viewer).is(http.StatusBadRequest)
	a.put(jane, fields{"email": "Kim@Client.example", "firstname": "Changed"}).is(http.StatusBadRequest)
	a.get(jane).has(`"firstname":"Jane"`)
	a.put(jane, fields{"email": "JANE@acme.example"}).ok()
	a.put(jane, fields{"email": "j@acme.example"}).ok()
	a.invite("jane@acme.example")
	equal(t, "e-mails", len(a.Invitations()), 3)
}

func TestOwnersAreProtected(t *testing.T) {
	t.Parallel()
	a := with(t)
	a.delete("/members/10").is(http.StatusForbidden)
	a.put("/members/10", fields{"role": "Regular User"}).is(http.StatusForbidden)
	a.put("/members/10", fields{"firstname": "Liv"}).ok()
}

func TestGeneratedMembersAreTheSameEveryTime(t *testing.T) {
	t.Parallel()
	population := simulator.Population{Members: 300, Projects: 7, Contracts: 2100, Viewers: 5, Webhooks: 2}
	one := start(t, simulator.Options{Populate: population}).Snapshot().Workspaces[0]
	two := start(t, simulator.Options{Populate: population}).Snapshot().Workspaces[0]
	equal(t, "people", len(one.Members), 306)
	equal(t, "contracts", len(one.Contracts), 2100)
	equal(t, "webhooks", len(one.Webhooks), 2)
	emails := func(w simulator.Workspace) []string {
		var all []string
		for _, m := range w.Members {
			all = append(all, m.Email)
		}
		return all
	}
	if !slices.Equal(emails(one), emails(two)) {
		t.Error("two populations differ")
	}
}
