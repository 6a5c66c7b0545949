package lifecycle

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// Deletable is a kind of object that is gone once it is deleted: contracts and webhooks.
type Deletable[T any] struct {
	// Noun is what people call one, such as "contract".
	Noun string
	// Type is the resource type.
	Type string
	// Key names the attributes that tell one from another, the first of which is at fault where
	// there are two.
	Key []string
	// Claims names the space in which natural keys are unique.
	Claims string

	Session *session.Session
	// ID is the object's id as imports name it.
	ID func(T) string
	// Describe names the object as people know it, with its id.
	Describe func(T) string
	// Find gives every object with the natural key.
	Find func(ctx context.Context, key string) ([]T, error)
	// ImportID is what imports the object of the natural key, for which users may have to fill in
	// what is written in capitals.
	ImportID func(key string) string
	// Repeats says that WebWork would create a second object under the same natural key.
	Repeats bool
	// Written says that what was read of the natural key no longer counts.
	Written func(key string)
	// Returned tells whether the object came back with something that this run restores. It may
	// be nil.
	Returned func(T) bool
}

// Memo is what private state holds of an object: which one the resource stands for, since Terraform
// plans a replacement without prior state, and its name, since state has only ids.
type Memo struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Remember notes in private state which object the resource stands for.
func (d Deletable[T]) Remember(ctx context.Context, private tfkit.PrivateWriter, object T, diags *diag.Diagnostics) {
	tfkit.SetPrivate(ctx, private, privateID, Memo{ID: d.ID(object), Name: d.Describe(object)}, diags)
}

// Recall gives what private state holds of the object; it is empty where there is nothing.
func (d Deletable[T]) Recall(ctx context.Context, private tfkit.PrivateReader, diags *diag.Diagnostics) Memo {
	memo, _ := tfkit.GetPrivate[Memo](ctx, private, privateID, diags)
	return memo
}

// Plan says while planning what applying would run into. The label is what people know the planned
// object by; fresh says that it is to be created. It reports whether something is to be created that
// does not exist yet.
func (d Deletable[T]) Plan(ctx context.Context, key, label string, fresh bool, private tfkit.PrivateReader, diags *diag.Diagnostics) bool {
	own := d.Recall(ctx, private, diags).ID
	if !d.Session.Claim(d.Claims, key, own) {
		diags.Append(declaredTwice(label, d.Key[0]))
	}
	if !fresh || !d.Session.Ready() || diags.HasError() {
		return false
	}
	twins, err := d.Find(ctx, key)
	switch {
	case err != nil:
		session.AddFailure(diags, "look for "+d.Noun, label, err)
		return false
	case len(twins) == 0:
		return true
	case d.ID(twins[0]) == own:
		return false // it is being replaced, and gone when its turn comes
	case own != "", d.Session.HasSeen(d.Claims, key):
		diags.AddWarning("The "+d.Noun+" is in state already", fmt.Sprintf(
			"%s exists. Applying creates a new one only after it is deleted, by the resource that this plan removes or replaces. "+
				"If the resource was renamed, a moved block keeps it.", d.Describe(twins[0])))
		return false
	}
	if problem, adopts := d.decide(twins, label); adopts {
		diags.Append(problem.Warning())
	} else {
		diags.Append(problem.Diagnostic())
	}
	return false
}

// Create takes over what exists under the natural key, which found reports, or else calls send, and
// makes sure that a lost answer does not lead to a second object.
func (d Deletable[T]) Create(ctx context.Context, key, label string, send func() (T, error), diags *diag.Diagnostics) (object T, found bool) {
	twins, err := d.Find(ctx, key)
	if err != nil {
		session.AddFailure(diags, "look for "+d.Noun, label, err)
		return object, false
	}
	if len(twins) > 0 {
		problem, adopts := d.decide(twins, label)
		if !adopts {
			diags.Append(problem.Diagnostic())
			return object, false
		}
		diags.Append(problem.Warning())
		d.Session.Made(d.Claims, key)
		return twins[0], true
	}
	made := func() (T, bool, error) {
		d.Written(key)
		twins, err := d.Find(ctx, key)
		if len(twins) == 0 {
			return object, false, err
		}
		return twins[0], true, err
	}
	if object, err = Once(ctx, d.Session, Effect[T]{Send: send, Find: made, Repeats: d.Repeats}); err != nil {
		problem := session.Failed("create "+d.Noun, label, err)
		problem.Attribute = d.Key[0]
		if api.IsUncertain(err) {
			problem.Detail = perhapsCreated(label, err, importBlock(d.Type, d.ImportID(key)))
		}
		diags.Append(problem.Diagnostic())
		return object, false
	}
	d.Session.Made(d.Claims, key)
	return object, false
}

// decide weighs what exists under the natural key: it is adopted, or in the way.
func (d Deletable[T]) decide(twins []T, label string) (problem *session.Problem, adopts bool) {
	first := d.Describe(twins[0])
	switch {
	case len(twins) > 1:
		return d.refusal(label, fmt.Sprintf("there are several of this %s: %s. Import the one to manage:\n\n%s",
			strings.Join(d.Key, " and "), listed(twins, d.Describe), importBlock(d.Type, d.ID(twins[0])))), false
	case d.Returned != nil && d.Returned(twins[0]):
		return &session.Problem{
			Summary: "Existing " + d.Noun + " adopted",
			Detail:  first + " came back with what this run restores. It is taken into state, and what differs is updated.",
		}, true
	case d.Session.AdoptExisting:
		return &session.Problem{
			Summary: "Existing " + d.Noun + " adopted",
			Detail:  first + " exists already. adopt_existing is true, so it is taken into state and what differs is updated.",
		}, true
	}
	return d.refusal(label, fmt.Sprintf("%s exists already in this workspace. To manage it here, import it:\n\n%s\n\n"+
		"If the resource was renamed, a moved block keeps it; adopt_existing = true in the provider block takes what exists into state. "+
		"If it is being replaced, the old one must be deleted first: create_before_destroy is not possible.",
		first, importBlock(d.Type, d.ID(twins[0])))), false
}

func (d Deletable[T]) refusal(label, reason string) *session.Problem {
	return &session.Problem{Summary: "Could not create " + d.Noun, Detail: label + ": " + reason, Attribute: d.Key[0]}
}

// Named finds the object that an import names by its natural key.
func (d Deletable[T]) Named(ctx context.Context, key, label string) (object T, problem *session.Problem) {
	found, err := d.Find(ctx, key)
	summary := "Could not import " + d.Noun
	switch {
	case err != nil:
		return object, session.Failed("import "+d.Noun, label, err)
	case len(found) == 0:
		return object, &session.Problem{Summary: summary, Detail: fmt.Sprintf("WebWork shows no %s of this %s: %s.", d.Noun, strings.Join(d.Key, " and "), label)}
	case len(found) > 1:
		return object, &session.Problem{Summary: summary, Detail: fmt.Sprintf("There are several: %s. Import one of them by its id.", listed(found, d.Describe))}
	}
	return found[0], nil
}

// Gone decides what a Read makes of an object that WebWork does not show: it was deleted. Only an
// account that sees everything can tell, and only for an object that it has seen before.
func (d Deletable[T]) Gone(ctx context.Context, label string, imported bool, err error) diag.Diagnostics {
	return gone(ctx, d.Session, d.Noun, label, "deleted", imported, err)
}
