package simulator_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// variantTests tests what every variant does instead of the default.
func variantTests() map[simulator.Variant]func(*testing.T, *api) {
	all := map[simulator.Variant]func(*testing.T, *api){}
	for _, some := range []map[simulator.Variant]func(*testing.T, *api){
		peopleVariants(), projectVariants(), wireVariants(), tokenVariants(), limitVariants(),
	} {
		maps.Copy(all, some)
	}
	return all
}

func TestVariants(t *testing.T) {
	t.Parallel()
	tests := variantTests()
	for _, info := range simulator.Variants() {
		test, ok := tests[info.Name]
		if !ok {
			t.Errorf("nothing tests %s", info.Name)
			continue
		}
		t.Run(string(info.Name), func(t *testing.T) {
			t.Parallel()
			test(t, with(t, info.Name))
		})
	}
}

func TestVariantNames(t *testing.T) {
	t.Parallel()
	variants, err := simulator.ParseVariants("invite-404", " lists-lag ")
	done(t, err)
	equal(t, "variants", slices.Equal(variants, []simulator.Variant{simulator.InviteNotFound, simulator.ListsLag}), true)
	_, err = simulator.ParseVariants("invite-44")
	if err == nil {
		t.Error("a name that is none is accepted")
	}
	_, err = simulator.ParseVariants("invite-404", "invite-405")
	if err == nil {
		t.Error("a contradiction is accepted")
	}
}
