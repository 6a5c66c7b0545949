package lifecycle

import (
	"fmt"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// explain puts a verdict into words: the reason of a refusal, or what users are told beside other actions. It is nil
// where nothing needs to be said.
func (k Kind[T]) explain(v verdict, found []T, want Instance) *session.Problem {
	var object T
	if v.twin >= 0 {
		object = found[v.twin]
	}
	switch v.reason {
	case isForeign:
		return k.refusal("create", want, k.Foreign(object))
	case isTaken:
		return k.taken(object)
	case isTakenKeep:
		return k.problem("create", fmt.Sprintf("%s exists already in this workspace and is active. To archive it, import it first:\n\n%s\n\n"+
			"Once it is in state, archived = true archives it.", k.Describe(object), k.importBlock(k.ID(object))))
	case areSeveral:
		return k.refusal("create", want, fmt.Sprintf("there are several of this %s: %s. Import the one to manage by its id:\n\n%s",
			k.key(), listed(found, k.Describe), k.importBlock(k.ID(object))))
	case isPending:
		return &session.Problem{
			Summary: "Unfinished invitation found",
			Detail: fmt.Sprintf("%s was invited before with the same names and has not accepted yet, as after a run that was interrupted. "+
				"It is taken into state; no second invitation is sent.", k.Describe(object)),
		}
	case comesBack:
		return k.adopted(k.Describe(object) + " exists already and comes back with what it belongs to, which is archived. It is taken into state, and what differs is updated.")
	case mayAdopt:
		return k.adopted(k.Describe(object) + " exists already. adopt_existing is true, so it is taken into state and what differs is updated.")
	case isArchived:
		if v.action == keep {
			return nil
		}
		return k.comesBack(k.Describe(object), "is archived")
	case mayNot:
		return k.restoreForbidden(k.Describe(object))
	case noneToKeep:
		return &session.Problem{
			Summary: "Nothing to archive",
			Detail: fmt.Sprintf("%s has archived = true, but WebWork has no %s with this %s, archived or not, and none is created only to be archived. "+
				"Remove the entry. If WebWork hides it because it is archived, import it by its id.", want.Label, k.Noun, k.key()),
			Attribute: "archived",
		}
	default:
		return nil
	}
}

// taken is what somebody reads whose resource exists already. It is the same in every run and at every time, since nothing
// tells a new resource from one that was renamed, is tainted, or is being replaced.
func (k Kind[T]) taken(object T) *session.Problem {
	return k.problem("create", fmt.Sprintf("%s exists already in this workspace. To manage it here, import it:\n\n%s\n\n"+
		"If a resource of another address holds it, a moved block keeps it, terraform state rm lets go of it, and adopt_existing = true in the provider block takes it over. "+
		"If this resource is tainted, terraform untaint keeps it, and -replace with its address replaces it on purpose. "+
		"create_before_destroy cannot replace it: remove that setting, or set adopt_existing = true. "+
		"If this stops a destroy, use terraform destroy -refresh=false.",
		k.Describe(object), k.importBlock(k.ID(object))))
}

// keyTaken refuses to give an object a natural key that somebody else has, as the reason says.
func (k Kind[T]) keyTaken(prior, changed Instance, reason string) *session.Problem {
	return &session.Problem{
		Summary: "Could not change " + k.Key[0],
		Detail: fmt.Sprintf("%s cannot become %s: %s. If a list of resources has shifted, such as with count, use for_each with keys that stay, and moved blocks. "+
			"If this plan frees the %s in another resource, apply that first, with -target.", prior, changed.Label, strings.TrimRight(reason, "."), k.Key[0]),
		Attribute: k.at(),
	}
}

// WrongImport refuses to give somebody who is being imported the natural key of somebody else.
func (k Kind[T]) WrongImport(prior, planned Instance) *session.Problem {
	return &session.Problem{
		Summary: "Could not import " + k.Noun,
		Detail: fmt.Sprintf("The import names %s, but the configuration says %s: this would rename somebody. Is it the right id? "+
			"The %s can be changed once the import is applied.", prior, planned.Label, k.Key[0]),
		Attribute: k.at(),
	}
}

// nowAnother says that the object in state is gone and its natural key belongs to another one.
func (k Kind[T]) nowAnother(gone Instance, object T) *session.Problem {
	return &session.Problem{
		Summary: "Could not restore " + k.Noun,
		Detail: fmt.Sprintf("%s is %s %s now; WebWork shows no %s %s any more. Take the old one out of state with terraform state rm, then import the new one:\n\n%s\n\n"+
			"Or apply with adopt_existing = true and -replace with the address of this resource.",
			gone.Label, k.Noun, k.ID(object), k.Noun, gone.ID, k.importBlock(k.ID(object))),
		Attribute: k.at(),
	}
}

// heldTwice says that two addresses stand for one object. Which of them is told depends on which is planned last.
func (k Kind[T]) heldTwice(id, label string) *session.Problem {
	return &session.Problem{
		Summary: "One object under two addresses",
		Detail: fmt.Sprintf("Two addresses stand for %s (%s %s). Only one can manage it: they would undo each other's changes, and removing one would take the object from the other. "+
			"Take one of them out without touching the object, with removed { lifecycle { destroy = false } } or terraform state rm. "+
			"For an object marked as deposed, use terraform state rm with its address, then import it.", plaintext.Line(label), k.Noun, plaintext.Line(id)),
		Attribute: k.at(),
	}
}

// declaredTwice says that two addresses declare one natural key.
func (k Kind[T]) declaredTwice(label string) *session.Problem {
	return &session.Problem{
		Summary: "Declared twice",
		Detail: fmt.Sprintf("Two resources stand for %s. Only one can manage it: they would undo each other's changes at every apply. Remove one of them.",
			plaintext.Line(label)),
		Attribute: k.at(),
	}
}

func (k Kind[T]) refusal(verb string, want Instance, reason string) *session.Problem {
	return k.problem(verb, want.Label+": "+reason)
}

func (k Kind[T]) problem(verb, detail string) *session.Problem {
	return &session.Problem{Summary: "Could not " + verb + " " + k.Noun, Detail: detail, Attribute: k.at()}
}

func (k Kind[T]) adopted(detail string) *session.Problem {
	return &session.Problem{Summary: "Existing " + k.Noun + " adopted", Detail: detail}
}

// comesBack announces a restore.
func (k Kind[T]) comesBack(who, how string) *session.Problem {
	consequence := fmt.Sprintf("applying restores it under the same id, if WebWork allows it: the API documents no restore for a %s.", k.Noun)
	if k.People {
		consequence = "applying gives access back."
	}
	return &session.Problem{Summary: "Archived " + k.Noun + " comes back", Detail: who + " " + how + "; " + consequence}
}

func (k Kind[T]) restoreForbidden(who string) *session.Problem {
	return &session.Problem{
		Summary: "Could not restore " + k.Noun,
		Detail: fmt.Sprintf("%s is archived, and restore_archived is false: nobody may be brought back. Set archived = true on the resource to keep it archived, "+
			"remove the resource, or set restore_archived = true in the provider block.", who),
		Attribute: "archived",
	}
}

// replacing announces that a replacement archives and restores the same object.
func (k Kind[T]) replacing(who string) *session.Problem {
	detail := fmt.Sprintf("WebWork cannot delete %s. Replacing archives and restores the same %s under the same id", who, k.Noun)
	if k.People {
		detail += "; no invitation is sent."
	} else {
		detail += fmt.Sprintf(", if WebWork allows it: the API documents no restore for a %s. Otherwise a new one is created.", k.Noun)
	}
	return &session.Problem{Summary: "Replacing keeps the " + k.Noun, Detail: detail}
}

// stays says that an object is not removed, since another address failed to take it over.
func (k Kind[T]) stays(who string) *session.Problem {
	return &session.Problem{
		Summary: "Could not " + k.removal() + " " + k.Noun,
		Detail: fmt.Sprintf("%s stays as it is, and in state at this address: another resource was to take it over and could not, as its own error says. "+
			"Apply again once that is mended.", who),
	}
}
