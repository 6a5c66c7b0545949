package remote

import "context"

// UnknownTotal is the Total of a page whose answer does not say how many objects there are.
const UnknownTotal = -1

// Page is one page of a list, as a dialect makes it of an answer.
type Page[T any] struct {
	Items []T
	// Total is how many objects the whole list has, or UnknownTotal.
	Total int
	// LastPage is the number of the last page, 0 where the answer does not say.
	LastPage int
	// Final says that nothing can follow. Where answers do not number their pages the dialect tells by the number of items; a list
	// that ignores paging altogether repeats itself instead, so that whoever reads on also stops at a page that brings nothing new.
	Final bool
}

// Reader reads objects of one kind: T by its id, or page by page those that match F. Ids are text for everybody but the dialect,
// which knows how they are written.
type Reader[T, F any] interface {
	// Get reads one object. An object that the service does not show is an error for which IsNotFound holds.
	Get(ctx context.Context, id string) (T, error)

	// Page reads one page (the first is 1) of the objects that match the filter. The zero filter matches all.
	Page(ctx context.Context, filter F, page int) (Page[T], error)
}
