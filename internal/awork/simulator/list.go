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
	return list(c, rows, wire, true)
}

// wholeOf answers a list that has no pages.
func wholeOf[T any](c *call, rows []*T, wire func(*T) any) (answer, error) {
	return list(c, rows, wire, false)
}

func list[T any](c *call, rows []*T, wire func(*T) any, paged bool) (answer, error) {
	if c.restricted && c.state.variants[ListsEmpty] {
		rows = nil
	}
	p := part{total: len(rows), paged: paged}
	var objects []any
	selects := c.query.Get("filterby") != "" || c.query.Get("orderby") != ""
	if selects {
		var err error
		if objects, err = c.selected(trees(rows, wire), tree(wire(new(T)))); err != nil {
			return answer{}, err
		}
		p.total = len(objects)
	}
	if err := c.turnTo(&p); err != nil {
		return answer{}, err
	}
	if selects {
		objects = objects[p.from:p.to]
	} else {
		objects = trees(rows[p.from:p.to], wire)
	}
	if c.state.variants[TotalUnfiltered] {
		p.total = len(rows)
	}
	return answer{status: http.StatusOK, body: objects, list: true, header: c.pagingHeader(p)}, nil
}

// trees are rows as JSON has them.
func trees[T any](rows []*T, wire func(*T) any) []any {
	objects := make([]any, len(rows))
	for i, row := range rows {
		objects[i] = tree(wire(row))
	}
	return objects
}

// part says which part of a list an answer is.
type part struct {
	total, page, size int
	from, to          int
	paged             bool // the list has pages
}

// turnTo finds the part that the call asks for.
func (c *call) turnTo(p *part) error {
	var err error
	if p.page, p.size, err = c.pageAndSize(); err != nil {
		return err
	}
	if !p.paged {
		p.page, p.size = 1, max(1, p.total)
	}
	p.from = min(p.total, (p.page-1)*p.size)
	p.to = min(p.total, p.from+p.size)
	return nil
}

func (c *call) pagingHeader(p part) http.Header {
	header := http.Header{}
	if !p.paged && c.state.variants[PagingOnlyPaged] {
		return header
	}
	header.Set("Aw-Totalitems", strconv.Itoa(p.total))
	if !c.state.variants[PagingTotalOnly] {
		header.Set("Aw-Page", strconv.Itoa(p.page))
		header.Set("Aw-Pagesize", strconv.Itoa(p.size))
		header.Set("Aw-Items", strconv.Itoa(p.to-p.from))
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
