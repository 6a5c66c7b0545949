package lifecycle

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// Plan says while planning what applying would run into. The prior side is nil for a resource
// that is to be created, the planned side for one that is to be destroyed. resumes tells whether
// an existing object is what an interrupted creation left behind; it may be nil for what is not
// people.
func (k Kind[T]) Plan(ctx context.Context, prior, planned *Side, resumes func(T) bool, private tfkit.PrivateReader) diag.Diagnostics {
	var diags diag.Diagnostics
	switch {
	case planned == nil:
		k.countArchival(*prior, &diags)
	case prior == nil:
		k.planCreate(ctx, *planned, resumes, private, &diags)
	default:
		k.planUpdate(ctx, *prior, *planned, private, &diags)
	}
	return diags
}

func (k Kind[T]) planUpdate(ctx context.Context, prior, planned Side, private tfkit.PrivateReader, diags *diag.Diagnostics) {
	k.claim(planned, prior.ID, diags)
	switch {
	case planned.Unsure:
	case planned.Archived:
		k.countArchival(prior, diags)
	case prior.Archived && k.People && !k.Session.RestoreArchived:
		diags.Append(k.restoreForbidden(prior.String()).Diagnostic())
	case prior.Archived:
		k.Session.Restoring(k.Claims, prior.ID)
		how := "is archived"
		if outside, _ := tfkit.GetPrivate[bool](ctx, private, privateOutside, diags); outside {
			how = "was archived outside Terraform"
		}
		diags.AddWarning("Archived "+k.Noun+" comes back", fmt.Sprintf("%s %s; %s", prior, how, k.consequence()))
	}
}

func (k Kind[T]) planCreate(ctx context.Context, planned Side, resumes func(T) bool, private tfkit.PrivateReader, diags *diag.Diagnostics) {
	replaced, _ := tfkit.GetPrivate[int64](ctx, private, privateID, diags)
	k.claim(planned, replaced, diags)
	if planned.Key == "" || planned.Unsure || !k.Session.Ready() || diags.HasError() {
		return
	}
	twins, err := k.Find(ctx, planned.Key)
	if err != nil {
		session.AddFailure(diags, "look for "+k.Noun, planned.Label, err)
		return
	}
	// What a Read of this run found, or what is being replaced, is in state under another name or
	// about to be archived: whether it is in the way is known only when its turn comes. Terraform
	// plans again in the apply, when it is archived already.
	known := func(object T) bool {
		id := object.ObjectID()
		return id == replaced || k.Session.HasSeen(k.Claims, id) || k.Session.HasRemoved(k.Claims, id)
	}
	k.foretell(ctx, planned, k.decide(twins, planned, resumes, known), known, replaced, diags)
}

// foretell says what a decision about a resource that is to be created means.
func (k Kind[T]) foretell(ctx context.Context, planned Side, v verdict[T], known func(T) bool, replaced int64, diags *diag.Diagnostics) {
	switch {
	case v.action == create && k.Session.RemovedUnder(k.Claims, planned.Key) != 0:
		return
	case v.action == create:
		k.planInvitation(ctx, planned, diags)
		return
	case (v.action == refuse || v.action == adopt) && v.twin.ObjectID() != 0 && known(v.twin):
		diags.Append(k.replacement(v.twin, replaced))
		return
	case v.action == restore && k.Session.HasRemoved(k.Claims, v.twin.ObjectID()):
		diags.Append(k.replacement(v.twin, v.twin.ObjectID()))
		return
	case v.action == refuse:
		diags.Append(v.problem.Diagnostic())
		return
	case v.action == restore:
		k.Session.Restoring(k.Claims, v.twin.ObjectID())
	}
	if v.problem != nil {
		diags.Append(v.problem.Warning())
	}
}

func (k Kind[T]) replacement(twin T, replaced int64) diag.Diagnostic {
	if twin.ObjectID() == replaced {
		detail := fmt.Sprintf("WebWork cannot delete %s. Replacing archives and restores the same %s under the same id", k.describe(twin), k.Noun)
		if k.People {
			detail += "; no invitation is sent."
		} else {
			detail += fmt.Sprintf(", if WebWork allows it: the API documents no restore for a %s. Otherwise a new one is created.", k.Noun)
		}
		return diag.NewWarningDiagnostic("Replacing keeps the "+k.Noun, detail)
	}
	return diag.NewWarningDiagnostic("The "+k.Noun+" is in state already",
		fmt.Sprintf("%s is also held by a resource that this plan removes or replaces. Applying takes it over only if that is archived first. "+
			"If the resource was renamed, a moved block keeps it without archiving.", k.describe(twin)))
}

// planInvitation checks what can stand in the way of something that does not exist yet.
func (k Kind[T]) planInvitation(ctx context.Context, planned Side, diags *diag.Diagnostics) {
	if other := k.elsewhere(ctx, planned, diags); other || !k.People {
		return
	}
	count := k.Session.CountInvitation(planned.Key)
	if most := k.Session.MaxInvitations; most != nil && count > *most {
		diags.AddError("Too many invitations",
			fmt.Sprintf("This plan invites more than %d people (max_invitations); %s is number %d. Is this the right workspace, and is its state the right one? "+
				"If the plan is meant, raise max_invitations for this run.", *most, planned.Label, count))
	}
}

// elsewhere reports, as an error, that the natural key belongs to an object of another kind.
func (k Kind[T]) elsewhere(ctx context.Context, want Side, diags *diag.Diagnostics) bool {
	if k.Elsewhere == nil {
		return false
	}
	other, err := k.Elsewhere(ctx, want.Key)
	if err != nil {
		session.AddFailure(diags, "look for "+k.Noun, want.Label, err)
		return true
	}
	if other == "" {
		return false
	}
	diags.Append(k.refusal(other, want).problem.Diagnostic())
	return true
}

func (k Kind[T]) countArchival(prior Side, diags *diag.Diagnostics) {
	if !k.People || prior.Archived {
		return
	}
	count := k.Session.CountArchival(prior.ID)
	if most := k.Session.MaxArchivals; most != nil && count > *most {
		diags.AddError("Too many archivals",
			fmt.Sprintf("This plan archives more than %d people (max_archivals). Is the roster complete? %s is number %d. "+
				"If the plan is meant, raise max_archivals for this run. To destroy without archiving, remove the resources from state with "+
				"removed { lifecycle { destroy = false } }.", *most, prior, count))
	}
}

// claim notes that the resource stands for the natural key, and reports a second one that does. Names
// of projects need not be unique: those that exist are told apart by their ids. A person's id is the
// same as member and as project viewer, so the claimant is named with its type.
func (k Kind[T]) claim(planned Side, id int64, diags *diag.Diagnostics) {
	claimant := ""
	if id != 0 {
		claimant = fmt.Sprintf("%s %d", k.Type, id)
	}
	if planned.Key == "" || !k.People && id != 0 || k.Session.Claim(k.Claims, planned.Key, claimant) {
		return
	}
	diags.Append(declaredTwice(planned.Label, k.Key))
}

func declaredTwice(label, attribute string) diag.Diagnostic {
	return (&session.Problem{
		Summary: "Declared twice",
		Detail: fmt.Sprintf("Two resources stand for %s. Only one can manage it: they would undo each other's changes at every apply. Remove one of them.",
			label),
		Attribute: attribute,
	}).Diagnostic()
}
