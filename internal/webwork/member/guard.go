package member

import (
	"context"
	"fmt"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

const wayOut = "To take the resource out of Terraform without archiving, use removed { lifecycle { destroy = false } }, or terraform state rm."

// guard refuses what would lock people out of the workspace: to archive, demote or re-address the account that Terraform itself
// uses, the last Owner, or somebody who is protected. It holds for whatever is written, be the member in state or just found.
// The planned model is nil for a destroy.
func guard(ctx context.Context, s *session.Session, workspace api.Workspace, existing model, planned *model) *tfkit.Problem {
	verb, attribute := harm(existing, planned)
	if verb == "" {
		return nil
	}
	who := existing.instance().String()
	problem := &tfkit.Problem{Summary: "Could not " + verb + " member", Attribute: attribute}
	if s.IsAccount(workspace, existing.ID.ValueString(), existing.instance().Key) {
		problem.Detail = fmt.Sprintf("%s is the account that Terraform itself uses here: it would lock itself out. Use the credentials of another Owner or Executive manager for this. %s", who, wayOut)
		return problem
	}
	if s.Brakes().Protects(existing.instance().Key) {
		problem := s.Brakes().Sparing(verb+" member", who)
		problem.Attribute = attribute
		return problem
	}
	if existing.Role.ValueString() != api.RoleOwner {
		return nil
	}
	// One at a time: of two last Owners, one stays.
	unlock, err := s.Memory.Lock(ctx, "owners", "all")
	if err != nil {
		return session.Failed(verb+" member", who, err)
	}
	defer unlock()
	others, err := otherOwners(ctx, s, existing.ID.ValueString())
	switch {
	case err != nil:
		return session.Failed(verb+" member", who, err)
	case others == 0:
		problem.Detail = fmt.Sprintf("%s is the last Owner of the workspace. Make somebody else an Owner in the app first. %s", who, wayOut)
		return problem
	}
	if verb != "re-address" {
		s.Memory.Note(leaving, existing.ID.ValueString())
	}
	return nil
}

// leaving is the remark that this run takes the Owner's role or access away.
const leaving = "leaving"

// harm is what a change does to somebody that may not be done to everybody, and the attribute that says so; it is empty where
// a change does nothing of the kind.
func harm(existing model, planned *model) (verb, attribute string) {
	switch {
	case existing.Archived.ValueBool():
		return "", ""
	case planned == nil:
		return "archive", ""
	case planned.Archived.ValueBool():
		return "archive", "archived"
	case !planned.Role.IsUnknown() && demotion(existing.Role.ValueString(), planned.Role.ValueString()):
		return "demote", "role"
	case !planned.Email.IsUnknown() && !planned.Email.Same(existing.Email):
		return "re-address", "email"
	}
	return "", ""
}

// demotion reports whether a change of role takes the right to manage the workspace, or the
// ownership, away.
func demotion(from, to string) bool {
	rank := func(role string) int { return slices.Index(api.Roles, role) } // the highest first
	return rank(to) < 0 && to != from || rank(to) > rank(from) && rank(from) >= 0
}

// otherOwners counts the Owners who stay when this one goes.
func otherOwners(ctx context.Context, s *session.Session, id string) (int, error) {
	scope, err := s.Scope(ctx)
	if err != nil {
		return 0, err
	}
	owners, err := remote.All(ctx, scope.Members(), api.MemberFilter{Role: api.RoleOwner}, api.Member.ObjectID)
	if err != nil {
		return 0, fmt.Errorf("counting the Owners: %w", err)
	}
	count := 0
	for _, owner := range owners {
		if owner.ID != id && owner.Role == api.RoleOwner && !owner.Archived() && !s.Memory.Noted(leaving, owner.ID) {
			count++
		}
	}
	return count, nil
}
