package providertest

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator/simtest"
)

// Run runs the steps of one test. At the end everything is destroyed.
func Run(t *testing.T, steps ...resource.TestStep) {
	t.Helper()
	resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: Factories(), Steps: steps})
}

// Step applies a configuration and expects that planning again finds nothing to do.
func Step(server *simtest.Server, config string, checks ...statecheck.StateCheck) resource.TestStep {
	return StepWith(server, "", config, checks...)
}

// StepWith is Step with attributes in the provider block.
func StepWith(server *simtest.Server, attributes, config string, checks ...statecheck.StateCheck) resource.TestStep {
	return resource.TestStep{Config: Config(server, attributes, config), ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: checks}
}

// Failure expects that a configuration, with attributes in its provider block, fails with the
// message.
func Failure(server *simtest.Server, attributes, config, message string) resource.TestStep {
	return resource.TestStep{Config: Config(server, attributes, config), ExpectError: acctest.Message(message)}
}
