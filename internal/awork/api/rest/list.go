package rest

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

const (
	// perPage is how many objects are asked for in one page, the most that awork documents, and fewerPerPage where it refuses that.
	perPage      = 1_000
	fewerPerPage = 100
	// mostItems is how many objects an answer may have: there are lists without pages.
	mostItems = 20_000
)

// pageSizes are the sizes that a full page can have where an answer says nothing of it.
var pageSizes = []int{10, fewerPerPage, perPage} //nolint:gochecknoglobals // a constant, for which Go has no other form

// list is a list in pages. W is how an object is written in JSON.
type list[W, T any] struct {
	client  *Client
	path    []string
	query   url.Values
	convert func(W) T
	// narrowed says that the query lets only some objects through. Where awork counts all the same, nobody says.
	narrowed bool
}

// page reads one page; the first is 1.
func (l list[W, T]) page(ctx context.Context, number int) (remote.Page[T], error) {
	size := l.size()
	page, err := l.ask(ctx, number, size)
	if size == perPage && refusesSize(err) {
		fewer, again := l.ask(ctx, number, fewerPerPage)
		if again != nil {
			return page, err
		}
		l.client.sizes.Store(l.name(), fewerPerPage)
		return fewer, nil
	}
	return page, err
}

// refusesSize reports whether it may be the size of pages that awork objects to.
func refusesSize(err error) bool {
	var refusal *api.RefusalError
	return errors.As(err, &refusal) && refusal.Answer.Status == http.StatusBadRequest && refusal.Code != api.CodeInvalidFilter
}

// ask asks for a page with so many objects.
func (l list[W, T]) ask(ctx context.Context, number, size int) (remote.Page[T], error) {
	asked := reading(l.path...)
	asked.query = url.Values{"page": {strconv.Itoa(number)}, "pageSize": {strconv.Itoa(size)}}
	maps.Copy(asked.query, l.query)
	got, err := l.client.do(ctx, asked)
	if err != nil {
		return remote.Page[T]{}, err
	}
	items, err := objects(got, l.convert)
	if err != nil {
		return remote.Page[T]{}, err
	}
	page := remote.Page[T]{Items: items, Total: remote.UnknownTotal}
	if total, told := got.number("aw-totalitems"); told && !l.narrowed {
		page.Total = total
	}
	held, told := got.number("aw-pagesize")
	if !told && number == 1 && page.Total > len(items) && slices.Contains(pageSizes, len(items)) {
		held, told = len(items), true
	}
	if told && held > 0 && held < size { // the others are numbered by what a page holds
		l.client.sizes.Store(l.name(), held)
		size = held
	}
	page.LastPage, page.Final = last(number, size, told, page.Total, len(items))
	return page, nil
}

// last tells the number of the last page, 0 where nobody knows, and whether it is this one.
func last(number, size int, sizeTold bool, total, items int) (int, bool) {
	switch {
	case total != remote.UnknownTotal:
		pages := max(1, (total+size-1)/size)
		return pages, number >= pages
	case items == 0:
		return 0, true
	case sizeTold:
		return 0, items < size
	default:
		return 0, !slices.Contains(pageSizes, items)
	}
}

// name is what is known of the list by.
func (l list[W, T]) name() string { return strings.Join(l.path, "/") }

// size is how many objects a page of the list has, as far as it is known by now.
func (l list[W, T]) size() int {
	if known, ok := l.client.sizes.Load(l.name()); ok {
		if size, ok := known.(int); ok {
			return size
		}
	}
	return perPage
}

// number reads a header that counts.
func (a answer) number(header string) (int, bool) {
	number, err := strconv.Atoi(strings.TrimSpace(a.came.Header(header)))
	return number, err == nil && number >= 0
}

// all reads every page; id tells one object from another.
func (l list[W, T]) all(ctx context.Context, id func(T) string) ([]T, error) {
	return remote.All(ctx, pages[W, T]{l}, struct{}{}, id)
}

// pages are the pages of a list, of whose objects none is read by itself.
type pages[W, T any] struct{ list list[W, T] }

// Get is not asked for.
func (pages[W, T]) Get(context.Context, string) (T, error) {
	var none T
	return none, errors.ErrUnsupported
}

// Page reads one page.
func (p pages[W, T]) Page(ctx context.Context, _ struct{}, number int) (remote.Page[T], error) {
	return p.list.page(ctx, number)
}

// whole reads a list that has no pages: all of it is in one answer, whatever headers say.
func whole[W, T any](ctx context.Context, c *Client, asked call, convert func(W) T) (remote.Page[T], error) {
	got, err := c.do(ctx, asked)
	if err != nil {
		return remote.Page[T]{}, err
	}
	items, err := objects(got, convert)
	if err != nil {
		return remote.Page[T]{}, err
	}
	return remote.Page[T]{Items: items, Total: len(items), LastPage: 1, Final: true}, nil
}
