package lifecycle

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Plan says while planning what applying would run into. The prior instance is nil for a resource that is to be created,
// the planned one for a resource that is to be destroyed. It reports whether an object is to be created that does not exist yet.
//
// Nothing depends on which address of a run is planned first. Terraform plans again in the apply, where a resource that is
// being replaced looks like a new one, and nothing tells the provider that it is not.
func (k Kind[T]) Plan(ctx context.Context, prior, planned *Instance, c Creation[T], private tfkit.PrivateReader, diags *diag.Diagnostics) (fresh bool) {
	switch {
	case planned == nil:
		k.planRemoval(ctx, *prior, diags)
	case prior == nil:
		return k.planCreation(ctx, *planned, c, k.Recall(ctx, private, diags).ID, diags)
	default:
		k.planUpdate(ctx, *prior, *planned, private, diags)
	}
	return false
}

func (k Kind[T]) planRemoval(ctx context.Context, prior Instance, diags *diag.Diagnostics) {
	if k.Run.Memory.Destroy(k.Space, prior.ID) {
		diags.Append(k.heldTwice(prior.ID, k.name(ctx, prior)).Diagnostic())
	}
	k.brake(ctx, prior, diags)
}

func (k Kind[T]) planUpdate(ctx context.Context, prior, planned Instance, private tfkit.PrivateReader, diags *diag.Diagnostics) {
	if problem := k.planHold(ctx, prior, planned); problem != nil {
		diags.Append(problem.Diagnostic())
		return
	}
	for _, name := range prior.Names {
		k.Run.Memory.Alias(k.Space, name, k.Recall(ctx, private, diags).ID)
	}
	if planned.Unsure || !k.Run.Ready() {
		return
	}
	if problem := k.planKey(ctx, prior, planned); problem != nil {
		diags.Append(problem.Diagnostic())
		return
	}
	switch {
	case planned.Archived && !prior.Archived:
		k.brake(ctx, prior, diags)
	case prior.Archived && !planned.Archived:
		k.planRestore(ctx, prior, private, diags)
	}
}

// planHold says that another address of this run stands for the same object or natural key.
func (k Kind[T]) planHold(ctx context.Context, prior, planned Instance) *tfkit.Problem {
	switch {
	case k.Run.Memory.Keep(k.Space, prior.ID):
		return k.heldTwice(prior.ID, k.name(ctx, prior))
	case k.Unique && planned.Key != "" && k.Run.Memory.Claim(k.Space, planned.Key, prior.ID):
		return k.declaredTwice(k.name(ctx, planned))
	}
	return nil
}

// planKey says why an object cannot get the planned natural key.
func (k Kind[T]) planKey(ctx context.Context, prior, planned Instance) *tfkit.Problem {
	switch {
	case planned.Key == "" || planned.Key == prior.Key:
		return nil
	case k.Access != nil && k.Run.Memory.Imported(k.Space, prior.ID):
		return k.WrongImport(prior, planned)
	}
	return k.checkKey(ctx, prior, planned)
}

// planRestore announces that an object in state comes back, unless it cannot.
func (k Kind[T]) planRestore(ctx context.Context, prior Instance, private tfkit.PrivateReader, diags *diag.Diagnostics) {
	if !k.Access.mayRestore() {
		diags.Append(k.restoreForbidden(prior.String()).Diagnostic())
		return
	}
	k.Run.Memory.Restoring(k.Space, prior.ID)
	if prior.Hidden && k.Run.Memory.WasRead(k.Space, prior.ID) {
		// It is hidden, or it is gone and the natural key belongs to somebody else. The apply asks only if the restore fails.
		if problem := k.successor(ctx, prior); problem != nil {
			if k.Run.AdoptExisting {
				diags.Append(problem.Warning()) // -replace can be what is being planned
			} else {
				diags.Append(problem.Diagnostic())
			}
			return
		}
	}
	how := "is " + k.Archive.Word
	if outside, _ := tfkit.GetPrivate[bool](ctx, private, privateOutside, diags); outside {
		how = "was " + k.Archive.Word + " outside Terraform"
	}
	diags.Append(k.comesBack(prior.String(), how).Warning())
}

// successor is the problem that another object has the natural key of one that is not shown any more; nil if none has it.
func (k Kind[T]) successor(ctx context.Context, prior Instance) *tfkit.Problem {
	found, err := k.find(ctx, prior.Key)
	if err != nil {
		return k.Run.Explain("look for "+k.Noun, prior.String(), err)
	}
	for _, object := range found {
		if k.ID(object) != prior.ID && !k.archived(object) {
			return k.nowAnother(prior, object)
		}
	}
	return nil
}

