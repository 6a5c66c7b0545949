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
	ghost  bool   // it is deleted, and lists may still show it
	until  uint64 // how many times its list is shown before that ends
}

// view is what a list knows: what had been added after so many requests, and what had not been
// deleted so many lists ago.
type view struct{ requests, lists uint64 }

func newTable[K comparable, T any]() table[K, T] { return table[K, T]{rows: map[K]*T{}} }

func (t *table[K, T]) add(id K, object *T, born uint64) {
	t.drop(id) // the ghost of what has come back
	t.order = append(t.order, row[K, T]{id: id, object: object, born: born})
	t.rows[id] = object
}

func (t *table[K, T]) remove(id K) {
	delete(t.rows, id)
	t.drop(id)
}

func (t *table[K, T]) drop(id K) {
	t.order = slices.DeleteFunc(t.order, func(r row[K, T]) bool { return r.id == id })
}

// bury removes an object, but for lists until they have been shown so many times.
func (t *table[K, T]) bury(id K, until uint64) {
	delete(t.rows, id)
	for i := range t.order {
		if t.order[i].id == id {
			t.order[i].ghost, t.order[i].until = true, until
		}
	}
}

// where gives the objects for which keep holds, in order.
func (t *table[K, T]) where(keep func(*T) bool) []*T {
	return t.seen(view{requests: ^uint64(0), lists: ^uint64(0)}, keep)
}

// seen gives the objects that a list knows and for which keep holds, in order.
func (t *table[K, T]) seen(v view, keep func(*T) bool) []*T {
	var objects []*T
	for _, r := range t.order {
		if r.born <= v.requests && (!r.ghost || v.lists < r.until) && keep(r.object) {
			objects = append(objects, r.object)
		}
	}
	return objects
}

// knows reports whether a list knows an object that exists.
func (t *table[K, T]) knows(v view, id K) bool {
	return slices.ContainsFunc(t.order, func(r row[K, T]) bool { return r.id == id && !r.ghost && r.born <= v.requests })
}
