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
	switch {
	case planned == nil && special:
		return &tfkit.Problem{Summary: "Could not delete role", Detail: fmt.Sprintf("%s is the admin or the guest role, which every workspace has. %s", who, wayOut)}
	case planned == nil && own:
		return &tfkit.Problem{Summary: "Could not delete role", Detail: fmt.Sprintf("%s is the role of the account that Terraform itself uses here: it would lock itself out. %s", who, wayOut)}
	case planned == nil:
		return nil
	case special && planned.Archived.ValueBool() && !existing.Archived.ValueBool():
		return &tfkit.Problem{Summary: "Could not archive role", Detail: who + " is the admin or the guest role, which every workspace has.", Attribute: "archived"}
	case existing.IsAdminRole.ValueBool() && tfkit.Managed(planned.Permissions) && !planned.Permissions.Equal(existing.Permissions):
		return &tfkit.Problem{
			Summary: "Could not change the permissions of role", Attribute: "permissions",
			Detail: who + " is the admin role, which permits everything. Leave permissions out.",
		}
	case own && tfkit.Managed(planned.Permissions) && strips(existing.Permissions.Equal(planned.Permissions), declared(planned.Permissions)):
		return &tfkit.Problem{
			Summary: "Could not change the permissions of role", Attribute: "permissions",
			Detail: fmt.Sprintf("%s is the role of the account that Terraform itself uses here: without %s it would lock itself out. Keep that feature, or use an API key.", who, managing),
		}
	}
	return nil
}

// strips reports whether permissions that differ from those of now lack what it takes to manage the workspace.
func strips(unchanged bool, permissions map[string][]string) bool {
	return !unchanged && len(permissions[managing]) == 0
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

// heirOf is the role that whoever has a role gets when it is deleted; empty where nobody has it. Those who are deactivated keep their
// role, and get the guest role where no other is named.
func heirOf(ctx context.Context, s *session.Session, id, replacement string) (string, error) {
	if replacement != "" {
		return replacement, nil
	}
	s.Moved() // what was planned from may be old
	holders, err := s.Holders(ctx, id)
	if err != nil || len(holders) == 0 {
		return "", err
	}
	active := 0
	for _, holder := range holders {
		if !holder.IsDeactivated {
			active++
		}
	}
	if active > 0 {
		return "", inUse("The role "+id, active)
	}
	roles, err := s.Roles.All(ctx)
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(roles, func(r api.Role) bool { return r.IsGuest })
	if at < 0 {
		return "", nil // awork says what it makes of that
	}
	return roles[at].ID, nil
}
