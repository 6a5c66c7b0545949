package lifecycle

import (
	"context"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// find gives the objects with the natural key. What this run has deleted is not among them, though lists may still show it;
// what it has archived can be restored.
func (k Kind[T]) find(ctx context.Context, key string) ([]T, error) {
	if k.Find == nil {
		return nil, nil
	}
	found, err := k.Find(ctx, key)
	if err != nil {
		return found, err
	}
	return slices.DeleteFunc(slices.Clone(found), func(object T) bool {
		return k.deletes(object) && k.Run.Memory.HasRemoved(k.Space, k.names(object)...)
	}), nil
}

// judge decides about a resource that is to be created. own is the object that it stood for so far, if it is being replaced.
func (k Kind[T]) judge(ctx context.Context, want Instance, found []T, c Creation[T], own string) (verdict, error) {
	twins := make([]twin, len(found))
	for i, object := range found {
		removed := k.Archive != nil && k.Run.Memory.HasRemoved(k.Space, k.names(object)...)
		t := twin{
			archived: k.archived(object) || removed, // whatever lists still show
			own:      k.is(object, own),
			foreign:  k.Foreign != nil && k.Foreign(object) != "",
			resumes:  k.Access != nil && c.resumes(object),
		}
		t.own = t.own || removed
		if k.Returns != nil {
			returns, err := k.Returns(ctx, object)
			if err != nil {
				return verdict{}, err
			}
			t.returns = returns
		}
		twins[i] = t
	}
	return decide(question{
		archived: want.Archived,
		adopt:    k.Run.AdoptExisting,
		restore:  k.Access.mayRestore(),
	}, twins), nil
}

// is reports whether the object is the one that a resource being replaced stood for.
func (k Kind[T]) is(object T, own string) bool {
	return own != "" && (k.ID(object) == own || slices.ContainsFunc(k.names(object), func(name string) bool {
		return k.Run.Memory.Aliased(k.Space, name) == own
	}))
}

// elsewhere says, as a refusal, that the natural key belongs to an object of another kind.
func (k Kind[T]) elsewhere(ctx context.Context, want Instance, verb string) *tfkit.Problem {
	if k.Elsewhere == nil {
		return nil
	}
	other, err := k.Elsewhere(ctx, want.Key)
	switch {
	case err != nil:
		return k.Run.Explain("look for "+k.Noun, want.Label, err)
	case other != "":
		return k.refusal(verb, want, other)
	}
	return nil
}
