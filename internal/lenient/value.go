package lenient

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// The values below never fail to decode: they keep what is wrong with them until Inspect, which
// knows the name of the field, asks.
//
// Only what decisions hang on must be right: ids, natural keys, roles, states and times of archiving.
// Anything else that cannot be read counts as not sent. An answer is of use without it, and a page is
// not lost because one of its hundred objects has an odd picture.

// Value is one field of a wire struct.
type Value interface {
	// Check reports whether the answer had the field in a form that can be read, and what is wrong
	// with a field that must be right.
	Check() (sent bool, err error)
}

// Field is what all values have in common.
type Field[T any] struct {
	// Sent says that the answer had the field.
	Sent bool
	// Value is nil for null and where nothing was sent.
	Value *T
	// Err is what is wrong with what was sent.
	Err error
}

// Check implements Value.
func (f *Field[T]) Check() (bool, error) { return f.Sent && f.Err == nil, nil }

// Or gives the value, or another one where there is none.
func (f *Field[T]) Or(other T) T {
	if f.Value == nil {
		return other
	}
	return *f.Value
}

// MarshalJSON writes the value as a server writes it that knows no quirks.
func (f Field[T]) MarshalJSON() ([]byte, error) { return json.Marshal(f.Value) }

// decode keeps what read makes of a JSON value other than null.
func (f *Field[T]) decode(raw []byte, read func([]byte) (*T, error)) {
	*f = Field[T]{Sent: true}
	if !bytes.Equal(raw, []byte("null")) {
		f.Value, f.Err = read(raw)
	}
}

// Text is a string. Numbers are taken as they are written.
type Text struct{ Field[string] }

// UnmarshalJSON never fails.
func (t *Text) UnmarshalJSON(raw []byte) error {
	t.decode(raw, readText)
	return nil
}

// Vital is a text that must be right.
type Vital struct{ Text }

// Check implements Value.
func (v *Vital) Check() (bool, error) { return v.Sent, v.Err }

// Instant is a time that must be right. PHP may also write false where there is none.
type Instant struct{ Vital }

// UnmarshalJSON never fails.
func (i *Instant) UnmarshalJSON(raw []byte) error {
	if string(raw) == "false" {
		raw = []byte("null")
	}
	return i.Vital.UnmarshalJSON(raw)
}

// Integer is a whole number, which PHP may also write as 40.0, "40" or, where there is none, "".
type Integer struct{ Field[int64] }

// UnmarshalJSON never fails.
func (i *Integer) UnmarshalJSON(raw []byte) error {
	i.decode(raw, readInteger)
	return nil
}

// String is the number as everybody but such services writes ids: text, which is empty where there is none.
func (i *Integer) String() string {
	if i.Or(0) == 0 {
		return ""
	}
	return strconv.FormatInt(*i.Value, 10)
}

// Number is a decimal number, which PHP may also write as "25.50" or, where there is none, "".
type Number struct{ Field[float64] }

// UnmarshalJSON never fails.
func (n *Number) UnmarshalJSON(raw []byte) error {
	n.decode(raw, readNumber)
	return nil
}

// Flag is a boolean, which PHP may also write as 1, "1" or "true".
type Flag struct{ Field[bool] }

// UnmarshalJSON never fails.
func (f *Flag) UnmarshalJSON(raw []byte) error {
	f.decode(raw, readFlag)
	return nil
}

// ErrMissing is what is wrong with a field that must be there and is not.
var ErrMissing = errors.New("it is missing")

var (
	errEmpty  = errors.New("it is empty")
	errNoCode = errors.New("it is no id: letters, digits, - and _ are allowed")
	errOdd    = errors.New("it cannot be read")
)

// ID is the number of an object. An object without one is of no use to anybody.
type ID struct{ Integer }

// Check implements Value.
func (i *ID) Check() (bool, error) {
	switch {
	case i.Err != nil:
		return i.Sent, i.Err
	case !i.Sent:
		return false, ErrMissing
	case i.Value == nil:
		return true, errEmpty
	case *i.Value <= 0:
		return true, fmt.Errorf("%d is not positive", *i.Value)
	}
	return true, nil
}

// Reference is the number of another object, which there need not be.
type Reference struct{ Integer }

// Check implements Value.
func (r *Reference) Check() (bool, error) {
	if r.Or(0) < 0 {
		return r.Sent, fmt.Errorf("%d is not positive", *r.Value)
	}
	return r.Sent, r.Err
}

// plain is what ids are made of that are strings, and what paths are made of. Anything else could lead elsewhere.
var plain = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// IsPlain reports whether a text can be a segment of a path as it is.
func IsPlain(text string) bool { return plain.MatchString(text) }

// longestCode is how many characters an id may have that is a string.
const longestCode = 200

// Code is the id of an object whose ids are strings. The CLI prints ids as they are, and paths are made of them.
type Code struct{ Vital }

