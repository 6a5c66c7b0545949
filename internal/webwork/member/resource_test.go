package member_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

const jane = `
resource "webwork_member" "jane" {
  email     = "jane@example.com"
  firstname = "Jane"
  lastname  = "Doe"
  role      = "Regular User"
}
`

func TestAccMemberLifecycle(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: providertest.Factories(),
		Steps: []resource.TestStep{
			{
				Config:           providertest.Config(server, "", jane),
				ConfigPlanChecks: providertest.Empty(),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue("webwork_member.jane", tfjsonpath.New("email"), knownvalue.StringExact("jane@example.com")),
				},
			},
		},
	})
}
