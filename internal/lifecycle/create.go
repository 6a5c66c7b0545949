package lifecycle

import (
	"cmp"
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Outcome is what a creation led to.
type Outcome[T any] struct {
	// ID is the id of the object that there is now.
	ID string
	// Object is the object as the service last showed it: before it was restored, if it was.
	Object T
	// Seen is false where the service did not show it.
	Seen bool
	// Existed says that the object was there before.
	Existed bool
}

// Create brings an object into being: it takes over or restores what exists under the natural key, or else sends the creation.
// A lost answer does not lead to a second object. Nobody else in this run creates, changes or removes anything of that key meanwhile.
func (k Kind[T]) Create(ctx context.Context, want Instance, c Creation[T]) (Outcome[T], diag.Diagnostics) {
	var diags diag.Diagnostics
	unlock, err := k.Run.Memory.Lock(ctx, k.Space, want.Key)
	if err != nil {
		k.Run.fail(&diags, k.Verb+" "+k.Noun, want.Label, err)
		return Outcome[T]{}, diags
	}
	defer unlock()
	outcome, diags := k.obtain(ctx, want, c)
	if diags.HasError() {
		k.Run.Memory.Refused(k.Space, byKey(want.Key))
		return outcome, diags
	}
	names := []string{outcome.ID}
	if outcome.Seen {
		names = k.names(outcome.Object)
	}
	k.Run.Memory.Made(k.Space, names...)
	return outcome, diags
}

// Ensure is Create for what the service has at most once: making sure of it does no harm where it exists.
func (k Kind[T]) Ensure(ctx context.Context, want Instance, ensure func(context.Context) error, diags *diag.Diagnostics) {
	unlock, err := k.Run.Memory.Lock(ctx, k.Space, want.Key)
	if err == nil {
		defer unlock()
		err = ensure(ctx)
	}
	if err != nil {
		k.Run.Memory.Refused(k.Space, byKey(want.Key))
		k.Run.fail(diags, "create "+k.Noun, want.Label, err)
		return
	}
	k.Run.Memory.Made(k.Space, want.ID)
}

func (k Kind[T]) obtain(ctx context.Context, want Instance, c Creation[T]) (Outcome[T], diag.Diagnostics) {
	var diags diag.Diagnostics
	found, err := k.find(ctx, want.Key)
	var v verdict
	if err == nil {
		v, err = k.judge(ctx, want, found, c, "")
	}
	if err != nil {
		k.Run.fail(&diags, "look for "+k.Noun, want.Label, err)
		return Outcome[T]{}, diags
	}
	problem := k.explain(v, found, want)
	if v.action == refuse {
		k.refuse(found)
		diags.Append(problem.Diagnostic())
		return Outcome[T]{}, diags
	}
	if problem != nil {
		diags.Append(problem.Warning())
	}
	hidden := k.Run.Memory.FormerlyUnder(k.Space, want.Key)
	switch {
	case v.action != create:
		outcome, more := k.takeOver(ctx, v, found[v.twin], want, c)
		diags.Append(more...)
		return outcome, diags
	case hidden != "":
		// Where the service hides what is archived, this run still knows what it archived to replace it.
		outcome, more := k.revive(ctx, Outcome[T]{ID: hidden, Existed: true}, want, c)
		diags.Append(more...)
		return outcome, diags
	}
	outcome, more := k.makeOnce(ctx, want, c)
	diags.Append(more...)
	return outcome, diags
}

// refuse notes that objects are not taken over, so that the addresses that hold them keep them.
func (k Kind[T]) refuse(found []T) {
	for _, object := range found {
		k.Run.Memory.Refused(k.Space, k.names(object)...)
	}
}

// takeOver takes an existing object into state, and restores it if it is archived. An address of another natural key may be
// removing it right now; then it is looked at anew.
func (k Kind[T]) takeOver(ctx context.Context, v verdict, object T, want Instance, c Creation[T]) (Outcome[T], diag.Diagnostics) {
	var diags diag.Diagnostics
	unlock, err := k.Run.Memory.LockID(ctx, k.Space, k.ID(object))
	if err != nil {
		k.Run.fail(&diags, k.Verb+" "+k.Noun, want.Label, err)
		return Outcome[T]{}, diags
	}
	defer unlock()
	outcome := Outcome[T]{ID: k.ID(object), Object: object, Seen: true, Existed: true}
	whole, err := k.Get(ctx, outcome.ID)
	switch {
	case err == nil:
		outcome.Object = whole
	case !remote.IsNotFound(err): // lists may show more than can be read one by one
		k.Run.fail(&diags, "read "+k.Noun, k.Describe(object), err)
		return outcome, diags
	}
	if v.action == keep {
		return outcome, diags
	}
	if forbidden := c.allow(ctx, outcome.Object); forbidden != nil {
		k.refuse([]T{object})
		diags.Append(forbidden.Diagnostic())
		return outcome, diags
	}
	removed := k.Run.Memory.HasRemoved(k.Space, k.names(object)...)
	switch {
	case v.action == restore, removed && k.Archive != nil:
		return k.revive(ctx, outcome, want, c)
	case removed:
		return k.makeOnce(ctx, want, c)
	}
	return outcome, diags
}

// revive restores an archived object. Where this run archived it itself, to replace it, and it cannot come back, a new one is made.
func (k Kind[T]) revive(ctx context.Context, outcome Outcome[T], want Instance, c Creation[T]) (Outcome[T], diag.Diagnostics) {
	var diags diag.Diagnostics
	who := tfkit.Describe(want.Label, outcome.ID)
	err := k.restore(ctx, outcome.ID)
	switch {
	case remote.IsUnsupported(err) && k.Run.Memory.HasRemoved(k.Space, outcome.ID):
		diags.AddWarning("New "+k.Noun+" instead of the archived one",
			fmt.Sprintf("%s does not restore %s, which this run replaces. A new %s is created.", k.Run.Service, who, k.Noun))
		made, more := k.makeOnce(ctx, want, c)
		diags.Append(more...)
		return made, diags
	case err != nil:
		diags.Append(k.restoreFailed(who, err, k.stuck(outcome.ID)).Diagnostic())
		return outcome, diags
	case outcome.Seen:
		return outcome, diags
	}
	// It is back: from here on nothing is an error.
	object, err := k.Get(ctx, outcome.ID)
	if err != nil {
		problem := k.Run.Explain("read "+k.Noun, who, err)
		problem.Detail += " It is restored all the same; the next plan shows what differs."
		diags.Append(problem.Warning())
		return outcome, diags
	}
	outcome.Object, outcome.Seen = object, true
	return outcome, diags
}

func (k Kind[T]) makeOnce(ctx context.Context, want Instance, c Creation[T]) (Outcome[T], diag.Diagnostics) {
	var diags diag.Diagnostics
	if problem := k.elsewhere(ctx, want, "create"); problem != nil {
		diags.Append(problem.Diagnostic())
		return Outcome[T]{}, diags
	}
	fresh, err := Once(ctx, k.Run.RequestTimeout, Effect[T]{
		Send: func() (T, error) { return c.Send(ctx) },
		Find: func() (T, bool, error) { return k.made(ctx, want, c) },
	})
	if err != nil {
		problem := k.Run.Explain(k.Verb+" "+k.Noun, want.Label, err)
		switch {
		case remote.IsUncertain(err):
			problem.Detail = k.perhapsMade(want, err)
		case k.Archive != nil && remote.IsRejected(err):
			problem.Detail += fmt.Sprintf(" If %s says that it exists although nothing of this %s is shown, it is %s and hidden: "+
				"import it by its id, which the app tells.", k.Run.Service, k.key(), k.Archive.Word)
		}
		problem.Attribute = cmp.Or(problem.Attribute, k.at())
		diags.Append(problem.Diagnostic())
		return Outcome[T]{}, diags
	}
	k.Written(k.ID(fresh), want.Key)
	return Outcome[T]{ID: k.ID(fresh), Object: fresh, Seen: true}, diags
}

// perhapsMade explains the failure of a creation that may have happened all the same.
func (k Kind[T]) perhapsMade(want Instance, err error) string {
	if k.Access != nil {
		return fmt.Sprintf("%s: %s.\n\nWhether %s sent the invitation is not known. Apply again: the provider looks first, "+
			"and takes over what it finds instead of inviting a second time.", want.Label, tfkit.Said(err), k.Run.Service)
	}
	advice := "Apply again: the provider looks first."
	if k.ImportID != nil {
		advice += " Should it have appeared by then, import it:\n\n" + k.importBlock(k.ImportID(want))
	}
	return fmt.Sprintf("%s: %s.\n\nWhether %s created it is not known. %s", want.Label, tfkit.Said(err), k.Run.Service, advice)
}

// made finds the object that a creation without an answer has made. Nothing was there before; where natural keys are not
// unique, it is what was asked for in every respect.
func (k Kind[T]) made(ctx context.Context, want Instance, c Creation[T]) (T, bool, error) {
	var none T
	k.Written("", want.Key)
	found, err := k.find(ctx, want.Key)
	if err != nil {
		return none, false, err
	}
	for _, object := range found {
		if k.archived(object) {
			continue
		}
		if k.Unique {
			return object, true, nil
		}
		whole, err := k.Get(ctx, k.ID(object))
		if remote.IsNotFound(err) {
			whole, err = object, nil
		}
		switch {
		case err != nil:
			return none, false, err
		case c.resumes(whole):
			return whole, true, nil
		}
		return none, false, permanent(fmt.Errorf("%s has appeared since, and differs from what is declared", k.Describe(object)))
	}
	return none, false, nil
}
