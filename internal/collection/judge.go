package collection

import "github.com/workspace-as-code/terraform-provider-webwork/internal/remote"

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
//
// A total may also leave out what pages show, such as archived objects. It then does so in the next pass.
func (l *list[K, V]) judge(m *memory[K, V]) {
	switch {
	case l.endless:
	case l.total == remote.UnknownTotal:
		l.whole = !l.looped && (!l.later || l.confirms(m))
	case m.clock > l.begun:
		l.whole = !l.fell && l.untouched(m) >= l.first
	case l.changed || l.repeated:
	case l.total < len(l.seen):
		l.whole = l.repeatsExactly(m)
	default:
		l.whole = l.total == len(l.seen)
	}
}

// untouched counts the objects that were not written since the list was begun.
func (l *list[K, V]) untouched(m *memory[K, V]) int {
	count := 0
	for id := range l.seen {
		if m.fresh(id, l.begun) {
			count++
		}
	}
	return count
}

// repeatsExactly reports whether the pass before showed the same.
func (l *list[K, V]) repeatsExactly(m *memory[K, V]) bool {
	return l.before != nil && !l.before.changed && l.before.total == l.total && len(l.before.seen) == len(l.seen) && l.confirms(m)
}

// confirms reports whether everything is here that the pass before showed, but for own writes. Where ids differ in every answer
// natural keys tell.
func (l *list[K, V]) confirms(m *memory[K, V]) bool {
	if l.before == nil || !l.before.done {
		return false
	}
	missed := 0
	for id := range l.before.seen {
		if _, ok := l.seen[id]; !ok && m.fresh(id, l.before.begun) {
			missed++
		}
	}
	if missed == 0 || missed < len(l.before.seen) {
		return missed == 0
	}
	for key, items := range l.before.byKey {
		if len(l.byKey[key]) < len(items) && m.freshKey(key, l.before.begun) {
			return false
		}
	}
	return true
}

// enough reports whether the list will do for those who need all of it, and what is wrong where it will not and was read often
// enough. The first pass over a list without a total is taken at its word unless an object came again.
func (l *list[K, V]) enough(clock int64) (bool, error) {
	switch {
	case l.endless:
		return true, remote.Endless(l.lastPage)
	case l.done && (l.whole || l.looped || l.total == remote.UnknownTotal && l.before == nil && !l.repeated):
		return true, nil
	case l.number >= remote.MostPasses && l.hopeless(clock):
		return true, remote.Shifting(len(l.seen), l.first, l.total)
	default:
		return false, nil
	}
}

// next is the list before anything was read of it in the next pass, which remembers this one.
func (l *list[K, V]) next(clock int64) *list[K, V] {
	next := l.anew()
	next.before, next.number = l, l.number
	if clock == l.begun {
		next.number++
	}
	l.before = nil // not needed any more
	return next
}

// anew is the list before anything was read of it.
func (l *list[K, V]) anew() *list[K, V] {
	fresh := newList[K, V](l.read)
	fresh.expect = l.pages + l.remaining()
	return fresh
}

// hopeless reports whether this pass cannot prove any more that a natural key is absent.
func (l *list[K, V]) hopeless(clock int64) bool {
	switch {
	case l.done:
		return !l.whole
	case l.pages == 0, l.total == remote.UnknownTotal:
		return false
	default:
		return l.fell || clock == l.begun && (l.changed || l.repeated)
	}
}

// spoiled reports whether a second pass may prove what this one does not: own writes may be the
// reason, or that the service tells no totals. Where its totals never add up, another one is no use.
func (l *list[K, V]) spoiled(clock int64) bool {
	switch {
	case l.before != nil || l.endless || !l.hopeless(clock):
		return false
	case l.total == remote.UnknownTotal:
		return !l.looped
	default:
		return clock > l.begun
	}
}
