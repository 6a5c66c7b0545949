package simulator_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// wireVariants tests how requests and answers are written, and what holds for all kinds.
func wireVariants() map[simulator.Variant]func(*testing.T, *api) {
	deniedAs := func(want string) func(*testing.T, *api) {
		return func(t *testing.T, a *api) {
			r := a.allowed().get("/roles").is(http.StatusUnauthorized)
			equal(t, "trace id", r.header.Get("Trace-Id"), "")
			if want == "" {
				equal(t, "body", r.raw, "")
			}
			r.has(want).lacks("traceId")
		}
	}
	deadTokenAs := func(want string) func(*testing.T, *api) {
		return func(t *testing.T, a *api) {
			r := a.raw("GET", "/me", "", http.Header{"Authorization": {"Bearer x"}}).is(http.StatusUnauthorized).has(want)
			equal(t, "trace id", r.header.Get("Trace-Id") != "", strings.Contains(want, "code"))
		}
	}
	crowd := func(t *testing.T, variant simulator.Variant) *api {
		t.Helper()
		return start(t, simulator.Options{
			Variants: []simulator.Variant{variant}, Populate: simulator.Population{Users: 150, Roles: 3},
		})
	}
	return map[simulator.Variant]func(*testing.T, *api){
		simulator.PutKeeps: func(_ *testing.T, a *api) {
			jane := a.join("jane@acme.example")
			a.put(jane, fields{"firstName": "Joan"}).ok().has(`"lastName":"Doe"`)
			a.put(jane, fields{"lastName": nil}).ok().has(`"lastName":null`)
		},
		simulator.PutRefused: func(_ *testing.T, a *api) {
			jane := a.join("jane@acme.example")
			a.put(jane, fields{"firstName": "Joan"}).refused("validation-failed").has(`"$.lastName"`)
			a.get(jane).ok().has(`"firstName":"Jane"`)
		},
		simulator.NullKeeps: func(_ *testing.T, a *api) {
			jane := a.join("jane@acme.example")
			a.put(jane, fields{"firstName": "Joan", "lastName": nil}).ok().has(`"lastName":"Doe"`)
			a.put(jane, fields{"firstName": "Joan", "lastName": ""}).ok().has(`"lastName":null`)
		},
		simulator.EmptyStays: func(_ *testing.T, a *api) {
			jane := a.join("jane@acme.example")
			a.put(jane, fields{"firstName": "", "lastName": nil}).ok().has(`"firstName":""`).has(`"lastName":null`)
		},
		simulator.NullsAbsent: func(_ *testing.T, a *api) {
			a.get(a.join("jane@acme.example")).ok().lacks("null").lacks("birthDate").has("firstName")
			a.get("/users").ok().lacks("null")
		},
		simulator.DeniedWithoutTrace: deniedAs(`"code":"unauthorized"`),
		simulator.DeniedNested:       deniedAs(`{"message":{"code":"unauthorized"`),
		simulator.DeniedEmpty:        deniedAs(""),
		simulator.DeadTokenMessage:   deadTokenAs(`{"message":"Unauthorized"}`),
		simulator.DeadTokenExp:       deadTokenAs(`{"exp":"token expired"}`),
		simulator.DeadTokenWorkspace: deadTokenAs(`"code":"workspaceid-missing"`),
		simulator.DeadTokenFlat:      deadTokenAs(`"code":"unauthorized"`),
		simulator.DeadTokenHTML:      deadTokenAs("<html>"),
		simulator.ListsFiltered:      func(_ *testing.T, a *api) { a.allowed().get("/roles").ok() },
		simulator.ListsEmpty: func(t *testing.T, a *api) {
			limited := a.allowed()
			equal(t, "roles", len(limited.get("/roles").ok().list()), 0)
			limited.get("/roles/" + simulator.UserRole).denied()
		},
		simulator.DeniedNotFound: func(_ *testing.T, a *api) {
			limited := a.allowed()
			limited.get("/roles").denied()
			limited.get("/roles/" + simulator.UserRole).is(http.StatusNotFound)
			limited.get("/users/" + simulator.DefaultAdmin).is(http.StatusNotFound)
		},
		simulator.PagingTotalOnly: func(t *testing.T, a *api) {
			equal(t, "headers", paging(a.get("/users")), "- - - 2")
		},
		simulator.PagingOnlyPaged: func(t *testing.T, a *api) {
			equal(t, "a list without pages", paging(a.get("/roles")), "- - - -")
			equal(t, "a list with pages", paging(a.get("/users")), "1 10 2 2")
		},
		simulator.TotalUnfiltered: func(t *testing.T, _ *api) {
			a := crowd(t, simulator.TotalUnfiltered)
			r := a.get("/users?pageSize=1000&filterBy=" + query("firstName eq 'Olivia'"))
			equal(t, "headers", paging(r), "1 1000 1 152")
		},
		simulator.PageSizeCapped: func(t *testing.T, _ *api) {
			a := crowd(t, simulator.PageSizeCapped)
			equal(t, "headers", paging(a.get("/users?pageSize=1000")), "1 100 100 152")
			equal(t, "headers", paging(a.get("/users?pageSize=1000&page=2")), "2 100 52 152")
		},
		simulator.PageSizeRefused: func(t *testing.T, _ *api) {
			a := crowd(t, simulator.PageSizeRefused)
			a.get("/users?pageSize=1000").refused("validation-failed")
			equal(t, "headers", paging(a.get("/users?pageSize=100")), "1 100 100 152")
		},
		simulator.ThinLists: func(_ *testing.T, a *api) {
			jane := a.join("jane@acme.example")
			a.get("/users").ok().lacks("userContactInfos").has("firstName")
			a.get(jane).ok().has("userContactInfos")
		},
		simulator.ListsLag: func(_ *testing.T, a *api) {
			role := a.role("Planner")
			for range 3 {
				a.get("/roles").ok().lacks("Planner")
			}
			a.get(role).ok()
			a.get("/roles").ok().has("Planner")
		},
		simulator.EqMindsCase: func(t *testing.T, _ *api) {
			a := people(t, simulator.EqMindsCase)
			equal(t, "other", len(a.get("/users?filterby="+query("firstName eq 'anna'")).ok().list()), 0)
			equal(t, "same", len(a.get("/users?filterby="+query("firstName eq 'Anna'")).ok().list()), 1)
		},
		simulator.EqOnlyNFC: func(t *testing.T, a *api) {
			for _, name := range []string{"Zoë", "Zoë"} {
				a.put(a.join(itoa(len(name))+"@acme.example"), fields{"firstName": name}).ok()
			}
			equal(t, "composed", len(a.get("/users?filterby="+query("firstName eq 'Zoë'")).ok().list()), 2)
			equal(t, "decomposed", len(a.get("/users?filterby="+query("firstName eq 'Zoë'")).ok().list()), 0)
		},
		simulator.NestedFilters: func(t *testing.T, _ *api) {
			a := people(t, simulator.NestedFilters)
			for filter, want := range map[string]string{
				"userContactInfos/any(c: c/type eq 'email' and c/value eq 'Anna@acme.example')": "Anna",
				"status/isDeactivated eq true": "Cara",
			} {
				equal(t, filter, a.get("/users?filterby="+query(filter)).ok().every("firstName"), want)
			}
		},
		simulator.OrderRefused: func(_ *testing.T, a *api) {
			a.get("/users?orderby=firstName").refused("invalid-filter-or-order")
		},
		simulator.DatesLong: func(_ *testing.T, a *api) {
			jane := a.join("jane@acme.example")
			a.put(jane, fields{"birthDate": "1990-01-31T00:00:00Z"}).ok().has(`"birthDate":"1990-01-31T00:00:00.0000000Z"`)
		},
		simulator.DatesWithoutZone: func(_ *testing.T, a *api) {
			jane := a.join("jane@acme.example")
			a.put(jane, fields{"birthDate": "1990-01-31T00:00:00Z"}).ok().has(`"birthDate":"1990-01-31T00:00:00"`).lacks("Z\"")
		},
		simulator.InUseValidation: func(_ *testing.T, a *api) {
			a.usedRole().refused("validation-failed").has("newRoleId")
		},
		simulator.InUseServerError: func(_ *testing.T, a *api) { a.usedRole().is(http.StatusInternalServerError) },
		simulator.ArchivedUsable: func(_ *testing.T, a *api) {
			role := a.archivedRole()
			a.post("/roles/moveuser", fields{"userId": idOf(a.join("jane@acme.example")), "toRoleId": idOf(role)}).ok()
		},
		simulator.ArchivedRenamed: func(_ *testing.T, a *api) {
			a.put(a.archivedRole(), fields{"name": "Scheduler"}).ok().has("Scheduler")
		},
		simulator.DeletedTwiceDone: func(_ *testing.T, a *api) { a.deletedTwice(func(r *reply) { r.is(http.StatusNoContent) }) },
		simulator.DeletedTwiceInvalid: func(_ *testing.T, a *api) {
			a.deletedTwice(func(r *reply) { r.refused("invalid-operation") })
		},
		simulator.CollidesOnce: func(t *testing.T, a *api) {
			role := a.role("Planner")
			for _, name := range []string{"Scheduler", "Planner"} {
				a.put(role, fields{"name": name}).refused("concurrency-violation")
				a.put(role, fields{"name": name}).ok()
			}
			equal(t, "writes", len(a.Writes()), 5)
		},
		simulator.CollidesTwice: func(_ *testing.T, a *api) {
			role := a.role("Planner")
			for range 2 {
				a.put(role, fields{"name": "Scheduler"}).refused("concurrency-violation")
			}
			a.put(role, fields{"name": "Scheduler"}).ok()
		},
		simulator.CollidesAlways: func(_ *testing.T, a *api) {
			role := a.role("Planner")
			for range 5 {
				a.put(role, fields{"name": "Scheduler"}).refused("concurrency-violation")
			}
			a.get(role).ok().has("Planner")
		},
		simulator.CollidesAs409: func(t *testing.T, a *api) {
			a.put(a.role("Planner"), fields{"name": "Scheduler"}).ok()
			b := with(t, simulator.CollidesOnce, simulator.CollidesAs409)
			b.put(b.role("Planner"), fields{"name": "Scheduler"}).is(http.StatusConflict).code("concurrency-violation")
		},
		simulator.CommitFails: func(_ *testing.T, a *api) {
			a.post("/roles", fields{"name": "Planner"}).refused("database-commit")
			a.get("/roles").ok().lacks("Planner")
			a.post("/roles", fields{"name": "Planner"}).ok()
		},
		simulator.CommitFails500: func(_ *testing.T, a *api) {
			a.post("/roles", fields{"name": "Planner"}).is(http.StatusInternalServerError).code("database-commit")
			a.post("/roles", fields{"name": "Planner"}).ok()
		},
		simulator.EdgeSuspicious: func(_ *testing.T, a *api) {
			a.post("/roles", fields{"name": "O'Brien"}).is(http.StatusForbidden).isPage()
			a.raw("POST", "/roles", `{"name":"<script>"}`, http.Header{
				"Authorization": {"Bearer " + a.token}, "Content-Type": {"application/json"},
			}).is(http.StatusForbidden)
			a.get("/users?filterby=" + query("lastName eq 'O''Brien'")).is(http.StatusForbidden)
			a.get("/users?filterby=" + query("lastName eq 'Brien'")).ok()
			a.role("Planner")
		},
		simulator.SuccessSwapped: func(t *testing.T, a *api) {
			jane := a.join("jane@acme.example")
			equal(t, "body", a.post(jane+"/deactivate", nil).ok().raw, "")
			a.post("/roles/moveuser", fields{"userId": idOf(jane), "toRoleId": simulator.GuestRole}).is(http.StatusNoContent)
			a.role("Planner")
		},
	}
}

