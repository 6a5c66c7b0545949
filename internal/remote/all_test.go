package remote_test

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

const perPage = 100

// people are a list of ids in which something may happen after each page.
type people struct {
	ids     []int
	size    int
	total   func(people, page int) int
	silent  bool // without numbers
	happens func(p *people)

	pages int
}

func newPeople(count int) *people {
	p := &people{size: perPage, total: func(people, _ int) int { return people }, happens: func(*people) {}}
	for id := range count {
		p.ids = append(p.ids, id+1)
	}
	return p
}

// Get is not asked for.
func (p *people) Get(context.Context, string) (string, error) { return "", errors.ErrUnsupported }

// Page gives a page of the ids.
func (p *people) Page(_ context.Context, _ struct{}, number int) (remote.Page[string], error) {
	p.pages++
	page := remote.Page[string]{Total: p.total(len(p.ids), number), LastPage: max(1, (len(p.ids)+p.size-1)/p.size)}
	if p.silent {
		page.Total, page.LastPage = remote.UnknownTotal, 0
	}
	from := min((number-1)*p.size, len(p.ids))
	for _, id := range p.ids[from:min(from+p.size, len(p.ids))] {
		page.Items = append(page.Items, strconv.Itoa(id))
	}
	page.Final = len(page.Items) < p.size || !p.silent && number >= page.LastPage
	p.happens(p)
	return page, nil
}

func (p *people) all(t *testing.T) ([]string, error) {
	t.Helper()
	return remote.All(t.Context(), p, struct{}{}, func(id string) string { return id })
}

// TestAllReadsAgainWhatShifts has the list change after each page in turn.
func TestAllReadsAgainWhatShifts(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*people){
		"one goes":                       func(p *people) { p.ids = p.ids[1:] },
		"the last one goes":              func(p *people) { p.ids = p.ids[:len(p.ids)-1] },
		"one comes at the end":           func(p *people) { p.ids = append(p.ids, 1001) },
		"one comes at the beginning":     func(p *people) { p.ids = slices.Insert(p.ids, 0, 1001) },
		"one comes for one, further up":  func(p *people) { p.ids = slices.Insert(p.ids[:len(p.ids)-1:len(p.ids)-1], 0, 1001) },
		"two go and one comes elsewhere": func(p *people) { p.ids = append(p.ids[2:], 1001) },
	} {
		for after := range 9 {
			p := newPeople(330)
			p.happens = func(p *people) {
				if p.pages == after {
					change(p)
				}
			}
			got, err := p.all(t)
			if err != nil {
				t.Fatalf("%s after page %d: %v", name, after, err)
			}
			for _, id := range p.ids {
				if id <= 330 && !slices.Contains(got, strconv.Itoa(id)) { // others may have come too late
					t.Errorf("%s after page %d: %d is left out", name, after, id)
				}
			}
			if p.pages > 8 || (after == 0 || after > 3) && p.pages != 4 {
				t.Errorf("%s after page %d: %d pages were read", name, after, p.pages)
			}
		}
	}
}

// TestAllOfOddLists has lists that do not add up for other reasons.
func TestAllOfOddLists(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		spoil func(*people)
		pages int
		fails string
	}{
		"sound":               {func(*people) {}, 4, ""},
		"always shifting":     {func(p *people) { p.happens = func(p *people) { p.ids = p.ids[1:] } }, 8, "total went from 324 to 323"},
		"one more in total":   {func(p *people) { p.total = func(people, _ int) int { return people + 1 } }, 16, "330 objects of a total of 331"},
		"one less in total":   {func(p *people) { p.total = func(people, _ int) int { return people - 1 } }, 8, ""},
		"as many as it likes": {func(p *people) { p.total = func(people, page int) int { return people + page } }, 8, "total went from 331 to 332"},
		"without numbers":     {func(p *people) { p.silent = true }, 4, ""},
		"without numbers, growing at the front": {func(p *people) {
			p.silent = true
			p.happens = func(p *people) { p.ids = slices.Insert(p.ids, 0, 1000+p.pages) }
		}, 8, ""},
		"with too many pages": {func(p *people) { p.size = 1; p.ids = make([]int, 5000) }, 1, "it has 5000 pages, of which 2000 are read"},
		"without an end": {func(p *people) {
			p.silent = true
			p.happens = func(p *people) { p.ids = append(p.ids, slices.Repeat([]int{0}, 100)...); fresh(p.ids) }
		}, remote.MostPages, "the list has no end: 2000 pages"},
		"empty": {func(p *people) { p.ids = nil }, 1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeople(330)
			test.spoil(p)
			got, err := p.all(t)
			incomplete := (*remote.ListError)(nil)
			switch {
			case test.fails == "" && (err != nil || len(got) < min(330, len(p.ids))):
				t.Errorf("%d people, %v", len(got), err)
			case test.fails != "" && (!errors.As(err, &incomplete) || !strings.Contains(err.Error(), test.fails) || remote.IsUncertain(err)):
				t.Errorf("%d people, %v; want it to say %q", len(got), err, test.fails)
			}
			if p.pages != test.pages {
				t.Errorf("%d pages were read, want %d", p.pages, test.pages)
			}
		})
	}
}

// fresh numbers a list anew.
func fresh(ids []int) {
	for i := range ids {
		ids[i] = i + 1
	}
}
