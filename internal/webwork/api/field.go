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

// Clears reports whether the update empties the attribute.
func (f Field[T]) Clears() bool { return f.sent && f.value == nil }

// Value is the value that is sent; nil stands for null.
func (f Field[T]) Value() *T { return f.value }
