// Package suggest guesses what people meant who wrote a word that does not exist.
package suggest

import (
	"fmt"
	"strings"

	"github.com/agext/levenshtein"
)

// Nearest gives the allowed word that is likely meant: the one that differs in the fewest letters,
// unless that is more than a third of them. Capitals make no difference.
func Nearest(given string, allowed []string) (string, bool) {
	const lettersPerSlip = 3
	nearest, least := "", 1+max(1, len([]rune(given))/lettersPerSlip)
	for _, word := range allowed {
		if distance := levenshtein.Distance(strings.ToLower(given), strings.ToLower(word), nil); distance < least {
			nearest, least = word, distance
		}
	}
	return nearest, nearest != ""
}

// Unknown is the error of a word that does not exist: it tells which was likely meant, and all that are
// allowed.
func Unknown[T ~string](what, given string, allowed []T) error {
	words := make([]string, len(allowed))
	for i, word := range allowed {
		words[i] = string(word)
	}
	meant := ""
	if nearest, ok := Nearest(given, words); ok {
		meant = fmt.Sprintf(" Did you mean %q?", nearest)
	}
	return fmt.Errorf("there is no %s %q.%s Allowed: %s", what, given, meant, strings.Join(words, ", "))
}
