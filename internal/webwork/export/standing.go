package export

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"gopkg.in/yaml.v3"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// standing is a roster that people keep: a file, with what is known from it and from those beside it. Its text is theirs, and is never
// printed anew: entries are added to it, and everything else stays as it is, byte by byte.
type standing struct {
	name string
	text string
	// taken are the handles of each kind, and called are these by e-mail address or name, for several may have the same.
	taken  map[kind]map[string]bool
	called map[kind]map[string][]string
	// ids are handles by the ids of what has them, as far as the file or a state tells.
	ids map[kind]map[string]string
	// projects are those of each person, by handles.
	projects map[string]map[string]bool
}

// readStanding reads the roster that a file is part of: where it has a folder of its own, so have all others in that and below.
func readStanding(files fs.FS, name string) (*standing, error) {
	s := &standing{
		name: name, taken: map[kind]map[string]bool{}, called: map[kind]map[string][]string{}, ids: map[kind]map[string]string{}, projects: map[string]map[string]bool{},
	}
	for _, section := range (roster{}).sections() {
		s.taken[section.kind], s.called[section.kind], s.ids[section.kind] = map[string]bool{}, map[string][]string{}, map[string]string{}
	}
	all := []string{name}
	if folder := path.Dir(name); folder != "." {
		found, err := rosterFilesIn(files, folder)
		if err != nil {
			return nil, err
		}
		all = append(all, slices.DeleteFunc(found, func(other string) bool { return other == name })...)
	}
	read := 0
	for _, one := range all {
		content, err := fs.ReadFile(files, one)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = s.add(content)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", plaintext.Line(one), err)
		}
		if read++; one == name {
			s.text = string(content)
		}
	}
	if read == 0 {
		return nil, fmt.Errorf("there is no roster %s to add to. Write one with: export --style %s", plaintext.Line(name), rosterStyle)
	}
	return s, nil
}

