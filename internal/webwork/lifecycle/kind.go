// Package lifecycle is how members, projects and project viewers come and go. WebWork never
// deletes them: a deletion archives, and an archived object comes back under the same id. What is
// declared a second time is therefore looked for first, so that nobody is invited twice.
package lifecycle

import (
	"context"
	"fmt"
	"strconv"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// Object is what WebWork archives and restores.
type Object interface {
	ObjectID() int64
	Archived() bool
}

// Kind is one kind of such objects, and how to reach it.
type Kind[T Object] struct {
	// Noun is what people call one, such as "member".
	Noun string
	// Type is the resource type.
	Type string
	// Key is the attribute that holds the natural key.
	Key string
	// Claims names the space in which natural keys are unique: members and viewers share theirs.
	Claims string
	// People are invited by e-mail and lose access when archived, which is counted and can be
	// bounded.
	People bool

	Session *session.Session
	// Label is the object as people know it.
	Label func(T) string
	// Get reads one object.
	Get func(ctx context.Context, id int64) (T, error)
	// Find gives every object with the natural key, archived ones included.
	Find func(ctx context.Context, key string) ([]T, error)
	// Elsewhere names what holds the natural key although it is of another kind, or is empty. It
	// may be nil.
	Elsewhere func(ctx context.Context, key string) (string, error)
	// Foreign says why an object with the natural key is none of this kind after all, or is empty.
	// It may be nil.
	Foreign func(T) string
	// Archiver archives and restores.
	Archiver func(ctx context.Context) (api.Archiver, error)
	// Written says that the object was changed, so that nothing read before counts any more.
	Written func(id int64, keys ...string)
}

// Side is what the lifecycle needs to know of a state or a plan.
type Side struct {
	// ID is 0 where it is not known.
	ID int64
	// Key is the natural key in the form in which keys are compared, empty where it is not known.
	Key string
	// Label is the object as people know it.
	Label string
	// Archived is what archived says; Unsure that it is not known yet.
	Archived, Unsure bool
}

func (s Side) String() string {
	if s.ID == 0 {
		return s.Label
	}
	return session.Describe(s.Label, s.ID)
}

// private names the entries of private state.
const (
	// privateID holds the object's id: Terraform plans a replacement with private state but
	// without prior state, and the id tells it from a new resource.
	privateID = "id"
	// privateOutside says that the object was archived by somebody else than Terraform.
	privateOutside = "archived_outside"
)

func (k Kind[T]) describe(object T) string {
	return session.Describe(k.Label(object), object.ObjectID())
}

func (k Kind[T]) importBlock(id int64) string {
	return importBlock(k.Type, strconv.FormatInt(id, 10))
}

func importBlock(resourceType, id string) string {
	return fmt.Sprintf("import {\n  to = %s.NAME\n  id = %q\n}", resourceType, id)
}
