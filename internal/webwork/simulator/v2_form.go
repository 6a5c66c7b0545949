package simulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the machine may have no time zones
	"unicode/utf8"
)

// maxName is the length of the longest name, in characters.
const maxName = 255

// form is the JSON body of a write. Fields are taken out one by one; what is wrong with them, and
// what nobody took, is told at the end.
type form struct {
	variants variantSet
	raw      map[string]json.RawMessage
	taken    map[string]bool
	problems []problem
}

// readForm reads a JSON object; an empty body is an empty one.
func readForm(body []byte, variants variantSet) (*form, error) {
	f := &form{variants: variants, raw: map[string]json.RawMessage{}, taken: map[string]bool{}}
	if len(bytes.TrimSpace(body)) == 0 {
		return f, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	if err := decoder.Decode(&f.raw); err != nil || f.raw == nil {
		return nil, refuse(invalid, "The body is not a JSON object.")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, refuse(invalid, "Something follows the JSON object in the body.")
	}
	return f, nil
}

// change is a field of a form: left alone, or given a value, nil meaning none.
type change[T any] struct {
	sent  bool
	value *T
}

// to changes a value that can be missing.
func (c change[T]) to(target **T) {
	if c.sent {
		*target = c.value
	}
}

// into changes a value that cannot.
func (c change[T]) into(target *T) {
	if c.sent && c.value != nil {
		*target = *c.value
	}
}

// get gives the value, or the zero value.
func (c change[T]) get() T {
	var value T
	c.into(&value)
	return value
}

// need says whether a field has to be there, and whether null or "" empties it.
type need int

const (
	optional need = iota
	required
	clearable
)

// check tells what is wrong with a value; "" is nothing.
type check[T any] func(T) string

// take takes a field out of the form.
func take[T any](f *form, name string, needed need, kind string, checks ...check[T]) change[T] {
	f.taken[name] = true
	raw, sent := f.raw[name]
	isNull := string(raw) == "null"
	switch {
	case needed == required && (!sent || isNull):
		f.problemf(name, "The %s field is required.", name)
		return change[T]{}
	case !sent:
		return change[T]{}
	case isNull && needed == clearable && !f.variants[ClearNullRejected]:
		return cleared[T](f.variants)
	}
	var value T
	if err := json.Unmarshal(raw, &value); err != nil || isNull {
		f.problemf(name, "The %s field must be %s.", name, kind)
		return change[T]{}
	}
	if text, ok := any(value).(string); ok && strings.TrimSpace(text) == "" {
		if needed != clearable {
			f.problemf(name, "The %s field is required.", name)
			return change[T]{}
		}
		return emptied[T](f.variants)
	}
	for _, wrong := range checks {
		if message := wrong(value); message != "" {
			f.problemf(name, "The %s field %s.", name, message)
			return change[T]{}
		}
	}
	return change[T]{sent: true, value: &value}
}

// cleared is what null does to a value that can be missing.
func cleared[T any](variants variantSet) change[T] {
	if variants[ClearNullIgnored] {
		return change[T]{}
	}
	return emptied[T](variants)
}

// emptied is what "" does to a value that can be missing.
func emptied[T any](variants variantSet) change[T] {
	if variants[ClearToEmpty] {
		return change[T]{sent: true, value: new(T)}
	}
	return change[T]{sent: true}
}

func (f *form) text(name string, needed need, checks ...check[string]) change[string] {
	return take(f, name, needed, "a string", checks...)
}

func (f *form) integer(name string, needed need, checks ...check[int64]) change[int64] {
	return take(f, name, needed, "an integer", checks...)
}

// decimal takes a number and rounds it as WebWork stores it.
func (f *form) decimal(name string, needed need, checks ...check[float64]) change[float64] {
	number := take(f, name, needed, "a number", checks...)
	if number.value != nil {
		*number.value = round(*number.value, f.variants)
	}
	return number
}

func (f *form) problemf(name, format string, args ...any) {
	f.problems = append(f.problems, problem{name, fmt.Sprintf(format, args...)})
}

// finish refuses the form if something is wrong with it.
func (f *form) finish() error {
	for _, name := range slices.Sorted(maps.Keys(f.raw)) {
		if !f.taken[name] && name != "workspace_id" {
			f.problemf(name, "The %s field is unknown.", name)
		}
	}
	if len(f.problems) == 0 {
		return nil
	}
	message := f.problems[0].message
	if more := len(f.problems) - 1; more > 0 {
		message += fmt.Sprintf(" (and %d more)", more)
	}
	return &refusal{reason: invalid, message: message, fields: f.problems}
}

func emailAddress(email string) string {
	address, err := mail.ParseAddress(email)
	if err != nil || address.Address != email {
		return "must be a valid email address"
	}
	return ""
}

func webURL(address string) string {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Scheme != "https" && parsed.Scheme != "http" || parsed.Host == "" {
		return "must be a valid URL"
	}
	return ""
}

func shortEnough(text string) string {
	if utf8.RuneCountInString(text) > maxName {
		return fmt.Sprintf("must not be greater than %d characters", maxName)
	}
	return ""
}

func oneOf[T comparable](values ...T) check[T] {
	return func(value T) string {
		if !slices.Contains(values, value) {
			return fmt.Sprintf("is invalid: it must be one of %v", values)
		}
		return ""
	}
}

func notNegative[T int64 | float64](number T) string {
	if number < 0 {
		return "must be at least 0"
	}
	return ""
}

func positive(number int64) string {
	if number < 1 {
		return "must be at least 1"
	}
	return ""
}

func aDay(text string) string {
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return "must be a valid date, such as 2024-01-15"
	}
	return ""
}

func aTimezone(name string) string {
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		return "must be a valid timezone"
	}
	return ""
}
