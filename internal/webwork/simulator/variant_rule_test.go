package simulator_test

import (
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// ruleVariants tests what is stored and shown of single values.
func ruleVariants() map[simulator.Variant]func(*testing.T, *api) {
	return map[simulator.Variant]func(*testing.T, *api){
		simulator.ClearNullIgnored: func(_ *testing.T, a *api) {
			project := fullProject(a)
			a.put(project, fields{"notes": nil, "deadline": nil, "budget": nil}).ok().
				has(`"notes":"n"`).has(`"deadline":"2024-02-01"`).has(`"budget_estimation":5`)
			a.put(project, fields{"notes": "", "deadline": "", "budget": 0}).ok().
				has(`"notes":null`).has(`"deadline":null`).has(`"budget_estimation":0`)
		},
		simulator.ClearNullRejected: func(_ *testing.T, a *api) {
			project := fullProject(a)
			a.put(project, fields{"notes": nil}).is(400).has("notes")
			a.put(project, fields{"budget": nil}).is(400).has("budget")
			a.put(project, fields{"notes": "", "budget": 0}).ok().has(`"notes":null`).has(`"budget_estimation":0`)
		},
		simulator.ClearToEmpty: func(_ *testing.T, a *api) {
			a.put(fullProject(a), fields{"notes": nil, "deadline": "", "budget": nil}).ok().
				has(`"notes":""`).has(`"deadline":""`).has(`"budget_estimation":0`)
		},
		simulator.WebhookIDChanges: func(t *testing.T, a *api) {
			first := a.webhook("https://x.example/")
			second := "/webhooks/" + number(a.get(first).ok().data()["id"])
			third := "/webhooks/" + number(a.list("/webhooks")[0]["id"])
			if first == second || second == third {
				t.Error("the id stayed the same")
			}
			a.get(first).ok()
			a.delete(second).ok()
			a.get(third).is(404)
		},
		simulator.WebhookIDNewest: func(_ *testing.T, a *api) {
			first := a.webhook("https://x.example/")
			second := "/webhooks/" + number(a.get(first).ok().data()["id"])
			a.get(first).is(404)
			a.put(second, fields{"url": "https://y.example/"}).ok()
			third := "/webhooks/" + number(a.list("/webhooks")[0]["id"])
			a.delete(second).is(404)
			a.delete(third).ok()
		},
		simulator.WebhookTokenOnce: func(_ *testing.T, a *api) {
			r := a.post("/webhooks", fields{"url": "https://x.example", "events": []string{"a.b"}}).has("whk_")
			a.get("/webhooks/" + number(r.data()["id"])).ok().lacks("token")
			a.get("/webhooks").lacks("token")
		},
		simulator.WebhookListWithoutToken: func(_ *testing.T, a *api) {
			hook := a.webhook("https://x.example")
			a.get(hook).has("whk_")
			a.get("/webhooks").lacks("token")
		},
		simulator.WebhookEventsSorted: func(_ *testing.T, a *api) {
			a.get(a.webhook("https://x.example")).has(`["member.invited","task.updated"]`)
		},
		simulator.NamesNFC: func(_ *testing.T, a *api) {
			a.post("/projects", fields{"name": "Cafe\u0301"}).has("Caf\u00e9")
		},
		simulator.EmailsLowercased: func(_ *testing.T, a *api) {
			a.get(a.invite("Jane@Acme.example")).has(`"jane@acme.example"`)
		},
		simulator.EmailFilterExact: func(t *testing.T, a *api) {
			a.invite("Jane@acme.example")
			equal(t, "found", len(a.list("/members?email=jane@acme.example")), 0)
			equal(t, "found", len(a.list("/members?email=Jane@acme.example")), 1)
		},
		simulator.TimezonesCanonical: func(_ *testing.T, a *api) {
			a.put("/members/10", fields{"timezone": "Asia/Calcutta"}).ok()
			a.get("/members/10").has(`"timezone":"Asia/Kolkata"`)
		},
		simulator.TimezoneUnset: func(_ *testing.T, a *api) {
			a.get(a.invite("jane@acme.example")).has(`"timezone":null`)
		},
		simulator.DecimalsKept: func(_ *testing.T, a *api) {
			a.post("/projects", fields{"name": "X", "estimation": 1.2345}).has(`"estimation":1.2345`)
		},
		simulator.DecimalsWhole: func(_ *testing.T, a *api) {
			a.post("/projects", fields{"name": "X", "estimation": 1.5}).has(`"estimation":2,`)
		},
		simulator.DecimalsHalfDown: func(t *testing.T, a *api) {
			equal(t, "rounded", rounded(a), "1 0.12 0.13 0.14 1 2.67 7.99")
		},
		simulator.DecimalsHalfEven: func(t *testing.T, a *api) {
			equal(t, "rounded", rounded(a), "1 0.12 0.14 0.14 1 2.68 8")
		},
	}
}
