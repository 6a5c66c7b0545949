package lifecycle

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// PlanComeback says while planning what bringing an object back for its own sake, and not for a resource, would run into. What is
// not archived has nothing to come back from, and needs no words.
func (k Kind[T]) PlanComeback(ctx context.Context, id string, diags *diag.Diagnostics) {
	s := k.standing(ctx, id)
	switch {
	case s.problem != nil:
		diags.Append(s.problem.Diagnostic())
	case s.archived:
		diags.Append(k.comesBack(s.who, "is archived").Warning())
	}
}

// Comeback brings an object back for its own sake. One that is not archived is a success. say tells the user how it goes.
func (k Kind[T]) Comeback(ctx context.Context, id string, say func(message string)) *session.Problem {
	unlock, err := k.Session.Memory.LockID(ctx, k.Space, id)
	if err != nil {
		return session.Failed("restore "+k.Noun, session.Describe("", id), err)
	}
	defer unlock()
	s := k.standing(ctx, id)
	switch {
	case s.problem != nil:
		return s.problem
	case s.active:
		say(fmt.Sprintf("The %s %s is not archived. Nothing is to be done.", k.Noun, s.who))
		return nil
	}
	say(fmt.Sprintf("Restoring the %s %s.", k.Noun, s.who))
	if err := k.restore(ctx, id); err != nil {
		return k.restoreFailed(s.who, err, k.unknownAdvice())
	}
	say(fmt.Sprintf("The %s %s is back.", k.Noun, s.who))
	return nil
}

// standing is how an object stands that is to come back. Neither active nor archived is one that WebWork does not show: it may hide what
// is archived, so that only the restore tells.
type standing struct {
	who              string
	active, archived bool
	problem          *session.Problem
}

func (k Kind[T]) standing(ctx context.Context, id string) standing {
	s := standing{who: session.Describe("", id)}
	object, err := k.Get(ctx, id)
	switch {
	case api.IsNotFound(err):
		s.problem = k.another(ctx, id)
	case err != nil:
		s.problem = session.Failed("restore "+k.Noun, s.who, err)
	default:
		s.who, s.archived = k.Describe(object), k.archived(object)
		s.active = !s.archived
	}
	if s.problem == nil && !s.active && !k.Session.RestoreArchived {
		s.problem = &session.Problem{
			Summary: "Could not restore " + k.Noun,
			Detail: fmt.Sprintf("%s: restore_archived is false in the provider block, so that nobody may be brought back. "+
				"Set it to true, or take the action out.", s.who),
		}
	}
	return s
}

// another is the problem that an id belongs to an object of another kind; nil if it does not.
func (k Kind[T]) another(ctx context.Context, id string) *session.Problem {
	if k.Another == nil {
		return nil
	}
	other, err := k.Another(ctx, id)
	switch {
	case err != nil:
		return session.Failed("restore "+k.Noun, session.Describe("", id), err)
	case other != "":
		return &session.Problem{Summary: "Could not restore " + k.Noun, Detail: other}
	}
	return nil
}

// unknownAdvice is for an id that the archive does not have.
func (k Kind[T]) unknownAdvice() string {
	return fmt.Sprintf("WebWork has no %s of this id, or no longer: it purges what was archived for six months. Check the id and workspace_id. "+
		"Who was purged can only be invited anew, with a %s.", k.Noun, k.Type)
}
