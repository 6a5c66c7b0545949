package providertest

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
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
	return resource.TestStep{Config: Config(server, attributes, config), ConfigPlanChecks: Empty(), ConfigStateChecks: checks}
}

// Failure expects that a configuration, with attributes in its provider block, fails with the
// message.
func Failure(server *simtest.Server, attributes, config, message string) resource.TestStep {
	return resource.TestStep{Config: Config(server, attributes, config), ExpectError: Message(message)}
}

// Arrives applies a configuration whose requests meet a fault. Where nothing tells whether a request was carried out, and it was not,
// the first apply ends with an error and the second one completes.
func Arrives(server *simtest.Server, fault simkit.FaultKind, config string) []resource.TestStep {
	const settings = `request_timeout = "2s"`
	complete := StepWith(server, settings, config)
	switch fault {
	case simkit.FaultReset, simkit.FaultBadGateway:
		return []resource.TestStep{Failure(server, settings, config, "is not known. Apply again: the provider looks first"), complete}
	default:
		return []resource.TestStep{complete}
	}
}

// Message is acctest.Message.
func Message(words string) *regexp.Regexp { return acctest.Message(words) }

// SameID is acctest.SameID.
func SameID(address string) statecheck.StateCheck { return acctest.SameID(address) }

// Must is acctest.Must.
func Must(tb testing.TB, err error) {
	tb.Helper()
	acctest.Must(tb, err)
}

// Planning is acctest.Planning.
func Planning(step resource.TestStep, address string, action plancheck.ResourceActionType, outside func()) resource.TestStep {
	return acctest.Planning(step, address, action, outside)
}
