package lifecycle

import (
	"fmt"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// explain puts a verdict into words: the reason of a refusal, or what users are told beside other actions. It is nil
// where nothing needs to be said.
func (k Kind[T]) explain(v verdict, found []T, want Instance) *tfkit.Problem {
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
		return k.problem("create", fmt.Sprintf("%s exists already in this workspace and is active. To %s it, import it first:\n\n%s\n\n"+
			"Once it is in state, %s = true does so.", k.Describe(object), k.Archive.Verb, k.importBlock(k.ID(object)), k.Archive.Word))
	case areSeveral:
		return k.refusal("create", want, fmt.Sprintf("there are several of this %s: %s. Import the one to manage by its id:\n\n%s",
			k.key(), listed(found, k.Describe), k.importBlock(k.ID(object))))
	case isPending:
		return &tfkit.Problem{
			Summary: "Unfinished invitation found",
			Detail: fmt.Sprintf("%s was invited before in this way and has not accepted yet, as after a run that was interrupted. "+
				"It is taken into state; no second invitation is sent.", k.Describe(object)),
		}
	case comesBack:
		return k.adopted(k.Describe(object) + " exists already and comes back with what it belongs to. It is taken into state, and what differs is updated.")
	case mayAdopt:
		return k.adopted(k.Describe(object) + " exists already. adopt_existing is true, so it is taken into state and what differs is updated.")
	case isArchived:
		if v.action == keep {
			return nil
		}
		return k.comesBack(k.Describe(object), "is "+k.Archive.Word)
	case mayNot:
		return k.restoreForbidden(k.Describe(object))
	case noneToKeep:
		return &tfkit.Problem{
			Summary: "Nothing to " + k.Archive.Verb,
			Detail: fmt.Sprintf("%[1]s has %[2]s = true, but %[3]s has no %[4]s with this %[5]s, %[2]s or not, and none is created only to be %[2]s. "+
				"Remove the entry. If %[3]s hides it because it is %[2]s, import it by its id.", want.Label, k.Archive.Word, k.Run.Service, k.Noun, k.key()),
			Attribute: k.Archive.Word,
		}
	default:
		return nil
	}
}

// taken is what somebody reads whose resource exists already. It is the same in every run and at every time, since nothing
// tells a new resource from one that was renamed, is tainted, or is being replaced.
func (k Kind[T]) taken(object T) *tfkit.Problem {
	return k.problem("create", fmt.Sprintf("%s exists already in this workspace. To manage it here, import it:\n\n%s\n\n"+
		"If a resource of another address holds it, a moved block keeps it, terraform state rm lets go of it, and adopt_existing = true in the provider block takes it over. "+
		"If this resource is tainted, terraform untaint keeps it, and -replace with its address replaces it on purpose. "+
		"create_before_destroy cannot replace it: remove that setting, or set adopt_existing = true. "+
		"If this stops a destroy, use terraform destroy -refresh=false.",
		k.Describe(object), k.importBlock(k.ID(object))))
}

// keyTaken refuses to give an object a natural key that somebody else has, as the reason says.
func (k Kind[T]) keyTaken(prior, changed Instance, reason string) *tfkit.Problem {
	return &tfkit.Problem{
		Summary: "Could not change " + k.Key[0],
		Detail: fmt.Sprintf("%s cannot become %s: %s. If a list of resources has shifted, such as with count, use for_each with keys that stay, and moved blocks. "+
			"If this plan frees the %s in another resource, apply that first, with -target.", prior, changed.Label, strings.TrimRight(reason, "."), k.Key[0]),
		Attribute: k.at(),
	}
}

// WrongImport refuses to give somebody who is being imported the natural key of somebody else.
func (k Kind[T]) WrongImport(prior, planned Instance) *tfkit.Problem {
	return &tfkit.Problem{
		Summary: "Could not import " + k.Noun,
		Detail: fmt.Sprintf("The import names %s, but the configuration says %s: this would rename somebody. Is it the right id? "+
			"The %s can be changed once the import is applied.", prior, planned.Label, k.Key[0]),
		Attribute: k.at(),
	}
}

