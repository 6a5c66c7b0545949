package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
)

func TestAccRoleFromCode(t *testing.T) {
	t.Parallel()
	acctest.Require(t, acctest.Functions)
	refused := func(code string) resource.TestStep {
		return resource.TestStep{
			Config:      "output \"role\" {\n  value = provider::webwork::role_from_code(" + code + ")\n}\n",
			ExpectError: pt.Message("Allowed are 15 (Project viewer), 20 (Executive manager), 25 (Project manager) and 30 (Regular User)"),
		}
	}
	pt.Run(t,
		resource.TestStep{
			Config: "output \"roles\" {\n  value = [for code in [15, 20, 25, 30] : provider::webwork::role_from_code(code)]\n}\n",
			ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownOutputValue("roles", knownvalue.TupleExact([]knownvalue.Check{
				knownvalue.StringExact("Project viewer"), knownvalue.StringExact("Executive manager"),
				knownvalue.StringExact("Project manager"), knownvalue.StringExact("Regular User"),
			}))},
		},
		refused("10"), refused("0"), refused("-15"),
	)
}
