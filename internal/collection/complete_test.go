package collection_test

import (
	"errors"
	"testing"
	"testing/synctest"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
)

// whole reads all things and completes them; how many of them have every field is the result.
func whole(t *testing.T, s *server, each bool) (int, error) {
	t.Helper()
	source := s.source()
	source.Each = each
	c := collection.New(source, nil)
	items, err := c.All(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	complete, err := c.Complete(t.Context(), items)
	count := 0
	for i, item := range complete {
		if item.id != items[i].id {
			t.Errorf("thing %d stands in place of %d", item.id, items[i].id)
		}
		if item.fields == fullThing {
			count++
		}
	}
	return count, err
}

func TestCompleteCostsNothingForFullItems(t *testing.T) {
	t.Parallel()
	for _, each := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			s := filled(120)
			if count, err := whole(t, s, each); count != 120 || err != nil {
				t.Errorf("%d things are complete, %v", count, err)
			}
			s.expect(t, 0, 2, 0)
		})
	}
}

func TestCompleteReadsThinItems(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := filled(5)
		s.listFields = fieldName
		if count, err := whole(t, s, false); count != 5 || err != nil {
			t.Errorf("%d things are complete, %v", count, err)
		}
		s.expect(t, 5, 1, 0)
	})
}

func TestCompleteComparesOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := filled(120)
		for id := range int64(120) { // as where fields without a value are left out everywhere
			s.put(thing{id: id + 1, fields: fieldName})
		}
		if _, err := whole(t, s, false); err != nil {
			t.Error(err)
		}
		s.expect(t, 1, 2, 0)
	})
}

func TestCompleteKeepsWhatOnlyListsShow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := filled(3)
		s.listFields = fieldName
		c := collection.New(s.source(), nil)
		items, err := c.All(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		s.remove(2)
		complete, err := c.Complete(t.Context(), items)
		if err != nil || len(complete) != 3 {
			t.Fatalf("%v, %v", complete, err)
		}
		if complete[1].id != 2 || complete[1].fields != fieldName || complete[2].fields != fullThing {
			t.Errorf("%+v", complete)
		}
	})
}

func TestCompletePassesErrorsOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := filled(3)
		s.listFields = fieldName
		s.fail = func(op string) error {
			if op == "get" {
				return errBroken
			}
			return nil
		}
		if _, err := whole(t, s, false); !errors.Is(err, errBroken) {
			t.Errorf("the error is %v", err)
		}
	})
}
