package lifecycle

import (
	"context"
	"fmt"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// ParentKind is a kind of object that others depend on, and that must be active for them.
type ParentKind[T any] struct {
	// Noun is what people call one, such as "project".
	Noun string
	// Space is the space of its ids.
	Space string

	Run Run
	// Label is the object as people know it.
	Label func(T) string
	// Archived tells whether the object is archived.
	Archived func(T) bool
	// From holds the objects read so far.
	From *collection.Collection[string, T]
}

// Parent is how such an object stands. Its zero value is an active one.
type Parent struct {
	// Archived says that it is archived.
	Archived bool
	// Missing is the answer of a service that does not show it, where nothing tells why; else nil.
	Missing error
	// Obstacle says why it cannot be depended on, and is empty where it is active.
	Obstacle string
}

// Read finds out how an object stands. One that is not shown although this run has it in state is archived: the
// service hides it.
func (k ParentKind[T]) Read(ctx context.Context, id string) (Parent, error) {
	found, err := k.From.Get(ctx, id)
	switch {
	case remote.IsNotFound(err) && k.Run.Memory.Held(k.Space, id):
		return Parent{Archived: true, Obstacle: fmt.Sprintf("the %s %s is archived", k.Noun, id)}, nil
	case remote.IsNotFound(err):
		return Parent{Missing: err, Obstacle: fmt.Sprintf("%s shows no %s %s: the id is wrong, or it is archived, or it belongs to another workspace", k.Run.Service, k.Noun, id)}, nil
	case err != nil:
		return Parent{}, fmt.Errorf("reading the %s: %w", k.Noun, err)
	case k.Archived(found):
		return Parent{Archived: true, Obstacle: fmt.Sprintf("the %s %s is archived", k.Noun, tfkit.Describe(k.Label(found), id))}, nil
	}
	return Parent{}, nil
}

// Returns reports whether the object comes back in this run: it is planned to be restored, or is archived although something
// declared depends on it.
func (k ParentKind[T]) Returns(ctx context.Context, id string) (bool, error) {
	if k.Run.Memory.IsRestoring(k.Space, id) {
		return true, nil
	}
	parent, err := k.Read(ctx, id)
	return parent.Archived, err
}

// Expected reports whether the object is taken for active without asking: this run restores it, or
// has just written it.
func (k ParentKind[T]) Expected(id string) bool {
	return k.Run.Memory.IsRestoring(k.Space, id) || k.From.Wrote(id)
}

// Name is the object as people know it, which is asked for where it was not read; empty where the service does not tell.
func (k ParentKind[T]) Name(ctx context.Context, id string) string {
	found, err := k.From.Get(ctx, id)
	if err != nil {
		return ""
	}
	return k.Label(found)
}

// Called is the object as people know it where it was read in this run, else its noun and id. It takes no request.
func (k ParentKind[T]) Called(id string) string {
	if found, ok := k.From.Known(id); ok && k.Label(found) != "" {
		return k.Label(found)
	}
	return k.Noun + " " + id
}

// Of is an object as a parent for Obstacles.
func (k ParentKind[T]) Of(id string) func(ctx context.Context, everything bool) (string, error) {
	return func(ctx context.Context, everything bool) (string, error) {
		if !everything && k.Expected(id) {
			return "", nil
		}
		parent, err := k.Read(ctx, id)
		return parent.Obstacle, err
	}
}

// Obstacles says which parents keep something from depending on them; it is empty where all are active.
// What is expected to be active is not asked for, unless everything is to be.
func Obstacles(ctx context.Context, everything bool, parents ...func(ctx context.Context, everything bool) (string, error)) (string, error) {
	var obstacles []string
	for _, parent := range parents {
		obstacle, err := parent(ctx, everything)
		if err != nil {
			return "", err
		}
		if obstacle != "" {
			obstacles = append(obstacles, obstacle)
		}
	}
	return strings.Join(obstacles, " and "), nil
}
