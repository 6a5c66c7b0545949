package provider_test

import (
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
