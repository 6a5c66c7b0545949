package lifecycle

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Delete removes the object of a resource that is destroyed: it is archived, or deleted where nothing of its kind is archived.
// What another resource of this run has taken over is left alone, and what another one failed to take over stays in state.
// allow says what forbids to remove it; it may be nil.
func (k Kind[T]) Delete(ctx context.Context, prior Instance, allow func(context.Context) *tfkit.Problem, diags *diag.Diagnostics) {
	unlock, err := k.lock(ctx, prior)
	if err != nil {
		k.Run.fail(diags, k.removal()+" "+k.Noun, prior.Label, err)
		return
	}
	defer unlock()
	switch {
	case k.Run.Memory.HasMade(k.Space, prior.names()...):
		return
	case k.Run.Memory.HasRefused(k.Space, prior.names()...):
		diags.Append(k.stays(prior.String()).Diagnostic())
		return
	}
	if allow != nil {
		if forbidden := allow(ctx); forbidden != nil {
			diags.Append(forbidden.Diagnostic())
			return
		}
	}
	k.remove(ctx, prior, diags)
}

// remove archives or deletes. What is archived already, or not shown any more, is a success.
func (k Kind[T]) remove(ctx context.Context, prior Instance, diags *diag.Diagnostics) {
	err := k.Remove(ctx, prior.ID)
	k.Run.Memory.Removed(k.Space, append([]string{prior.ID}, prior.Names...)...)
	k.Written(prior.ID, prior.Key)
	if k.Archive != nil {
		k.Run.Memory.RemovedUnder(k.Space, prior.Key, prior.ID)
	}
	if err != nil && !remote.IsNotFound(err) && !k.removedNow(ctx, prior.ID, err) {
		k.Run.fail(diags, k.removal()+" "+k.Noun, prior.String(), err)
	}
}

// removedNow asks again where removing was refused: it may be because the object is archived or gone already.
func (k Kind[T]) removedNow(ctx context.Context, id string, err error) bool {
	if k.Get == nil || remote.IsUnauthorized(err) || remote.IsForbidden(err) || ctx.Err() != nil {
		return false
	}
	object, err := k.Get(ctx, id)
	return remote.IsNotFound(err) || err == nil && k.archived(object)
}
