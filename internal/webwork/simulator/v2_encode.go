package simulator

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// object is a JSON object whose fields keep their order.
type object []field

// field is one field of an object.
type field struct {
	name  string
	value any
	// detail marks a field that thin lists leave out.
	detail bool
}

// day is a date without a time; nil is null.
type day *string

// name is a text that people chose, with markup or without.
type name string

// only gives the fields of those names.
func (o object) only(names ...string) object {
	return slices.DeleteFunc(slices.Clone(o), func(f field) bool { return !slices.Contains(names, f.name) })
}

// always is a field that every answer carries.
func always(name string, value any) field { return field{name: name, value: value} }

// detail is a field that thin lists leave out.
func detail(name string, value any) field { return field{name: name, value: value, detail: true} }

// encoder writes JSON, in the spelling that the variants ask for.
type encoder struct {
	variants variantSet
	thin     bool // leave out details
	depth    int  // the depth of objects: the envelope itself always carries its nulls
	out      []byte
}

func (e *encoder) object(o object) {
	e.depth++
	e.out = append(e.out, '{')
	first := true
	for _, f := range o {
		if f.detail && e.thin || e.depth > 1 && e.variants[NullsAbsent] && isNull(f.value) {
			continue
		}
		if !first {
			e.out = append(e.out, ',')
		}
		first = false
		e.out = append(e.out, '"')
		e.out = append(e.out, f.name...)
		e.out = append(e.out, '"', ':')
		e.value(f.value)
	}
	e.out = append(e.out, '}')
	e.depth--
}

func (e *encoder) value(value any) {
	if isNull(value) {
		e.out = append(e.out, "null"...)
		return
	}
	switch v := value.(type) {
	case object:
		e.object(v)
	case []object:
		encodeList(e, v, e.object)
	case []string:
		encodeList(e, v, e.text)
	case *string:
		e.text(*v)
	case day:
		e.day(*v)
	case name:
		e.name(string(v))
	case *time.Time:
		e.scalar(*v)
	case *int64:
		e.scalar(*v)
	case *float64:
		e.scalar(*v)
	default:
		e.scalar(value)
	}
}

func (e *encoder) scalar(value any) {
	switch v := value.(type) {
	case string:
		e.text(v)
	case time.Time:
		e.text(v.Format(time.RFC3339))
	case int:
		e.number(strconv.Itoa(v))
	case int64:
		e.number(strconv.FormatInt(v, 10))
	case float64:
		e.number(strconv.FormatFloat(v, 'f', -1, 64))
	case bool:
		e.boolean(v)
	default:
		panic(fmt.Sprintf("simulator: no JSON form for %T", value))
	}
}

func encodeList[T any](e *encoder, list []T, encode func(T)) {
	e.out = append(e.out, '[')
	for i, item := range list {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		encode(item)
	}
	e.out = append(e.out, ']')
}

func (e *encoder) text(text string) {
	if isPlain(text) {
		e.out = append(append(append(e.out, '"'), text...), '"')
		return
	}
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(fmt.Sprintf("simulator: a string has no JSON form: %v", err))
	}
	e.out = append(e.out, quoted...)
}

// isPlain reports whether a text is its own JSON form, which spares most texts the way through
// encoding/json.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

func (e *encoder) day(text string) {
	if e.variants[DatesAsTimestamps] && text != "" {
		text += "T00:00:00Z"
	}
	e.text(text)
}

func (e *encoder) name(text string) {
	if e.variants[NamesEscaped] {
		text = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#039;").Replace(text)
	}
	e.text(text)
}

func (e *encoder) number(digits string) {
	if e.variants[NumbersAsStrings] {
		digits = `"` + digits + `"`
	}
	e.out = append(e.out, digits...)
}

// boolean writes a boolean of WebWork's objects. The envelope's success stays a boolean.
func (e *encoder) boolean(b bool) {
	form := strconv.FormatBool(b)
	if e.depth > 1 && e.variants.Any(BooleansAsNumbers, BooleansAsStrings) {
		form = "0"
		if b {
			form = "1"
		}
		if e.variants[BooleansAsStrings] {
			form = `"` + form + `"`
		}
	}
	e.out = append(e.out, form...)
}

func isNull(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case *string:
		return v == nil
	case day:
		return v == nil
	case *time.Time:
		return v == nil
	case *int64:
		return v == nil
	case *float64:
		return v == nil
	}
	return false
}
