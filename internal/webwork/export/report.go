package export

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// report tells what became of everything: counts on the one stream, and what is missing on the other.
type report struct {
	out, err io.Writer
	tallies  []*tally
	document document
	// further is what else is to be looked at.
	further []string
}

func (r *report) begin(workspace api.Workspace, requests int64) {
	fmt.Fprintf(r.out, "%s, read with %d requests.\n", called(workspace), requests)
	for _, t := range r.tallies {
		fmt.Fprintln(r.out, t)
	}
	for _, unsaid := range r.document.roster.unsaid {
		fmt.Fprintf(r.out, "A roster has no place for %s.\n", unsaid)
	}
}

// called is what the workspace is called, of which WebWork does not tell everything in each of its APIs.
func called(workspace api.Workspace) string {
	switch {
	case workspace.Name != "":
		return "Workspace " + tfkit.Describe(workspace.Name, workspace.ID)
	case workspace.ID != "":
		return "Workspace " + workspace.ID
	}
	return "The workspace of the credentials"
}

func (r *report) wrote(dir string, names, stay []string) {
	if len(names) > 0 {
		fmt.Fprintf(r.out, "Wrote to %s: %s.\n", plaintext.Line(dir), strings.Join(names, ", "))
	}
	if len(stay) > 0 {
		fmt.Fprintf(r.err, "Not everything was read, so these stay as they are: %s.\n", strings.Join(stay, ", "))
	}
}

// end names what is missing or unmanaged, and gives the error with which the command ends.
func (r *report) end(unmanaged bool) error {
	whole, count := true, 0
	for _, t := range r.tallies {
		whole = whole && t.whole()
		if t.err != nil {
			fmt.Fprintf(r.err, "%s: %s\n", t.kind.noun, plaintext.Line(t.err.Error()))
		}
		for _, m := range t.missing {
			fmt.Fprintf(r.err, "%s %s: %s\n", t.kind.noun, m.title, plaintext.Line(m.reason.Error()))
		}
		count += t.exported
	}
	for _, line := range r.further {
		fmt.Fprintln(r.err, line)
	}
	if unmanaged {
		for _, s := range r.document.sections {
			for _, o := range s.objects {
				fmt.Fprintf(r.out, "not managed: %s %s\n", s.kind.noun, o.title)
			}
		}
	}
	switch {
	case !whole || len(r.further) > 0:
		return &ExitError{incomplete, errors.New("not everything could be exported; what is named above is missing")}
	case unmanaged && count > 0:
		return &ExitError{foundUnmanaged, fmt.Errorf("%d objects exist that no state holds", count)}
	}
	return nil
}
