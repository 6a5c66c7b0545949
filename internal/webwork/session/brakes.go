package session

import (
	"context"
	"fmt"
	"strconv"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// What the brakes count.
const (
	invitations = "invitations"
	archivals   = "archivals"
)

// PlanInvitation counts somebody who is planned to be invited, by natural key. It gives the problem with which a brake stops the plan;
// one for all brakes of a plan.
func (s *Session) PlanInvitation(key string) *tfkit.Problem {
	count := s.Memory.Count(invitations, key)
	if most := s.MaxInvitations; most == nil || count <= *most {
		return nil
	}
	return s.stop(fmt.Sprintf("This plan invites more than %d people (max_invitations). Is this the right workspace, and is its state the right one? "+
		"To go on, raise max_invitations for plan and apply: WEBWORK_MAX_INVITATIONS.", *s.MaxInvitations))
}

// PlanArchival is PlanInvitation for somebody who is planned to be archived, by id.
func (s *Session) PlanArchival(ctx context.Context, id string) *tfkit.Problem {
	count := s.Memory.Count(archivals, id)
	if most := s.MaxArchivals; most != nil && count > *most {
		return s.stop(fmt.Sprintf("This plan archives more than %d people (max_archivals). Is the roster complete? "+
			"To go on, raise max_archivals for plan and apply: WEBWORK_MAX_ARCHIVALS. %s", *most, withoutArchiving))
	}
	return s.shareOfArchivals(ctx, count)
}

// withoutArchiving is the way out where a plan must not archive.
const withoutArchiving = "To take resources out of Terraform without archiving anybody, use removed { lifecycle { destroy = false } }."

// stop is the error of a brake, unless one has stopped the plan already.
func (s *Session) stop(detail string) *tfkit.Problem {
	if s.Memory.Note("brake", "") {
		return nil
	}
	return &tfkit.Problem{Summary: "Plan stopped", Detail: detail}
}

// fewArchivals is how many people a plan may archive whatever their share is.
const fewArchivals = 4

// shareOfArchivals stops a plan that archives too large a share of the people.
func (s *Session) shareOfArchivals(ctx context.Context, count int64) *tfkit.Problem {
	if count <= fewArchivals || s.MaxArchivalShare >= 1 {
		return nil
	}
	people, counted := s.activePeople(ctx, count)
	if float64(count)/float64(people) <= s.MaxArchivalShare {
		return nil
	}
	// How many were counted before the first was told depends on chance; how many are too many does not.
	tooMany := max(fewArchivals+1, int64(s.MaxArchivalShare*float64(people))+1)
	share := float64(tooMany) / float64(people)
	how := ""
	if !counted {
		how = " How many people there are could not be learnt, so only those of this run count."
	}
	return s.stop(fmt.Sprintf("This plan archives at least %d of %d people (%s); max_archival_share allows %s. Is the roster complete?%s "+
		"To go on, set it to 1 for plan and apply: WEBWORK_MAX_ARCHIVAL_SHARE=1. %s",
		tooMany, people, percent(share), percent(s.MaxArchivalShare), how, withoutArchiving))
}

func percent(share float64) string {
	const hundred = 100
	return strconv.FormatFloat(hundred*share, 'f', 0, 64) + " %"
}

// Protects reports whether the e-mail address, in the form in which addresses are compared, is one of protected_people.
func (s *Session) Protects(key string) bool { return s.ProtectedPeople[key] }

// Protected is the problem that somebody is one of protected_people; the action is what cannot be done.
func (s *Session) Protected(action, who string) *tfkit.Problem {
	return &tfkit.Problem{Summary: "Could not " + action, Detail: who + " is one of protected_people, which no plan may archive, replace, demote or give another address. " +
		"Take the address out of protected_people in the provider block first. " + withoutArchiving}
}
