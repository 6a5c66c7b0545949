package collection_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// A list whose totals never add up proves nothing, however often it is read: look-ups do.
func TestTotalsThatNeverAddUp(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		total func(things, page int) int
		pages int // those that it takes to see that
	}{
		"more than are shown": {func(things, _ int) int { return things + 1 }, 3},
		"more on each page":   {func(things, page int) int { return things + page }, 2},
		"less on each page":   {func(things, page int) int { return things - page }, 2},
	} {
		inBubble(t, name, func(t *testing.T) {
			s := filled(300)
			s.total = c.total
			things := collection.New(s.source(), nil)
			inParallel(10, pauses(nil, 0), idsTo(60), func(id int64) {
				if found, err := things.Find(t.Context(), fmt.Sprint("new", id)); err != nil || len(found) != 0 {
					t.Errorf("Find = %v, %v", found, err)
				}
			})
			s.expect(t, 0, c.pages, 60)
		})
	}
}

// How many pages there are is worked out where the list tells only how many objects.
func TestPagesAreWorkedOut(t *testing.T) {
	t.Parallel()
	for _, lookUps := range []int{4, 8, 12, 16, 20, 30} {
		inBubble(t, fmt.Sprint(lookUps, " look-ups"), func(t *testing.T) {
			var told, untold [2]int
			for _, tells := range []bool{true, false} {
				s := filled(950)
				s.noLastPage = !tells
				c := collection.New(s.source(), nil)
				for id := range lookUps {
					if found, err := c.Find(t.Context(), fmt.Sprint("new", id)); err != nil || len(found) != 0 {
						t.Errorf("Find = %v, %v", found, err)
					}
				}
				if tells {
					told = [2]int{s.pages, s.finds}
				} else {
					untold = [2]int{s.pages, s.finds}
				}
			}
			if told != untold {
				t.Errorf("%v pages and look-ups, and %v where the last page is not told", told, untold)
			}
		})
	}
}

// A page that comes again is the last one, and what it shows is taken at its word.
func TestPageThatComesAgain(t *testing.T) {
	t.Parallel()
	inBubble(t, "though pages have numbers", func(t *testing.T) {
		s := filled(150)
		s.noTotal, s.onePage = true, true
		all, err := collection.New(s.source(), nil).All(t.Context())
		if err != nil || len(all) != 100 {
			t.Errorf("%d things, %v", len(all), err)
		}
		s.expect(t, 0, 2, 0)
	})
	inBubble(t, "after others", func(t *testing.T) {
		s := filled(250)
		source := s.source()
		page := source.Page
		source.Page = func(ctx context.Context, number int) (remote.Page[thing], error) {
			answer, err := page(ctx, min(number, 3))
			answer.Total, answer.LastPage, answer.Final = remote.UnknownTotal, 9, false
			return answer, err
		}
		all, err := collection.New(source, nil).All(t.Context())
		if err != nil || len(all) != 250 {
			t.Errorf("%d things, %v", len(all), err)
		}
		s.expect(t, 0, 4, 0)
	})
}

// A list of as many pages as are read at most has an end.
func TestListOfTheMostPages(t *testing.T) {
	t.Parallel()
	for last, want := range map[int]bool{remote.MostPages: true, remote.MostPages + 1: false} {
		inBubble(t, fmt.Sprint(last, " pages"), func(t *testing.T) {
			s := filled(10)
			source := s.source()
			page := source.Page
			source.Page = func(ctx context.Context, number int) (remote.Page[thing], error) {
				answer, err := page(ctx, number)
				answer.Total, answer.LastPage = remote.UnknownTotal, last
				return answer, err
			}
			if all, err := collection.New(source, nil).All(t.Context()); (err == nil) != want || want && len(all) != 10 {
				t.Errorf("%d things, %v", len(all), err)
			}
		})
	}
}
