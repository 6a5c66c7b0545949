package simulator_test

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// legacy sends a request to the legacy API, with a form where it is no read.
func (a *api) legacy(method, path, form string) *reply {
	a.t.Helper()
	return a.legacyAs(a.Email()+":"+a.APIKey(), method, path, form)
}

func (a *api) legacyAs(credentials, method, path, form string) *reply {
	a.t.Helper()
	header := http.Header{"Authorization": {"Basic " + base64.StdEncoding.EncodeToString([]byte(credentials))}}
	if form != "" {
		header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return a.raw(method, a.BaseURLV1("http://webwork.test")+path, form, header)
}

const (
	janesForm = "email=jane%40acme.example&firstname=Jane&lastname=Doe&role=30"
	kimsForm  = "email=kim%40client.example&firstname=Kim&lastname=Client"
)

// succeeds expects the only answer to a write.
func (r *reply) succeeds() {
	r.t.Helper()
	equal(r.t, "answer", r.ok().raw, `{"success":true}`)
}

// fails expects a failure, whose status is 200.
func (r *reply) fails(says string) {
	r.t.Helper()
	r.ok().has(`"success":false,"message":["`).has(says)
}

func TestLegacyLives(t *testing.T) {
	t.Parallel()
	a := with(t)
	a.legacy("POST", "/users", janesForm).succeeds()
	a.legacy("GET", "/users?email=jane%40acme.example", "").ok().has(`[{"id":"101","email":"jane@acme.example"`).
		has(`"current_role":"Regular User"`).has(`"rate":"0.00"`).has(`"is_blocked":"0"`).lacks("current_owner_id")
	a.legacy("GET", "/users", "").ok().has(`"current_owner_id":"10"`)
	a.legacy("PUT", "/users/101", "role=25&weekly_hours_limit=20&rate_status=1").succeeds()
	a.legacy("GET", "/users/101", "").ok().has(`{"id":"101"`).has(`"current_role":"Project manager"`).has(`"weekly_hours_limit":"20"`)
	a.legacy("DELETE", "/users/101", "").succeeds()
	a.legacy("GET", "/users/101", "").ok().has(`"status":"left"`)
	equal(t, "writes", len(a.Writes()), 3)
	a.legacy("GET", "/users/restore/101", "").succeeds()
	equal(t, "writes", len(a.Writes()), 4)
	equal(t, "e-mails", len(a.Invitations()), 1)
	equal(t, "creations", a.Creations()["/users jane@acme.example"], 1)

	a.legacy("POST", "/projects", "name=Website&estimation=12&deadline=2026-12-31").succeeds()
	a.legacy("GET", "/projects", "").ok().has(`[{"project_name":"Website","contract_id":null,"user_id":null,"id":"50001"`).lacks("deadline")
	a.legacy("POST", "/contracts", "project_id=50001&user_id=101&rate=25").succeeds()
	a.legacy("POST", "/contracts", "project_id=50001&user_id=10").succeeds()
	equal(t, "rows of one project", strings.Count(a.legacy("GET", "/projects", "").raw, "Website"), 2)
	a.legacy("PUT", "/contracts/900001", "weekly_hours_limit=20").fails("The screenshots field is required")
	a.legacy("PUT", "/contracts/900001", "weekly_hours_limit=20&screenshots=full&rate=30").succeeds()
	a.legacy("GET", "/contracts/900001", "").ok().has(`"rate":"30.00","weekly_hours_limit":"20"`)
	a.legacy("DELETE", "/contracts/900001", "").succeeds()

	a.legacy("POST", "/project-viewers", kimsForm).succeeds()
	a.legacy("POST", "/project-viewers/assign-project", "project_viewer_id=102&project_id=50001").succeeds()
	a.legacy("GET", "/project-viewers/102", "").ok().has(`"projects":[{"project_id":"50001","project_name":"Website"}]`)
	a.legacy("POST", "/project-viewers/unassign-project", "project_viewer_id=102&project_id=50001").succeeds()
	a.legacy("PUT", "/projects/50001", "notes=x").fails("The name field is required")
	a.legacy("PUT", "/projects/50001", "name=Web&estimation=").succeeds()
	a.legacy("GET", "/projects/50001", "").ok().has(`"name":"Web"`).has(`"estimation":null,"deadline":"2026-12-31"`)

	a.legacy("POST", "/v1/webhooks", "url=https%3A%2F%2Fx.example&events%5B%5D=tracker.started").ok().has(`{"success":true,"webhook":{"id":"`)
	a.legacy("GET", "/v1/webhooks", "").ok().has(`{"max_rows":"1","current_page":"1","total_pages":"1","data":[{"id":"`)
}

func TestLegacyRefusals(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{Populate: simulator.Population{Members: 1, Projects: 1}})
	titled, ofNoRole := "POST /users "+janesForm+"&title=x", "POST /users "+strings.Replace(janesForm, "30", "40", 1)
	for request, says := range map[string]string{
		"GET /users/4711 ":                     "User not found",
		"GET /contracts/4711 ":                 "Contract not found",
		"GET /users?page=2 ":                   "page parameter is unknown",
		"POST /users email=x":                  "email field must be a valid email",
		titled:                                 "title field is unknown",
		ofNoRole:                               "role field is invalid",
		"POST /projects name=X&estimation=1.5": "estimation field must be an integer",
		"POST /projects name=X&budget=5":       "budget field is unknown",
		"POST /projects name=X&workspace_id=1": "workspace_id field is unknown",
		"PUT /users/101 role=15":               "role field is invalid",
		"PUT /users/101 rate_status=true":      "rate_status field must be an integer",
		"POST /contracts project_id=50001&user_id=10&rate=1.5": "rate field must be an integer",
	} {
		method, rest, _ := strings.Cut(request, " ")
		path, form, _ := strings.Cut(rest, " ")
		before := a.Snapshot()
		a.legacy(method, path, form).fails(says)
		same(t, before, a.Snapshot())
	}
}

