package user

import (
	"context"
	"fmt"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

const wayOut = "To take the resource out of Terraform without deactivating, use removed { lifecycle { destroy = false } }, or terraform state rm."

// guard refuses what would lock people out of the workspace: to deactivate, delete or take the admin role from the account that Terraform itself
// uses or the last admin, and to do so to or move somebody who is protected. It holds for whatever is written, be the user in state or just found.
// The planned model is nil for a destroy.
func guard(ctx context.Context, s *session.Session, account session.Account, existing model, planned *model) *tfkit.Problem {
	verb, attribute := harm(existing, planned)
	if verb == "" {
		return nil
	}
	who := existing.instance().String()
	if s.Brakes().Protects(existing.instance().Key) {
		problem := s.Brakes().Sparing(verb+" user", who)
		problem.Attribute = attribute
		return problem
	}
	admin, err := isAdmin(ctx, s, existing.RoleID.ValueString())
	if err != nil {
		return session.Failed(verb+" user", who, err)
	}
	problem := &tfkit.Problem{Summary: "Could not " + verb + " user", Attribute: attribute}
	if existing.ID.ValueString() == account.ID && (verb != move || admin) {
		problem.Detail = fmt.Sprintf("%s is the account that Terraform itself uses here: it would lock itself out. Use an API key, or the credentials of another admin, for this. %s", who, wayOut)
		return problem
	}
	if !admin {
		leave(s, verb, existing, planned)
		return nil
	}
	// One at a time: of two last admins, one stays.
	unlock, err := s.Memory.Lock(ctx, "admins", "all")
	if err != nil {
		return session.Failed(verb+" user", who, err)
	}
	defer unlock()
	others, err := s.OtherAdmins(ctx, existing.RoleID.ValueString(), existing.ID.ValueString())
	switch {
	case err != nil:
		return session.Failed(verb+" user", who, err)
	case others == 0:
		problem.Detail = fmt.Sprintf("%s is the last active person in the admin role. Give that role to somebody else first. %s", who, wayOut)
		return problem
	}
	leave(s, verb, existing, planned)
	return nil
}

// leave notes that somebody leaves their role or the workspace.
func leave(s *session.Session, verb string, existing model, planned *model) {
	if verb == move {
		s.MovesTo(existing.ID.ValueString(), planned.RoleID.ValueString())
		return
	}
	s.Leaves(existing.ID.ValueString())
}

// move is what giving somebody another role is called.
const move = "move"

// harm is what a change does to somebody that may not be done to everybody, and the attribute that says so; it is empty where
// a change does nothing of the kind.
func harm(existing model, planned *model) (verb, attribute string) {
	switch {
	case planned == nil && existing.OnDestroy.ValueString() == keep:
		return "", ""
	case planned == nil && existing.OnDestroy.ValueString() == erase:
		return erase, ""
	case existing.Deactivated.ValueBool():
		return "", ""
	case planned == nil:
		return deactivate, ""
	case planned.Deactivated.ValueBool():
		return deactivate, "deactivated"
	case planned.changesRole(existing) && !existing.RoleID.IsNull():
		return move, "role_id"
	}
	return "", ""
}

// isAdmin reports whether a role is the admin role.
func isAdmin(ctx context.Context, s *session.Session, roleID string) (bool, error) {
	if roleID == "" {
		return false, nil
	}
	role, err := s.Roles.Get(ctx, roleID)
	if remote.IsNotFound(err) {
		return false, nil // the admin role cannot be deleted
	}
	return role.IsAdmin, err
}
