package project_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// portfolio is a workspace with one project of which everything is known, two of one name, and
// names that an active and an archived project share or that an archived one has alone.
func portfolio(variants ...simulator.Variant) simulator.Options {
	begun := time.Date(2024, 1, 15, 9, 0, 0, 0, time.UTC)
	return simulator.Options{Variants: variants, Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
		ID: 1, Name: "Acme Agency",
		Members: []simulator.Member{{ID: 100, Email: "ada@acme.example", FirstName: "Ada", LastName: "Byron"}},
		Projects: []simulator.Project{
			{
				ID: 500, Name: "Caf\u00e9 website", OwnerID: 10, StartDate: new("2024-01-15"), Deadline: new("2024-03-31"),
				Estimation: new(120.5), Budget: new(5000.0), Notes: new("Menu first"), Icon: new("project-icon-1"),
				Rate: new(42.25), WeeklyHoursLimit: new(int64(60)), Screenshots: new("full"), Status: 2,
				Tags:      []simulator.Tag{{ID: 7, Name: "client", Color: new("#FF5733")}, {ID: 8, Name: "plain"}},
				CreatedAt: begun, UpdatedAt: begun,
			},
			{ID: 501, Name: "Twice"},
			{ID: 502, Name: "Twice"},
			{ID: 503, Name: "Reborn", DeletedAt: &begun},
			{ID: 504, Name: "Reborn"},
			{ID: 505, Name: "Old website", DeletedAt: &begun},
		},
		Contracts: []simulator.Contract{{ID: 900, ProjectID: 500, UserID: 100}},
	}}}}
}

// cafeHolds checks everything about the project with the id 500.
func cafeHolds(address string, rate knownvalue.Check, within ...any) []statecheck.StateCheck {
	text := knownvalue.StringExact
	return providertest.HoldsAll(address, map[string]knownvalue.Check{
		"id": providertest.ID(500), "workspace_id": providertest.ID(1), "owner_id": providertest.ID(10),
		"start_date": text("2024-01-15"), "deadline": text("2024-03-31"), "estimation": knownvalue.Float64Exact(120.5),
		"budget": knownvalue.Float64Exact(5000), "notes": text("Menu first"), "icon": text("project-icon-1"),
		"is_billable": knownvalue.Bool(true), "rate": rate, "weekly_hours_limit": knownvalue.Int64Exact(60), "screenshots": text("full"),
		"contracts_count": knownvalue.Int64Exact(1), "status": knownvalue.Int64Exact(2), "archived": knownvalue.Bool(false),
		"created_at": text("2024-01-15T09:00:00Z"), "updated_at": text("2024-01-15T09:00:00Z"), "deleted_at": knownvalue.Null(),
		"tags": knownvalue.ListExact([]knownvalue.Check{
			knownvalue.ObjectExact(map[string]knownvalue.Check{
				"id": providertest.ID(7), "name": text("client"), "color": text("#FF5733"),
			}),
			knownvalue.ObjectExact(map[string]knownvalue.Check{
				"id": providertest.ID(8), "name": text("plain"), "color": knownvalue.Null(),
			}),
		}),
	}, within...)
}

func TestAccProjectDataSourceHasEveryField(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		variants   []simulator.Variant
		attributes string
		rate       knownvalue.Check
	}{
		"without rates":      {rate: knownvalue.Null()},
		"with rates":         {attributes: "read_rates = true", rate: knownvalue.Float64Exact(42.25)},
		"numbers as strings": {variants: []simulator.Variant{simulator.NumbersAsStrings, simulator.BooleansAsNumbers}, rate: knownvalue.Null()},
		"thin lists":         {variants: []simulator.Variant{simulator.ThinLists}, rate: knownvalue.Null()},
		"rates hidden":       {variants: []simulator.Variant{simulator.RatesHidden}, attributes: "read_rates = true", rate: knownvalue.Null()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, portfolio(test.variants...))
			checks := cafeHolds("data.webwork_project.id", test.rate)
			checks = append(checks, cafeHolds("data.webwork_project.name", test.rate)...)
			checks = append(checks, cafeHolds("data.webwork_projects.all", test.rate, "projects", 0)...)
			checks = append(checks, cafeHolds("data.webwork_projects.some", test.rate, "projects", 0)...)
			// The name is written with a combining accent, as some systems do.
			providertest.Run(t, providertest.StepWith(server, test.attributes, `
				data "webwork_project" "id"    { id = 500 }
				data "webwork_project" "name"  { name = "Cafe\u0301 website" }
				data "webwork_projects" "all"  {}
				data "webwork_projects" "some" { name = "WEBsite" }
			`, append(checks,
				providertest.Holds("data.webwork_projects.all", knownvalue.ListSizeExact(6), "projects"),
				providertest.Holds("data.webwork_projects.some", knownvalue.ListSizeExact(2), "projects"),
				providertest.Holds("data.webwork_projects.some", providertest.ID(505), "projects", 1, "id"),
				providertest.Holds("data.webwork_projects.some", knownvalue.Bool(true), "projects", 1, "archived"),
			)...))
		})
	}
}

func TestAccProjectDataSourcePrefersActive(t *testing.T) {
	t.Parallel()
	providertest.Run(t, providertest.Step(providertest.Start(t, portfolio()), `
		data "webwork_project" "reborn" { name = "Reborn" }
		data "webwork_project" "old"    { name = "Old website" }
		data "webwork_projects" "none"  { name = "no such project" }
		data "webwork_project" "rate"   { id = 500 }
	`,
		providertest.Holds("data.webwork_project.reborn", providertest.ID(504), "id"),
		providertest.Holds("data.webwork_project.old", providertest.ID(505), "id"),
		providertest.Holds("data.webwork_project.old", knownvalue.StringExact("2024-01-15T09:00:00Z"), "deleted_at"),
		providertest.Holds("data.webwork_projects.none", knownvalue.ListSizeExact(0), "projects"),
	))
}

func TestAccProjectDataSourceRefuses(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, portfolio())
	for body, message := range map[string]string{
		`id = 999`:                   "WebWork shows no project with the id 999",
		`name = "caf\u00e9 website"`: `WebWork shows no project with the name "café website"`,
		`name = "Twice"`:             `There are several with the name "Twice": ids 501, 502. Read one of them by its id.`,
		`name = ""`:                  `name was given "", which is empty.`,
		``:                           "Neither id nor name was given.",
	} {
		providertest.Run(t, providertest.Failure(server, "", "data \"webwork_project\" \"x\" {\n"+body+"\n}", message))
	}
}
