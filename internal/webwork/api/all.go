package api

import (
	"context"
	"fmt"
)

const (
	// MostPages is how many pages of a list are read: more than a workspace has, and more than anybody waits for.
	MostPages = 2_000
	// MostPasses is how often a list is read that shifts meanwhile, the first time included.
	MostPasses = 4
)

// ListError is a list that cannot be read as a whole.
type ListError struct{ Reason string }

// Error says what is wrong with the list.
func (e *ListError) Error() string { return e.Reason }

// Shifting is the error of a list that was read MostPasses times and never was whole.
func Shifting(shown, total int) *ListError {
	if total == UnknownTotal {
		return &ListError{fmt.Sprintf("the list shifted each of the %d times it was read, so that something could be missing", MostPasses)}
	}
	return &ListError{fmt.Sprintf("the list was read %d times and never added up, as where it shifts meanwhile: in the end WebWork showed %d objects "+
		"of a total of %d, and something could be missing", MostPasses, shown, total)}
}

// Endless is the error of a list with more pages than are read. The last one is 0 where WebWork does not say.
func Endless(last int) *ListError {
	if last == 0 {
		return &ListError{fmt.Sprintf("the list has no end: %d pages are read at most", MostPages)}
	}
	return &ListError{fmt.Sprintf("the list has no end: WebWork says that it has %d pages, of which %d are read at most", last, MostPages)}
}

// All reads every page of the objects that match the filter, each object once. Pages are read one after the other, and what is
// changed meanwhile moves objects from one to another. A list that may lack something is therefore read again.
func All[T, F any](ctx context.Context, r Reader[T, F], filter F, id func(T) string) ([]T, error) {
	var before *pass[T]
	for range MostPasses {
		now, err := read(ctx, r, filter, id)
		if err != nil {
			return nil, err
		}
		if now.whole(before) {
			return now.items, nil
		}
		before = now
	}
	return nil, Shifting(len(before.items), before.total)
}

// pass is a list as it was read once.
type pass[T any] struct {
	items []T
	seen  map[string]bool
	total int
	// shifted says that totals differ, or that an object came again beside others.
	shifted bool
	// single says that no page after the first brought anything, as where there is none, or where paging is ignored.
	single bool
}

func read[T, F any](ctx context.Context, r Reader[T, F], filter F, id func(T) string) (*pass[T], error) {
	p := &pass[T]{seen: map[string]bool{}, single: true}
	for number := 1; number <= MostPages; number++ {
		page, err := r.Page(ctx, filter, number)
		if err != nil {
			return nil, err
		}
		if page.LastPage > MostPages {
			return nil, Endless(page.LastPage)
		}
		if number == 1 {
			p.total = page.Total
		}
		known := len(p.items)
		for _, item := range page.Items {
			if key := id(item); !p.seen[key] {
				p.seen[key] = true
				p.items = append(p.items, item)
			}
		}
		fresh := len(p.items) - known
		p.single = p.single && (number == 1 || fresh == 0)
		p.shifted = p.shifted || page.Total != p.total || fresh > 0 && fresh < len(page.Items)
		if fresh == 0 || page.Last(number) || p.shifted && p.total != UnknownTotal {
			return p, nil
		}
	}
	return nil, Endless(0)
}

// whole reports whether nothing can be missing. Without a total that tells, a list of one page is all there is at one moment,
// and one of several pages is if it shows whatever the pass before showed: what slips from one page to another just when they
// are read would have to do so twice.
func (p *pass[T]) whole(before *pass[T]) bool {
	switch {
	case p.total == UnknownTotal:
		return p.single || before != nil && p.covers(before)
	case p.shifted:
		return false
	case len(p.items) > p.total: // WebWork counts fewer than it shows
		return before != nil && !before.shifted && before.total == p.total && len(before.items) == len(p.items) && p.covers(before)
	default:
		return len(p.items) == p.total
	}
}

// covers reports whether all is here that another pass showed.
func (p *pass[T]) covers(other *pass[T]) bool {
	for id := range other.seen {
		if !p.seen[id] {
			return false
		}
	}
	return true
}
