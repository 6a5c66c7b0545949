package remote

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

// Shifting is the error of a list that was read MostPasses times and never was whole: how many objects the last pass showed, and the
// totals of its first page and its last.
func Shifting(shown, first, total int) *ListError {
	what := "objects moved from page to page"
	switch {
	case first != total:
		what = fmt.Sprintf("its total went from %d to %d meanwhile", first, total)
	case total != UnknownTotal && shown != total:
		what = fmt.Sprintf("it has %d objects of a total of %d", shown, total)
	}
	return &ListError{fmt.Sprintf("the list was read %d times and may lack something each time: %s", MostPasses, what)}
}

// Endless is the error of a list with more pages than are read. The last one is 0 where the service does not say.
func Endless(last int) *ListError {
	if last == 0 {
		return &ListError{fmt.Sprintf("the list has no end: %d pages are read at most", MostPages)}
	}
	return &ListError{fmt.Sprintf("the list has no end: the service says that it has %d pages, of which %d are read at most", last, MostPages)}
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
	return nil, Shifting(len(before.items), before.total, before.latest)
}

// pass is a list as it was read once.
type pass[T any] struct {
	items         []T
	seen          map[string]bool
	total, latest int // of the first page and of the last
	// shifted says that totals differ, or that an object came again beside others.
	shifted bool
}

func read[T, F any](ctx context.Context, r Reader[T, F], filter F, id func(T) string) (*pass[T], error) {
	p := &pass[T]{seen: map[string]bool{}}
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
		p.latest = page.Total
		known := len(p.items)
		for _, item := range page.Items {
			if key := id(item); !p.seen[key] {
				p.seen[key] = true
				p.items = append(p.items, item)
			}
		}
		fresh := len(p.items) - known
		p.shifted = p.shifted || page.Total != p.total || fresh > 0 && fresh < len(page.Items)
		if fresh == 0 || page.Final || p.shifted && p.total != UnknownTotal {
			return p, nil
		}
	}
	return nil, Endless(0)
}

// whole reports whether nothing can be missing, as far as the list tells. One without a total is taken at its word, unless
// an object came again: then the next pass has to show whatever this one did.
func (p *pass[T]) whole(before *pass[T]) bool {
	switch {
	case p.total == UnknownTotal && before != nil:
		return p.covers(before)
	case p.shifted:
		return false
	case p.total == UnknownTotal, len(p.items) == p.total:
		return true
	case len(p.items) > p.total: // the service counts fewer than it shows
		return before != nil && !before.shifted && before.total == p.total && len(before.items) == len(p.items) && p.covers(before)
	default:
		return false
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
