package role

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

const wayOut = "To take the resource out of Terraform without deleting, use removed { lifecycle { destroy = false } }, or terraform state rm."

// managing is the right without which an account cannot manage the workspace.
const managing = "workspace-manage-config"

// guard refuses what awork does not allow, and what would take from the account that Terraform itself uses the right to go on. The
// planned model is nil for a destroy.
func guard(account session.Account, existing model, planned *model) *tfkit.Problem {
	who, own := existing.instance().String(), existing.ID.ValueString() == account.Rights.RoleID
	special := existing.IsAdminRole.ValueBool() || existing.IsGuestRole.ValueBool()
	if planned == nil {
		return guardDestroy(who, special, own)
	}
	changes := tfkit.Managed(planned.Permissions) && !planned.Permissions.Equal(existing.Permissions)
	switch {
	case special && planned.Archived.ValueBool() && !existing.Archived.ValueBool():
		return &tfkit.Problem{Summary: "Could not archive role", Detail: who + " is the admin or the guest role, which every workspace has.", Attribute: "archived"}
	case existing.IsAdminRole.ValueBool() && changes:
		return &tfkit.Problem{
			Summary: "Could not change the permissions of role", Attribute: "permissions",
			Detail: who + " is the admin role, which permits everything. Leave permissions out.",
		}
	case own && changes && len(declared(planned.Permissions)[managing]) == 0:
		return &tfkit.Problem{
			Summary: "Could not change the permissions of role", Attribute: "permissions",
			Detail: fmt.Sprintf("%s is the role of the account that Terraform itself uses here: without %s it would lock itself out. Keep that feature, or use an API key.", who, managing),
		}
	}
	return nil
}

// guardDestroy is guard for a destroy.
func guardDestroy(who string, special, own bool) *tfkit.Problem {
	problem := &tfkit.Problem{Summary: "Could not delete role"}
	switch {
	case special:
		problem.Detail = fmt.Sprintf("%s is the admin or the guest role, which every workspace has. %s", who, wayOut)
	case own:
		problem.Detail = fmt.Sprintf("%s is the role of the account that Terraform itself uses here: it would lock itself out. %s", who, wayOut)
	default:
		return nil
	}
	return problem
}

// settling is how long a plan waits at most for the users of a role to be planned, who may leave it.
const (
	settling = 3 * time.Second
	glance   = 50 * time.Millisecond
)

// checkUse says, while planning to destroy a role, that people have it who do not leave it in this run. Terraform plans users before or
// after their roles, as it happens: those of whom nothing is planned yet are waited for.
func checkUse(ctx context.Context, s *session.Session, existing model) *tfkit.Problem {
	if !existing.ReplacementRoleID.IsNull() {
		return nil
	}
	deadline := time.Now().Add(settling)
	for {
		staying, err := stay(ctx, s, existing.ID.ValueString())
		switch {
		case err != nil:
			return session.Failed("delete role", existing.instance().String(), err)
		case len(staying) == 0:
			return nil
		case time.Now().After(deadline), !slices.ContainsFunc(staying, func(id string) bool { return !s.Stays(id) }):
			return inUse(existing.instance().String(), len(staying))
		}
		select {
		case <-ctx.Done():
			return session.Failed("delete role", existing.instance().String(), ctx.Err())
		case <-time.After(glance):
		}
	}
}

// stay are the active people who have the role and do not leave it in this run, as far as that is planned.
func stay(ctx context.Context, s *session.Session, roleID string) ([]string, error) {
	holders, err := s.Holders(ctx, roleID)
	if remote.IsNotFound(err) {
		return nil, nil // it is gone already
	}
	var staying []string
	for _, holder := range holders {
		if !holder.IsDeactivated && !s.Left(holder.UserID) {
			staying = append(staying, holder.UserID)
		}
	}
	return staying, err
}

// inUse is the problem that people have a role that is to be destroyed.
func inUse(who string, count int) *tfkit.Problem {
	people := fmt.Sprintf("%d active users have it", count)
	if count == 1 {
		people = "1 active user has it"
	}
	return &tfkit.Problem{
		Summary: "Could not delete role",
		Detail: fmt.Sprintf("%s: %s. Give them another role first, or set replacement_role_id to the one that they are to get, and apply that before the role is destroyed. %s",
			who, people, wayOut),
		Attribute: "replacement_role_id",
	}
}

// leavers are the active people who have a role that is to be destroyed, all of whom leave it in this run, with the role that each is to
// get; empty where that is not known yet, or they leave the workspace.
func leavers(ctx context.Context, s *session.Session, roleID string) map[string]string {
	holders, err := s.Holders(ctx, roleID)
	if err != nil {
		return nil // whoever is left is met at the apply
	}
	next := map[string]string{}
	for _, holder := range holders {
		if !holder.IsDeactivated {
			next[holder.UserID] = s.NextRole(holder.UserID)
		}
	}
	return next
}

// heirOf is the role that whoever has a role gets when it is deleted; empty where nobody has it. Those who are deactivated keep their
// role, and get the guest role where no other is named. Terraform destroys a role before it moves its users: so those of whom the plan says that they
// leave are moved here where it is known where to, and else get the guest role until their own turn comes.
func heirOf(ctx context.Context, s *session.Session, id, replacement string, leaving map[string]string) (string, error) {
	if replacement != "" {
		return replacement, nil
	}
	s.Moved() // what was planned from may be old
	holders, err := s.Holders(ctx, id)
	if err != nil || len(holders) == 0 {
		return "", err
	}
	staying := 0
	for _, holder := range holders {
		if _, leaves := leaving[holder.UserID]; !leaves && !holder.IsDeactivated {
			staying++
		}
	}
	if staying > 0 {
		return "", inUse("The role "+id, staying)
	}
	for _, holder := range holders {
		next := leaving[holder.UserID]
		if next == "" {
			continue
		}
		if err := s.Within(ctx, func(c api.Client) error { return c.Roles().MoveUser(ctx, holder.UserID, next) }); err != nil {
			return "", err
		}
	}
	return guestRole(ctx, s)
}

// guestRole is the id of the guest role; empty where awork does not tell, which then says what it makes of that.
func guestRole(ctx context.Context, s *session.Session) (string, error) {
	roles, err := s.Roles.All(ctx)
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(roles, func(r api.Role) bool { return r.IsGuest })
	if at < 0 {
		return "", nil
	}
	return roles[at].ID, nil
}
