package lifecycle

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// Archive archives the object. One that is archived already, or not shown any more, is a success.
func (k Kind[T]) Archive(ctx context.Context, side Side) diag.Diagnostics {
	var diags diag.Diagnostics
	archiver, err := k.Archiver(ctx)
	if err == nil {
		err = archiver.Archive(ctx, side.ID)
		k.Session.Removed(k.Claims, side.ID)
		k.Session.RemovedAs(k.Claims, side.Key, side.ID)
		k.Written(side.ID, side.Key)
	}
	if err != nil && !api.IsNotFound(err) && !k.archivedNow(ctx, side.ID, err) {
		session.AddFailure(&diags, "archive "+k.Noun, side.String(), err)
	}
	return diags
}

// Destroy archives the object of a resource that is destroyed, unless another one has taken it over
// in this run.
func (k Kind[T]) Destroy(ctx context.Context, side Side) diag.Diagnostics {
	if k.Session.HasMade(k.Claims, side.ID) {
		return nil
	}
	return k.Archive(ctx, side)
}

// archivedNow asks again where WebWork refused to archive: it may do so because the object is
// archived already.
func (k Kind[T]) archivedNow(ctx context.Context, id int64, err error) bool {
	if api.IsUnauthorized(err) || api.IsForbidden(err) || ctx.Err() != nil {
		return false
	}
	object, err := k.Get(ctx, id)
	return api.IsNotFound(err) || err == nil && object.Archived()
}

// Restore brings an object in state back under its id.
func (k Kind[T]) Restore(ctx context.Context, side Side) diag.Diagnostics {
	var diags diag.Diagnostics
	if err := k.restore(ctx, side.ID); err != nil {
		diags.Append(k.restoreFailed(side.String(), err, k.replaceAdvice()).Diagnostic())
	}
	return diags
}

func (k Kind[T]) restore(ctx context.Context, id int64) error {
	archiver, err := k.Archiver(ctx)
	if err != nil {
		return err
	}
	restored := func() {
		k.Written(id)
		// What belongs to the object may come back with it.
		k.Session.Contracts.Forget()
		k.Session.Viewers.Forget()
	}
	_, err = Once(ctx, k.Session, Effect[T]{
		Send: func() (T, error) {
			var none T
			defer restored()
			return none, archiver.Restore(ctx, id) //nolint:wrapcheck // Failed explains it.
		},
		Find: func() (T, bool, error) {
			restored()
			object, err := k.Get(ctx, id)
			return object, err == nil && !object.Archived(), ignoreNotFound(err)
		},
	})
	return err
}

func ignoreNotFound(err error) error {
	if api.IsNotFound(err) {
		return nil
	}
	return err
}

// restoreFailed explains why the object did not come back. The advice is for where WebWork cannot
// bring it back at all.
func (k Kind[T]) restoreFailed(label string, err error, advice string) *session.Problem {
	problem := session.Failed("restore "+k.Noun, label, err)
	if api.IsUnsupported(err) {
		problem.Detail = fmt.Sprintf("%s: %v.\n\n%s", label, err, advice)
	}
	return problem
}

// replaceAdvice is for an object in state.
func (k Kind[T]) replaceAdvice() string {
	if k.People {
		return "The archive no longer has it: WebWork purges what was archived for six months. " +
			"To invite the person anew, apply with -replace and the address of this resource; to drop it, set archived = true."
	}
	return fmt.Sprintf("WebWork documents no way to restore a %s over the API. Restore it in the app and apply again. "+
		"Or apply with -replace and the address of this resource: that creates a new one, and what depends on it, such as contracts, is created anew.", k.Noun)
}

// importAdvice is for an object that is not in state yet.
func (k Kind[T]) importAdvice(id int64) string {
	if k.People {
		return "The archive shows it but does not bring it back. Restore it in the app, then import it:\n\n" + k.importBlock(id)
	}
	return fmt.Sprintf("WebWork documents no way to restore a %s over the API, and a second one of the same %s is not created. "+
		"Restore it in the app, then import it:\n\n%s\n\nFor a new %s, choose another %s.", k.Noun, k.Key, k.importBlock(id), k.Noun, k.Key)
}

// Observe notes what a Read found: which object the resource stands for, and whether somebody
// else archived it since.
func (k Kind[T]) Observe(ctx context.Context, private tfkit.PrivateWriter, before, now Side, diags *diag.Diagnostics) {
	k.Session.Saw(k.Claims, now.ID)
	tfkit.SetPrivate(ctx, private, privateID, now.ID, diags)
	if before.Label != "" && before.Archived != now.Archived {
		tfkit.SetPrivate(ctx, private, privateOutside, now.Archived, diags)
	}
}

// Named finds the object that an import names by its natural key. What is active goes before what
// is archived.
func (k Kind[T]) Named(ctx context.Context, label, key string) (int64, *session.Problem) {
	found, err := k.Find(ctx, key)
	if err != nil {
		return 0, session.Failed("import "+k.Noun, label, err)
	}
	active, archived := split(found)
	if len(active) == 0 {
		active = archived
	}
	switch len(active) {
	case 1:
		return active[0].ObjectID(), nil
	case 0:
		return 0, &session.Problem{
			Summary: "Could not import " + k.Noun,
			Detail:  fmt.Sprintf("WebWork shows no %s with the %s %s. What is archived may be hidden: import it by its id.", k.Noun, k.Key, label),
		}
	default:
		return 0, &session.Problem{
			Summary: "Could not import " + k.Noun,
			Detail:  fmt.Sprintf("There are several with the %s %s: %s. Import one of them by its id.", k.Key, label, k.listed(active)),
		}
	}
}

// Gone decides what a Read makes of an object that WebWork does not show. It is archived: the API
// has no permanent deletion but may hide what is archived. Only an account that sees everything
// can tell, and only for an object that it has seen before.
func (k Kind[T]) Gone(ctx context.Context, side Side, imported bool, err error) diag.Diagnostics {
	return gone(ctx, k.Session, k.Noun, side.String(), "archived", imported, err)
}

// gone reports that it cannot be told whether an object that WebWork does not show has met its fate
// or was never there, or shown.
func gone(ctx context.Context, s *session.Session, noun, label, fate string, imported bool, err error) diag.Diagnostics {
	var diags diag.Diagnostics
	switch {
	case imported:
		diags.AddError("Could not import "+noun, fmt.Sprintf("%s: %v.\n\nCheck the id and workspace_id.", label, err))
	case !s.SeesAll(ctx):
		diags.AddError("Could not read "+noun,
			fmt.Sprintf("%s: %v.\n\nWebWork does not say which role the account has, so it may be hidden rather than %s. "+
				"Use the personal access token of an Owner or Executive manager.", label, err, fate))
	}
	return diags
}
