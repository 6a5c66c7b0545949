package role_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

const (
	caterer = "aaaaaaaa-0000-4000-8000-000000000001"
	retired = "aaaaaaaa-0000-4000-8000-000000000002"
	reborn  = "aaaaaaaa-0000-4000-8000-000000000003"
)

// kitchen is a workspace with a role of which everything is known, and a name that an active and an archived role share.
func kitchen(variants ...simulator.Variant) simulator.Options {
	begun := time.Date(2024, 1, 15, 9, 0, 0, 0, time.UTC)
	return simulator.Options{Variants: variants, Seed: simulator.Seed{Roles: []simulator.Role{
		{
			Object:   simulator.Object{ID: caterer, CreatedOn: begun, UpdatedOn: begun, CreatedBy: simulator.DefaultAdmin, UpdatedBy: simulator.DefaultAdmin},
			RoleForm: simulator.RoleForm{Name: "Caf\u00e9"},
			Permissions: []simulator.Permission{
				{Feature: "project-master-data", AccessLevels: []string{"write", "read"}}, {Feature: "project-create", AccessLevels: []string{"write"}},
			},
		},
		{Object: simulator.Object{ID: retired}, RoleForm: simulator.RoleForm{Name: "Retired"}, IsArchived: true},
		{Object: simulator.Object{ID: reborn}, RoleForm: simulator.RoleForm{Name: "Reborn"}},
	}}}
}

// cafeHolds checks everything that lists tell about the first role.
func cafeHolds(address string, within ...any) []statecheck.StateCheck {
	text := knownvalue.StringExact
	return acctest.HoldsAll(address, map[string]knownvalue.Check{
		"id": text(caterer), "workspace_id": text(simulator.DefaultWorkspace), "name": text("Caf\u00e9"),
		"is_admin_role": knownvalue.Bool(false), "is_guest_role": knownvalue.Bool(false), "is_preset": knownvalue.Bool(false),
		"is_agent_role": knownvalue.Bool(false), "is_archived": knownvalue.Bool(false),
		"created_on": knownvalue.NotNull(), "created_by": text(simulator.DefaultAdmin),
		"updated_on": knownvalue.NotNull(), "updated_by": text(simulator.DefaultAdmin),
	}, within...)
}

func TestAccRoleDataSourcesHaveEveryField(t *testing.T) {
	t.Parallel()
	for name, variants := range map[string][]simulator.Variant{
		"documented": nil, "thin lists": {simulator.ThinLists}, "only a total": {simulator.PagingTotalOnly}, "pages of 100": {simulator.PageSizeRefused},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, kitchen(variants...))
			checks := append(cafeHolds("data.awork_role.id"), cafeHolds("data.awork_role.name")...)
			checks = append(checks, cafeHolds("data.awork_roles.all", "roles", 0)...)
			permissions := knownvalue.MapExact(map[string]knownvalue.Check{
				"project-master-data": knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("read"), knownvalue.StringExact("write")}),
				"project-create":      knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("write")}),
			})
			// The id is in capitals, and the name is written with a combining accent, as some systems do.
			providertest.Run(t, providertest.Step(server, `
				data "awork_role" "id"       { id = "AAAAAAAA-0000-4000-8000-000000000001" }
				data "awork_role" "name"     { name = "Cafe\u0301" }
				data "awork_role" "retired"  { name = "Retired" }
				data "awork_roles" "all"     {}
				data "awork_roles" "history" { include_archived = true }
			`, append(checks,
				acctest.Holds("data.awork_role.id", permissions, "permissions"),
				acctest.Holds("data.awork_role.name", permissions, "permissions"),
				acctest.Holds("data.awork_role.retired", knownvalue.Bool(true), "is_archived"),
				// Three come with the workspace.
				acctest.Holds("data.awork_roles.all", knownvalue.ListSizeExact(5), "roles"),
				acctest.Holds("data.awork_roles.history", knownvalue.ListSizeExact(6), "roles"),
			)...))
		})
	}
}

func TestAccRoleDataSourceRefuses(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, kitchen())
	for body, message := range map[string]string{
		`id = "aaaaaaaa-0000-4000-8000-00000000000f"`: "awork shows no role with the id aaaaaaaa-0000-4000-8000-00000000000f",
		`id = "7"`:         "id was given \"7\", which is no id.",
		`name = "Reborne"`: `awork shows no role with the name "Reborne"`,
		``:                 "Neither id nor name was given.",
	} {
		providertest.Run(t, providertest.Failure(server, "", "data \"awork_role\" \"x\" {\n"+body+"\n}", message))
	}
}
