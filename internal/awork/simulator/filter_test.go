package simulator_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

func query(text string) string { return url.QueryEscape(text) }

// people are some users with different properties, of a simulator whose week began the day before.
func people(t *testing.T, variants ...simulator.Variant) *api {
	t.Helper()
	now := time.Date(2026, 1, 6, 10, 0, 0, 0, time.UTC)
	user := func(first, last, gender string, change func(*simulator.User)) simulator.User {
		u := simulator.User{Email: strings.ToLower(first) + "@acme.example"}
		u.FirstName, u.LastName, u.Gender = &first, &last, &gender
		if change != nil {
			change(&u)
		}
		return u
	}
	return start(t, simulator.Options{Variants: variants, Clock: func() time.Time { return now }, Seed: simulator.Seed{Users: []simulator.User{
		user("Anna", "O'Brien", "female", func(u *simulator.User) { u.Tags = []simulator.Tag{{Name: "remote"}, {Name: "senior"}} }),
		user("Ben", "Zuse", "male", func(u *simulator.User) { u.CreatedOn = now.AddDate(0, 0, -40) }),
		user("Cara", "Abel", "female", func(u *simulator.User) { u.IsDeactivated, u.ID = true, "c0000000-0000-4000-8000-0000000000ca" }),
		user("Dan", "Abel", "male", func(u *simulator.User) { u.Tags = []simulator.Tag{{Name: "remote"}} }),
	}}})
}

func TestFilters(t *testing.T) {
	t.Parallel()
	a := people(t)
	for filter, want := range map[string]string{
		"firstName eq 'anna'":                                                "Anna",
		"FirstName eq 'Anna'":                                                "Anna",
		"lastName eq 'O''Brien'":                                             "Anna",
		"firstName in ('Anna','Dan')":                                        "Anna Dan",
		"id eq guid'C0000000-0000-4000-8000-0000000000CA'":                   "Cara",
		"id in (guid'c0000000-0000-4000-8000-0000000000ca')":                 "Cara",
		"lastName eq 'Abel' and gender eq 'male'":                            "Dan",
		"firstName eq 'Anna' or firstName eq 'Ben' and lastName eq 'x'":      "Anna",
		"(firstName eq 'Anna' or firstName eq 'Ben') and lastName eq 'Zuse'": "Ben",
		"not (gender eq 'male') and gender ne null":                          "Anna Cara",
		"gender eq null":                                                     "Olivia Terraform",
		"isDeactivated eq true":                                              "Cara",
		"startswith(lastName,'ab')":                                          "Cara Dan",
		"endswith(lastName,'BRIEN')":                                         "Anna",
		"substringof('us',lastName)":                                         "Ben",
		"tolower(lastName) eq 'zuse'":                                        "Ben",
		"tags/any(t: t/name eq 'senior')":                                    "Anna",
		"tags/any(t: t/name eq 'remote') eq false":                           "Olivia Terraform Ben Cara",
		"tags/any()":                                "Anna Dan",
		"tags/count() ge 2":                         "Anna",
		"tags/count(t: t/name eq 'remote') gt 0":    "Anna Dan",
		"createdOn lt datetime'2026-01-01T00:00'":   "Ben",
		"createdOn lt today-30d":                    "Ben",
		"createdOn le now and createdOn gt sow":     "Olivia Terraform Anna Cara Dan",
		"createdOn lt som":                          "Ben",
		"createdOn gt eow or createdOn gt eom":      "",
		"id eq me.id":                               "Terraform",
		"lastName gt 'P'":                           "Ben",
		"resourceVersion gt 0 and gender eq 'none'": "",
		"resourceVersion lt 2.5f":                   "",
	} {
		t.Run(filter, func(t *testing.T) {
			t.Parallel()
			r := a.in(t).get("/users?pageSize=1000&filterBy=" + query(filter)).ok()
			equal(t, "users", r.every("firstName"), want)
			equal(t, "total", r.header.Get("aw-totalitems"), itoa(len(r.list())))
		})
	}
}

func TestFiltersThatAreNone(t *testing.T) {
	t.Parallel()
	a := people(t)
	for _, filter := range []string{
		"firstName eq", "firstName = 'x'", `firstName eq "x"`, "firstName eq 'x", "surname eq 'x'", "firstName eq 'x')",
		"(firstName eq 'x'", "id eq 'c0000000-0000-4000-8000-0000000000ca'", "id in ('c0000000-0000-4000-8000-0000000000ca')",
		"id eq guid'x'", "createdOn gt datetime'soon'", "status/isDeactivated eq true", "startswith(firstName)", "tags/any(t t/name eq 'x')",
		"userContactInfos/any(c: c/value eq 'anna@acme.example')", "firstName eq 'x' 'y'", "/", "tags/4 eq 1", "firstName in 'x'", "4/x eq 1",
	} {
		t.Run(filter, func(t *testing.T) {
			t.Parallel()
			a.in(t).get("/users?filterby=" + query(filter)).refused("invalid-filter-or-order")
		})
	}
}

func TestAnIDWithoutQuotesFails(t *testing.T) {
	t.Parallel()
	a := with(t)
	a.get("/users?filterby=" + query("id eq "+simulator.DefaultAdmin)).refused("invalid-filter-or-order")
	equal(t, "violations", len(a.ForgetViolations()), 1)
}

func TestOrders(t *testing.T) {
	t.Parallel()
	a := people(t)
	for order, want := range map[string]string{
		"firstName":                        "Anna Ben Cara Dan Olivia Terraform",
		"FirstName desc":                   "Terraform Olivia Dan Cara Ben Anna",
		"lastName,firstName desc":          "Terraform Dan Cara Olivia Anna Ben",
		"isDeactivated desc,firstName asc": "Cara Anna Ben Dan Olivia Terraform",
		"status/isDeactivated,firstName":   "Anna Ben Dan Olivia Terraform Cara",
	} {
		equal(t, order, a.get("/users?orderBy="+query(order)).ok().every("firstName"), want)
	}
	for _, order := range []string{"surname", "firstName down", ",", "firstName, lastName"} {
		a.get("/users?orderby=" + query(order)).refused("invalid-filter-or-order")
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{Populate: simulator.Population{Users: 1100, Roles: 2}})
	for path, want := range map[string]string{
		"/users":                      "1 10 10 1102",
		"/users?pageSize=1000":        "1 1000 1000 1102",
		"/users?pageSize=1000&page=2": "2 1000 102 1102",
		"/users?pageSize=1000&page=3": "3 1000 0 1102",
		"/roles?pageSize=2":           "1 5 5 5",
		"/users?pageSize=1000&filterby=" + query("firstName eq 'Aisha'"): "1 1000 43 43",
	} {
		equal(t, path, paging(a.get(path)), want)
	}
	for _, bad := range []string{"/users?pageSize=1001", "/users?pageSize=0", "/users?page=0", "/users?page=x"} {
		a.get(bad).refused("validation-failed")
	}
	seen := map[string]bool{}
	for _, page := range []string{"1", "2"} {
		for _, user := range a.get("/users?pageSize=1000&page=" + page).ok().list() {
			seen[user["id"].(string)] = true //nolint:forcetypeassert // a test
		}
	}
	equal(t, "users", len(seen), 1102)
}
