package simulator

import "strconv"

// list says which list an answer is; the documented place of paging differs between them.
type list int

const (
	noList list = iota
	workspaceList
	memberList
	projectList
	contractList
	viewerList
	webhookList
)

// place is where an answer says how many pages there are.
type place int

const (
	nowhere place = iota
	inMeta
	onTop
)

// The sizes of a page.
const (
	defaultPage = 20
	webhookPage = 50
	largestPage = 100
	lastPage    = 1_000_000 // nobody has more
)

// pagingPlace is where a list carries its paging.
func (v *v2) pagingPlace(l list) place {
	variants := v.state.variants
	switch {
	case l == noList || variants.Any(PagingAbsent):
		return nowhere
	case variants[PagingInMeta]:
		return inMeta
	case variants[PagingOnTop]:
		return onTop
	}
	switch l {
	case workspaceList, memberList, webhookList:
		return inMeta
	case contractList:
		return onTop
	case noList, projectList, viewerList:
	}
	return nowhere
}

// pagination says which part of a list a page is.
type pagination struct{ total, size, current, shown int }

func (p *pagination) last() int { return max(1, (p.total+p.size-1)/p.size) }

// object is the pagination in an answer; the one beside meta does not say from and to.
func (p *pagination) object(bounds bool) object {
	o := object{
		always("total", p.total), always("per_page", p.size), always("current_page", p.current), always("last_page", p.last()),
	}
	if !bounds {
		return o
	}
	if p.shown == 0 {
		return append(o, always("from", nil), always("to", nil))
	}
	from := (p.current-1)*p.size + 1
	return append(o, always("from", from), always("to", from+p.shown-1))
}

// listPage answers the page of a list that the call asks for.
func listPage[T any](c *call, l list, message string, rows []*T, wire func(*T) object) (answer, error) {
	number, size, err := c.pageAndSize(l)
	if err != nil {
		return answer{}, err
	}
	total := len(rows)
	if c.state.variants[PagingIgnored] {
		number, size = 1, max(1, total)
	}
	from := min(total, max(0, number-1)*size)
	rows = rows[from:min(total, from+size)]
	objects := make([]object, len(rows))
	for i, row := range rows {
		objects[i] = wire(row)
	}
	c.state.lists[l]++
	page := &pagination{total: total, size: size, current: number, shown: len(rows)}
	return answer{message: message, data: objects, list: l, page: page}, nil
}

func (c *call) pageAndSize(l list) (int, int, error) {
	size := defaultPage
	if l == webhookList {
		size = webhookPage
	}
	number, err := c.bounded("page", 1, lastPage)
	if err != nil {
		return 0, 0, err
	}
	size, err = c.bounded("per_page", size, largestPage)
	if err != nil {
		return 0, 0, err
	}
	if c.state.variants[PagingSizeIgnored] {
		size = defaultPage
	}
	return number, size, nil
}

func (c *call) bounded(name string, value, most int) (int, error) {
	if !c.query.Has(name) {
		return value, nil
	}
	number, err := strconv.Atoi(c.query.Get(name))
	if err != nil || number < 1 || number > most {
		return 0, refuseField(invalid, name, "The %s field must be between 1 and %d.", name, most)
	}
	return number, nil
}
