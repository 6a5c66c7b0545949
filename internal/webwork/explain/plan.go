package explain

import (
	"errors"
	"fmt"
	"io"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
)

// most is how many changes, and how many objects of state, a plan may have.
const most = 100_000

// plan is what a plan holds of WebWork, and how much else.
type plan struct {
	version          string
	isPlan           bool // a state has no planned values
	errored, partial bool

	changes, drift []change
	state          []record
	brakes         []brake
	// references are those of attributes that are ids of others, by the address of the resource in the configuration.
	references map[string]map[string][]string

	outputs, deferred, actions int
}

// change is what happens to one resource.
type change struct {
	record

	deposed   bool
	actions   tfjson.Actions
	importing bool
	after     values
	unknown   marks
}

// record is an object at an address.
type record struct {
	address, module, kind, name string
	previous                    string // the address before it moved
	managed                     bool
	before                      values
	hidden                      marks
	withheld                    bool // something differs that must not be shown
}

// The kinds that are explained.
const (
	prefix         = "webwork_"
	memberKind     = prefix + "member"
	viewerKind     = prefix + "project_viewer"
	assignmentKind = prefix + "project_viewer_assignment"
	contractKind   = prefix + "contract"
	projectKind    = prefix + "project"
)

func (r *record) ofWebWork() bool { return strings.HasPrefix(r.kind, prefix) }

// isPerson says whether it is a member or a project viewer, also of a data source.
func (r *record) isPerson() bool { return r.kind == memberKind || r.kind == viewerKind }

// brake is a limit that a provider configuration sets.
type brake struct{ setting, value, alias string }

// read reads what `terraform show -json` prints of a plan.
func read(from io.Reader) (*plan, error) {
	s := newScanner(from)
	p := &plan{references: map[string]map[string][]string{}}
	err := s.object(func(key string) error { return p.readPart(s, key) })
	if err == nil && s.decoder.More() {
		err = errors.New("something follows its end")
	}
	if err = s.failure(err); err != nil {
		return nil, err
	}
	if err := (&tfjson.Plan{FormatVersion: p.version}).Validate(); err != nil {
		return nil, err
	}
	if !p.isPlan {
		return nil, errors.New("it is a state; name the file of the plan: terraform show -json FILE")
	}
	p.settle()
	p.withhold()
	return p, nil
}

func (p *plan) readPart(s *scanner, key string) (err error) {
	switch key {
	case "format_version":
		p.version, err = s.text()
	case "planned_values":
		p.isPlan = true
		err = s.skip()
	case "errored":
		p.errored, err = s.truth()
	case "complete":
		var complete bool
		complete, err = s.truth()
		p.partial = !complete
	case "resource_changes":
		p.changes, err = s.changes()
	case "resource_drift":
		p.drift, err = s.changes()
	case "prior_state":
		err = s.within("values", func() error { return s.within("root_module", func() error { return p.readModule(s) }) })
	case "configuration":
		err = p.readConfiguration(s)
	case "output_changes":
		err = s.object(func(string) error {
			changed := false
			err := s.within("actions", func() error {
				actions, err := s.texts()
				changed = len(actions) != 1 || actions[0] != string(tfjson.ActionNoop)
				return err
			})
			if changed {
				p.outputs++
			}
			return err
		})
	case "deferred_changes":
		err = s.array(func() error { p.deferred++; return s.skip() })
	case "action_invocations":
		err = s.array(func() error { p.actions++; return s.skip() })
	default:
		err = s.skip()
	}
	return err
}

// within visits one member of an object and skips the others.
func (s *scanner) within(name string, visit func() error) error {
	return s.object(func(key string) error {
		if key == name {
			return visit()
		}
		return s.skip()
	})
}

func (s *scanner) changes() (changes []change, err error) {
	err = s.array(func() error {
		if len(changes) == most {
			return fmt.Errorf("it has more than %d changes", most)
		}
		c, err := s.change()
		changes = append(changes, c)
		return err
	})
	return changes, err
}

func (s *scanner) change() (c change, err error) {
	err = s.object(func(key string) (err error) {
		switch key {
		case "previous_address":
			c.previous, err = s.text()
		case "deposed":
			c.deposed = true
			err = s.skip()
		case "change":
			err = s.object(func(key string) error { return s.changePart(&c, key) })
		default:
			err = s.recordPart(&c.record, key)
		}
		return err
	})
	return c, err
}

func (s *scanner) changePart(c *change, key string) (err error) {
	switch key {
	case "actions":
		var actions []string
		actions, err = s.texts()
		for _, action := range actions {
			c.actions = append(c.actions, tfjson.Action(action))
		}
	case "before":
		c.before, err = s.values()
	case "after":
		c.after, err = s.values()
	case "after_unknown":
		c.unknown, err = s.marks()
	case "before_sensitive", "after_sensitive":
		var hidden marks
		hidden, err = s.marks()
		c.hidden = c.hidden.with(hidden)
	case "importing":
		c.importing = true
		err = s.skip()
	default:
		err = s.skip()
	}
	return err
}

// recordPart reads what changes and objects of state have alike.
func (s *scanner) recordPart(r *record, key string) (err error) {
	switch key {
	case "address":
		r.address, err = s.text()
	case "module_address":
		r.module, err = s.text()
	case "type":
		r.kind, err = s.text()
	case "name":
		r.name, err = s.text()
	case "mode":
		var mode string
		mode, err = s.text()
		r.managed = mode == string(tfjson.ManagedResourceMode)
	default:
		err = s.skip()
	}
	return err
}

// readModule reads the objects that state has in a module, and in those below it.
func (p *plan) readModule(s *scanner) error {
	return s.object(func(key string) error {
		switch key {
		case "resources":
			return s.array(func() error { return p.readRecord(s) })
		case "child_modules":
			return s.array(func() error { return p.readModule(s) })
		default:
			return s.skip()
		}
	})
}

func (p *plan) readRecord(s *scanner) error {
	var r record
	err := s.object(func(key string) (err error) {
		switch key {
		case "values":
			r.before, err = s.values()
		case "sensitive_values":
			r.hidden, err = s.marks()
		default:
			err = s.recordPart(&r, key)
		}
		return err
	})
	if err == nil && r.ofWebWork() {
		p.state = append(p.state, r)
	}
	if len(p.state) > most {
		return fmt.Errorf("its state has more than %d objects", most)
	}
	return err
}

// settle takes out of the drift what was not changed but only learnt: an answer to a creation may leave out what nobody manages, so that
// state has nothing there until the next refresh.
func (p *plan) settle() {
	for _, c := range p.drift {
		if !c.actions.Update() || c.before == nil {
			continue
		}
		for _, name := range unmanaged {
			if _, known := c.before[name]; !known && c.after[name] != nil {
				c.before[name] = c.after[name]
			}
		}
	}
}
