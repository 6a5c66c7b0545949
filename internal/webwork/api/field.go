package api

// Field is one attribute of an update. Its zero value leaves the attribute as it is.
type Field[T any] struct {
	sent  bool
	value *T
}

// Set gives the attribute a value.
func Set[T any](value T) Field[T] { return Field[T]{sent: true, value: &value} }

// Clear empties the attribute: null is sent. Whether WebWork takes null for every attribute is
// not documented, so a caller that finds the old value in the answer sends the zero value with
// Set instead.
func Clear[T any]() Field[T] { return Field[T]{sent: true} }

// Sent reports whether the attribute is part of the update.
func (f Field[T]) Sent() bool { return f.sent }

// Value is the value that is sent; nil stands for null.
func (f Field[T]) Value() *T { return f.value }

// Fields records which of the documented fields of a kind an answer carried, one bit each. A
// list whose items carry fewer fields than a single object does cannot stand in for reading the
// object itself.
type Fields uint64

// Covers reports whether every field of other is there.
func (f Fields) Covers(other Fields) bool { return f&other == other }
