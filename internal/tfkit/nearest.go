package tfkit

import (
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

// nearest gives the values that somebody who wrote something else probably meant: those that differ only by case or in
// what stands between words, else those that are a letter or two away, else those that begin so. It gives none rather
// than many.
func nearest(given string, values []string) []string {
	const many = 3
	folded := fold(given)
	if folded == "" {
		return nil
	}
	distance := func(value string) int { return levenshtein.Distance(folded, fold(value), nil) }
	for _, near := range []func(value string) bool{
		func(value string) bool { return fold(value) == folded },
		func(value string) bool { return distance(value) == 1 },
		func(value string) bool { return distance(value) == 2 && len(folded) > len("short") },
		func(value string) bool { return strings.HasPrefix(fold(value), folded) && len(folded) > 2 },
	} {
		found := slices.DeleteFunc(slices.Clone(values), func(value string) bool { return !near(value) })
		if len(found) > 0 && len(found) <= many {
			return found
		}
	}
	return nil
}

// fold is a text without case and without what stands between words.
func fold(text string) string {
	return strings.NewReplacer(" ", "", "_", "", "-", "").Replace(strings.ToLower(text))
}
