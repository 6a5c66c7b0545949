package simulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// form is what clients may write of an object. Fields that can be missing are pointers; what has to be
// there and is left out becomes its zero value, as in the languages that awork is written in.
type form interface {
	// check tells what is wrong with it.
	check(wrong *problems)
}

// problems is what is wrong with a form.
type problems []problem

func (p *problems) addf(name, format string, args ...any) {
	*p = append(*p, problem{Property: "$." + name, Message: fmt.Sprintf(format, args...)})
}

// required minds a text that has to be there, and how long it may be.
func (p *problems) required(name, text string, most int) {
	if strings.TrimSpace(text) == "" {
		p.addf(name, "The %s field is required.", name)
		return
	}
	p.length(name, &text, most)
}

// length minds how long a text may be, in characters.
func (p *problems) length(name string, text *string, most int) {
	if text != nil && utf8.RuneCountInString(*text) > most {
		p.addf(name, "The field %s must be a string with a maximum length of %d.", name, most)
	}
}

// oneOf minds a text for which there are only some.
func (p *problems) oneOf(name, text string, values ...string) {
	if !slices.Contains(values, text) {
		p.addf(name, "The field %s must be one of %s.", name, strings.Join(values, ", "))
	}
}

// newForm reads the form of a new object.
func newForm[F form](c *call) (F, error) {
	var none F
	return readForm(c, none, false)
}

// replaced reads the form of an object that has one: what is left out is emptied, unless a variant
// says otherwise.
func replaced[F form](c *call, old F) (F, error) { return readForm(c, old, true) }

// kept reads the form of an object that keeps what is left out or empty.
func kept[F form](c *call, old F) (F, error) {
	fields, err := c.fields()
	if err != nil {
		return old, err
	}
	former := fieldsOf(old)
	for name, value := range former {
		if sent, ok := fields[name]; !ok && !c.state.variants[PutRefused] || string(sent) == "null" || string(sent) == `""` {
			fields[name] = value
		}
	}
	return readFields[F](c, fields, former, true)
}

func readForm[F form](c *call, old F, put bool) (F, error) {
	fields, err := c.fields()
	if err != nil {
		return old, err
	}
	return readFields[F](c, fields, fieldsOf(old), put)
}

func readFields[F form](c *call, fields, former map[string]json.RawMessage, put bool) (F, error) {
	var into F
	var wrong problems
	var err error
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if _, known := former[name]; !known {
			wrong.addf(name, "The field %s is unknown.", name)
			continue
		}
		raw := c.state.cleared(fields[name], former[name])
		if err := json.Unmarshal(fmt.Appendf(nil, "{%q:%s}", name, raw), &into); err != nil {
			wrong.addf(name, "The JSON value could not be converted. Path: $.%s", name)
		}
	}
	for name, value := range former {
		if _, sent := fields[name]; sent || !put {
			continue
		}
		switch {
		case c.state.variants[PutRefused]:
			wrong.addf(name, "The field %s is missing.", name)
		case c.state.variants[PutKeeps]:
			err = errors.Join(err, json.Unmarshal(fmt.Appendf(nil, "{%q:%s}", name, value), &into))
		}
	}
	if len(wrong) == 0 {
		into.check(&wrong)
	}
	if len(wrong) > 0 {
		return into, invalidProperties(wrong)
	}
	return into, err
}

// fields are those of the body, by the names that the API has for them: the spelling of a name does not
// count.
func (c *call) fields() (map[string]json.RawMessage, error) {
	sent := map[string]json.RawMessage{}
	if err := c.decode(&sent); err != nil {
		return nil, err
	}
	fields := make(map[string]json.RawMessage, len(sent))
	for name, value := range sent {
		first, size := utf8.DecodeRuneInString(name)
		fields[strings.ToLower(string(first))+name[size:]] = value
	}
	return fields, nil
}

// decode reads the body.
func (c *call) decode(into any) error {
	if len(bytes.TrimSpace(c.body)) == 0 {
		return business(invalidModel, "The body is empty.")
	}
	decoder := json.NewDecoder(bytes.NewReader(c.body))
	if err := decoder.Decode(into); err != nil {
		return business(invalidModel, "The body is not what was expected: %s", err.Error())
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return business(invalidModel, "Something follows the body.")
	}
	return nil
}

// cleared is the value that is stored for one that was sent: null and "" empty a field.
func (s *state) cleared(sent, former json.RawMessage) json.RawMessage {
	null := json.RawMessage("null")
	switch string(sent) {
	case `""`:
		if !s.variants[EmptyStays] {
			return null
		}
	case "null":
		if s.variants[NullKeeps] {
			return former
		}
	}
	return sent
}

// fieldsOf are the fields of a form with their values.
func fieldsOf(f any) map[string]json.RawMessage {
	encoded, err := json.Marshal(f)
	if err != nil {
		panic("simulator: a form has no JSON form: " + err.Error())
	}
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(encoded, &fields); err != nil {
		panic("simulator: a form is no object: " + err.Error())
	}
	return fields
}

// guid is an id in a body. Its case does not count, and all zeros stand for none.
type guid string

const noGUID = "00000000-0000-0000-0000-000000000000"

// UnmarshalJSON reads an id.
func (g *guid) UnmarshalJSON(raw []byte) error {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return err
	}
	switch {
	case text == "" || text == noGUID:
		*g = ""
	case !isGUID(text):
		return fmt.Errorf("%q could not be converted to System.Guid", text)
	default:
		*g = guid(strings.ToLower(text))
	}
	return nil
}

var guidForm = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

func isGUID(text string) bool { return guidForm.MatchString(text) }

// moment is a date and time as it was sent.
type moment string

// UnmarshalJSON reads a date and time, or a date.
func (m *moment) UnmarshalJSON(raw []byte) error {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return err
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", time.DateOnly} {
		if at, err := time.Parse(layout, text); err == nil {
			*m = moment(text)
			if layout != time.RFC3339Nano {
				*m = moment(at.Format(time.RFC3339Nano))
			}
			return nil
		}
	}
	return fmt.Errorf("%q could not be converted to System.DateTime", text)
}

// time is the moment itself.
func (m moment) time() time.Time {
	at, _ := time.Parse(time.RFC3339Nano, string(m)) // it was read as one
	return at
}