// paging are the headers of a list: page, size, items and total.
func paging(r *reply) string {
	r.t.Helper()
	r.ok()
	var found []string
	for _, name := range []string{"aw-page", "aw-pagesize", "aw-items", "aw-totalitems"} {
		value := r.header.Get(name)
		if value == "" {
			value = "-"
		}
		found = append(found, value)
	}
	return strings.Join(found, " ")
}

// usedRole deletes a role that somebody has, with nothing in its place.
func (a *api) usedRole() *reply {
	a.t.Helper()
	role := a.role("Planner")
	a.post("/roles/moveuser", fields{"userId": idOf(a.join("jane@acme.example")), "toRoleId": idOf(role)}).ok()
	return a.post(role+"/delete", fields{})
}

func (a *api) archivedRole() string {
	a.t.Helper()
	role := a.role("Planner")
	a.post(role+"/setarchived", fields{"isArchived": true}).ok()
	return role
}

// deletedTwice deletes a role and a user once more.
func (a *api) deletedTwice(check func(*reply)) {
	a.t.Helper()
	role, jane := a.role("Planner"), a.join("jane@acme.example")
	a.post(role+"/delete", fields{}).is(http.StatusNoContent)
	a.delete(jane).is(http.StatusNoContent)
	check(a.post(role+"/delete", fields{}))
	check(a.delete(jane))
	a.post("/roles/"+simulator.DefaultAdmin+"/delete", fields{}).is(http.StatusNotFound)
}