// nowAnother says that the object in state is gone and its natural key belongs to another one.
func (k Kind[T]) nowAnother(gone Instance, object T) *tfkit.Problem {
	return &tfkit.Problem{
		Summary: "Could not restore " + k.Noun,
		Detail: fmt.Sprintf("%s is %s %s now; %s shows no %s %s any more. Take the old one out of state with terraform state rm, then import the new one:\n\n%s\n\n"+
			"Or apply with adopt_existing = true and -replace with the address of this resource.",
			gone.Label, k.Noun, k.ID(object), k.Run.Service, k.Noun, gone.ID, k.importBlock(k.ID(object))),
		Attribute: k.at(),
	}
}

// heldTwice says that two addresses stand for one object. Which of them is told depends on which is planned last.
func (k Kind[T]) heldTwice(id, label string) *tfkit.Problem {
	return &tfkit.Problem{
		Summary: "One object under two addresses",
		Detail: fmt.Sprintf("Two addresses stand for %s (%s %s). Only one can manage it: they would undo each other's changes, and removing one would take the object from the other. "+
			"Take one of them out without touching the object, with removed { lifecycle { destroy = false } } or terraform state rm. "+
			"For an object marked as deposed, use terraform state rm with its address, then import it.", plaintext.Line(label), k.Noun, plaintext.Line(id)),
		Attribute: k.at(),
	}
}

// declaredTwice says that two addresses declare one natural key.
func (k Kind[T]) declaredTwice(label string) *tfkit.Problem {
	return &tfkit.Problem{
		Summary: "Declared twice",
		Detail: fmt.Sprintf("Two resources stand for %s. Only one can manage it: they would undo each other's changes at every apply. Remove one of them.",
			plaintext.Line(label)),
		Attribute: k.at(),
	}
}

func (k Kind[T]) refusal(verb string, want Instance, reason string) *tfkit.Problem {
	return k.problem(verb, want.Label+": "+reason)
}

func (k Kind[T]) problem(verb, detail string) *tfkit.Problem {
	return &tfkit.Problem{Summary: "Could not " + verb + " " + k.Noun, Detail: detail, Attribute: k.at()}
}

func (k Kind[T]) adopted(detail string) *tfkit.Problem {
	return &tfkit.Problem{Summary: "Existing " + k.Noun + " adopted", Detail: detail}
}

// comesBack announces a restore.
func (k Kind[T]) comesBack(who, how string) *tfkit.Problem {
	return &tfkit.Problem{Summary: strings.ToUpper(k.Archive.Word[:1]) + k.Archive.Word[1:] + " " + k.Noun + " comes back", Detail: who + " " + how + "; " + k.Archive.Consequence}
}

func (k Kind[T]) restoreForbidden(who string) *tfkit.Problem {
	return &tfkit.Problem{
		Summary: "Could not restore " + k.Noun,
		Detail: fmt.Sprintf("%[1]s is %[2]s, and %[3]s is false: nobody may be brought back. Set %[2]s = true on the resource to keep it %[2]s, "+
			"remove the resource, or set %[3]s = true in the provider block.", who, k.Archive.Word, k.Access.RestoreSetting),
		Attribute: k.Archive.Word,
	}
}

// replacing announces that a replacement archives and restores the same object.
func (k Kind[T]) replacing(who string) *tfkit.Problem {
	return &tfkit.Problem{
		Summary: "Replacing keeps the " + k.Noun,
		Detail: fmt.Sprintf("%s cannot delete %s. Replacing %ss and restores the same %s under the same id%s",
			k.Run.Service, who, k.Archive.Verb, k.Noun, k.Archive.Replaced),
	}
}

// stuck is what to do about an object that is not in state and cannot come back.
func (k Kind[T]) stuck(id string) string {
	advice := k.Archive.Stuck + "\n\n" + k.importBlock(id)
	if k.Archive.Instead != "" {
		advice += "\n\n" + k.Archive.Instead
	}
	return advice
}

// stays says that an object is not removed, since another address failed to take it over.
func (k Kind[T]) stays(who string) *tfkit.Problem {
	return &tfkit.Problem{
		Summary: "Could not " + k.removal() + " " + k.Noun,
		Detail: fmt.Sprintf("%s stays as it is, and in state at this address: another resource was to take it over and could not, as its own error says. "+
			"Apply again once that is mended.", who),
	}
}
