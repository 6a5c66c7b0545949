package api

import "slices"

// PerPage is how many objects are asked for in one page, the most that WebWork allows.
const PerPage = 100

// UnknownTotal is the Total of a page whose answer does not say how many objects there are.
// WebWork documents no pagination block for projects and project viewers.
const UnknownTotal = -1

// Page is one page of a list.
type Page[T any] struct {
	Items []T
	// Total is how many objects the whole list has, or UnknownTotal.
	Total int
	// LastPage is the number of the last page, 0 where the answer does not say.
	LastPage int
}

// pageSizes are the sizes WebWork uses where it ignores the one asked for: 20 by default, 50 for
// webhooks, 100 at most.
var pageSizes = []int{20, 50, PerPage} //nolint:gochecknoglobals // a constant, for which Go has no other form

// Last reports whether nothing can follow this page, which is the one with that number.
//
// Where the answer does not number its pages, a page is the last one if its length is none of
// the sizes a full page can have. A list that ignores paging altogether repeats itself instead,
// so a caller also stops at a page that brings nothing new.
func (p Page[T]) Last(number int) bool {
	switch {
	case len(p.Items) == 0:
		return true
	case p.LastPage > 0:
		return number >= p.LastPage
	default:
		return !slices.Contains(pageSizes, len(p.Items))
	}
}
