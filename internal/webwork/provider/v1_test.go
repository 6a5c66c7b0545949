package provider_test

import (
	"fmt"
	"maps"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// TestLegacyAPI plans and reads over the legacy API: without a request for the workspace, and without what it has no words for.
func TestLegacyAPI(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{Populate: simulator.Population{Members: 3, Projects: 1}})
	r := ready(t, server.EnvV1(), nil)
	member := block{"email": "jane@acme.example", "firstname": "Jane", "lastname": "Doe", "role": "Regular User"}
	if said := r.plan("webwork_member", member); said != "" {
		t.Error(said)
	}
	for _, request := range server.Requests() {
		if request.Path != "/users" && request.Path != "/project-viewers" {
			t.Errorf("planning a member asked for %s", request.Path)
		}
	}
	const v2 = `It needs api_version = "v2" in the provider block (WEBWORK_API_VERSION)`
	project := func(more block) block {
		all := block{"name": "Web"}
		maps.Copy(all, more)
		return all
	}
	contract := func(user, name string, value any) block {
		return block{"project_id": "50001", "user_id": user, name: value}
	}
	team := block{"email": "jane@acme.example", "firstname": "Jane", "lastname": "Doe", "role": "Team manager"}
	contains(t, r.plan("webwork_member", team), `ERROR at AttributeName("role"): `, `role was given "Team manager", which API v1 cannot express.`, v2, `"Regular User"`)
	contains(t, r.plan("webwork_project", project(block{"budget": 5000})), `ERROR at AttributeName("budget"): `, v2)
	contains(t, r.plan("webwork_project", project(block{"icon": "x"})), `ERROR at AttributeName("icon"): `, v2)
	contains(t, r.plan("webwork_project", project(block{"estimation": 1.5})), `ERROR at AttributeName("estimation"): `, "it takes whole numbers", v2)
	contains(t, r.plan("webwork_contract", contract("101", "status", "paused")), `ERROR at AttributeName("status"): `, v2)
	rate := r.plan("webwork_contract", contract("101", "rate", 31.25))
	contains(t, rate, "ERROR: ", "rate was given an amount with a fraction, which API v1 cannot express", v2)
	for _, fine := range []string{
		r.plan("webwork_project", project(block{"estimation": 120, "notes": "n"})),
		r.plan("webwork_contract", contract("101", "status", "active")), r.plan("webwork_contract", contract("102", "rate", 31)),
	} {
		if fine != "" {
			t.Error(fine)
		}
	}
	contains(t, r.dataSource("webwork_workspaces", block{}), "Could not read the workspaces: API v1 does not tell workspaces", v2)
	if said := r.dataSource("webwork_members", block{}); said != "" {
		t.Error(said)
	}
	if writes := server.Writes(); len(writes) > 0 {
		t.Errorf("planning and reading sent %v", writes)
	}
}

