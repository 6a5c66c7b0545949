package v2

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// The values below never fail to decode: they keep what is wrong with them until inspect, which
// knows the name of the field, asks.
//
// Only what decisions hang on must be right: ids, natural keys, roles, states and times of archiving.
// Anything else that cannot be read counts as not sent. An answer is of use without it, and a page is
// not lost because one of its hundred objects has an odd picture.

// value is one field of a wire struct.
type value interface {
	// check reports whether the answer had the field in a form that can be read, and what is wrong
	// with a field that must be right.
	check() (sent bool, err error)
}

// field is what all values have in common.
type field[T any] struct {
	sent  bool
	value *T // nil for null and where nothing was sent
	err   error
}

func (f *field[T]) check() (bool, error) { return f.sent && f.err == nil, nil }

// or gives the value, or another one where there is none.
func (f *field[T]) or(other T) T {
	if f.value == nil {
		return other
	}
	return *f.value
}

// decode keeps what read makes of a JSON value other than null.
func (f *field[T]) decode(raw []byte, read func([]byte) (*T, error)) {
	*f = field[T]{sent: true}
	if !bytes.Equal(raw, []byte("null")) {
		f.value, f.err = read(raw)
	}
}

// text is a string. Numbers are taken as they are written.
type text struct{ field[string] }

// UnmarshalJSON never fails.
func (t *text) UnmarshalJSON(raw []byte) error {
	t.decode(raw, readText)
	return nil
}

// vital is a text that must be right.
type vital struct{ text }

func (v *vital) check() (bool, error) { return v.sent, v.err }

// instant is a time that must be right. PHP may also write false where there is none.
type instant struct{ vital }

// UnmarshalJSON never fails.
func (i *instant) UnmarshalJSON(raw []byte) error {
	if string(raw) == "false" {
		raw = []byte("null")
	}
	return i.vital.UnmarshalJSON(raw)
}

// integer is a whole number, which PHP may also write as 40.0, "40" or, where there is none, "".
type integer struct{ field[int64] }

// UnmarshalJSON never fails.
func (i *integer) UnmarshalJSON(raw []byte) error {
	i.decode(raw, readInteger)
	return nil
}

// id is the number as everybody but WebWork writes ids: text, which is empty where there is none.
func (i *integer) id() string {
	if i.or(0) == 0 {
		return ""
	}
	return strconv.FormatInt(*i.value, 10)
}

// number is a decimal number, which PHP may also write as "25.50" or, where there is none, "".
type number struct{ field[float64] }

// UnmarshalJSON never fails.
func (n *number) UnmarshalJSON(raw []byte) error {
	n.decode(raw, readNumber)
	return nil
}

// flag is a boolean, which PHP may also write as 1, "1" or "true".
type flag struct{ field[bool] }

// UnmarshalJSON never fails.
func (f *flag) UnmarshalJSON(raw []byte) error {
	f.decode(raw, readFlag)
	return nil
}

var (
	errMissing = errors.New("it is missing")
	errEmpty   = errors.New("it is empty")
	errNoCode  = errors.New("it is no id: letters, digits, - and _ are allowed")
	errOdd     = errors.New("it cannot be read")
)

// id is the number of an object. An object without one is of no use to anybody.
type id struct{ integer }

func (i *id) check() (bool, error) {
	switch {
	case i.err != nil:
		return i.sent, i.err
	case !i.sent:
		return false, errMissing
	case i.value == nil:
		return true, errEmpty
	case *i.value <= 0:
		return true, fmt.Errorf("%d is not positive", *i.value)
	}
	return true, nil
}

// reference is the number of another object, which there need not be.
type reference struct{ integer }

func (r *reference) check() (bool, error) {
	if r.or(0) < 0 {
		return r.sent, fmt.Errorf("%d is not positive", *r.value)
	}
	return r.sent, r.err
}

// longestCode is how many characters an id may have that is a string.
const longestCode = 200

// code is the id of an object whose ids are strings. The CLI prints ids as they are, and paths are made of them.
type code struct{ vital }

func (c *code) check() (bool, error) {
	switch {
	case c.err != nil:
		return c.sent, c.err
	case !c.sent:
		return false, errMissing
	case c.or("") == "":
		return true, errEmpty
	case len(*c.value) > longestCode || !plain.MatchString(*c.value):
		return true, errNoCode
	}
	return true, nil
}

// object is a JSON object; anything else counts as not sent, since PHP writes empty ones as [].
type object[T any] struct {
	sent  bool
	value T
}

// UnmarshalJSON fails only if fields of the object do.
func (o *object[T]) UnmarshalJSON(raw []byte) error {
	*o = object[T]{sent: len(raw) > 2 && raw[0] == '{'}
	if !o.sent {
		return nil
	}
	return json.Unmarshal(raw, &o.value)
}

// inspect checks every field of a wire struct and tells which of them the answer had, in the
// order of the struct. The error is about the first field that must be right and is not.
func inspect[W any](wire *W) (sent api.Fields, wrong error) {
	fields := reflect.ValueOf(wire).Elem()
	for i := range fields.NumField() {
		checked, ok := reflect.TypeAssert[value](fields.Field(i).Addr())
		if !ok {
			continue
		}
		present, err := checked.check()
		if err != nil && wrong == nil {
			wrong = fmt.Errorf("%s: %w", fields.Type().Field(i).Tag.Get("json"), err)
		}
		if present {
			sent |= 1 << i
		}
	}
	return sent, wrong
}

// documented has a bit for every field of a wire struct.
func documented[W any]() api.Fields {
	return 1<<reflect.TypeFor[W]().NumField() - 1
}

// moment gives a time that has come; PHP and MySQL have several ways to say that it has not.
func moment(t instant) *string {
	switch written := t.or(""); {
	case written == "", written == "0", strings.HasPrefix(written, "0000-00-00"):
		return nil
	default:
		return t.value
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
