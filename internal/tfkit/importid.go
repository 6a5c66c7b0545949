package tfkit

import (
	"fmt"
	"strconv"
	"strings"
)

// ImportID is an import id taken apart.
type ImportID struct {
	// WorkspaceID is what stood before the slash; nil where nothing did.
	WorkspaceID *int64
	// ID is the number that the rest consists of; 0 where it is no number.
	ID int64
	// Rest is what stood behind the slash, or all of it.
	Rest string
}

// ParseImportID takes an import id apart: a number, optional, and a slash before the object. Only
// digits before the first slash are taken as the prefix, so that addresses keep their slashes.
func ParseImportID(id string) ImportID {
	parsed := ImportID{Rest: strings.TrimSpace(id)}
	if prefix, rest, found := strings.Cut(parsed.Rest, "/"); found {
		if workspace, err := strconv.ParseInt(prefix, 10, 64); err == nil && workspace > 0 {
			parsed.WorkspaceID, parsed.Rest = &workspace, rest
		}
	}
	if number, err := strconv.ParseInt(parsed.Rest, 10, 64); err == nil && number > 0 {
		parsed.ID = number
	}
	return parsed
}

// Pair reads the object as two numbers with a colon between them.
func (p ImportID) Pair() (first, second int64, ok bool) {
	left, right, found := strings.Cut(p.Rest, ":")
	first, errFirst := strconv.ParseInt(left, 10, 64)
	second, errSecond := strconv.ParseInt(right, 10, 64)
	return first, second, found && errFirst == nil && errSecond == nil && first > 0 && second > 0
}

// WrongImportID says which forms an import id can have.
func WrongImportID(given string, forms ...string) (summary, detail string) {
	return "Import id not understood", fmt.Sprintf(
		"%q was given. Allowed are:\n\n  - %s\n\nEach may be preceded by the workspace id and a slash, such as 7/%s.",
		given, strings.Join(forms, "\n  - "), "100")
}
