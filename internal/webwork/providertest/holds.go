package providertest

import (
	"maps"
	"slices"
	"strconv"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
)

// Holds checks the value in state at a Path.
func Holds(address string, value knownvalue.Check, way ...any) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, Path(way...), value)
}

// ID is the value of an attribute that holds an id, which the simulator counts as a number.
func ID(id int64) knownvalue.Check { return knownvalue.StringExact(strconv.FormatInt(id, 10)) }

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
