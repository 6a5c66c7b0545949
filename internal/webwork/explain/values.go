package explain

import (
	"encoding/json"
	"maps"
	"slices"
)

// values are the attributes of an object that are looked at: texts, numbers, truths and sets of texts. Null
// ones are not there. What is secret or somebody's pay is read only to be compared, and then taken out.
type values map[string]any

// looked are the attributes that are looked at. No other value of a plan is held.
var looked = []string{ //nolint:gochecknoglobals // a constant, for which Go has no other form
	"id", "email", "firstname", "lastname", "role", "archived", "timezone", "weekly_hours_limit", "rate_status",
	"user_id", "viewer_id", "project_id", "project_ids", "screenshots", "status", "rate",
	"name", "start_date", "deadline", "estimation", "budget", "notes", "icon",
}

// unmanaged are the attributes that keep WebWork's value where nobody sets them.
var unmanaged = []string{"timezone", "weekly_hours_limit", "rate_status", "screenshots", "status", "rate", "icon"} //nolint:gochecknoglobals // as above

// pay are the attributes that tell what somebody earns.
var pay = []string{"rate"} //nolint:gochecknoglobals // as above

func (v values) text(name string) string {
	text, _ := v[name].(string)
	return text
}

func (v values) truth(name string) bool {
	truth, _ := v[name].(bool)
	return truth
}

func (v values) number(name string) string {
	number, _ := v[name].(json.Number)
	return number.String()
}

// set is a set of texts, sorted, and whether there is one.
func (v values) set(name string) ([]string, bool) {
	set, ok := v[name].([]string)
	return set, ok
}

// same says whether both have the same value, or none.
func same(a, b any) bool {
	setA, isSetA := a.([]string)
	setB, isSetB := b.([]string)
	if isSetA || isSetB {
		return isSetA == isSetB && slices.Equal(setA, setB)
	}
	return a == b
}

// marks are the attributes of which the plan says something: that they are sensitive, or not known yet.
type marks struct {
	all   bool
	names map[string]bool
}

func (m marks) has(name string) bool { return m.all || m.names[name] }

// with has what either has.
func (m marks) with(other marks) marks {
	both := marks{all: m.all || other.all, names: maps.Clone(m.names)}
	if both.names == nil {
		both.names = map[string]bool{}
	}
	maps.Copy(both.names, other.names)
	return both
}

// values reads an object's attributes.
func (s *scanner) values() (values, error) {
	read := values{}
	err := s.object(func(name string) error {
		switch {
		case name == "project_ids":
			set, err := s.texts()
			if set != nil {
				slices.Sort(set)
				read[name] = set
			}
			return err
		case slices.Contains(looked, name):
			value, err := s.scalar()
			if value != nil {
				read[name] = value
			}
			return err
		default:
			return s.skip()
		}
	})
	return read, err
}

// marks reads what is written beside an object: true for all of it, or an object with true wherever
// something is marked. An attribute counts as marked if any part of it is.
func (s *scanner) marks() (marks, error) {
	read := marks{names: map[string]bool{}}
	token, err := s.decoder.Token()
	if err != nil || token != json.Delim('{') {
		read.all = token == true
		if token == json.Delim('[') {
			read.all, err = s.anyTrue()
		}
		return read, err
	}
	for s.decoder.More() {
		key, err := s.decoder.Token()
		if err != nil {
			return read, err
		}
		value, err := s.decoder.Token()
		marked := value == true
		if _, opens := value.(json.Delim); err == nil && opens {
			marked, err = s.anyTrue()
		}
		if err != nil {
			return read, err
		}
		if name, _ := key.(string); marked && slices.Contains(looked, name) {
			read.names[name] = true
		}
	}
	_, err = s.decoder.Token()
	return read, err
}
