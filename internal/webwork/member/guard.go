package member

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

const wayOut = "To take the resource out of Terraform without archiving, use removed { lifecycle { destroy = false } }, or terraform state rm."

// guard refuses what would lock people out of the workspace: archiving or demoting the account
// that Terraform itself uses, or the last Owner. The planned model is nil for a destroy.
func guard(ctx context.Context, s *session.Session, workspace api.Workspace, prior model, planned *model) diag.Diagnostics {
	var diags diag.Diagnostics
	if prior.Archived.ValueBool() {
		return diags
	}
	archives := planned == nil || planned.Archived.ValueBool()
	demotes := planned != nil && !planned.Role.IsUnknown() && demotion(prior.Role.ValueString(), planned.Role.ValueString())
	if !archives && !demotes {
		return diags
	}
	verb, attribute := "archive", "archived"
	if !archives {
		verb, attribute = "demote", "role"
	}
	who := prior.side().String()
	problem := session.Problem{Summary: "Could not " + verb + " member"}
	if planned != nil {
		problem.Attribute = attribute
	}
	if workspace.UserID != 0 && workspace.UserID == prior.ID.ValueInt64() {
		problem.Detail = fmt.Sprintf("%s is the account that Terraform itself uses here: it would lock itself out. Use the token of another Owner or Executive manager for this. %s", who, wayOut)
		diags.Append(problem.Diagnostic())
		return diags
	}
	if prior.Role.ValueString() != api.RoleOwner {
		return diags
	}
	others, err := otherOwners(ctx, s, prior.ID.ValueInt64())
	switch {
	case err != nil:
		session.AddFailure(&diags, verb+" member", who, err)
	case others == 0:
		problem.Detail = fmt.Sprintf("%s is the last Owner of the workspace. Make somebody else an Owner in the app first. %s", who, wayOut)
		diags.Append(problem.Diagnostic())
	default:
		s.Leaving(prior.ID.ValueInt64())
	}
	return diags
}

// demotion reports whether a change of role takes the right to manage the workspace, or the
// ownership, away.
func demotion(from, to string) bool {
	switch from {
	case api.RoleOwner:
		return to != api.RoleOwner
	case api.RoleExecutiveManager:
		return to != api.RoleExecutiveManager && to != api.RoleOwner
	}
	return false
}

// otherOwners counts the Owners who stay when this one goes.
func otherOwners(ctx context.Context, s *session.Session, id int64) (int, error) {
	scope, err := s.Scope(ctx)
	if err != nil {
		return 0, err
	}
	owners, err := api.All(ctx, scope.Members(), api.MemberFilter{Role: api.RoleOwner}, api.Member.ObjectID)
	if err != nil {
		return 0, fmt.Errorf("counting the Owners: %w", err)
	}
	count := 0
	for _, owner := range owners {
		if owner.ID != id && owner.Role == api.RoleOwner && !owner.Archived() && !s.IsLeaving(owner.ID) {
			count++
		}
	}
	return count, nil
}
