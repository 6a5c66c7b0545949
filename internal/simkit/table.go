package simkit

import "slices"

// Table keeps objects in the order of their creation and finds them by id.
type Table[K comparable, T any] struct {
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

// View is what a list knows: what had been added after so many requests, and what had not been
// deleted so many lists ago.
type View struct{ Requests, Lists uint64 }

// NewTable makes a table that is empty.
func NewTable[K comparable, T any]() Table[K, T] { return Table[K, T]{rows: map[K]*T{}} }

// Get gives the object with an id, nil where there is none.
func (t *Table[K, T]) Get(id K) *T { return t.rows[id] }

// Add adds an object. Born is how many requests there had been.
func (t *Table[K, T]) Add(id K, object *T, born uint64) {
	t.drop(id) // the ghost of what has come back
	t.order = append(t.order, row[K, T]{id: id, object: object, born: born})
	t.rows[id] = object
}

// Remove removes an object at once.
func (t *Table[K, T]) Remove(id K) {
	delete(t.rows, id)
	t.drop(id)
}

func (t *Table[K, T]) drop(id K) {
	t.order = slices.DeleteFunc(t.order, func(r row[K, T]) bool { return r.id == id })
}

// Bury removes an object, but for lists until they have been shown so many times.
func (t *Table[K, T]) Bury(id K, until uint64) {
	delete(t.rows, id)
	for i := range t.order {
		if t.order[i].id == id {
			t.order[i].ghost, t.order[i].until = true, until
		}
	}
}

// Where gives the objects for which keep holds, in order.
func (t *Table[K, T]) Where(keep func(*T) bool) []*T {
	return t.Seen(View{Requests: ^uint64(0), Lists: ^uint64(0)}, keep)
}

// Seen gives the objects that a list knows and for which keep holds, in order.
func (t *Table[K, T]) Seen(v View, keep func(*T) bool) []*T {
	var objects []*T
	for _, r := range t.order {
		if r.born <= v.Requests && (!r.ghost || v.Lists < r.until) && keep(r.object) {
			objects = append(objects, r.object)
		}
	}
	return objects
}

// Knows reports whether a list knows an object that exists.
func (t *Table[K, T]) Knows(v View, id K) bool {
	return slices.ContainsFunc(t.order, func(r row[K, T]) bool { return r.id == id && !r.ghost && r.born <= v.Requests })
}
