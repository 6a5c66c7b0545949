package collection

import (
	"context"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// list is one pass over the pages of a list.
type list[K comparable, V any] struct {
	read   func(ctx context.Context, number int) (remote.Page[V], error)
	begun  int64       // the memory's clock at the first page
	before *list[K, V] // the pass before, where this is another one since that proved too little
	number int         // of the pass, those not counted in which own writes may have shifted the list
	expect int         // how many pages there will be, as far as known before the first

	pages    int
	size     int  // items of the first page
	first    int  // the total that the first page reports
	single   bool // nothing follows the first page
	total    int  // the total that the latest page reports
	lastPage int
	changed  bool // totals differ
	fell     bool // a total is lower than the one before
	repeated bool // an object came twice, beside others that did not
	looped   bool // a page came twice, as where paging is ignored
	later    bool // a page after the first brought something new
	endless  bool // there are more pages than are read
	done     bool
	whole    bool // done, and no object can have been missed
	seen     map[K]struct{}
	items    []V
	previous []string // the keys of the latest page, where pages have no numbers
	byKey    map[string][]V
}

func newList[K comparable, V any](read func(context.Context, int) (remote.Page[V], error)) *list[K, V] {
	return &list[K, V]{read: read, number: 1, expect: 1, seen: map[K]struct{}{}, byKey: map[string][]V{}}
}

// add takes in the next page.
func (l *list[K, V]) add(source *Source[K, V], page remote.Page[V]) {
	l.pages++
	if l.pages == 1 {
		l.size, l.first, l.total, l.single = len(page.Items), page.Total, page.Total, page.Final
	}
	l.changed = l.changed || page.Total != l.total
	l.fell = l.fell || page.Total < l.total
	l.total, l.lastPage = page.Total, page.LastPage

	if l.repeats(source, page) {
		l.looped, l.done = true, true
		return
	}
	fresh := l.take(source, page.Items)
	l.later = l.later || l.pages > 1 && fresh > 0
	l.repeated = l.repeated || fresh > 0 && fresh < len(page.Items)
	l.done = fresh == 0 || page.Final || page.LastPage == 0 && l.full()
	l.endless = page.LastPage > remote.MostPages || !l.done && l.pages >= remote.MostPages
	l.done = l.done || l.endless
}

// take takes in items and counts those that were not seen before.
func (l *list[K, V]) take(source *Source[K, V], items []V) (fresh int) {
	for _, item := range items {
		id := source.ID(item)
		if _, ok := l.seen[id]; ok {
			continue
		}
		fresh++
		l.seen[id] = struct{}{}
		l.items = append(l.items, item)
		for _, key := range source.keys(item) {
			l.byKey[key] = append(l.byKey[key], item)
		}
	}
	return fresh
}

// repeats reports whether a page without numbers is the one before once more, as a server
// answers that ignores paging. Ids may differ from answer to answer, so keys are compared.
func (l *list[K, V]) repeats(source *Source[K, V], page remote.Page[V]) bool {
	if page.LastPage > 0 || page.Total != remote.UnknownTotal || len(page.Items) == 0 {
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
func (l *list[K, V]) full() bool { return l.total != remote.UnknownTotal && len(l.seen) >= l.total }

// remaining is how many more pages there are, at least as far as known.
func (l *list[K, V]) remaining() int {
	switch {
	case l.done:
		return 0
	case l.pages == 0:
		return l.expect
	case l.lastPage > 0:
		return max(1, l.lastPage-l.pages)
	case l.total == remote.UnknownTotal:
		return 1
	default:
		return max(1, (l.total-len(l.seen)+l.size-1)/max(1, l.size))
	}
}
