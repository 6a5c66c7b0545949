package collection_test

import (
	"fmt"
	"testing"
	"testing/synctest"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
)

// One pass over a list that does not say how long it is proves no absence, but will do for whoever only wants to know who is listed.
func TestFindListedTakesAListAtItsWord(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := filled(130)
		s.noTotal, s.noLastPage = true, true
		c := collection.New(s.source(), nil)
		var keys []string
		for n := range 100 {
			keys = append(keys, fmt.Sprint("new", n))
		}
		inParallel(10, pauses(nil, 0), keys, func(key string) {
			if found, err := c.FindListed(t.Context(), key); err != nil || len(found) != 0 {
				t.Errorf("FindListed(%s) = %v, %v", key, found, err)
			}
		})
		if s.pages != 2 || s.finds > 3 {
			t.Errorf("%d pages and %d look-ups, want the 2 pages and few look-ups", s.pages, s.finds)
		}
		if found, err := c.FindListed(t.Context(), "key7"); err != nil || len(found) != 1 || found[0].id != 7 {
			t.Errorf("FindListed(key7) = %v, %v", found, err)
		}
		if found, err := c.Find(t.Context(), "newer"); err != nil || len(found) != 0 || s.pages != 4 || s.finds > 3 {
			t.Errorf("Find(newer) = %v, %v after %d pages, want a second pass", found, err, s.pages)
		}
	})
}
