package tfkit

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// SetOfStrings is a known set of texts, none of them twice.
func SetOfStrings(texts []string) types.Set {
	sorted := slices.Compact(slices.Sorted(slices.Values(texts)))
	elements := make([]attr.Value, len(sorted))
	for i, text := range sorted {
		elements[i] = types.StringValue(text)
	}
	return types.SetValueMust(types.StringType, elements)
}

// Strings are the texts of a set of strings, in order; there are none in one that is null or not known.
func Strings(set types.Set) []string {
	texts := make([]string, 0, len(set.Elements()))
	for _, element := range set.Elements() {
		if text, ok := element.(types.String); ok && Managed(text) {
			texts = append(texts, text.ValueString())
		}
	}
	slices.Sort(texts)
	return texts
}
