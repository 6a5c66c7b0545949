package doctorkit

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Bounds of what is kept of objects, whoever makes them.
const (
	longestName = 60      // of a header or field, in bytes
	mostObject  = 1 << 20 // bytes of an object whose fields are looked at
	mostLacking = 100     // fields that are named, of the few dozen that objects have
)

// Fields are an object's fields as they came. What is no object has none.
type Fields map[string]json.RawMessage

// FieldsOf takes an object apart.
func FieldsOf(raw json.RawMessage) Fields {
	var decoded Fields
	if len(raw) > mostObject || json.Unmarshal(raw, &decoded) != nil {
		return nil
	}
	return decoded
}

// Lacking are the names of the fields of the single object that its item in a list has not. Names of an unusual form stay out:
// they might be values.
func Lacking(item, single Fields) []string {
	missing := maps.Clone(single)
	maps.DeleteFunc(missing, func(name string, _ json.RawMessage) bool {
		_, there := item[name]
		return there || len(name) > longestName || strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") != ""
	})
	names := slices.AppendSeq([]string{}, maps.Keys(missing)) // not nil, even where nothing is missing
	slices.Sort(names)
	return names[:min(len(names), mostLacking)]
}
