package collection_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

func TestFindIsCertain(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		spoil func(s *server)
		pages int  // it takes to have all
		fails bool // all cannot be had
		finds int
		again int // pages of a second pass, once there are enough look-ups for one
	}{
		"complete":              {func(*server) {}, 3, false, 0, 0},
		"no total":              {func(s *server) { s.noTotal = true }, 3, false, 2, 3},
		"no last page":          {func(s *server) { s.noLastPage = true }, 3, false, 0, 0},
		"neither":               {func(s *server) { s.noTotal, s.noLastPage = true, true }, 4, false, 2, 4},
		"paging is ignored":     {func(s *server) { s.onePage, s.noLastPage, s.noTotal = true, true, true }, 2, false, 2, 0},
		"only the total tells":  {func(s *server) { s.onePage, s.noLastPage = true, true }, 8, true, 2, 0},
		"the total changes":     {func(s *server) { s.total = func(things, page int) int { return things + page } }, 8, true, 2, 0},
		"the total is too high": {func(s *server) { s.total = func(things, _ int) int { return things + 1 } }, 12, true, 2, 0},
		"the total is too low":  {func(s *server) { s.total = func(things, _ int) int { return things - 1 } }, 6, false, 0, 0},
	} {
		inBubble(t, name, func(t *testing.T) {
			s := filled(250)
			test.spoil(s)
			c := collection.New(s.source(), nil)
			all, err := c.All(t.Context())
			want := map[bool]int{false: 250, true: 100}[s.onePage]
			if incomplete := (*remote.ListError)(nil); errors.As(err, &incomplete) != test.fails || err == nil && len(all) != want {
				t.Errorf("All = %d things, %v, want %d", len(all), err, want)
			}
			if s.pages != test.pages {
				t.Errorf("%d pages were read, want %d", s.pages, test.pages)
			}
			for range 2 {
				if found, err := c.Find(t.Context(), "none"); err != nil || len(found) != 0 {
					t.Errorf("Find(none) = %v, %v", found, err)
				}
				if found, err := c.Find(t.Context(), "key249"); err != nil || len(found) != 1 || found[0].id != 249 {
					t.Errorf("Find(key249) = %v, %v", found, err)
				}
			}
			if s.finds != test.finds {
				t.Errorf("%d look-ups, want %d", s.finds, test.finds)
			}
			for n := range 10 {
				if found, err := c.Find(t.Context(), fmt.Sprint("none", n)); err != nil || len(found) != 0 {
					t.Errorf("Find = %v, %v", found, err)
				}
			}
			if s.pages != test.pages+test.again {
				t.Errorf("%d pages were read again, want %d", s.pages-test.pages, test.again)
			}
			if failed := readAll(t.Context(), c, idsTo(250)); len(failed) != 0 {
				t.Error(failed)
			}
		})
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	inBubble(t, "gives everything that has the key, and nothing else", func(t *testing.T) {
		s := filled(20)
		s.put(thing{id: 21, key: "twin"})
		s.put(thing{id: 22, key: "twin", archived: true})
		source := memberLike(s)
		find := source.Find
		source.Find = func(ctx context.Context, key string) ([]thing, error) {
			found, err := find(ctx, key)
			return append(found, thing{id: 1, key: "similar " + key}), err
		}
		c := collection.New(source, nil)
		for _, listed := range []bool{false, true} {
			if listed {
				c.Forget()
				for n := range 3 {
					if _, err := c.Find(t.Context(), fmt.Sprint("none", n)); err != nil {
						t.Error(err)
					}
				}
			}
			found, err := c.Find(t.Context(), "twin")
			ids := make([]int64, 0, len(found))
			for _, one := range found {
				ids = append(ids, one.id)
			}
			if err != nil || !slices.Equal(ids, []int64{21, 22}) {
				t.Errorf("Find = %v, %v", found, err)
			}
			if (s.extras > 0) != listed {
				t.Errorf("%d pages of the archived", s.extras)
			}
		}
	})
	inBubble(t, "a look-up that is not found is no absence", func(t *testing.T) {
		s := filled(3)
		s.fail = func(string) error { return &remote.Error{Op: "GET /things", Status: http.StatusNotFound} }
		if _, err := collection.New(s.source(), nil).Find(t.Context(), "key1"); err == nil || remote.IsNotFound(err) {
			t.Errorf("Find = %v", err)
		}
	})
	for name, test := range map[string]struct {
		total        func(things, page int) int
		pages, finds int
	}{
		"does not count":     {func(int, int) int { return remote.UnknownTotal }, 8, 3},    // two passes prove it
		"counts as it likes": {func(things, page int) int { return things + page }, 8, 60}, // twice, as it may be our own doing
	} {
		inBubble(t, "does not read again and again in a list that "+name, func(t *testing.T) {
			s := filled(300)
			s.total = test.total
			c := collection.New(s.source(), nil)
			inParallel(10, pauses(nil, 0), idsTo(60), func(id int64) {
				if found, err := c.Find(t.Context(), fmt.Sprint("new", id)); err != nil || len(found) != 0 {
					t.Errorf("Find = %v, %v", found, err)
				}
				s.put(thing{id: 1000 + id, key: fmt.Sprint("new", id)})
				c.Written(1000+id, fmt.Sprint("new", id))
			})
			if s.finds > test.finds || s.pages > test.pages {
				t.Errorf("%d look-ups and %d pages", s.finds, s.pages)
			}
		})
	}
	inBubble(t, "without look-ups only the list answers", func(t *testing.T) {
		s := filled(250)
		s.noTotal = true
		source := s.source()
		source.Find = nil
		c := collection.New(source, nil)
		for _, id := range []int64{1, 250} {
			if found, err := c.Find(t.Context(), fmt.Sprint("key", id)); err != nil || len(found) != 1 || found[0].id != id {
				t.Errorf("Find(key%d) = %v, %v", id, found, err)
			}
		}
		s.expect(t, 0, 3, 0)
		s.put(thing{id: 251, key: "new"})
		c.Written(251, "new")
		if found, err := c.Find(t.Context(), "new"); err != nil || len(found) != 1 {
			t.Errorf("Find(new) = %v, %v", found, err)
		}
		s.expect(t, 0, 6, 0)
	})
	inBubble(t, "with ids that differ in every answer", func(t *testing.T) {
		s := filled(100)
		s.noTotal, s.noLastPage, s.onePage = true, true, true
		source := s.source()
		source.Find = nil
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
		if found, err := collection.New(source, nil).Find(t.Context(), "key5"); err != nil || len(found) != 1 {
			t.Errorf("Find = %v, %v", found, err)
		}
		s.expect(t, 0, 2, 0)
	})
}

