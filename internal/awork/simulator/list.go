package simulator

import (
	"net/http"
	"strconv"
)

// The sizes of a page.
const (
	defaultPage = 10
	largestPage = 1000
	cappedPage  = 100
	lastPage    = 1_000_000 // nobody has more
)

// inLists are the parameters that every list takes beside others.
func inLists(others ...string) []string {
	return append(others, "page", "pagesize", "filterby", "orderby")
}

// listOf answers the page of a list that the call asks for.
func listOf[T any](c *call, rows []*T, wire func(*T) any) (answer, error) {
	return c.list(rowsOf(rows, wire), tree(wire(new(T))), true)
}

// wholeOf answers a list that has no pages.
func wholeOf[T any](c *call, rows []*T, wire func(*T) any) (answer, error) {
	return c.list(rowsOf(rows, wire), tree(wire(new(T))), false)
}

func rowsOf[T any](rows []*T, wire func(*T) any) []any {
	objects := make([]any, len(rows))
	for i, row := range rows {
		objects[i] = tree(wire(row))
	}
	return objects
}

func (c *call) list(rows []any, like any, paged bool) (answer, error) {
	if c.restricted && c.state.variants[ListsEmpty] {
		rows = nil
	}
	unfiltered := len(rows)
	rows, err := c.selected(rows, like)
	if err != nil {
		return answer{}, err
	}
	page, size, err := c.pageAndSize()
	if err != nil {
		return answer{}, err
	}
	total := len(rows)
	if !paged {
		page, size = 1, max(1, total)
	}
	from := min(total, (page-1)*size)
	rows = rows[from:min(total, from+size)]
	if c.state.variants[TotalUnfiltered] {
		total = unfiltered
	}
	if rows == nil {
		rows = []any{}
	}
	return answer{status: http.StatusOK, body: rows, list: true, header: c.pagingHeader(page, size, len(rows), total, paged)}, nil
}

func (c *call) pagingHeader(page, size, items, total int, paged bool) http.Header {
	header := http.Header{}
	if !paged && c.state.variants[PagingOnlyPaged] {
		return header
	}
	header.Set("Aw-Totalitems", strconv.Itoa(total))
	if !c.state.variants[PagingTotalOnly] {
		header.Set("Aw-Page", strconv.Itoa(page))
		header.Set("Aw-Pagesize", strconv.Itoa(size))
		header.Set("Aw-Items", strconv.Itoa(items))
	}
	return header
}

func (c *call) pageAndSize() (int, int, error) {
	most := largestPage
	if c.state.variants[PageSizeRefused] {
		most = cappedPage
	}
	page, err := c.bounded("page", 1, lastPage)
	if err != nil {
		return 0, 0, err
	}
	size, err := c.bounded("pagesize", defaultPage, most)
	if err != nil {
		return 0, 0, err
	}
	if c.state.variants[PageSizeCapped] {
		size = min(size, cappedPage)
	}
	return page, size, nil
}

func (c *call) bounded(name string, value, most int) (int, error) {
	if !c.query.Has(name) {
		return value, nil
	}
	number, err := strconv.Atoi(c.query.Get(name))
	if err != nil || number < 1 || number > most {
		return 0, invalidProperty(name, "The value must be between 1 and %d.", most)
	}
	return number, nil
}

// selected gives the rows that the filter keeps, in the order that is asked for.
func (c *call) selected(rows []any, _ any) ([]any, error) {
	if c.query.Get("filterby") != "" || c.query.Get("orderby") != "" {
		return nil, business(invalidFilter, "The filter or order is invalid.")
	}
	return rows, nil
}
