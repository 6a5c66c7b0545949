package collection

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// Source tells a Collection how the service is asked for the objects of one kind.
type Source[K comparable, V any] struct {
	// Name is the kind's plural, such as "members".
	Name string
	// ID is the id that the object has in the answer.
	ID func(V) K
	// Key is the natural key, in the form in which keys are compared.
	Key func(V) string
	// Keys are all natural keys of an object that may have several, Key among them; nil where each has one.
	Keys func(V) []string

	// Get reads one object; remote.IsNotFound holds for the error where the service does not show it.
	Get func(ctx context.Context, id K) (V, error)
	// Page reads one page (the first is 1) of the list without a filter.
	Page func(ctx context.Context, number int) (remote.Page[V], error)
	// Extra are further lists of the same kind, with objects that the one without a filter may
	// hide. Together they hold every object that the service shows anywhere.
	Extra []func(ctx context.Context, number int) (remote.Page[V], error)
	// Find asks the service for the objects with a natural key, archived ones included; what has
	// another key is ignored. Nil where the service offers no such filter: then only lists answer.
	Find func(ctx context.Context, key string) ([]V, error)
	// FindCost is how many requests one Find costs, at least 1.
	FindCost int

	// Full are the documented fields of an object, Fields those that an answer carried. A list
	// item without some of them stands in for the object only if a single object lacks them,
	// too. With either left out every item does.
	Full   remote.Fields
	Fields func(V) remote.Fields
	// Clone makes a copy that shares no memory; nil where assignment does.
	Clone func(V) V

	// Each turns lists off wherever single requests can answer.
	Each bool
}

// Logger writes a line of the debug log.
type Logger func(ctx context.Context, message string)

func (s *Source[K, V]) clone(value V) V {
	if s.Clone == nil {
		return value
	}
	return s.Clone(value)
}

// fields are those that the answer carried; all of them where the source does not tell.
func (s *Source[K, V]) fields(value V) remote.Fields {
	if s.Fields == nil {
		return s.Full
	}
	return s.Fields(value)
}

func (s *Source[K, V]) findCost() int { return max(1, s.FindCost) }

// keys are the natural keys of an object.
func (s *Source[K, V]) keys(value V) []string {
	if s.Keys == nil {
		return []string{s.Key(value)}
	}
	return s.Keys(value)
}