// A single page is all there is as of one moment, whether or not it says so.
func TestFindInASinglePage(t *testing.T) {
	t.Parallel()
	for _, things := range []int{0, 7, 20, 99, 100} {
		inBubble(t, fmt.Sprint(things, " things"), func(t *testing.T) {
			s := filled(things)
			s.noTotal, s.noLastPage = true, true
			c := collection.New(s.source(), nil)
			if _, err := c.All(t.Context()); err != nil {
				t.Error(err)
			}
			if found, err := c.Find(t.Context(), "none"); err != nil || len(found) != 0 || s.finds != 0 {
				t.Errorf("Find = %v, %v after %d look-ups, want none", found, err, s.finds)
			}
		})
	}
}

// Where no page tells how many objects there are, one may slip to a page that was read already.
func TestWhatSlipsIsFound(t *testing.T) {
	t.Parallel()
	for _, during := range []int{1, 2} {
		inBubble(t, fmt.Sprint("in pass ", during), func(t *testing.T) {
			s := filled(250)
			s.noTotal, s.noLastPage = true, true
			source := s.source()
			page, passes := source.Page, 0
			source.Page = func(ctx context.Context, number int) (remote.Page[thing], error) {
				if number == 1 {
					passes++
				}
				if number == 2 && passes == during {
					s.remove(1) // by somebody else
				}
				return page(ctx, number)
			}
			c := collection.New(source, nil)
			inParallel(10, pauses(nil, 0), idsTo(40), func(id int64) {
				if found, err := c.Find(t.Context(), fmt.Sprint("new", id)); err != nil || len(found) != 0 {
					t.Errorf("Find = %v, %v", found, err)
				}
			})
			if found, err := c.Find(t.Context(), "key101"); err != nil || len(found) != 1 {
				t.Errorf("Find(key101) = %v, %v", found, err)
			}
			if passes != 2 {
				t.Errorf("there were %d passes, want 2", passes)
			}
		})
	}
}
