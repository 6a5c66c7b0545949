package export

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// filter chooses objects by what people call them, with * and ? as in names of files.
type filter struct{ include, exclude []string }

// check refuses patterns that cannot be read.
func (f filter) check() error {
	for _, pattern := range append(slices.Clip(f.include), f.exclude...) {
		if !wellFormed(pattern) {
			return fmt.Errorf("%q is no pattern: * stands for any characters, ? for one, and [ needs its ]", pattern)
		}
	}
	return nil
}

// lets reports whether an object of these names is let through: one of them is included, if anything is, and none excluded.
func (f filter) lets(names ...string) bool {
	return (len(f.include) == 0 || matches(f.include, names)) && !matches(f.exclude, names)
}

func matches(patterns, names []string) bool {
	for _, pattern := range patterns {
		for _, name := range names {
			if matched, err := path.Match(plain(pattern), plain(name)); err == nil && matched {
				return true
			}
		}
	}
	return false
}

func wellFormed(pattern string) bool {
	_, err := path.Match(plain(pattern), "")
	return err == nil
}

// plain is a text without regard to case and to slashes, which have a meaning of their own in names of files.
func plain(text string) string { return strings.ReplaceAll(strings.ToLower(text), "/", "\x00") }