// checkKey looks up the natural key that an object is to get, and says who has it; it is nil if nobody has.
func (k Kind[T]) checkKey(ctx context.Context, prior, planned Instance) *tfkit.Problem {
	found, err := k.find(ctx, planned.Key)
	if err != nil {
		return k.Run.Explain("look for "+k.Noun, planned.Label, err)
	}
	for _, object := range found {
		if k.ID(object) != prior.ID {
			return k.keyTaken(prior, planned, k.holder(object))
		}
	}
	if len(found) > 0 || k.Elsewhere == nil { // the object itself may have it by now
		return nil
	}
	other, err := k.Elsewhere(ctx, planned.Key)
	switch {
	case err != nil:
		return k.Run.Explain("look for "+k.Noun, planned.Label, err)
	case other != "":
		return k.keyTaken(prior, planned, other)
	}
	return nil
}

// holder says who has a natural key.
func (k Kind[T]) holder(object T) string {
	if k.Foreign != nil && k.Foreign(object) != "" {
		return k.Foreign(object)
	}
	switch {
	case k.archived(object) && k.Access != nil:
		return "it belongs to " + k.Describe(object) + ", who is " + k.Archive.Word
	case k.archived(object):
		return "it belongs to " + k.Describe(object) + ", which is " + k.Archive.Word
	}
	return "it belongs to " + k.Describe(object)
}

func (k Kind[T]) planCreation(ctx context.Context, planned Instance, c Creation[T], own string, diags *diag.Diagnostics) (fresh bool) {
	if planned.Key == "" || planned.Unsure || !k.Run.Ready() {
		return false
	}
	// Terraform also plans in the apply, and does not create what is refused there: the address that holds it keeps it then.
	unlock, err := k.Run.Memory.Lock(ctx, k.Space, planned.Key)
	if err != nil {
		k.Run.fail(diags, "look for "+k.Noun, planned.Label, err)
		return false
	}
	defer unlock()
	found, err := k.find(ctx, planned.Key)
	var v verdict
	if err == nil {
		v, err = k.judge(ctx, planned, found, c, own)
	}
	if err != nil {
		k.Run.Memory.Refused(k.Space, byKey(planned.Key))
		k.Run.fail(diags, "look for "+k.Noun, planned.Label, err)
		return false
	}
	problem := k.explain(v, found, planned)
	switch v.action {
	case refuse:
		k.refuse(found)
		diags.Append(problem.Diagnostic())
		return false
	case replace:
		if forbidden := c.allowReplacing(ctx, found[v.twin]); forbidden != nil {
			diags.Append(forbidden.Diagnostic())
			return false
		}
		if !k.deletes(found[v.twin]) {
			diags.Append(k.replacing(k.Describe(found[v.twin])).Warning())
		}
		return false
	case create:
		return k.planNew(ctx, planned, own, diags)
	case restore, adopt, keep:
		k.planTakeOver(ctx, v, found[v.twin], planned, c, problem, diags)
	}
	return false
}

// planTakeOver announces that an existing object is taken into state.
func (k Kind[T]) planTakeOver(ctx context.Context, v verdict, object T, planned Instance, c Creation[T], problem *tfkit.Problem, diags *diag.Diagnostics) {
	id := k.ID(object)
	if v.reason != isOwn && k.Run.Memory.Take(k.Space, id) {
		diags.Append(k.heldTwice(id, k.name(ctx, planned)).Diagnostic())
		return
	}
	if v.action != keep {
		if forbidden := c.allow(ctx, object); forbidden != nil {
			k.refuse([]T{object})
			diags.Append(forbidden.Diagnostic())
			return
		}
	}
	if v.action == restore {
		k.Run.Memory.Restoring(k.Space, id)
	}
	switch {
	case problem != nil:
		diags.Append(problem.Warning())
	case v.reason == isOwn:
		diags.Append(k.replacing(k.Describe(object)).Warning())
	}
}

// planNew checks what can stand in the way of an object that does not exist yet.
func (k Kind[T]) planNew(ctx context.Context, planned Instance, own string, diags *diag.Diagnostics) (fresh bool) {
	if k.Run.Memory.FormerlyUnder(k.Space, planned.Key) != "" {
		return false // this run has archived it, and the service hides it
	}
	if problem := k.elsewhere(ctx, planned, "create"); problem != nil {
		diags.Append(problem.Diagnostic())
		return false
	}
	if k.Run.Memory.Claim(k.Space, planned.Key, own) {
		diags.Append(k.declaredTwice(k.name(ctx, planned)).Diagnostic())
		return false
	}
	if problem := k.Access.invite(planned.Key); problem != nil {
		diags.Append(problem.Diagnostic())
	}
	return true
}

// brake counts somebody who is to be archived.
func (k Kind[T]) brake(ctx context.Context, prior Instance, diags *diag.Diagnostics) {
	if prior.Archived {
		return
	}
	if problem := k.Access.remove(ctx, prior.ID); problem != nil {
		diags.Append(problem.Diagnostic())
	}
}
