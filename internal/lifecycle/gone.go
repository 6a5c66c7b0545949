package lifecycle

import (
	"context"
	"fmt"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// patience is how long something that state has just created is looked for before it counts as gone.
const patience = 8 * time.Second

// Read reads the object of a resource in state. What this resource created a moment ago, and the service does not show yet, counts as
// gone only after some seconds of looking for it.
func (k Kind[T]) Read(ctx context.Context, id string, private tfkit.PrivateReader, diags *diag.Diagnostics, get func(context.Context) (T, error)) (T, error) {
	object, err := get(ctx)
	if !remote.IsNotFound(err) || !justBorn(ctx, private, diags) {
		return object, err
	}
	return backoff.Retry(ctx, func() (T, error) {
		k.Written(id)
		object, err := get(ctx)
		if err != nil && !remote.IsNotFound(err) {
			return object, permanent(err)
		}
		return object, err
	}, backoff.WithBackOff(waits()), backoff.WithMaxElapsedTime(patience))
}

// Gone decides what a Read makes of an object that is not shown. What is archived may be hidden, and what is deleted is gone; only
// an account that sees everything can tell, and only of an object that it has seen before.
func (k Kind[T]) Gone(ctx context.Context, label string, imported bool, err error, diags *diag.Diagnostics) {
	fate := "deleted"
	if k.Archive != nil {
		fate = k.Archive.Word
	}
	switch {
	case imported:
		diags.AddError("Could not import "+k.Noun, fmt.Sprintf("%s: %s.\n\nCheck the id and workspace_id.", label, tfkit.Said(err)))
	case !k.Run.SeesAll(ctx):
		diags.AddError("Could not read "+k.Noun,
			fmt.Sprintf("%s: %s.\n\n%s, so it may be hidden rather than %s. %s", label, tfkit.Said(err), k.Run.PartialView, fate, k.Run.FullView))
	}
}

// Named finds the object that an import names by its natural key. What is active goes before what is archived.
func (k Kind[T]) Named(ctx context.Context, label, key string) (id string, problem *tfkit.Problem) {
	found, err := k.find(ctx, key)
	if err != nil {
		return "", k.Run.Explain("import "+k.Noun, label, err)
	}
	var active, archived []T
	for _, object := range found {
		if k.archived(object) {
			archived = append(archived, object)
		} else {
			active = append(active, object)
		}
	}
	if len(active) == 0 {
		active = archived
	}
	problem = &tfkit.Problem{Summary: "Could not import " + k.Noun}
	switch len(active) {
	case 1:
		return k.ID(active[0]), nil
	case 0:
		problem.Detail = fmt.Sprintf("%s shows no %s with the %s %s.", k.Run.Service, k.Noun, k.key(), label)
		if k.Archive != nil {
			problem.Detail += " What is " + k.Archive.Word + " may be hidden: import it by its id."
		}
	default:
		problem.Detail = fmt.Sprintf("There are several with the %s %s: %s. Import one of them by its id.", k.key(), label, listed(active, k.Describe))
	}
	return "", problem
}