func TestLegacyPathsAndKeys(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{Populate: simulator.Population{Members: 1, Projects: 1}})
	a.legacy("GET", "/teams", "").is(http.StatusNotFound).has(`{"message":"The route rest-api/teams could not be found."}`)
	a.legacy("GET", "/projects/restore/50001", "").is(http.StatusNotFound).lacks("success")
	a.legacy("PUT", "/users", janesForm).is(http.StatusMethodNotAllowed).lacks("success")
	for _, credentials := range []string{"", a.Email() + ":wrong", "somebody@acme.example:" + a.APIKey(), ":" + a.APIKey()} {
		a.legacyAs(credentials, "GET", "/users", "").is(http.StatusUnauthorized).has(`"success":false`)
	}
	weak := with(t, simulator.TeamManager)
	weak.legacy("DELETE", "/users/10", "").fails("Only owners")
	readOnly := start(t, simulator.Options{ReadOnly: true})
	readOnly.legacy("GET", "/users/restore/10", "").fails("permission to write")
	readOnly.legacy("GET", "/users", "").ok()
}

// legacyVariants tests the variants of the legacy API.
func legacyVariants() map[simulator.Variant]func(*testing.T, *api) {
	return map[simulator.Variant]func(*testing.T, *api){
		simulator.V1FailureStatus: func(_ *testing.T, a *api) {
			a.legacy("GET", "/users/4711", "").is(404).has(`"success":false`)
			a.legacy("POST", "/projects", "x=y").is(400).has(`"success":false`)
		},
		simulator.V1MessageText: func(_ *testing.T, a *api) {
			a.legacy("GET", "/users/4711", "").ok().has(`"message":"User not found"`)
		},
		simulator.V1MissingEmpty: func(t *testing.T, a *api) {
			equal(t, "answer", a.legacy("GET", "/users/4711", "").ok().raw, "[]")
			a.legacy("DELETE", "/users/4711", "").fails("User not found")
		},
		simulator.V1NumbersPlain: func(_ *testing.T, a *api) {
			a.legacy("GET", "/users/10", "").ok().has(`"id":10`).has(`"rate":"0.00"`).has(`"is_blocked":false`)
		},
		simulator.V1RolesAsCodes: func(_ *testing.T, a *api) {
			a.legacy("POST", "/users", janesForm).succeeds()
			a.legacy("GET", "/users", "").ok().has(`"current_role":"30"`).has(`"current_role":"Owner"`)
		},
		simulator.V1RolesAsInApp: func(_ *testing.T, a *api) {
			a.legacy("POST", "/users", janesForm).succeeds()
			a.legacy("GET", "/users", "").ok().has(`"current_role":"Employee"`)
		},
		simulator.V1EmailSingle: func(_ *testing.T, a *api) {
			a.legacy("POST", "/project-viewers", kimsForm).succeeds()
			a.legacy("GET", "/project-viewers?email=kim%40client.example", "").ok().has(`{"id":"101"`).lacks("[{")
			a.legacy("GET", "/users?email=nobody%40acme.example", "").fails("User not found")
		},
		simulator.V1UpdateInForm: func(_ *testing.T, a *api) {
			a.legacy("PUT", "/users/10", "firstname=Oli").is(405).lacks("success")
			a.legacy("PUT", "/users", "user_id=10&firstname=Oli").succeeds()
			a.legacy("GET", "/users/10", "").ok().has(`"firstname":"Oli"`)
		},
		simulator.V1ProjectReplaced: func(_ *testing.T, a *api) {
			a.legacy("POST", "/projects", "name=X&notes=n").succeeds()
			a.legacy("PUT", "/projects/50001", "name=Y").succeeds()
			a.legacy("GET", "/projects/50001", "").ok().has(`"notes":null`)
		},
		simulator.V1ViewerProjectIDs: func(_ *testing.T, a *api) {
			a.legacy("POST", "/projects", "name=X").succeeds()
			a.legacy("POST", "/project-viewers", kimsForm).succeeds()
			a.legacy("POST", "/project-viewers/assign-project", "project_viewer_id=101&project_id=50001").succeeds()
			a.legacy("GET", "/project-viewers/101", "").ok().has(`"projects":["50001"]`)
		},
		simulator.V1ViewerRestoreAsUser: func(_ *testing.T, a *api) {
			a.legacy("POST", "/project-viewers", kimsForm).succeeds()
			a.legacy("DELETE", "/project-viewers/101", "").succeeds()
			a.legacy("GET", "/project-viewers/restore/101", "").is(404).lacks("success")
			a.legacy("GET", "/users/restore/101", "").succeeds()
		},
		simulator.V1UnassignByDelete: func(_ *testing.T, a *api) {
			a.legacy("POST", "/projects", "name=X").succeeds()
			a.legacy("POST", "/project-viewers", kimsForm).succeeds()
			a.legacy("POST", "/project-viewers/assign-project", "project_viewer_id=101&project_id=50001").succeeds()
			a.legacy("POST", "/project-viewers/unassign-project", "project_viewer_id=101&project_id=50001").is(405)
			a.legacy("DELETE", "/project-viewers/unassign-project?project_viewer_id=101&project_id=50001", "").succeeds()
		},
	}
}