// TestLegacyUpdatesKeepTheRest plans changes of contracts, with which the legacy API wants all that can change. What it does not show, or
// not take, would be lost.
func TestLegacyUpdatesKeepTheRest(t *testing.T) {
	t.Parallel()
	const (
		v2   = `It needs api_version = "v2" in the provider block (WEBWORK_API_VERSION)`
		hide = "but with it API v1 wants rate, which WebWork does not show to this account: anything sent in its place would change that, too"
		part = "but with it API v1 wants rate, and cannot express the one that WebWork has: that would change, too"
	)
	inState := block{"id": "900", "workspace_id": "1", "project_id": "50001", "user_id": "101", "weekly_hours_limit": 40, "screenshots": "full", "status": "active"}
	with := func(base, more block) block {
		all := maps.Clone(base)
		maps.Copy(all, more)
		return all
	}
	for name, c := range map[string]struct {
		rate              *float64
		hidden, noRefresh bool
		state, change     block
		refusedAt, says   string
	}{
		"a rate with a fraction":         {rate: new(25.5), change: block{"weekly_hours_limit": 10}, refusedAt: "weekly_hours_limit", says: "weekly_hours_limit was given 10, " + part},
		"screenshots, and such a rate":   {rate: new(25.5), change: block{"screenshots": "blurred"}, refusedAt: "screenshots", says: `screenshots was given "blurred", ` + part},
		"a hidden rate":                  {rate: new(25.0), hidden: true, change: block{"weekly_hours_limit": 10}, refusedAt: "weekly_hours_limit", says: hide},
		"a hidden rate in state":         {rate: new(25.0), hidden: true, state: block{"rate": 25}, change: block{"rate": 25, "weekly_hours_limit": 10}, refusedAt: "weekly_hours_limit", says: hide},
		"a hidden rate, not read":        {rate: new(25.0), hidden: true, noRefresh: true, change: block{"weekly_hours_limit": 10}, refusedAt: "weekly_hours_limit", says: hide},
		"a rate that was not read":       {rate: new(25.0), noRefresh: true, state: block{"rate": 25}, change: block{"weekly_hours_limit": 10}},
		"a whole rate":                   {rate: new(25.0), state: block{"rate": 25}, change: block{"weekly_hours_limit": 10}},
		"another rate at the same time":  {rate: new(25.5), state: block{"rate": 25.5}, change: block{"weekly_hours_limit": 10, "rate": 31}},
		"only the rate":                  {rate: new(25.5), state: block{"rate": 25.5}, change: block{"rate": 31}},
		"no change, of a hidden rate":    {rate: new(25.0), hidden: true, change: block{"weekly_hours_limit": 40}},
		"no change, of one with a part":  {rate: new(25.5), state: block{"rate": 25.5}, change: block{"rate": 25.5}},
		"screenshots that are not shown": {noRefresh: true, state: block{"screenshots": nil}, change: block{"rate": 31}, says: "rate was given another amount, but with it API v1 wants screenshots, which"},
		"what is known only after apply": {rate: new(25.5), state: block{"rate": 25.5}, change: block{"weekly_hours_limit": unknown}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, simulator.Options{Populate: simulator.Population{Members: 1, Projects: 1}})
			_, err := server.AddContract(simulator.Contract{ID: 900, ProjectID: 50001, UserID: 101, WeeklyHoursLimit: new(int64(40)), Screenshots: "full", Rate: c.rate})
			providertest.Must(t, err)
			providertest.Must(t, server.SetProject(50001, func(p *simulator.Project) { p.NotBillable = c.hidden }))
			state, config := with(inState, c.state), with(block{"project_id": "50001", "user_id": "101"}, c.change)
			for version, env := range map[string]environment{"v1": server.EnvV1(), "v2": server.Env()} {
				r := ready(t, env, nil)
				if !c.noRefresh {
					if said := r.refresh("webwork_contract", state); said != "" {
						t.Fatal(said)
					}
				}
				said := r.change("webwork_contract", state, config)
				if version == "v2" || c.says == "" {
					if said != "" {
						t.Errorf("%s: %s", version, said)
					}
					continue
				}
				at := ""
				if c.refusedAt != "" {
					at = fmt.Sprintf(" at AttributeName(%q)", c.refusedAt)
				}
				contains(t, said, "ERROR"+at+": Value not allowed: ", c.says, v2)
			}
			if writes := server.Writes(); len(writes) > 0 {
				t.Errorf("planning sent %v", writes)
			}
		})
	}
}

// TestNothingIsBeyondV2 has the same values in version 2.
func TestNothingIsBeyondV2(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{Populate: simulator.Population{Members: 3, Projects: 1}})
	r := ready(t, server.Env(), nil)
	for kind, config := range map[string]block{
		"webwork_member":   {"email": "jane@acme.example", "firstname": "Jane", "lastname": "Doe", "role": "Team manager"},
		"webwork_project":  {"name": "Web", "budget": 5000, "icon": "x", "estimation": 1.5},
		"webwork_contract": {"project_id": "50001", "user_id": "101", "status": "paused", "rate": 31.25},
	} {
		if said := r.plan(kind, config); said != "" {
			t.Error(said)
		}
	}
}
