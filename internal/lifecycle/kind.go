// Package lifecycle is how objects come and go: how what is declared finds what exists, so that nothing is created and nobody
// invited twice; how what is destroyed is archived or deleted; and how it comes back. A kind says what it can do, the
// lifecycle what follows from it.
package lifecycle

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Kind is one kind of objects, and how to reach them.
type Kind[T any] struct {
	// Noun is what people call one, such as "member".
	Noun string
	// Type is the resource type.
	Type string
	// Key names the attributes that make the natural key, the one at fault first.
	Key []string
	// Secret says that the natural key may carry a secret. No error points at it, since the CLI would print the line of the
	// configuration that has it.
	Secret bool
	// Space is the space in which ids and natural keys are unique: members and viewers share theirs.
	Space string
	// Verb is what creating one is called, such as "invite".
	Verb string
	// Access is the policy for people; nil for all other kinds.
	Access *Access
	// Unique says that the service itself never has two objects of one natural key.
	Unique bool

	Run Run

	// ID is the object's id.
	ID func(T) string
	// Names are all names by which this run may meet the object again; nil means its id only.
	Names func(T) []string
	// Describe names the object as people know it, with its id.
	Describe func(T) string
	// Name names what is declared as people know it, which may take requests, or is empty where that cannot be told; nil means that
	// its label is the name.
	Name func(ctx context.Context, declared Instance) string
	// Archive is how objects are archived and come back; nil means that what is removed is gone.
	Archive *Archive[T]

	// Deletes tells that removing the object deletes it although its kind is archived, such as an invitation that was not accepted. It
	// may be nil.
	Deletes func(T) bool

	// Get reads one object; nil where one is not read by itself.
	Get func(ctx context.Context, id string) (T, error)
	// Find gives every object with the natural key, archived ones included; nil where nothing is looked for, since making sure
	// of an object that exists does no harm.
	Find func(ctx context.Context, key string) ([]T, error)
	// ImportID is what imports the object of a natural key, for which users may have to fill in what is
	// written in capitals; nil where nothing but the id does.
	ImportID func(want Instance) string
	// Elsewhere names what holds the natural key although it is of another kind, or is empty; nil
	// means that nothing does.
	Elsewhere func(ctx context.Context, key string) (string, error)
	// Another says, in a sentence, which object of another kind has the id, or is empty; nil means that none can have it.
	Another func(ctx context.Context, id string) (string, error)
	// Foreign says why an object with the natural key is none of this kind after all, or is empty. It
	// may be nil.
	Foreign func(T) string
	// Returns tells whether the object belongs to something that this run restores, and so comes back
	// with it. It may be nil.
	Returns func(ctx context.Context, object T) (bool, error)

	// Remove archives or deletes.
	Remove func(ctx context.Context, id string) error
	// Written says that the object was changed, so that nothing read before counts any more.
	Written func(id string, keys ...string)
}

// Instance is what the lifecycle needs to know of a resource in state or in a plan.
type Instance struct {
	// ID is empty where it is not known.
	ID string
	// Names are further names by which this run may have met the object.
	Names []string
	// Key is the natural key in the form in which keys are compared, empty where it is not known.
	Key string
	// Label is the object as people know it.
	Label string
	// Archived is what archived says; Unsure that it is not known yet.
	Archived, Unsure bool
	// Hidden says that the service did not show the object when it was read last.
	Hidden bool
}

func (i Instance) String() string {
	if i.ID == "" {
		return i.Label
	}
	return tfkit.Describe(i.Label, i.ID)
}

// InstanceOf is the instance of a model that there may be none of, in plans or in state.
func InstanceOf[M any](model *M, instance func(M) Instance) *Instance {
	if model == nil {
		return nil
	}
	i := instance(*model)
	return &i
}

// names are all names under which memory may know the instance's object.
func (i Instance) names() []string { return append([]string{i.ID, byKey(i.Key)}, i.Names...) }

// byKey is the name of whatever has a natural key. No id has a colon in that place.
func byKey(key string) string { return "key:" + key }

// Creation is what creating one object takes.
type Creation[T any] struct {
	// Resumes tells whether an existing object is what a request of this very creation leaves behind;
	// nil means that nothing is.
	Resumes func(T) bool
	// Allow says what forbids to make an existing object what is declared, AllowReplacing what forbids to remove it for a while:
	// the guards. Both may be nil.
	Allow, AllowReplacing func(ctx context.Context, existing T) *tfkit.Problem
	// Send sends the creation.
	Send func(ctx context.Context) (T, error)
}

func (c Creation[T]) resumes(object T) bool { return c.Resumes != nil && c.Resumes(object) }

func (c Creation[T]) allow(ctx context.Context, object T) *tfkit.Problem {
	if c.Allow == nil {
		return nil
	}
	return c.Allow(ctx, object)
}

func (c Creation[T]) allowReplacing(ctx context.Context, object T) *tfkit.Problem {
	if c.AllowReplacing == nil {
		return nil
	}
	return c.AllowReplacing(ctx, object)
}

func (k Kind[T]) archived(object T) bool { return k.Archive != nil && k.Archive.Is(object) }

// deletes reports whether nothing is left of the object once it is removed.
func (k Kind[T]) deletes(object T) bool {
	return k.Archive == nil || k.Deletes != nil && k.Deletes(object)
}

func (k Kind[T]) names(object T) []string {
	if k.Names == nil {
		return []string{k.ID(object)}
	}
	return k.Names(object)
}

// name is what is declared, or in state, as people know it.
func (k Kind[T]) name(ctx context.Context, i Instance) string {
	if k.Name == nil || i.Key == "" {
		return i.Label
	}
	return cmp.Or(k.Name(ctx, i), i.Label)
}

// at is the attribute at which errors about the natural key point.
func (k Kind[T]) at() string {
	if k.Secret {
		return ""
	}
	return k.Key[0]
}

func (k Kind[T]) key() string { return strings.Join(k.Key, " and ") }

// removal is what removing is called.
func (k Kind[T]) removal() string {
	if k.Archive == nil {
		return "delete"
	}
	return k.Archive.Verb
}

func (k Kind[T]) importBlock(id string) string { return importBlock(k.Type, id) }

func importBlock(resourceType, id string) string {
	return fmt.Sprintf("import {\n  to = %s.NAME\n  id = %q\n}", resourceType, id)
}

func listed[T any](objects []T, describe func(T) string) string {
	names := make([]string, len(objects))
	for i, object := range objects {
		names[i] = describe(object)
	}
	return strings.Join(names, ", ")
}
