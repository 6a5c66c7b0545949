package v2

import (
	"encoding/json"
	"iter"
	"reflect"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// The answer to a write may carry all of the object, a part of it or nothing. What it carries is compared with what was sent by
// the keys of both. They are the same, but where the tag "sent" of a wire struct's field names the key of requests, or says with
// "-" that WebWork need not show what it took.

// written are the fields of a wire struct that a body has values for, by their number.
func written[W any](sent body) iter.Seq2[int, any] {
	return func(yield func(int, any) bool) {
		wire := reflect.TypeFor[W]()
		for i := range wire.NumField() {
			tag := wire.Field(i).Tag
			key, ok := tag.Lookup("sent")
			if !ok {
				key = tag.Get("json")
			}
			if value, ok := sent[key]; ok && !yield(i, value) {
				return
			}
		}
	}
}

// echoes reports whether an answer carries every field that was sent.
func echoes[W any](carried remote.Fields, sent body) bool {
	for i := range written[W](sent) {
		if !carried.Covers(1 << i) {
			return false
		}
	}
	return true
}

// assume fills in from what was sent what the answer does not carry. It reports whether there was any such field.
func assume[W any](wire *W, sent body, carried remote.Fields) (filled bool) {
	for i, value := range written[W](sent) {
		if carried.Covers(1 << i) {
			continue
		}
		raw, err := json.Marshal(value)
		if err == nil {
			err = json.Unmarshal(raw, reflect.ValueOf(wire).Elem().Field(i).Addr().Interface())
		}
		filled = filled || err == nil
	}
	return filled
}
