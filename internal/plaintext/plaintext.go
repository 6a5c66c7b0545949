// Package plaintext makes words that come from elsewhere fit to be shown: in a terminal, in a log, and in
// the output of a build, whose runner takes lines of a certain form for commands.
package plaintext

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Longest is how many bytes of foreign words Line shows.
const Longest = 1000

// Line is Clean, cut to a length that people read.
func Line(text string) string {
	// What is cut off anyway need not be cleaned.
	const most = 64 * Longest
	return Cut(Clean(text[:min(len(text), most)]), Longest)
}

// mostListed is how many words of a list people read.
const mostListed = 100

// List puts words after each other, and says how many more there are than it shows.
func List(words []string) string {
	if len(words) <= mostListed {
		return strings.Join(words, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(words[:mostListed], ", "), len(words)-mostListed)
}

// Clean makes one line of a text: spaces and line breaks become single spaces, and what does not print
// goes, such as the control characters that steer terminals, and the marks that change the direction of
// writing. What a build's runner would take for a command, such as ::error::, comes apart.
func Clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r) || r == utf8.RuneError:
			return -1
		default:
			return r
		}
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	return commands.ReplaceAllStringFunc(text, func(command string) string {
		return strings.TrimSpace(strings.NewReplacer(":", ": ", "##", "# #").Replace(command))
	})
}

// commands are those of GitHub, where a line or a word begins, which a terminal may wrap; and those of
// GitHub, Azure Pipelines and TeamCity that are read anywhere in a line.
var commands = regexp.MustCompile(`\B:{2,}|##\w*\[`)

// Cut shortens a text that has more bytes, not within a character.
func Cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most] + "…"
}
