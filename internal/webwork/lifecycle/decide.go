package lifecycle

import (
	"fmt"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// action is what becomes of a resource that is to be created.
type action int

const (
	create  action = iota // nothing exists: invite or create
	restore               // archived: bring it back
	adopt                 // exists: take it into state
	keep                  // archived, and to stay so: take it into state
	refuse                // the verdict's problem says why
)

// verdict is the decision about a resource that is to be created. The problem is the reason of a
// refusal, or what the user is told beside the other actions.
type verdict[T Object] struct {
	action  action
	twin    T
	problem *session.Problem
}

// decide weighs what WebWork has under the natural key against what is to be created. An object
// that resumes the creation is what a run left behind that was killed half-way. own is the object
// that this resource itself stands for, as far as that is known: it is never an obstacle.
func (k Kind[T]) decide(twins []T, want Side, resumes, own func(T) bool) verdict[T] {
	for _, twin := range twins {
		if reason := k.foreign(twin); reason != "" && !own(twin) {
			return k.refusal(reason, want)
		}
	}
	active, archived := split(twins)
	archived = preferred(archived, own)
	switch {
	case len(active) > 1:
		return k.refusal(fmt.Sprintf("there are several of this %s: %s. Import the one to manage by its id:\n\n%s",
			k.Key, k.listed(active), k.importBlock(active[0].ObjectID())), want)
	case len(active) == 1 && want.Archived && !own(active[0]):
		return k.taken(active[0], want)
	case len(active) == 1:
		return k.adoption(active[0], want, resumes)
	case len(archived) > 1:
		return k.refusal(fmt.Sprintf("there are several archived ones of this %s: %s. Import the one to manage by its id:\n\n%s",
			k.Key, k.listed(archived), k.importBlock(archived[0].ObjectID())), want)
	case len(archived) == 1 && want.Archived:
		return verdict[T]{action: keep, twin: archived[0]}
	case len(archived) == 1:
		return k.restoration(archived[0], own)
	case want.Archived:
		return verdict[T]{action: refuse, problem: &session.Problem{
			Summary: "Nothing to archive",
			Detail: fmt.Sprintf("%s has archived = true, but WebWork has no %s with this %s, archived or not, and none is created only to be archived. "+
				"Remove the entry. If WebWork hides it because it is archived, import it by its id.", want.Label, k.Noun, k.Key),
			Attribute: "archived",
		}}
	}
	return verdict[T]{action: create}
}

func (k Kind[T]) adoption(twin T, want Side, resumes func(T) bool) verdict[T] {
	switch {
	case k.People && resumes(twin):
		return verdict[T]{action: adopt, twin: twin, problem: &session.Problem{
			Summary: "Unfinished invitation found",
			Detail: fmt.Sprintf("%s was invited before with the same names and has not accepted yet, as after a run that was interrupted. "+
				"It is taken into state; no second invitation is sent.", k.describe(twin)),
		}}
	case k.Session.AdoptExisting:
		return verdict[T]{action: adopt, twin: twin, problem: &session.Problem{
			Summary: "Existing " + k.Noun + " adopted",
			Detail:  fmt.Sprintf("%s exists already. adopt_existing is true, so it is taken into state and what differs is updated.", k.describe(twin)),
		}}
	}
	return k.taken(twin, want)
}

func (k Kind[T]) restoration(twin T, own func(T) bool) verdict[T] {
	if k.People && !k.Session.RestoreArchived && !own(twin) {
		return verdict[T]{action: refuse, twin: twin, problem: k.restoreForbidden(k.describe(twin))}
	}
	return verdict[T]{action: restore, twin: twin, problem: &session.Problem{
		Summary: "Archived " + k.Noun + " comes back",
		Detail:  fmt.Sprintf("%s was archived outside Terraform; %s", k.describe(twin), k.consequence()),
	}}
}

func (k Kind[T]) consequence() string {
	if k.People {
		return "applying gives access back."
	}
	return "applying restores it under the same id."
}

func (k Kind[T]) restoreForbidden(label string) *session.Problem {
	return &session.Problem{
		Summary: "Could not restore " + k.Noun,
		Detail: fmt.Sprintf("%s is archived, and restore_archived is false: nobody may be brought back. Set archived = true on the resource to keep it archived, "+
			"remove the resource, or set restore_archived = true in the provider block.", label),
		Attribute: "archived",
	}
}

func (k Kind[T]) taken(twin T, want Side) verdict[T] {
	hint := "If the resource was renamed, a moved block keeps it; adopt_existing = true in the provider block takes what exists into state, " +
		"also where it is being replaced with create_before_destroy."
	if want.Archived {
		hint = "Once it is in state, archived = true archives it."
	}
	v := k.refusal(fmt.Sprintf("%s exists already in this workspace. To manage it here, import it:\n\n%s\n\n%s",
		k.describe(twin), k.importBlock(twin.ObjectID()), hint), want)
	v.twin = twin
	return v
}

func (k Kind[T]) refusal(reason string, want Side) verdict[T] {
	return verdict[T]{action: refuse, problem: &session.Problem{
		Summary: "Could not create " + k.Noun, Detail: want.Label + ": " + reason, Attribute: k.Key,
	}}
}

func (k Kind[T]) foreign(twin T) string {
	if k.Foreign == nil {
		return ""
	}
	return k.Foreign(twin)
}

func (k Kind[T]) listed(objects []T) string {
	return listed(objects, k.describe)
}

func listed[T any](objects []T, describe func(T) string) string {
	names := make([]string, len(objects))
	for i, object := range objects {
		names[i] = describe(object)
	}
	return strings.Join(names, ", ")
}

// preferred is the one object that the resource itself stands for, if there is one among several.
func preferred[T Object](objects []T, own func(T) bool) []T {
	for _, object := range objects {
		if own(object) {
			return []T{object}
		}
	}
	return objects
}

func split[T Object](objects []T) (active, archived []T) {
	for _, object := range objects {
		if object.Archived() {
			archived = append(archived, object)
		} else {
			active = append(active, object)
		}
	}
	return active, archived
}
