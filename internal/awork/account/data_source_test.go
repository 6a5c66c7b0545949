package account_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

const (
	planner = "aaaaaaaa-0000-4000-8000-000000000001"
	jane    = "bbbbbbbb-0000-4000-8000-000000000001"
)

// agency is a workspace with Jane, who may do little.
func agency(variants ...simulator.Variant) simulator.Options {
	return simulator.Options{Variants: variants, Seed: simulator.Seed{
		Roles: []simulator.Role{{
			Object: simulator.Object{ID: planner}, RoleForm: simulator.RoleForm{Name: "Planner"},
			Permissions: []simulator.Permission{{Feature: "user-master-data", AccessLevels: []string{"read"}}},
		}},
		Users: []simulator.User{{
			Object: simulator.Object{ID: jane}, Email: "jane@acme.example", RoleID: planner,
			UserForm: simulator.UserForm{FirstName: new("Jane"), LastName: new("Doe"), Language: new("en-GB")},
		}},
	}}
}

func TestAccAccountDataSourceOfAPerson(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, agency())
	server.AddToken("token-of-jane", simulator.Account{UserID: jane}, time.Time{})
	text, no := knownvalue.StringExact, knownvalue.Bool(false)
	levels := knownvalue.MapExact(map[string]knownvalue.Check{"user-master-data": knownvalue.SetExact([]knownvalue.Check{text("read")})})
	providertest.Run(t, providertest.StepWith(server, `token = "token-of-jane"`, `data "awork_account" "own" {}`,
		acctest.HoldsAll("data.awork_account.own", map[string]knownvalue.Check{
			"id": text(jane), "account_id": knownvalue.NotNull(),
			"workspace_id": text(simulator.DefaultWorkspace), "workspace_name": text("Acme Agency"), "workspace_url": knownvalue.NotNull(),
			"email": text("jane@acme.example"), "first_name": text("Jane"), "last_name": text("Doe"), "language": text("en-GB"),
			"role_id": text(planner), "is_admin": no, "is_guest": no, "is_blocked": no,
			// Two roles in projects come with the workspace.
			"permissions": levels, "project_permissions": knownvalue.MapSizeExact(2),
		})...))
}

func TestAccAccountDataSourceOfAKey(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		variants []simulator.Variant
		want     map[string]knownvalue.Check
	}{
		"documented": {want: map[string]knownvalue.Check{"is_admin": knownvalue.Bool(true), "role_id": knownvalue.NotNull()}},
		"without a role": {
			variants: []simulator.Variant{simulator.KeyRoleZero},
			want:     map[string]knownvalue.Check{"is_admin": knownvalue.Bool(true), "role_id": knownvalue.Null()},
		},
		"rights untold": {
			variants: []simulator.Variant{simulator.KeyPermissionsRefused},
			want: map[string]knownvalue.Check{
				"is_admin": knownvalue.Null(), "role_id": knownvalue.Null(), "permissions": knownvalue.Null(), "project_permissions": knownvalue.Null(),
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.want["id"], test.want["email"] = knownvalue.StringExact(simulator.DefaultAPIUser), knownvalue.Null()
			providertest.Run(t, providertest.Step(providertest.Start(t, agency(test.variants...)), `data "awork_account" "own" {}`,
				acctest.HoldsAll("data.awork_account.own", test.want)...))
		})
	}
}
