package contract_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestAccContractImport(t *testing.T) {
	t.Parallel()
	server := start(t)
	added, err := server.AddContract(simulator.Contract{ID: seeded, UserID: jane, ProjectID: website, Screenshots: "blurred", Status: "paused"})
	pt.Must(t, err)
	imported := func(id string) resource.TestStep {
		return resource.TestStep{ResourceName: address, ImportState: true, ImportStateId: id, ImportStateVerify: true}
	}
	wrong := func(id, message string) resource.TestStep {
		return resource.TestStep{ResourceName: address, ImportState: true, ImportStateId: id, ExpectError: pt.Message(message)}
	}
	pt.Run(t,
		pt.Step(server, contract()+fmt.Sprintf("import {\n  to = %s\n  id = \"1/%d:%d\"\n}\n", address, website, jane),
			has("id", pt.ID(added.ID)), has("screenshots", knownvalue.StringExact("blurred")), has("status", knownvalue.StringExact("paused"))),
		imported(seededOne), imported("1/"+seededOne), imported("500:100"), imported("1/500:100"),
		wrong("jane", "project_id:user_id, such as 500:100"),
		wrong("501:100", "WebWork shows no contract with the user_id and project_id 100 and 501."),
		wrong("4711", "Could not import contract"),
		wrong("2/900", "The import names workspace 2"),
	)
}

func TestAccContractImportByIdentity(t *testing.T) {
	t.Parallel()
	acctest.Require(t, acctest.Identity)
	server := start(t)
	_, err := server.AddContract(simulator.Contract{ID: seeded, UserID: jane, ProjectID: website})
	pt.Must(t, err)
	block := func(identity string) string {
		return "import {\n  to = " + address + "\n  identity = {" + identity + "}\n}\n"
	}
	pt.Run(t,
		pt.Step(server, contract()+block("id = 900"), has("id", pt.ID(seeded)),
			statecheck.ExpectIdentity(address, map[string]knownvalue.Check{"workspace_id": pt.ID(1), "id": pt.ID(seeded)})),
		pt.Step(server, contract("weekly_hours_limit = 8")),
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	)
}
