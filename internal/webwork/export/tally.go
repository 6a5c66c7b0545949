package export

import (
	"fmt"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// tally counts what becomes of the objects of a kind. None is left out in silence.
type tally struct {
	kind kind
	// done is what the report says of those that are written: they are exported, or not managed.
	done string
	// total is how many there are as WebWork tells.
	total int
	// exported are written; own are Owners and the account itself, whom no configuration may change.
	exported, own int
	// archived, managed, excluded and viewers are left out for what they are: the last are project viewers among members.
	archived, managed, excluded, viewers int
	// missing could not be read or declared; err is why the whole list could not.
	missing []missing
	err     error
}

// listed is how many objects the list had.
func (t *tally) listed() int {
	return t.exported + t.own + t.archived + t.managed + t.excluded + t.viewers + len(t.missing)
}

// whole reports whether nothing is missing.
func (t *tally) whole() bool { return t.err == nil && len(t.missing) == 0 }

// String is a line of the report, such as "members: 469 of 520 exported; 1 as data sources (Owners and the account itself), 30 archived, …".
func (t *tally) String() string {
	name := strings.ReplaceAll(t.kind.name, "_", " ")
	if t.err != nil {
		return name + ": unknown, the list could not be read"
	}
	of := fmt.Sprintf("%d of %d %s", t.exported, t.listed(), t.done)
	if t.total == remote.UnknownTotal {
		of += " (WebWork tells no total)"
	} else if t.total != t.listed() {
		of += fmt.Sprintf(" (WebWork tells a total of %d)", t.total)
	}
	var rest []string
	for _, part := range []struct {
		count int
		what  string
	}{
		{t.own, "as data sources (Owners and the account itself)"},
		{t.viewers, "project viewers"},
		{t.archived, "archived, or of what is archived"},
		{t.managed, "managed"},
		{t.excluded, "not chosen"},
		{len(t.missing), "NOT EXPORTED, see below"},
	} {
		if part.count > 0 {
			rest = append(rest, fmt.Sprintf("%d %s", part.count, part.what))
		}
	}
	if len(rest) > 0 {
		of += "; " + strings.Join(rest, ", ")
	}
	return name + ": " + of
}
