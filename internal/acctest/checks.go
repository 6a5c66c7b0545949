package acctest

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
)

// Empty checks that planning again right after the step, with and without refresh, finds nothing to
// do.
func Empty() resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}
}

// Holds checks the value in state at a Path.
func Holds(address string, value knownvalue.Check, way ...any) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, Path(way...), value)
}

// HoldsAll checks several attributes of one object, to which the way leads; without a way it is
// the resource or data source itself.
func HoldsAll(address string, values map[string]knownvalue.Check, way ...any) []statecheck.StateCheck {
	checks := make([]statecheck.StateCheck, 0, len(values))
	for _, name := range slices.Sorted(maps.Keys(values)) {
		checks = append(checks, Holds(address, values[name], append(slices.Clone(way), name)...))
	}
	return checks
}

// Path leads to a value: each text is the name of an attribute, the first one too, and each int
// the index of an item.
func Path(way ...any) tfjsonpath.Path {
	var path tfjsonpath.Path
	for i, step := range way {
		switch to := step.(type) {
		case string:
			if i == 0 {
				path = tfjsonpath.New(to)
			} else {
				path = path.AtMapKey(to)
			}
		case int:
			path = path.AtSliceIndex(to)
		}
	}
	return path
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
