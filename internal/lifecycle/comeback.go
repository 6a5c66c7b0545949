package lifecycle

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// PlanComeback says while planning what bringing an object back for its own sake, and not for a resource, would run into. What is
// not archived has nothing to come back from, and needs no words.
func (k Kind[T]) PlanComeback(ctx context.Context, id string, diags *diag.Diagnostics) {
	s := k.standing(ctx, id)
	switch {
	case s.problem != nil:
		diags.Append(s.problem.Diagnostic())
	case s.archived:
		diags.Append(k.comesBack(s.who, "is "+k.Archive.Word).Warning())
	}
}

// Comeback brings an object back for its own sake. One that is not archived is a success. say tells the user how it goes.
func (k Kind[T]) Comeback(ctx context.Context, id string, say func(message string)) *tfkit.Problem {
	unlock, err := k.Run.Memory.LockID(ctx, k.Space, id)
	if err != nil {
		return k.Run.Explain("restore "+k.Noun, tfkit.Describe("", id), err)
	}
	defer unlock()
	s := k.standing(ctx, id)
	switch {
	case s.problem != nil:
		return s.problem
	case s.active:
		say(fmt.Sprintf("The %s %s is not %s. Nothing is to be done.", k.Noun, s.who, k.Archive.Word))
		return nil
	}
	say(fmt.Sprintf("Restoring the %s %s.", k.Noun, s.who))
	if err := k.restore(ctx, id); err != nil {
		return k.restoreFailed(s.who, err, fmt.Sprintf("%s has no %s of this id, or no longer: %s, with a %s.", k.Run.Service, k.Noun, k.Archive.Unknown, k.Type))
	}
	say(fmt.Sprintf("The %s %s is back.", k.Noun, s.who))
	return nil
}

// standing is how an object stands that is to come back. Neither active nor archived is one that the service does not show: it may hide what
// is archived, so that only the restore tells.
type standing struct {
	who              string
	active, archived bool
	problem          *tfkit.Problem
}

func (k Kind[T]) standing(ctx context.Context, id string) standing {
	s := standing{who: tfkit.Describe("", id)}
	object, err := k.Get(ctx, id)
	switch {
	case remote.IsNotFound(err):
		s.problem = k.another(ctx, id)
	case err != nil:
		s.problem = k.Run.Explain("restore "+k.Noun, s.who, err)
	default:
		s.who, s.archived = k.Describe(object), k.archived(object)
		s.active = !s.archived
	}
	if s.problem == nil && !s.active && !k.Access.mayRestore() {
		s.problem = &tfkit.Problem{
			Summary: "Could not restore " + k.Noun,
			Detail: fmt.Sprintf("%s: %s is false in the provider block, so that nobody may be brought back. "+
				"Set it to true, or take the action out.", s.who, k.Access.RestoreSetting),
		}
	}
	return s
}

// another is the problem that an id belongs to an object of another kind; nil if it does not.
func (k Kind[T]) another(ctx context.Context, id string) *tfkit.Problem {
	if k.Another == nil {
		return nil
	}
	other, err := k.Another(ctx, id)
	switch {
	case err != nil:
		return k.Run.Explain("restore "+k.Noun, tfkit.Describe("", id), err)
	case other != "":
		return &tfkit.Problem{Summary: "Could not restore " + k.Noun, Detail: other}
	}
	return nil
}
