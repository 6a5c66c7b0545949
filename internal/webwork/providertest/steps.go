package providertest

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

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

// Message matches the words wherever the CLI wraps them.
func Message(words string) *regexp.Regexp {
	return regexp.MustCompile(strings.Join(strings.Fields(regexp.QuoteMeta(words)), `[\s│╷╵]+`))
}

// SameID checks that the resource keeps the id that the check saw first.
func SameID(address string) statecheck.StateCheck {
	var first string
	return statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.StringFunc(func(id string) error {
		if first == "" {
			first = id
		}
		if id != first {
			return fmt.Errorf("the id changed from %s to %s", first, id)
		}
		return nil
	}))
}

// Must ends the test at an error.
func Must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// Planning is a step that plans the action, after something happened outside Terraform.
func Planning(step resource.TestStep, address string, action plancheck.ResourceActionType, outside func()) resource.TestStep {
	step.PreConfig = outside
	step.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}
	return step
}
