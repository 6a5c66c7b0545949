package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

var (
	errUsage = errors.New("a kind needs a name, in the singular and as in webwork_NAME: make kind NAME=task")
	errName  = errors.New("a name has small letters, and _ between words, such as task or time_off")
)

// names are the ways to write a kind's name.
type names struct {
	Type, Types string // time_off, time_offs: as in webwork_time_off
	Noun, Nouns string // time off, time offs: in messages
	Path        string // time-offs: in the API, until its documentation is read
	Package     string // timeoff
	Kind, Kinds string // TimeOff, TimeOffs
	Var, Vars   string // timeOff, timeOffs
}

var word = regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)

func parse(name string) (names, error) {
	if !word.MatchString(name) {
		return names{}, fmt.Errorf("%q: %w", name, errName)
	}

	all := plural(name)

	return names{
		Type: name, Types: all,
		Noun: strings.ReplaceAll(name, "_", " "), Nouns: strings.ReplaceAll(all, "_", " "),
		Path:    strings.ReplaceAll(all, "_", "-"),
		Package: strings.ReplaceAll(name, "_", ""),
		Kind:    joined(name), Kinds: joined(all),
		Var: uncapital(joined(name)), Vars: uncapital(joined(all)),
	}, nil
}

// plural is the usual one.
func plural(name string) string {
	consonantY := regexp.MustCompile(`[^aeiou]y$`)
	hiss := regexp.MustCompile(`(s|x|z|ch|sh)$`)

	switch {
	case consonantY.MatchString(name):
		return strings.TrimSuffix(name, "y") + "ies"
	case hiss.MatchString(name):
		return name + "es"
	default:
		return name + "s"
	}
}

// joined is the name of a type in Go.
func joined(name string) string {
	var text strings.Builder
	for part := range strings.SplitSeq(name, "_") {
		text.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}

	return text.String()
}

func uncapital(name string) string { return strings.ToLower(name[:1]) + name[1:] }
