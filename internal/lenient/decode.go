package lenient

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// Bounds of what is decoded. A few bytes on the wire can unpack to lists that no memory holds.
const (
	// MostItems is how many objects a page has, of which 100 are asked for.
	MostItems  = 1_000
	mostNested = 1_000  // items of a list within an object
	mostVital  = 10_000 // likewise, where the object is of no use without them
)

// Each decodes a list item by item and stops at the first that is of no use. Items count from 1.
func Each[W any](list []byte, most int, take func(number int, item *W) error) error {
	if list[0] != '[' {
		return Decode(list, &[]W{})
	}
	items := json.NewDecoder(bytes.NewReader(list))
	if _, err := items.Token(); err != nil {
		return err
	}
	for number := 1; items.More(); number++ {
		if number > most {
			return fmt.Errorf("there are more than %d objects in one list", most)
		}
		var item W
		if err := inWords(items.Decode(&item)); err != nil {
			return err
		}
		if err := take(number, &item); err != nil {
			return err
		}
	}
	return nil
}

// Decode reads JSON.
func Decode(content []byte, into any) error { return inWords(json.Unmarshal(content, into)) }

// inWords says without Go's words that JSON has another shape than expected.
func inWords(err error) error {
	shape, ok := errors.AsType[*json.UnmarshalTypeError](err)
	if !ok {
		return err
	}
	found, wanted := shape.Value, "an object"
	switch found {
	case "array":
		found = "a list"
	case "object":
		found = "an object"
	case "bool":
		found = "true or false"
	default:
		found = "a " + strings.Fields(found)[0] // such as "number 12"
	}
	if shape.Type.Kind() == reflect.Slice {
		wanted = "a list"
	}
	return fmt.Errorf("there is %s where %s is expected", found, wanted)
}
