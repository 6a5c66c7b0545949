package lifecycle

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Update leads an object from one instance to another: it is restored first and archived last, since the service may refuse to
// change what is archived, and changed in between. What stays archived is not changed. It reports whether the object is archived
// afterwards, also after a failure.
func (k Kind[T]) Update(ctx context.Context, prior, planned Instance, change func(context.Context, *diag.Diagnostics), diags *diag.Diagnostics) (archived bool) {
	unlock, err := k.lock(ctx, prior, planned.Key)
	if err != nil {
		k.Run.fail(diags, "update "+k.Noun, prior.String(), err)
		return prior.Archived
	}
	defer unlock()
	if prior.Archived && planned.Archived {
		return true
	}
	if planned.Key != prior.Key {
		if problem := k.checkKey(ctx, prior, planned); problem != nil {
			diags.Append(problem.Diagnostic())
			return prior.Archived
		}
	}
	if prior.Archived && !k.restoreKnown(ctx, prior, diags) {
		return true
	}
	var changed diag.Diagnostics
	change(ctx, &changed)
	if changed.HasError() && planned.Archived && k.isArchived(ctx, prior.ID) {
		return true // meanwhile, by somebody else: what differs waits for the restore
	}
	diags.Append(changed...)
	if diags.HasError() || !planned.Archived {
		return false
	}
	k.remove(ctx, prior, diags)
	return !diags.HasError()
}

// isArchived asks whether an object is archived, shown or not.
func (k Kind[T]) isArchived(ctx context.Context, id string) bool {
	k.Written(id)
	object, err := k.Get(ctx, id)
	return remote.IsNotFound(err) || err == nil && k.archived(object)
}

// lock keeps everybody else in this run from the object, from its natural key and from the one that it is to get. Keys come
// first, here as everywhere.
func (k Kind[T]) lock(ctx context.Context, prior Instance, keys ...string) (unlock func(), err error) {
	unlockKeys, err := k.Run.Memory.Lock(ctx, k.Space, append(keys, prior.Key)...)
	if err != nil {
		return nil, err
	}
	unlockID, err := k.Run.Memory.LockID(ctx, k.Space, prior.ID)
	if err != nil {
		unlockKeys()
		return nil, err
	}
	return func() { unlockID(); unlockKeys() }, nil
}

// restoreKnown brings an object in state back under its id, and reports whether it is back.
func (k Kind[T]) restoreKnown(ctx context.Context, prior Instance, diags *diag.Diagnostics) (back bool) {
	err := k.restore(ctx, prior.ID)
	if err == nil {
		return true
	}
	if remote.IsUnsupported(err) {
		if another := k.successor(ctx, prior); another != nil {
			diags.Append(another.Diagnostic())
			return false
		}
	}
	problem := k.restoreFailed(prior.String(), err, k.Archive.Purged)
	if k.Archive.MayStay && remote.IsUnsupported(err) {
		// An error would keep everything from being applied that depends on any object of this resource.
		problem.Detail += " It stays archived until then, and the next plan shows it again."
		diags.Append(problem.Warning())
		return false
	}
	diags.Append(problem.Diagnostic())
	return false
}

// restore brings an object back. One that is back already is a success.
func (k Kind[T]) restore(ctx context.Context, id string) error {
	find := func() (T, bool, error) {
		k.Written(id)
		object, err := k.Get(ctx, id)
		if remote.IsNotFound(err) {
			return object, false, nil
		}
		return object, err == nil && !k.archived(object), err
	}
	_, err := Once(ctx, k.Run.RequestTimeout, Effect[T]{
		Send: func() (T, error) {
			var none T
			defer k.Written(id)
			return none, k.Archive.Restore(ctx, id)
		},
		Find: find,
	})
	if err != nil && !remote.IsUnauthorized(err) && !remote.IsForbidden(err) && !remote.IsUncertain(err) {
		if _, back, looking := find(); looking == nil && back {
			err = nil
		}
	}
	if err == nil && k.Archive.Restored != nil {
		k.Archive.Restored()
	}
	return err
}

// restoreFailed explains why the object did not come back. The advice is for where the service cannot bring it back at all.
func (k Kind[T]) restoreFailed(label string, err error, advice string) *tfkit.Problem {
	problem := k.Run.Explain("restore "+k.Noun, label, err)
	if remote.IsUnsupported(err) {
		problem.Detail = fmt.Sprintf("%s: %s.\n\n%s", label, tfkit.Said(err), advice)
	}
	return problem
}
