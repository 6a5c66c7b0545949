package collection_test

import (
	"context"
	"testing"
	"testing/synctest"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// TestOneOddItem has an object of which one value cannot be read, in the list and alone or in the list only. Neither makes the
// list useless for others.
func TestOneOddItem(t *testing.T) {
	t.Parallel()
	for name, inBoth := range map[string]bool{"in both": true, "in the list only": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := filled(330)
				s.things[150] = thing{id: 150, key: "key150", fields: fieldName}
				source := s.source()
				if !inBoth {
					single := source.Get
					source.Get = func(ctx context.Context, id int64) (thing, error) {
						found, err := single(ctx, id)
						found.fields = fullThing
						return found, err
					}
				}
				c := collection.New(source, nil)
				for id, err := range readAll(t.Context(), c, idsTo(330)) {
					if err != nil {
						t.Errorf("thing %d: %v", id, err)
					}
				}
				s.expect(t, 1, 4, 0)
				got, err := c.Get(t.Context(), 150)
				if want := map[bool]remote.Fields{true: fieldName, false: fullThing}[inBoth]; err != nil || got.fields != want {
					t.Errorf("thing 150 has %b, %v; want %b", got.fields, err, want)
				}
				s.expect(t, 1, 4, 0)
			})
		})
	}
}

// TestFieldsWithoutAValueLeftOut has objects that lack now this field and now that one, in lists as well as alone: what one
// lacks says nothing of the others.
func TestFieldsWithoutAValueLeftOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := filled(120)
		for id := range int64(120) {
			s.put(thing{id: id + 1, fields: []remote.Fields{fullThing, fieldName, fieldNote}[id%3]})
		}
		c := collection.New(s.source(), nil)
		readAll(t.Context(), c, idsTo(120))
		s.expect(t, 2, 2, 0)
		items, err := c.All(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Complete(t.Context(), items); err != nil {
			t.Error(err)
		}
		s.expect(t, 2, 2, 0)
	})
}

// What was read alone before tells what items of a list lack that comes later.
func TestObjectsReadBeforeTheList(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		objects, items remote.Fields
		gets           int
	}{
		"no object has it either":     {fieldName, fieldName, 3},
		"objects have it":             {fullThing, fieldName, 30},
		"objects and items have both": {fullThing, fullThing, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := filled(30)
				s.listFields = c.items
				for id := range int64(30) {
					s.put(thing{id: id + 1, fields: c.objects})
				}
				things := collection.New(s.source(), nil)
				for id := range int64(3) {
					if _, err := things.Get(t.Context(), id+1); err != nil {
						t.Error(err)
					}
				}
				s.expect(t, 3, 0, 0)
				if failed := readAll(t.Context(), things, idsTo(30)); len(failed) > 0 {
					t.Error(failed)
				}
				s.expect(t, c.gets, 1, 0)
			})
		})
	}
}
