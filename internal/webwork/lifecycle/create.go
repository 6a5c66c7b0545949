package lifecycle

import (
	"context"
	"fmt"

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

// Create brings the object into being: it takes over or restores what exists under the natural
// key, or else calls make, and makes sure that a lost answer does not lead to a second one.
func (k Kind[T]) Create(ctx context.Context, want Side, resumes func(T) bool, make func(context.Context) (T, error)) (Outcome[T], diag.Diagnostics) {
	var diags diag.Diagnostics
	twins, err := k.Find(ctx, want.Key)
	if err != nil {
		session.AddFailure(&diags, "look for "+k.Noun, want.Label, err)
		return Outcome[T]{}, diags
	}
	replaced := func(object T) bool { return k.Session.HasRemoved(k.Claims, object.ObjectID()) }
	v := k.decide(twins, want, resumes, replaced)
	if v.problem != nil && !(v.action == restore && replaced(v.twin)) {
		if v.action == refuse {
			diags.Append(v.problem.Diagnostic())
			return Outcome[T]{}, diags
		}
		diags.Append(v.problem.Warning())
	}
	switch v.action {
	case restore:
		err := k.restore(ctx, v.twin.ObjectID())
		if err == nil {
			return Outcome[T]{Twin: v.twin, Found: true}, diags
		}
		if !api.IsUnsupported(err) || !replaced(v.twin) {
			diags.Append(k.restoreFailed(k.describe(v.twin), err).Diagnostic())
			return Outcome[T]{}, diags
		}
		// The user asked to replace what cannot come back: a new one is the only way.
		diags.AddWarning("New "+k.Noun+" instead of the archived one",
			fmt.Sprintf("WebWork does not restore %s, which this run replaces. A new %s is created.", k.describe(v.twin), k.Noun))
	case adopt, keep:
		return Outcome[T]{Twin: v.twin, Found: true}, diags
	}
	fresh, more := k.makeOnce(ctx, want, twins, make)
	diags.Append(more...)
	return Outcome[T]{Fresh: fresh}, diags
}

func (k Kind[T]) makeOnce(ctx context.Context, want Side, before []T, make func(context.Context) (T, error)) (T, diag.Diagnostics) {
	var diags diag.Diagnostics
	var none T
	if k.elsewhere(ctx, want, &diags) {
		return none, diags
	}
	known := map[int64]bool{}
	for _, object := range before {
		known[object.ObjectID()] = true
	}
	fresh, err := Once(ctx, func() (T, error) { return make(ctx) }, func() (T, bool, error) {
		k.Written(0, want.Key)
		twins, err := k.Find(ctx, want.Key)
		for _, twin := range twins {
			if !known[twin.ObjectID()] && !twin.Archived() {
				return twin, true, err
			}
		}
		return none, false, err
	})
	if err != nil {
		problem := session.Failed(k.verb()+" "+k.Noun, want.Label, err)
		if !api.IsUncertain(err) && len(before) == 0 {
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

func (k Kind[T]) verb() string {
	if k.People {
		return "invite"
	}
	return "create"
}

// Remember notes in private state which object the resource stands for.
func (k Kind[T]) Remember(ctx context.Context, private tfkit.PrivateWriter, id int64, diags *diag.Diagnostics) {
	tfkit.SetPrivate(ctx, private, privateID, id, diags)
}
