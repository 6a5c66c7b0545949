package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
)

// runRoster exports a roster, or adds to one.
func (f flags) runRoster(ctx context.Context, to streams, getenv func(string) string, version string) error {
	f, kinds, err := f.forRoster()
	if err != nil {
		return err
	}
	in, err := parseModule(f.module)
	selected := selection{kinds: kinds, archived: f.archived, rates: f.rates, filter: filter{f.include, f.exclude}, variable: urlsVariable}
	if err := errors.Join(err, selected.filter.check()); err != nil {
		return err
	}
	held, err := readStates(f.moves)
	if err != nil {
		return err
	}
	if selected.standing, err = f.standing(); err != nil {
		return err
	}
	found, requests, err := f.read(ctx, to, getenv, version, kinds, f.archived || len(held) > 0)
	if err != nil {
		return err
	}
	selected.moves = managedIn(held, found.workspace.ID)
	if selected.standing != nil {
		selected.standing.recognise(selected.moves, in)
	}
	l := layout{style: inRoster(), in: in, seal: f.seal(), moves: selected.moves, standing: selected.standing}
	made, tallies := compose(ctx, found, selected, l.style)
	told := &report{out: to.out, err: to.err, tallies: tallies, document: made}
	told.begin(found.workspace, requests)
	names, stay, err := f.write(l, made)
	told.wrote(f.out, names, stay)
	if err != nil {
		return err
	}
	if selected.standing != nil {
		told.further = selected.standing.tell(to.out, made, selected.moves)
	} else {
		told.further = l.loose(made)
	}
	return told.end(false)
}

// forRoster completes the options, and refuses those that say nothing about a roster.
func (f flags) forRoster() (flags, chosen, error) {
	if f.style != rosterStyle && f.style != blocks().name {
		return f, nil, fmt.Errorf("--refresh-roster goes with no --style but %s", rosterStyle)
	}
	f.style = rosterStyle
	if f.module == "" {
		f.module = "module.roster"
	}
	kinds, err := chooseKinds(f.kinds)
	switch {
	case err != nil:
		return f, nil, err
	case len(f.states) > 0:
		return f, nil, errors.New("--unmanaged does not go with a roster. What is new in the app is added to one by --refresh-roster")
	case !kinds.has(projects) && (kinds.has(contracts) || kinds.has(viewers)):
		return f, nil, fmt.Errorf("--kinds lacks %s. In a roster, contracts and project viewers have the handles of its projects", projects.name)
	}
	if f.refresh != "" || len(f.moves) > 0 { // webhooks are elsewhere, and stay there
		kinds = slices.DeleteFunc(slices.Clone(kinds), func(k kind) bool { return k == webhooks })
	}
	return f, kinds, nil
}

// standing is the roster to which something is to be added; nil if a new one is to be written.
func (f flags) standing() (*standing, error) {
	if f.refresh == "" {
		return nil, nil //nolint:nilnil // there is none, and that is no error
	}
	root, err := os.OpenRoot(f.out)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return readStanding(root.FS(), path.Clean(strings.ReplaceAll(f.refresh, "\\", "/")))
}

// tell says what is added, and names what is new and is not: where people work is theirs to say who keep the roster.
func (s *standing) tell(out io.Writer, made document, held *managed) (further []string) {
	var added []string
	for _, section := range s.fresh(made.roster) {
		for _, e := range section.entries {
			added = append(added, section.name+"."+e.handle)
		}
	}
	if len(added) == 0 {
		fmt.Fprintf(out, "Nothing is new: %s stays as it is.\n", plaintext.Line(s.name))
	} else {
		fmt.Fprintf(out, "Added to %s: %s.\n", plaintext.Line(s.name), strings.Join(added, ", "))
	}
	for _, section := range made.sections {
		if section.kind != contracts {
			continue
		}
		for _, o := range section.objects {
			person, project, _ := strings.Cut(o.label, "/")
			if s.lacks(members, person) || s.projects[person][project] || held.address(contracts, o.id) != "" {
				continue
			}
			further = append(further, fmt.Sprintf("contract %s is not in the roster: people.%s has no project %s", o.title, person, project))
		}
	}
	return further
}
