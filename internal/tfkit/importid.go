package tfkit

import (
	"fmt"
	"strings"
)

// ImportID is an import id taken apart.
type ImportID struct {
	// WorkspaceID is what stood before the slash; empty where nothing did.
	WorkspaceID string
	// ID is the object's id where the rest is one that consists of a number; else empty.
	ID string
	// Rest is what stood behind the slash, or all of it. It is empty, which names nothing, where what stood before the slash is the
	// misspelt id of a workspace.
	Rest string
}

// ParseImportID takes an import id apart: the id of a workspace and a slash, both optional, before the object. Only an id before the
// first slash is taken as the prefix, so that addresses keep their slashes.
func ParseImportID(id string) ImportID {
	parsed := ImportID{Rest: id}
	switch prefix, rest, found := strings.Cut(id, "/"); {
	case found && IsNumber(prefix):
		parsed.WorkspaceID, parsed.Rest = prefix, rest
	case found && isMisspelt(prefix):
		parsed.Rest = ""
	}
	if IsNumber(parsed.Rest) {
		parsed.ID = parsed.Rest
	}
	return parsed
}

// SplitImportID is ParseImportID where ids are not numbers: what they are, isID tells.
func SplitImportID(id string, isID func(string) bool) ImportID {
	parsed := ImportID{Rest: id}
	if prefix, rest, found := strings.Cut(id, "/"); found && isID(prefix) {
		parsed.WorkspaceID, parsed.Rest = prefix, rest
	}
	if isID(parsed.Rest) {
		parsed.ID = parsed.Rest
	}
	return parsed
}

// Pair reads the object as two ids with a colon between them.
func (p ImportID) Pair() (first, second string, ok bool) {
	first, second, found := strings.Cut(p.Rest, ":")
	return first, second, found && IsNumber(first) && IsNumber(second)
}

// WrongImportID says which forms an import id can have, and which part of it is an id that is written in another way than ids are.
func WrongImportID(given string, forms ...string) (summary, detail string) {
	hint := ""
	for _, part := range strings.FieldsFunc(given, func(r rune) bool { return r == '/' || r == ':' }) {
		if isMisspelt(part) {
			hint = fmt.Sprintf("%q is no id: ids are positive numbers without sign, spaces or leading zeros. ", part)
			break
		}
	}
	return MisunderstoodImportID(given, hint, "7/100", forms...)
}

// MisunderstoodImportID says which forms an import id can have. The hint, which may be empty, says what is wrong with the given one; the
// example is an import id with the id of a workspace before it.
func MisunderstoodImportID(given, hint, example string, forms ...string) (summary, detail string) {
	return "Import id not understood", fmt.Sprintf(
		"%q was given. %sAllowed are:\n\n  - %s\n\nEach may be preceded by the workspace id and a slash, such as %s.",
		given, hint, strings.Join(forms, "\n  - "), example)
}
