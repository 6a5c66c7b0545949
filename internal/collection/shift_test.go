package collection_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// shifting is a source of a list in which something happens after each page, by the number of the page in all.
func shifting(s *server, happens func(pages int)) collection.Source[int64, thing] {
	source := s.source()
	page := source.Page
	pages := 0
	source.Page = func(ctx context.Context, number int) (remote.Page[thing], error) {
		answer, err := page(ctx, number)
		pages++
		happens(pages)
		return answer, err
	}
	return source
}

// lacksNone reports which things of the server, that it had from the beginning, are not among the items.
func lacksNone(t *testing.T, s *server, items []thing) {
	t.Helper()
	shown := map[int64]bool{}
	for _, item := range items {
		if shown[item.id] {
			t.Errorf("thing %d comes twice", item.id)
		}
		shown[item.id] = true
	}
	for id := range s.things {
		if !shown[id] && id <= 330 { // later ones may have come too late
			t.Errorf("thing %d is missing", id)
		}
	}
}

// TestAllOfAListThatShifts has others change the list after any page of the first pass, or of the second.
func TestAllOfAListThatShifts(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(s *server){
		"one goes from the first page": func(s *server) { s.remove(1) },
		"one goes from the last page":  func(s *server) { s.remove(330) },
		"one comes at the end":         func(s *server) { s.put(thing{id: 331, key: "key331"}) },
		"many go":                      func(s *server) { removeTo(s, 150) },
		"two go, one comes":            func(s *server) { removeTo(s, 2); s.put(thing{id: 331, key: "key331"}) },
	} {
		for after := range 9 {
			inBubble(t, fmt.Sprintf("%s, after page %d", name, after), func(t *testing.T) {
				s := filled(330)
				c := collection.New(shifting(s, func(pages int) {
					if pages == after {
						change(s)
					}
				}), nil)
				items, err := c.All(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				lacksNone(t, s, items)
				if s.pages > 8 || (after == 0 || after > 3) && s.pages != 4 {
					t.Errorf("%d pages were read", s.pages)
				}
			})
		}
	}
}

func removeTo(s *server, last int64) {
	for id := range last {
		s.remove(id + 1)
	}
}

// TestAllOfAListThatNeverRests fails rather than leave something out, and does not ask again what is known.
func TestAllOfAListThatNeverRests(t *testing.T) {
	t.Parallel()
	inBubble(t, "and has totals", func(t *testing.T) {
		s := filled(2000)
		c := collection.New(shifting(s, func(pages int) { s.remove(int64(pages)) }), nil)
		for range 2 {
			items, err := c.All(t.Context())
			if incomplete := (*remote.ListError)(nil); !errors.As(err, &incomplete) || remote.IsUncertain(err) {
				t.Fatalf("%d things, %v", len(items), err)
			}
		}
		s.expect(t, 0, 8, 0) // two pages tell that the list shifts
		if _, err := c.Get(t.Context(), 1999); err != nil {
			t.Errorf("one alone: %v", err)
		}
	})
}

// TestAllOfAListWithoutTotals takes one pass at its word unless something comes again, as where new objects are shown first.
func TestAllOfAListWithoutTotals(t *testing.T) {
	t.Parallel()
	for after, pages := range map[int]int{0: 4, 1: 8, 2: 8, 3: 8, 4: 4} {
		inBubble(t, fmt.Sprintf("one comes after page %d", after), func(t *testing.T) {
			s := filled(330)
			s.noTotal, s.noLastPage, s.newestFirst = true, true, true
			c := collection.New(shifting(s, func(pages int) {
				if pages == after {
					s.put(thing{id: 331, key: "key331"})
				}
			}), nil)
			items, err := c.All(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			lacksNone(t, s, items)
			s.expect(t, 0, pages, 0)
		})
	}
}

// TestAllAmongOwnWrites has the process itself archive one thing after the other while a list is read.
func TestAllAmongOwnWrites(t *testing.T) {
	t.Parallel()
	inBubble(t, "of as many passes as it takes", func(t *testing.T) {
		s := filled(330)
		var c *collection.Collection[int64, thing]
		c = collection.New(shifting(s, func(pages int) {
			if pages%2 == 0 && pages < 20 {
				s.remove(int64(pages))
				c.Written(int64(pages), fmt.Sprint("key", pages))
			}
		}), nil)
		items, err := c.All(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		lacksNone(t, s, items)
	})
}

// TestPassesWithIDsThatDiffer compares passes by natural keys where ids are of no use.
func TestPassesWithIDsThatDiffer(t *testing.T) {
	t.Parallel()
	inBubble(t, "in every answer", func(t *testing.T) {
		s := filled(120)
		s.total = func(things, _ int) int { return things - 1 } // so that a second pass has to tell
		source := s.source()
		fresh := int64(0)
		page := source.Page
		source.Page = func(ctx context.Context, number int) (remote.Page[thing], error) {
			answer, err := page(ctx, number)
			for i := range answer.Items {
				fresh++
				answer.Items[i].id = 1000 + fresh
			}
			return answer, err
		}
		if items, err := collection.New(source, nil).All(t.Context()); err != nil || len(items) != 120 {
			t.Errorf("%d things, %v", len(items), err)
		}
		s.expect(t, 0, 4, 0)
	})
}

// TestListsWithoutAnEnd names more pages than anybody reads, or always shows something new.
func TestListsWithoutAnEnd(t *testing.T) {
	t.Parallel()
	for name, last := range map[string]int{"by what it says": 1_000_000_000, "by what it shows": 0} {
		inBubble(t, name, func(t *testing.T) {
			s := newServer()
			source := s.source()
			source.Find = nil
			fresh := int64(0)
			source.Page = func(context.Context, int) (remote.Page[thing], error) {
				s.pages++
				answer := remote.Page[thing]{Total: remote.UnknownTotal, LastPage: last}
				for range 20 {
					fresh++
					answer.Items = append(answer.Items, thing{id: fresh, key: fmt.Sprint("key", fresh), fields: fullThing})
				}
				return answer, nil
			}
			c := collection.New(source, nil)
			most := map[bool]int{true: remote.MostPages, false: 1}[last == 0]
			for range 2 {
				_, err := c.All(t.Context())
				_, find := c.Find(t.Context(), "none")
				for _, err := range []error{err, find} {
					if endless := (*remote.ListError)(nil); !errors.As(err, &endless) {
						t.Errorf("got %v", err)
					}
				}
			}
			if s.pages != most {
				t.Errorf("%d pages were read, want %d", s.pages, most)
			}
			if found, err := c.Find(t.Context(), "key3"); err == nil {
				t.Errorf("Find = %v", found)
			}
		})
	}
}
