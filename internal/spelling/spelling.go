// Package spelling tells which spellings of a text are the same to people.
package spelling

import (
	"html"

	"golang.org/x/text/unicode/norm"
)

// Name is the form in which names are compared. A file written on one system has ü as one character, on another as
// two; and services answer with "Tom &amp; Jerry" for Tom & Jerry, or with &amp;amp; once that came back to them.
func Name(name string) string {
	for {
		plain := norm.NFC.String(html.UnescapeString(name))
		if plain == name {
			return name
		}
		name = plain
	}
}
