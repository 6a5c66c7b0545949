package main

import (
	"regexp"
	"slices"
	"strings"
)

// quoted is how a changelog names what the provider offers: in backticks.
var quoted = regexp.MustCompile("`([^`]+)`")

// announced are the entries under BREAKING CHANGES of a changelog's unreleased section, each as the names that it quotes.
func announced(changelog string) [][]string {
	var (
		entries            [][]string
		unreleased, breaks bool
	)

	for line := range strings.Lines(changelog) {
		line = strings.TrimSpace(line)

		switch {
		case strings.HasPrefix(line, "## "):
			unreleased, breaks = strings.Contains(strings.ToLower(line), "unreleased"), false
		case strings.HasSuffix(line, ":") && line == strings.ToUpper(line):
			breaks = line == "BREAKING CHANGES:"
		case unreleased && breaks:
			var names []string
			for _, match := range quoted.FindAllStringSubmatch(line, -1) {
				names = append(names, match[1])
			}

			entries = append(entries, names)
		}
	}

	return entries
}

// silent are the breaches that no entry announces: one that names what is broken, and in it the attribute.
func silent(breaches []breach, entries [][]string) []breach {
	return slices.DeleteFunc(slices.Clone(breaches), func(b breach) bool {
		return slices.ContainsFunc(entries, func(names []string) bool {
			return slices.Contains(names, b.of) && (b.path == "" || slices.Contains(names, b.path))
		})
	})
}
