package collection

import (
	"context"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// list is one pass over the pages of a list.
type list[K comparable, V any] struct {
	read   func(ctx context.Context, number int) (api.Page[V], error)
	begun  int64       // the memory's clock at the first page
	before *list[K, V] // the first pass, where this is a second one since the first proved too little
	expect int         // how many pages there will be, as far as known before the first

	pages    int
	size     int // items of the first page
	first    int // the total that the first page reports
	total    int // the total that the latest page reports
	lastPage int
	changed  bool // totals differ
	fell     bool // a total is lower than the one before
	repeated bool // an object came twice
	looped   bool // a page came twice, as where paging is ignored
	later    bool // a page after the first brought something new
	done     bool
	whole    bool // done, and no object can have been missed
	seen     map[K]struct{}
	items    []V
	previous []string // the keys of the latest page, where pages have no numbers
	byKey    map[string][]V
}

func newList[K comparable, V any](read func(context.Context, int) (api.Page[V], error)) *list[K, V] {
	return &list[K, V]{read: read, expect: 1, seen: map[K]struct{}{}, byKey: map[string][]V{}}
}

// add takes in the next page.
func (l *list[K, V]) add(source *Source[K, V], page api.Page[V]) {
	l.pages++
	if l.pages == 1 {
		l.size, l.first, l.total = len(page.Items), page.Total, page.Total
	}
	l.changed = l.changed || page.Total != l.total
	l.fell = l.fell || page.Total < l.total
	l.total, l.lastPage = page.Total, page.LastPage

	if l.repeats(source, page) {
		l.repeated, l.looped, l.done = true, true, true
		return
	}
	fresh := 0
	for _, item := range page.Items {
		id, key := source.ID(item), source.Key(item)
		if _, ok := l.seen[id]; ok {
			l.repeated = true
			continue
		}
		fresh++
		l.seen[id] = struct{}{}
		l.items = append(l.items, item)
		l.byKey[key] = append(l.byKey[key], item)
	}
	l.later = l.later || l.pages > 1 && fresh > 0
	l.done = fresh == 0 || page.Last(l.pages) || page.LastPage == 0 && l.full()
}

// repeats reports whether a page without numbers is the one before once more, as a server
// answers that ignores paging. Ids may differ from answer to answer, so keys are compared.
func (l *list[K, V]) repeats(source *Source[K, V], page api.Page[V]) bool {
	if page.LastPage > 0 || page.Total != api.UnknownTotal || len(page.Items) == 0 {
		return false
	}
	keys := make([]string, len(page.Items))
	for i, item := range page.Items {
		keys[i] = source.Key(item)
	}
	defer func() { l.previous = keys }()
	return slices.Equal(keys, l.previous)
}

// full reports whether as many objects came as there are.
func (l *list[K, V]) full() bool { return l.total != api.UnknownTotal && len(l.seen) >= l.total }

// judge decides, once the last page is there, whether no object can have been missed.
//
// With nothing written meanwhile all pages report one total, and the objects add up to it. Own
// writes shift objects between pages. A new object pushes others to later pages only, where they
// are seen (again), so it does no harm: as many objects came that were not written as there were
// in all when the first page was read. Any other write leaves too few of them.
//
// Where no page tells how many objects there are, a single page is all of them as of one moment.
// More pages are, if a second pass shows whatever the first one did: what has slipped from one page
// to another just when they were read would have had to do so twice.
func (l *list[K, V]) judge(m *memory[K, V]) {
	if l.total == api.UnknownTotal {
		l.whole = !l.looped && (!l.later || l.confirms(m))
		return
	}
	if m.clock == l.begun {
		l.whole = !l.changed && !l.repeated && l.total == len(l.seen)
		return
	}
	untouched := 0
	for id := range l.seen {
		if m.fresh(id, l.begun) {
			untouched++
		}
	}
	l.whole = !l.fell && untouched >= l.first
}

// confirms reports whether everything is here that a first pass showed, but for own writes.
func (l *list[K, V]) confirms(m *memory[K, V]) bool {
	if l.before == nil || !l.before.done {
		return false
	}
	for id := range l.before.seen {
		if _, ok := l.seen[id]; !ok && m.fresh(id, l.before.begun) {
			return false
		}
	}
	return true
}

// remaining is how many more pages there are, at least as far as known.
func (l *list[K, V]) remaining() int {
	switch {
	case l.done:
		return 0
	case l.pages == 0:
		return l.expect
	case l.lastPage > 0:
		return max(1, l.lastPage-l.pages)
	case l.total == api.UnknownTotal:
		return 1
	default:
		return max(1, (l.total-len(l.seen)+l.size-1)/max(1, l.size))
	}
}

// hopeless reports whether this pass cannot prove any more that a natural key is absent.
func (l *list[K, V]) hopeless(clock int64) bool {
	switch {
	case l.done:
		return !l.whole
	case l.pages == 0, l.total == api.UnknownTotal:
		return false
	default:
		return l.fell || clock == l.begun && (l.changed || l.repeated)
	}
}

// spoiled reports whether a second pass may prove what this one does not: own writes may be the
// reason, or that WebWork tells no totals. Where its totals never add up, another one is no use.
func (l *list[K, V]) spoiled(clock int64) bool {
	switch {
	case l.before != nil || !l.hopeless(clock):
		return false
	case l.total == api.UnknownTotal:
		return !l.looped
	default:
		return clock > l.begun
	}
}
