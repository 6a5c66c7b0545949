package v2

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// forms are the ways in which PHP writes a number.
func forms(number int64) []string {
	written := strconv.FormatInt(number, 10)
	forms := []string{written, strconv.Quote(written), `" ` + written + ` "`}
	if number < 1<<53 {
		forms = append(forms, written+".0", strconv.Quote(written+".00"), written+"e0")
	}
	return forms
}

// TestIDsComeBack has ids of any size in any form: what is sent of what was read is the same number.
func TestIDsComeBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.Int64Min(1).Draw(t, "number")
		form := rapid.SampledFrom(forms(number)).Draw(t, "form")
		read, err := one(answer{payload: []byte(`{"id":` + form + `}`)}, memberWire.member)
		if want := strconv.FormatInt(number, 10); err != nil || read.ID != want {
			t.Fatalf("%s became %q, %v", form, read.ID, err)
		}
		sent, err := json.Marshal(body{"user_id": numeral(read.ID)})
		if err != nil {
			t.Fatal(err)
		}
		again, err := one(answer{payload: sent}, invitationWire.member)
		if err != nil || again.ID != read.ID {
			t.Fatalf("%s became %q, %v", sent, again.ID, err)
		}
	})
}

// TestFieldsComeBack has objects of each kind with any of their fields: what is decoded and written again is the same.
func TestFieldsComeBack(t *testing.T) {
	t.Parallel()
	t.Run("member", comeBack(memberWire.member))
	t.Run("project", comeBack(projectWire.project))
	t.Run("contract", comeBack(contractWire.contract))
	t.Run("viewer", comeBack(viewerWire.viewer))
	t.Run("webhook", comeBack(webhookWire.webhook))
	t.Run("workspace", comeBack(workspaceWire.workspace))
}

func comeBack[W, T any](convert func(W, remote.Fields) T) func(*testing.T) {
	return func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, func(t *rapid.T) {
			given, err := json.Marshal(drawObject(t, reflect.TypeFor[W](), false))
			if err != nil {
				t.Fatal(err)
			}
			var wire W
			if err := lenient.Decode(given, &wire); err != nil {
				t.Fatal(err)
			}
			written := write(t, wire)
			if first, second := plainly(t, given), plainly(t, written); !reflect.DeepEqual(first, second) {
				t.Fatalf("%s\nbecame\n%s", given, written)
			}
			first, err := one(answer{payload: given}, convert)
			if err != nil {
				t.Fatal(err)
			}
			if second, err := one(answer{payload: written}, convert); err != nil || !reflect.DeepEqual(first, second) {
				t.Fatalf("%+v\nbecame\n%+v, %v", first, second, err)
			}
		})
	}
}

// plainly reads JSON without a loss.
func plainly(t failer, content []byte) (read any) {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber()
	if err := decoder.Decode(&read); err != nil {
		t.Fatalf("%s: %v", content, err)
	}
	return read
}

// drawObject draws an object with all of the fields of a wire struct, or with any and those without which it is none.
func drawObject(t *rapid.T, wire reflect.Type, whole bool) map[string]any {
	object := map[string]any{}
	for field := range wire.Fields() {
		key := field.Tag.Get("json")
		required := field.Type == reflect.TypeFor[lenient.ID]() || field.Type == reflect.TypeFor[lenient.Code]()
		switch {
		case !required && !whole && !rapid.Bool().Draw(t, key+" is sent"):
		case !required && rapid.IntRange(0, 4).Draw(t, key+" is null") == 0:
			object[key] = nil
		default:
			object[key] = drawValue(t, key, field.Type)
		}
	}
	return object
}

func drawValue(t *rapid.T, key string, wire reflect.Type) any {
	switch wire {
	case reflect.TypeFor[lenient.ID]():
		return rapid.Int64Min(1).Draw(t, key)
	case reflect.TypeFor[lenient.Reference]():
		return rapid.Int64Min(0).Draw(t, key)
	case reflect.TypeFor[lenient.Code]():
		return rapid.StringMatching(`[A-Za-z0-9_-]{1,200}`).Draw(t, key)
	}
	held, _ := wire.FieldByName("Value")
	switch held.Type.Elem().Kind() {
	case reflect.String:
		return rapid.String().Draw(t, key)
	case reflect.Int64:
		return rapid.Int64().Draw(t, key)
	case reflect.Float64:
		return rapid.Float64().Draw(t, key)
	case reflect.Bool:
		return rapid.Bool().Draw(t, key)
	case reflect.Slice:
		items := make([]any, rapid.IntRange(0, 3).Draw(t, key))
		for i := range items {
			if item := held.Type.Elem().Elem(); item == reflect.TypeFor[lenient.Text]() {
				items[i] = drawValue(t, key, item)
			} else {
				items[i] = drawObject(t, item, true)
			}
		}
		return items
	default:
		t.Fatalf("%s is of a type of which no values are drawn", key)
		return nil
	}
}

// TestEchoes compares what was sent with what came back.
func TestEchoes(t *testing.T) {
	t.Parallel()
	keys := map[string]string{"email": "email", "role": "current_role", "timezone": "timezone", "weekly_hours_limit": "weekly_hours_limit"}
	rapid.Check(t, func(t *rapid.T) {
		some := rapid.SliceOfDistinct(rapid.SampledFrom(slices.Sorted(maps.Keys(keys))), rapid.ID[string])
		sent, came := some.Draw(t, "sent"), some.Draw(t, "came")
		request, object, complete := body{}, body{"id": 1}, true
		for _, key := range sent {
			request[key] = "1"
			complete = complete && slices.Contains(came, key)
		}
		for _, key := range came {
			object[keys[key]] = "2"
		}
		content, err := json.Marshal(object)
		if err != nil {
			t.Fatal(err)
		}
		updated, err := maybe(answer{payload: content}, request, memberWire.member)
		if err != nil || (updated != nil) != complete {
			t.Fatalf("%s after %v: %+v, %v", content, sent, updated, err)
		}
		created, err := made(answer{payload: content}, request, memberWire.member)
		want := map[bool]string{true: "2", false: "1"}[slices.Contains(came, "email")]
		if slices.Contains(append(sent, came...), "email") && (err != nil || created.Email != want) {
			t.Fatalf("%s after %v: %+v, %v", content, sent, created, err)
		}
	})
}
