package simulator

import "slices"

// table keeps objects in the order of their creation and finds them by id.
type table[K comparable, T any] struct {
	order []row[K, T]
	rows  map[K]*T
}

// row is one object of a table.
type row[K comparable, T any] struct {
	id     K
	object *T
	born   uint64 // how many requests there had been when it was added
}

func newTable[K comparable, T any]() table[K, T] { return table[K, T]{rows: map[K]*T{}} }

func (t *table[K, T]) add(id K, object *T, born uint64) {
	t.order = append(t.order, row[K, T]{id, object, born})
	t.rows[id] = object
}

func (t *table[K, T]) remove(id K) {
	delete(t.rows, id)
	t.order = slices.DeleteFunc(t.order, func(r row[K, T]) bool { return r.id == id })
}

// where gives the objects for which keep holds, in order.
func (t *table[K, T]) where(keep func(*T) bool) []*T { return t.bornBy(^uint64(0), keep) }

// bornBy gives the objects for which keep holds and that were there after so many requests.
func (t *table[K, T]) bornBy(requests uint64, keep func(*T) bool) []*T {
	var objects []*T
	for _, r := range t.order {
		if r.born <= requests && keep(r.object) {
			objects = append(objects, r.object)
		}
	}
	return objects
}
