package providertest

import (
	"strconv"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
)

// ID is the value of an attribute that holds an id, which the simulator counts as a number.
func ID(id int64) knownvalue.Check { return knownvalue.StringExact(strconv.FormatInt(id, 10)) }

// Holds is acctest.Holds.
func Holds(address string, value knownvalue.Check, way ...any) statecheck.StateCheck {
	return acctest.Holds(address, value, way...)
}

// HoldsAll is acctest.HoldsAll.
func HoldsAll(address string, values map[string]knownvalue.Check, way ...any) []statecheck.StateCheck {
	return acctest.HoldsAll(address, values, way...)
}

// Path is acctest.Path.
func Path(way ...any) tfjsonpath.Path { return acctest.Path(way...) }
