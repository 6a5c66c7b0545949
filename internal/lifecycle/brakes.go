package lifecycle

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle/memory"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Brakes stop plans that invite or shut out more people than is likely to be meant.
type Brakes struct {
	// Memory is that of the run.
	Memory *memory.Memory
	// MaxInvitations and MaxRemovals bound what one plan may do; nil is no bound.
	MaxInvitations, MaxRemovals *int64
	// MaxShare bounds which share of the active people one plan may shut out, from 0 to 1.
	MaxShare float64
	// Protected are those whom no plan may shut out, by natural key.
	Protected map[string]bool
	// People is how many active people there are, and whether they were counted: else it is how many this run has met.
	People func(ctx context.Context, atLeast int64) (people int64, counted bool)

	// Prefix begins the environment variables of the settings: that of how many people may be invited, of how many may be shut out, and of
	// their share.
	Prefix                                            string
	InvitationsSetting, RemovalsSetting, ShareSetting string
	// Verb is what shutting somebody out is called: "archive".
	Verb string
	// Spared is what may not be done to who is protected, beside shutting them out: "replace, demote or give another address".
	Spared string
}

// What brakes count.
const (
	invitations = "invitations"
	removals    = "removals"
)

// Invite counts somebody who is planned to be invited, by natural key. It gives the problem with which a brake stops the plan;
// one for all brakes of a plan.
func (b Brakes) Invite(key string) *tfkit.Problem {
	count := b.Memory.Count(invitations, key)
	if most := b.MaxInvitations; most == nil || count <= *most {
		return nil
	}
	return b.stop(fmt.Sprintf("This plan invites more than %d people (%[2]s). Is this the right workspace, and is its state the right one? "+
		"To go on, raise %[2]s for plan and apply: %[3]s.", *b.MaxInvitations, b.InvitationsSetting, b.variable(b.InvitationsSetting)))
}

// Remove is Invite for somebody who is planned to be shut out, by id.
func (b Brakes) Remove(ctx context.Context, id string) *tfkit.Problem {
	count := b.Memory.Count(removals, id)
	if most := b.MaxRemovals; most != nil && count > *most {
		return b.stop(fmt.Sprintf("This plan %ss more than %d people (%[3]s). Is the roster complete? "+
			"To go on, raise %[3]s for plan and apply: %[4]s. %[5]s", b.Verb, *most, b.RemovalsSetting, b.variable(b.RemovalsSetting), b.wayOut()))
	}
	return b.share(ctx, count)
}

// wayOut is the way out where a plan must not shut anybody out.
func (b Brakes) wayOut() string {
	return "To take resources out of Terraform without " + strings.TrimSuffix(b.Verb, "e") + "ing anybody, use removed { lifecycle { destroy = false } }."
}

// variable is the environment variable of a setting.
func (b Brakes) variable(setting string) string { return b.Prefix + strings.ToUpper(setting) }

// stop is the error of a brake, unless one has stopped the plan already.
func (b Brakes) stop(detail string) *tfkit.Problem {
	if b.Memory.Note("brake", "") {
		return nil
	}
	return &tfkit.Problem{Summary: "Plan stopped", Detail: detail}
}

// few is how many people a plan may shut out whatever their share is.
const few = 4

// share stops a plan that shuts out too large a share of the people.
func (b Brakes) share(ctx context.Context, count int64) *tfkit.Problem {
	if count <= few || b.MaxShare >= 1 {
		return nil
	}
	people, counted := b.People(ctx, count)
	if float64(count)/float64(people) <= b.MaxShare {
		return nil
	}
	// How many were counted before the first was told depends on chance; how many are too many does not.
	tooMany := max(few+1, int64(b.MaxShare*float64(people))+1)
	share := float64(tooMany) / float64(people)
	how := ""
	if !counted {
		how = " How many people there are could not be learnt, so only those of this run count."
	}
	return b.stop(fmt.Sprintf("This plan %ss at least %d of %d people (%s); %s allows %s. Is the roster complete?%s "+
		"To go on, set it to 1 for plan and apply: %s=1. %s",
		b.Verb, tooMany, people, percent(share), b.ShareSetting, percent(b.MaxShare), how, b.variable(b.ShareSetting), b.wayOut()))
}

func percent(share float64) string {
	const hundred = 100
	return strconv.FormatFloat(hundred*share, 'f', 0, 64) + " %"
}

// Protects reports whether the e-mail address, in the form in which addresses are compared, is one of protected_people.
func (b Brakes) Protects(key string) bool { return b.Protected[key] }

// Sparing is the problem that somebody is one of protected_people; the action is what cannot be done.
func (b Brakes) Sparing(action, who string) *tfkit.Problem {
	return &tfkit.Problem{Summary: "Could not " + action, Detail: fmt.Sprintf("%s is one of protected_people, which no plan may %s, %s. "+
		"Take the address out of protected_people in the provider block first. %s", who, b.Verb, b.Spared, b.wayOut())}
}