// rosterFilesIn are the files that the module reads in a folder.
func rosterFilesIn(files fs.FS, folder string) (names []string, err error) {
	err = fs.WalkDir(files, folder, func(name string, entry fs.DirEntry, err error) error {
		if extension := path.Ext(name); err == nil && !entry.IsDir() && (extension == ".yaml" || extension == ".yml") {
			names = append(names, name)
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return names, err
}

// listed is a roster as far as it tells who is in it.
type listed map[string]map[string]struct {
	Email    string         `yaml:"email"`
	Name     string         `yaml:"name"`
	ID       string         `yaml:"id"`
	Projects any            `yaml:"projects"`
	Rest     map[string]any `yaml:",inline"`
}

// add takes in what a file says.
func (s *standing) add(content []byte) error {
	var says listed
	if err := yaml.Unmarshal(content, &says); err != nil {
		return errors.New(plaintext.Line(err.Error()))
	}
	for _, section := range (roster{}).sections() {
		k := section.kind
		for _, handle := range slices.Sorted(maps.Keys(says[section.name])) {
			entry, key := says[section.name][handle], ""
			s.taken[k][handle] = true
			switch {
			case entry.ID != "":
				s.ids[k][entry.ID] = handle
			case k == projects:
				key = api.NameKey(entry.Name)
			default:
				key = api.EmailKey(entry.Email)
			}
			if key != "" {
				s.called[k][key] = append(s.called[k][key], handle)
			}
			if k != members {
				continue
			}
			s.projects[handle] = map[string]bool{}
			if on, are := entry.Projects.(map[string]any); are {
				for project := range on {
					s.projects[handle][project] = true
				}
			}
		}
	}
	return nil
}

// handles are those that are taken already.
func (s *standing) handles(k kind) map[string]bool {
	if s == nil {
		return nil
	}
	return s.taken[k]
}

// handle is that of somebody or something that is in the roster; empty if it is not.
func (s *standing) handle(t *thing) string {
	if s == nil {
		return ""
	}
	if handle := s.byID(t.kind, t.id); handle != "" {
		return handle
	}
	same := s.called[t.kind][t.key]
	if len(same) == 0 {
		return ""
	}
	s.called[t.kind][t.key] = same[1:]
	return same[0]
}

// byID is the handle of what has an id, as far as that is known.
func (s *standing) byID(k kind, id string) string {
	if s == nil {
		return ""
	}
	return s.ids[k][id]
}

// recognise learns from a state which handles objects have. Those that are not in the file any more are about to be archived, and are not new.
func (s *standing) recognise(held *managed, in module) {
	for _, section := range (roster{}).sections() {
		k := section.kind
		resource := in.prefix(traversal(k.resource, instances[k.resource]))
		for id, address := range held.addresses[k.resource] {
			way, diags := hclsyntax.ParseTraversalAbs([]byte(address), "", hcl.InitialPos)
			if diags.HasErrors() {
				continue
			}
			if key, ok := way[len(way)-1].(hcl.TraverseIndex); ok && key.Key.Type() == cty.String && addressOf(way[:len(way)-1]) == addressOf(resource) {
				s.ids[k][id] = key.Key.AsString()
				s.taken[k][key.Key.AsString()] = true
			}
		}
	}
}

// fresh are the entries of a roster that the file does not have.
func (s *standing) fresh(made roster) []rosterSection {
	all := made.sections()
	for i, section := range all {
		all[i].entries = slices.DeleteFunc(slices.Clone(section.entries), func(e *entry) bool { return s.taken[section.kind][e.handle] })
	}
	return all
}

// with is the text of the file with further entries.
func (s *standing) with(fresh []rosterSection) (string, error) {
	text := s.text
	for _, section := range fresh {
		if len(section.entries) == 0 {
			continue
		}
		var err error
		if text, err = insert(text, section.name, section.entries); err != nil {
			return "", fmt.Errorf("%s: %w", plaintext.Line(s.name), err)
		}
	}
	return text, s.compare(text, fresh)
}

// insert adds entries to the end of a section of a roster.
func insert(text, section string, entries []*entry) (string, error) {
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		return "", errors.New(plaintext.Line(err.Error()))
	}
	newline := "\n"
	if strings.Contains(text, "\r\n") {
		newline = "\r\n"
	}
	open := text != "" && !strings.HasSuffix(text, "\n")
	if open {
		text += newline
	}
	lines := strings.SplitAfter(text, "\n")
	lines = lines[:len(lines)-1] // after the last line break there is nothing
	spot, err := find(&document, section, len(lines))
	if err != nil {
		return "", err
	}
	for spot.known && spot.line > 0 && outside(lines[spot.line-1]) {
		spot.line--
	}
	written, err := writeEntries(entries, spot.indent)
	if err != nil {
		return "", err
	}
	switch {
	case !spot.known && text != "":
		written = "\n" + section + ":\n" + written
	case !spot.known:
		written = section + ":\n" + written
	case !spot.empty:
		written = "\n" + written
	}
	before, after := strings.Join(lines[:spot.line], ""), strings.Join(lines[spot.line:], "")
	if open {
		after = strings.TrimSuffix(after, newline)
	}
	return before + strings.ReplaceAll(written, "\n", newline) + after, nil
}

// spot is where entries can be added.
type spot struct {
	line   int // so many lines stand before it
	indent int
	known  bool // the section is there
	empty  bool // and has no entry
}

// find looks for the end of a section in a file of so many lines.
func find(document *yaml.Node, section string, lines int) (spot, error) {
	at := spot{line: lines, indent: indentation}
	if len(document.Content) == 0 {
		return at, nil
	}
	root := document.Content[0]
	if root.Kind != yaml.MappingNode || root.Style&yaml.FlowStyle != 0 {
		return at, errors.New("entries can be added to a map only that has each of them on lines of its own, and not in braces")
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value != section {
			continue
		}
		at.known = true
		if i+2 < len(root.Content) {
			at.line = root.Content[i+2].Line - 1
		}
		switch held := root.Content[i+1]; {
		case held.Kind == yaml.ScalarNode && held.Tag == "!!null" && held.Value == "":
			at.empty = true
		case held.Kind == yaml.MappingNode && held.Style&yaml.FlowStyle == 0 && len(held.Content) > 0:
			at.indent = held.Content[0].Column - 1
		default:
			return at, fmt.Errorf("entries can be added to %s only if each of those there is on lines of its own, and not in braces", section)
		}
	}
	return at, nil
}

// outside reports whether a line belongs to what follows a section: it is empty, or a comment that begins where sections do.
func outside(line string) bool { return strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") }

// compare makes sure that a text says all that the file does, and has the further entries.
func (s *standing) compare(text string, fresh []rosterSection) error {
	var before, after map[string]map[string]any
	if err := errors.Join(yaml.Unmarshal([]byte(s.text), &before), yaml.Unmarshal([]byte(text), &after)); err != nil {
		return fmt.Errorf("%s: nothing can be added: %s", plaintext.Line(s.name), plaintext.Line(err.Error()))
	}
	for _, section := range fresh {
		for _, e := range section.entries {
			if _, there := after[section.name][e.handle]; !there {
				return fmt.Errorf("%s: nothing can be added to %s after the end of what YAML reads", plaintext.Line(s.name), section.name)
			}
			delete(after[section.name], e.handle)
		}
	}
	for section, entries := range before {
		if len(after[section]) != len(entries) || len(entries) > 0 && !reflect.DeepEqual(after[section], entries) {
			return fmt.Errorf("%s: nothing can be added to %s without changing what is there", plaintext.Line(s.name), section)
		}
	}
	return nil
}
