package collection_test

import (
	"errors"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
)

// The first page is asked for only if nobody has read it.
func TestFirst(t *testing.T) {
	t.Parallel()
	for name, things := range map[string]int{"of many": 330, "of few": 30, "of a full page": 100, "of nothing": 0} {
		inBubble(t, name, func(t *testing.T) {
			s := filled(things)
			c := collection.New(s.source(), nil)
			for _, before := range []string{"unread", "read"} {
				if before == "read" {
					if _, err := c.All(t.Context()); err != nil {
						t.Fatal(err)
					}
					s.pages = 0
				}
				page, err := c.First(t.Context())
				if err != nil || page.Total != things || page.LastPage != max(1, pagesOf(things)) || len(page.Items) != min(things, 100) {
					t.Errorf("%s: %d items, %d in all, on %d pages: %v", before, len(page.Items), page.Total, page.LastPage, err)
				}
				for i, item := range page.Items {
					if item.id != int64(i+1) {
						t.Fatalf("%s: item %d is %+v", before, i, item)
					}
					page.Items[i].tags[0] = "mine"
				}
				s.expect(t, 0, map[string]int{"unread": 1, "read": 0}[before], 0)
			}
			if all, err := c.All(t.Context()); err != nil || len(all) > 0 && all[0].tags[0] != "a" {
				t.Errorf("what one reader changes another one sees: %+v, %v", all[0], err)
			}
		})
	}
}

// Whoever asks for everything while a list is read gets what is read, and not the failure of an earlier one.
func TestAllIsAskedForAgain(t *testing.T) {
	t.Parallel()
	inBubble(t, "after a failure", func(t *testing.T) {
		s := filled(30)
		s.fail = func(string) error { return errBroken }
		c := collection.New(s.source(), nil)
		for range 2 {
			if _, err := c.All(t.Context()); !errors.Is(err, errBroken) {
				t.Errorf("got %v", err)
			}
		}
		s.fail = nil
		if all, err := c.All(t.Context()); err != nil || len(all) != 30 {
			t.Errorf("%d things, %v", len(all), err)
		}
		s.expect(t, 0, 3, 0)
	})
	inBubble(t, "while it is read", func(t *testing.T) {
		s := filled(330)
		c := collection.New(s.source(), nil)
		inParallel(4, spread(50*time.Millisecond), make([]struct{}, 4), func(struct{}) {
			if all, err := c.All(t.Context()); err != nil || len(all) != 330 {
				t.Errorf("%d things, %v", len(all), err)
			}
		})
		s.expect(t, 0, 4, 0)
	})
}

// A look-up under way answers whoever asks for the same meanwhile.
func TestLookUpsAreShared(t *testing.T) {
	t.Parallel()
	inBubble(t, "one after the other", func(t *testing.T) {
		s := filled(330)
		c := collection.New(s.source(), nil)
		inParallel(3, spread(50*time.Millisecond), make([]struct{}, 3), func(struct{}) {
			if found, err := c.Find(t.Context(), "key7"); err != nil || len(found) != 1 {
				t.Errorf("%+v, %v", found, err)
			}
		})
		s.expect(t, 0, 0, 1)
	})
}

// spread gives pauses, each longer than the one before.
func spread(step time.Duration) func() time.Duration {
	pauses := make(chan time.Duration, 100)
	for i := range cap(pauses) {
		pauses <- time.Duration(i) * step
	}
	return func() time.Duration { return <-pauses }
}
