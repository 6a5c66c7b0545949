package simkit_test

import (
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// variant is a reading of the documentation of notes.
type variant string

// Question is what the documentation leaves open.
func (v variant) Question() string {
	if v == "kept" {
		return "what becomes of old notes"
	}
	return "how notes are read"
}

func TestVariants(t *testing.T) {
	t.Parallel()
	known := []variant{"loud", "silent", "kept"}
	for chosen, says := range map[string]string{
		"":                 "",
		"loud kept":        "",
		"loud kept loud":   "",
		"loud kept silent": `the variants "loud" and "silent" contradict each other about how notes are read`,
		"lout":             `there is no variant "lout". Did you mean "loud"? Allowed: loud, silent, kept`,
	} {
		var variants []variant
		for name := range strings.FieldsSeq(chosen) {
			variants = append(variants, variant(name))
		}
		set, err := simkit.NewVariantSet(known, variants)
		if says != "" {
			if err == nil || err.Error() != says {
				t.Errorf("%s: the error is %v", chosen, err)
			}
			continue
		}
		done(t, err)
		equal(t, chosen+": loud", set["loud"], strings.Contains(chosen, "loud"))
		equal(t, chosen+": any", set.Any("silent", "kept"), strings.Contains(chosen, "kept"))
	}
}
