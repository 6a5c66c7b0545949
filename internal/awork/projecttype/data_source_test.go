package projecttype_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

const shop = "00000000-0000-4000-8000-000000000001" // the first in every order

func TestAccProjectTypeDataSources(t *testing.T) {
	t.Parallel()
	for name, variants := range map[string][]simulator.Variant{
		"documented": nil, "thin lists": {simulator.ThinLists}, "pages of 100": {simulator.PageSizeRefused}, "nulls absent": {simulator.NullsAbsent},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, simulator.Options{Variants: variants, Seed: simulator.Seed{ProjectTypes: []simulator.Sort{
				{Object: simulator.Object{ID: shop}, SortForm: simulator.SortForm{Name: "Caf\u00e9 shop", Description: new("Sells."), Icon: new("work")}},
				{SortForm: simulator.SortForm{Name: "Retired"}, IsArchived: true},
			}}})
			held := func(address string, within ...any) []statecheck.StateCheck {
				return acctest.HoldsAll(address, map[string]knownvalue.Check{
					"id": text(shop), "workspace_id": text(simulator.DefaultWorkspace), "name": text("Caf\u00e9 shop"), "description": text("Sells."),
					"icon": text("work"), "is_preset": knownvalue.Bool(false), "is_archived": knownvalue.Bool(false), "created_on": knownvalue.NotNull(),
					"created_by": knownvalue.NotNull(), "updated_on": knownvalue.NotNull(), "updated_by": knownvalue.NotNull(),
				}, within...)
			}
			checks := append(held("data.awork_project_type.id"), held("data.awork_project_type.name")...)
			checks = append(checks, held("data.awork_project_types.all", "project_types", 0)...)
			all := len(server.ProjectTypes.All())
			providertest.Run(t, providertest.Step(server, `
				data "awork_project_type" "id"       { id = "`+shop+`" }
				data "awork_project_type" "name"     { name = "Cafe\u0301 shop" }
				data "awork_project_type" "retired"  { name = "Retired" }
				data "awork_project_types" "all"     {}
				data "awork_project_types" "history" { include_archived = true }
			`, append(checks,
				acctest.Holds("data.awork_project_type.retired", knownvalue.Bool(true), "is_archived"),
				acctest.Holds("data.awork_project_types.all", knownvalue.ListSizeExact(all-1), "project_types"),
				acctest.Holds("data.awork_project_types.history", knownvalue.ListSizeExact(all), "project_types"),
			)...))
		})
	}
}
