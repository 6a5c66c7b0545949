package user_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// roles are what the users of the tests have.
func start(t *testing.T, variants ...simulator.Variant) *providertest.Server {
	t.Helper()
	return providertest.Start(t, simulator.Options{Variants: variants, Seed: simulator.Seed{Roles: []simulator.Role{
		{Object: simulator.Object{ID: planner}, RoleForm: simulator.RoleForm{Name: "Planner"}},
		{Object: simulator.Object{ID: designer}, RoleForm: simulator.RoleForm{Name: "Designer"}},
	}}})
}

const (
	planner  = "aaaaaaaa-0000-4000-8000-000000000001"
	designer = "aaaaaaaa-0000-4000-8000-000000000002"
)

const jane = `
resource "awork_user" "jane" {
  email      = "jane@acme.example"
  role_id    = "` + planner + `"
  first_name = "Jane"
  last_name  = "Doe"
}
`

func TestAccUserIsInvited(t *testing.T) {
	t.Parallel()
	server := start(t)
	providertest.Run(t, providertest.Step(server, jane,
		acctest.Holds("awork_user.jane", knownvalue.StringExact("pending"), "status"),
		acctest.Holds("awork_user.jane", knownvalue.StringExact("Jane"), "first_name"),
		acctest.Holds("awork_user.jane", knownvalue.Null(), "invitation_code"),
	))
}