// Check implements Value.
func (c *Code) Check() (bool, error) {
	switch {
	case c.Err != nil:
		return c.Sent, c.Err
	case !c.Sent:
		return false, ErrMissing
	case c.Or("") == "":
		return true, errEmpty
	case len(*c.Value) > longestCode || !IsPlain(*c.Value):
		return true, errNoCode
	}
	return true, nil
}

// Object is a JSON object; anything else counts as not sent, since PHP writes empty ones as [].
type Object[T any] struct {
	// Sent says that there is one.
	Sent bool
	// Value is what it holds.
	Value T
}

// UnmarshalJSON fails only if fields of the object do.
func (o *Object[T]) UnmarshalJSON(raw []byte) error {
	*o = Object[T]{Sent: len(raw) > 2 && raw[0] == '{'}
	if !o.Sent {
		return nil
	}
	return json.Unmarshal(raw, &o.Value)
}

// Inspect checks every field of a wire struct and tells which of them the answer had, in the
// order of the struct. The error is about the first field that must be right and is not. What is embedded is not looked at.
func Inspect[W any](wire *W) (sent remote.Fields, wrong error) {
	fields := reflect.ValueOf(wire).Elem()
	for i := range fields.NumField() {
		if !fields.Type().Field(i).IsExported() {
			continue
		}
		checked, ok := reflect.TypeAssert[Value](fields.Field(i).Addr())
		if !ok {
			continue
		}
		present, err := checked.Check()
		if err != nil && wrong == nil {
			wrong = fmt.Errorf("%s: %w", fields.Type().Field(i).Tag.Get("json"), err)
		}
		if present {
			sent |= 1 << i
		}
	}
	return sent, wrong
}

// Documented has a bit for every field of a wire struct.
func Documented[W any]() remote.Fields {
	return 1<<reflect.TypeFor[W]().NumField() - 1
}

// Moment gives a time that has come; PHP and MySQL have several ways to say that it has not.
func Moment(t Instant) *string {
	switch written := t.Or(""); {
	case written == "", written == "0", strings.HasPrefix(written, "0000-00-00"):
		return nil
	default:
		return t.Value
	}
}

// longestNumeral is how many characters of a number errors quote.
const longestNumeral = 40

func readText(raw []byte) (*string, error) {
	switch {
	case raw[0] == '"':
		read := unquote(raw)
		return &read, nil
	case isNumber(string(raw)):
		read := string(raw)
		return &read, nil
	default:
		return nil, errors.New("it is not a string")
	}
}

func readInteger(raw []byte) (*int64, error) {
	written, err := readNumeral(raw)
	if written == "" || err != nil {
		return nil, err
	}
	if whole, err := strconv.ParseInt(written, 10, 64); err == nil {
		return &whole, nil
	}
	float, err := strconv.ParseFloat(written, 64)
	if err != nil || float != math.Trunc(float) || math.Abs(float) >= 1<<63 {
		return nil, fmt.Errorf("%s is not a whole number", plaintext.Cut(written, longestNumeral))
	}
	whole := int64(float)
	return &whole, nil
}

func readNumber(raw []byte) (*float64, error) {
	written, err := readNumeral(raw)
	if written == "" || err != nil {
		return nil, err
	}
	float, err := strconv.ParseFloat(written, 64)
	if err != nil {
		return nil, fmt.Errorf("%s is not a number that can be stored", plaintext.Cut(written, longestNumeral))
	}
	return &float, nil
}

// readNumeral gives a number as it is written, quoted or not; an empty string stands for none.
func readNumeral(raw []byte) (string, error) {
	written := string(raw)
	if raw[0] == '"' {
		written = strings.TrimSpace(unquote(raw))
	}
	if written != "" && !isNumber(written) {
		return "", errors.New("it is not a number")
	}
	return written, nil
}

// isNumber reports whether a text has nothing in it but what numbers are written with.
func isNumber(text string) bool {
	return text != "" && strings.Trim(text, "+-.0123456789eE") == "" && strings.ContainsAny(text, "0123456789")
}

func readFlag(raw []byte) (*bool, error) {
	written := string(raw)
	if raw[0] == '"' {
		written = strings.ToLower(strings.TrimSpace(unquote(raw)))
	}
	on := true
	switch written {
	case "":
		return nil, nil //nolint:nilnil // nil stands for null
	case "true", "1", "1.0":
		return &on, nil
	case "false", "0", "0.0":
		on = false
		return &on, nil
	default:
		return nil, errors.New("it is neither true nor false")
	}
}

// unquote reads a valid JSON string. Nearly all have no escapes, and those need no second look.
func unquote(raw []byte) string {
	inner := raw[1 : len(raw)-1]
	if bytes.IndexByte(inner, '\\') < 0 && utf8.Valid(inner) {
		return string(inner)
	}
	var read string
	_ = json.Unmarshal(raw, &read) // raw is a JSON string, or the decoder would not have come here
	return read
}
