package lifecycle

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// Outcome is what a creation led to.
type Outcome[T Object] struct {
	// Twin is the object that was there before; Found says whether there was one.
	Twin  T
	Found bool
	// Fresh is what the creation itself answered with, where nothing was there before.
	Fresh T
}

// Object is the object that there is now.
func (o Outcome[T]) Object() T {
	if o.Found {
		return o.Twin
	}
	return o.Fresh
}

// Create brings the object into being: it takes over or restores what exists under the natural
// key, or else sends the creation. resumes tells whether an existing object is what a request of this very
// creation leaves behind; a lost answer does not lead to a second object.
func (k Kind[T]) Create(ctx context.Context, want Side, resumes func(T) bool, send func(context.Context) (T, error)) (Outcome[T], diag.Diagnostics) {
	outcome, diags := k.obtain(ctx, want, resumes, send)
	if !diags.HasError() {
		k.Session.Made(k.Claims, outcome.Object().ObjectID())
	}
	return outcome, diags
}

func (k Kind[T]) obtain(ctx context.Context, want Side, resumes func(T) bool, send func(context.Context) (T, error)) (Outcome[T], diag.Diagnostics) {
	var diags diag.Diagnostics
	twins, err := k.Find(ctx, want.Key)
	if err != nil {
		session.AddFailure(&diags, "look for "+k.Noun, want.Label, err)
		return Outcome[T]{}, diags
	}
	replaced := func(object T) bool { return k.Session.HasRemoved(k.Claims, object.ObjectID()) }
	v := k.decide(twins, want, resumes, replaced)
	if v.problem != nil && (v.action != restore || !replaced(v.twin)) {
		if v.action == refuse {
			diags.Append(v.problem.Diagnostic())
			return Outcome[T]{}, diags
		}
		diags.Append(v.problem.Warning())
	}
	hidden := k.Session.RemovedUnder(k.Claims, want.Key)
	switch {
	case v.action == adopt, v.action == keep:
		twin, err := k.whole(ctx, v.twin)
		if err != nil {
			session.AddFailure(&diags, "read "+k.Noun, k.describe(v.twin), err)
		}
		return Outcome[T]{Twin: twin, Found: err == nil}, diags
	case v.action == restore, hidden != 0:
		// Where WebWork hides what is archived, this run still knows what it archived to replace it.
		outcome, more := k.revive(ctx, v.twin, hidden, want)
		diags.Append(more...)
		if outcome.Found || diags.HasError() {
			return outcome, diags
		}
	}
	fresh, more := k.makeOnce(ctx, want, twins, resumes, func() (T, error) { return send(ctx) })
	diags.Append(more...)
	return Outcome[T]{Fresh: fresh}, diags
}

// whole reads what a list may have shown with fewer fields.
func (k Kind[T]) whole(ctx context.Context, twin T) (T, error) {
	object, err := k.Get(ctx, twin.ObjectID())
	if api.IsNotFound(err) {
		return twin, nil // lists may show more than can be read one by one
	}
	return object, err
}

// revive restores an archived object: the twin, or the hidden one if there is no twin. It finds
// nothing, without an error, where this run has archived the object itself to replace it and it
// cannot come back: then a new one is meant.
func (k Kind[T]) revive(ctx context.Context, twin T, hidden int64, want Side) (Outcome[T], diag.Diagnostics) {
	var diags diag.Diagnostics
	id, err := twin.ObjectID(), error(nil)
	if id == 0 {
		id = hidden
	} else {
		twin, err = k.whole(ctx, twin)
	}
	who := session.Describe(want.Label, id)
	if err != nil {
		session.AddFailure(&diags, "read "+k.Noun, who, err)
		return Outcome[T]{}, diags
	}
	err = k.restore(ctx, id)
	switch {
	case api.IsUnsupported(err) && k.Session.HasRemoved(k.Claims, id):
		diags.AddWarning("New "+k.Noun+" instead of the archived one",
			fmt.Sprintf("WebWork does not restore %s, which this run replaces. A new %s is created.", who, k.Noun))
		return Outcome[T]{}, diags
	case err != nil:
		diags.Append(k.restoreFailed(who, err, k.importAdvice(id)).Diagnostic())
	case twin.ObjectID() == 0:
		if twin, err = k.Get(ctx, id); err != nil {
			session.AddFailure(&diags, "read "+k.Noun, who, err)
		}
	}
	return Outcome[T]{Twin: twin, Found: err == nil}, diags
}

func (k Kind[T]) makeOnce(ctx context.Context, want Side, before []T, resumes func(T) bool, send func() (T, error)) (T, diag.Diagnostics) {
	var diags diag.Diagnostics
	var none T
	if k.elsewhere(ctx, want, &diags) {
		return none, diags
	}
	fresh, err := Once(ctx, k.Session, Effect[T]{
		Send:    send,
		Find:    func() (T, bool, error) { return k.made(ctx, want, before, resumes) },
		Repeats: !k.People, // names of projects are not unique
	})
	if err != nil {
		problem := session.Failed(k.verb()+" "+k.Noun, want.Label, err)
		switch {
		case api.IsUncertain(err) && !k.People:
			problem.Detail = perhapsCreated(want.Label, err, importBlock(k.Type, k.Key+":"+want.Label))
		case api.IsRejected(err) && len(before) == 0:
			problem.Detail += fmt.Sprintf(" If WebWork says that it exists although nothing of this %s is shown, it is archived and hidden: "+
				"import it by its id, which the archive in the app tells.", k.Key)
		}
		problem.Attribute = k.Key
		diags.Append(problem.Diagnostic())
		return none, diags
	}
	k.Written(fresh.ObjectID(), want.Key)
	return fresh, diags
}

// perhapsCreated explains the failure of a creation that may have happened all the same.
func perhapsCreated(label string, err error, importBlock string) string {
	return fmt.Sprintf("%s: %v.\n\nWhether WebWork created it is not known. If the app shows it, import it:\n\n%s\n\nIf it does not, apply again.",
		label, err, importBlock)
}

// made finds the object that a creation without an answer has made: it was not there before, and
// where natural keys are not unique it is what was asked for in every respect.
func (k Kind[T]) made(ctx context.Context, want Side, before []T, resumes func(T) bool) (T, bool, error) {
	var none T
	k.Written(0, want.Key)
	twins, err := k.Find(ctx, want.Key)
	if err != nil {
		return none, false, err
	}
	for _, twin := range twins {
		if twin.Archived() || slices.ContainsFunc(before, func(old T) bool { return old.ObjectID() == twin.ObjectID() }) {
			continue
		}
		if k.People {
			return twin, true, nil
		}
		if twin, err = k.whole(ctx, twin); err != nil {
			return none, false, err
		}
		if resumes(twin) {
			return twin, true, nil
		}
		return none, false, permanent(fmt.Errorf("%s has appeared since, and differs from what is declared", k.describe(twin)))
	}
	return none, false, nil
}

func (k Kind[T]) verb() string {
	if k.People {
		return "invite"
	}
	return "create"
}

// Remember notes in private state which object the resource stands for, as this run has left it.
func (k Kind[T]) Remember(ctx context.Context, private tfkit.PrivateWriter, id int64, diags *diag.Diagnostics) {
	tfkit.SetPrivate(ctx, private, privateID, id, diags)
	tfkit.SetPrivate(ctx, private, privateOutside, false, diags)
}
