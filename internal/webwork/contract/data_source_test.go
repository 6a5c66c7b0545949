package contract_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// engaged is a workspace with two projects, two members and three contracts between them.
func engaged(variants ...simulator.Variant) simulator.Options {
	begun := time.Date(2024, 1, 15, 9, 0, 0, 0, time.UTC)
	return simulator.Options{Variants: variants, Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
		ID: 1, Name: "Acme Agency",
		Members: []simulator.Member{
			{ID: 100, Email: "ada@acme.example", FirstName: "Ada", LastName: "Byron", Role: simulator.RoleTeamManager, Currency: new("GBP")},
			{ID: 101, Email: "bob@acme.example", FirstName: "Bob", LastName: "Boole"},
		},
		Projects: []simulator.Project{{ID: 500, Name: "Website", Icon: new("project-icon-1")}, {ID: 501, Name: "Audit"}},
		Contracts: []simulator.Contract{
			{
				ID: 900, ProjectID: 500, UserID: 100, WeeklyHoursLimit: new(int64(12)), Screenshots: "full", Rate: new(55.5),
				CreatedAt: begun, UpdatedAt: begun,
			},
			{ID: 901, ProjectID: 500, UserID: 101, Status: "paused"},
			{ID: 902, ProjectID: 501, UserID: 100},
		},
	}}}}
}

// adaHolds checks everything about the contract with the id 900.
func adaHolds(address string, rate knownvalue.Check, within ...any) []statecheck.StateCheck {
	text := knownvalue.StringExact
	return providertest.HoldsAll(address, map[string]knownvalue.Check{
		"id": providertest.ID(900), "workspace_id": providertest.ID(1), "contract_name": text("Website - Ada Byron"),
		"project_id": providertest.ID(500), "project_name": text("Website"), "project_icon": text("project-icon-1"),
		"user_id": providertest.ID(100), "user_firstname": text("Ada"), "user_lastname": text("Byron"),
		"user_email": text("ada@acme.example"), "user_role": text("Team manager"), "weekly_hours_limit": knownvalue.Int64Exact(12),
		"screenshots": text("full"), "screenshots_label": knownvalue.NotNull(), "rate": rate, "rate_type": knownvalue.Int64Exact(1),
		"status": text("active"), "currency": text("GBP"), "created_at": text("2024-01-15T09:00:00Z"), "updated_at": text("2024-01-15T09:00:00Z"),
	}, within...)
}

func TestAccContractDataSourceHasEveryField(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		variants   []simulator.Variant
		attributes string
		rate       knownvalue.Check
	}{
		"without rates":      {rate: knownvalue.Null()},
		"with rates":         {attributes: "read_rates = true", rate: knownvalue.Float64Exact(55.5)},
		"numbers as strings": {variants: []simulator.Variant{simulator.NumbersAsStrings}, attributes: "read_rates = true", rate: knownvalue.Float64Exact(55.5)},
		"thin lists":         {variants: []simulator.Variant{simulator.ThinLists}, attributes: "read_rates = true", rate: knownvalue.Float64Exact(55.5)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, engaged(test.variants...))
			checks := adaHolds("data.webwork_contract.id", test.rate)
			checks = append(checks, adaHolds("data.webwork_contract.pair", test.rate)...)
			checks = append(checks, adaHolds("data.webwork_contracts.all", test.rate, "contracts", 0)...)
			checks = append(checks, adaHolds("data.webwork_contracts.both", test.rate, "contracts", 0)...)
			providertest.Run(t, providertest.StepWith(server, test.attributes, `
				data "webwork_contract" "id" { id = 900 }
				data "webwork_contract" "pair" {
					project_id = 500
					user_id    = 100
				}
				data "webwork_contracts" "all" {}
				data "webwork_contracts" "both" {
					project_id = 500
					user_id    = 100
				}
			`, checks...))
		})
	}
}

func TestAccContractsDataSourceFilters(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, engaged())
	found := func(name string, ids ...int64) statecheck.StateCheck {
		contracts := make([]knownvalue.Check, len(ids))
		for i, id := range ids {
			contracts[i] = knownvalue.ObjectPartial(map[string]knownvalue.Check{"id": providertest.ID(id)})
		}
		return providertest.Holds("data.webwork_contracts."+name, knownvalue.ListExact(contracts), "contracts")
	}
	providertest.Run(t, providertest.Step(server, `
		data "webwork_contracts" "all"     {}
		data "webwork_contracts" "project" { project_id = 500 }
		data "webwork_contracts" "user"    { user_id = 100 }
		data "webwork_contracts" "paused"  { status = "paused" }
		data "webwork_contracts" "active"  {
			project_id = 500
			status     = "active"
		}
		data "webwork_contracts" "none" { project_id = 777 }
	`, found("all", 900, 901, 902), found("project", 900, 901), found("user", 900, 902), found("paused", 901),
		found("active", 900), found("none")))
}

func TestAccContractDataSourceRefuses(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, engaged())
	for config, message := range map[string]string{
		"data \"webwork_contract\" \"x\" {\nid = 999\n}":                        "WebWork shows no contract with the id 999",
		"data \"webwork_contract\" \"x\" {\nproject_id = 501\nuser_id = 101\n}": "WebWork shows no contract with the project_id and user_id 501 and 101",
		"data \"webwork_contract\" \"x\" {\nproject_id = 501\n}":                "project_id was given without user_id. A contract is read by its id, or by its project_id and user_id together.",
		"data \"webwork_contract\" \"x\" {\nid = 900\nuser_id = 101\n}":         "user_id was given beside id.",
		"data \"webwork_contract\" \"x\" {\n}":                                  "Neither id nor project_id and user_id was given.",
		"data \"webwork_contracts\" \"x\" {\nstatus = \"over\"\n}":              `status was given "over", which is none of the allowed values. Allowed are "active" and "paused", spelled exactly so.`,
		"data \"webwork_contracts\" \"x\" {\nproject_id = 0\n}":                 `project_id was given "0", which is no id.`,
	} {
		providertest.Run(t, providertest.Failure(server, "", config, message))
	}
}
