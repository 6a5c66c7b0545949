package member

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// checkHandOver warns where somebody else seems to get the account of the person that it belongs to.
func checkHandOver(prior, planned model, diags *diag.Diagnostics) {
	if planned.Email.IsUnknown() || planned.Email.Same(prior.Email) || planned.FirstName.Same(prior.FirstName) && planned.LastName.Same(prior.LastName) {
		return
	}
	diags.AddAttributeWarning(path.Root("email"), "Account handed over", fmt.Sprintf(
		"E-mail address and name change together: account %s of %s, with its history, is handed over to %s. If that is another person, "+
			"give them a resource of their own, such as another key of for_each, and archive this one.",
		prior.ID.ValueString(), prior.Email.ValueString(), planned.Email.ValueString()))
}

// withComputed fills in what is known before apply: archiving and restoring change the status, nothing
// else does.
func (m model) withComputed(prior *model) model {
	if prior == nil || m.Archived.IsUnknown() {
		m.Status, m.InvitationLink = types.StringUnknown(), types.StringUnknown()
		return m
	}
	if m.Archived.Equal(prior.Archived) {
		m.Status, m.InvitationLink = prior.Status, prior.InvitationLink
	} else {
		m.Status, m.InvitationLink = types.StringUnknown(), types.StringNull()
	}
	if m.Archived.ValueBool() && prior.Archived.ValueBool() {
		// WebWork may refuse to change who is archived; the differences wait for the restore.
		m.Email, m.FirstName, m.LastName, m.Role = prior.Email, prior.FirstName, prior.LastName, prior.Role
		m.Timezone = tfkit.Unchanged(m.Timezone, prior.Timezone)
		m.RateStatus = tfkit.Unchanged(m.RateStatus, prior.RateStatus)
		m.WeeklyHoursLimit = tfkit.Unchanged(m.WeeklyHoursLimit, prior.WeeklyHoursLimit)
	}
	return m
}

// stillArchived keeps what state has of somebody who stays archived and of whom WebWork tells less:
// a configured value that was never sent must not differ for ever.
func (m model) stillArchived(state model) model {
	if !m.Archived.ValueBool() || !state.Archived.ValueBool() {
		return m
	}
	if m.Timezone.IsNull() {
		m.Timezone = state.Timezone
	}
	if m.RateStatus.IsNull() {
		m.RateStatus = state.RateStatus
	}
	if m.WeeklyHoursLimit.IsNull() {
		m.WeeklyHoursLimit = state.WeeklyHoursLimit
	}
	return m
}

// withoutZone is the member without a time zone in the way in which state says that: an empty one, as configurations may repeat it.
func (m model) withoutZone(state model) model {
	if m.Timezone.IsNull() && tfkit.Managed(state.Timezone) && state.Timezone.ValueString() == "" {
		m.Timezone = state.Timezone
	}
	return m
}

// checks are what a member's configuration is held against.
func checks() tfkit.Checks { return append(checksOfReplacement(), tfkit.CheckText("role", isRole)) }

// checksOfReplacement are those for a member who is being replaced, of whom Terraform shows no state: the role may be one that only
// WebWork gives.
func checksOfReplacement() tfkit.Checks {
	return tfkit.Checks{
		tfkit.CheckText("email", tfkit.IsEmail),
		tfkit.CheckText("firstname", tfkit.IsPersonName),
		tfkit.CheckText("lastname", tfkit.IsPersonName),
		tfkit.CheckText("timezone", tfkit.IsTimezone),
		tfkit.CheckNumber("weekly_hours_limit", tfkit.IsAtLeast(0)),
	}
}

// isRole accepts what WebWork assigns. An Owner stays one, and so does who has a role that only WebWork gives.
func isRole(text string) tfkit.Fault {
	if strings.EqualFold(text, api.RoleOwner) {
		return tfkit.Fault{
			Reason: "but WebWork neither invites nor makes Owners over the API",
			Advice: fmt.Sprintf("The value %q is allowed only for members who are Owners already. Import an existing Owner first, or choose %q.",
				api.RoleOwner, api.RoleExecutiveManager),
			Served: text == api.RoleOwner,
		}
	}
	return tfkit.IsOneOf(tfkit.Choice{
		Values: api.Roles[1:],
		Served: []string{"Client"},
		Called: rolesCalled(), More: noJob,
	})(text)
}

// rolesCalled has what roles are called in the app, and among people.
func rolesCalled() map[string]string {
	return map[string]string{
		"employee": api.RoleRegularUser, "user": api.RoleRegularUser, "member": api.RoleRegularUser,
		"admin": api.RoleExecutiveManager, "administrator": api.RoleExecutiveManager,
		"client": api.RoleProjectViewer, "viewer": api.RoleProjectViewer,
	}
}

// noJob says what a role is.
const noJob = "A role is what somebody may do in WebWork, not a job title."

// checkRole prefers another resource for project viewers.
func checkRole(prior *model, planned model, diags *diag.Diagnostics) {
	if prior != nil && prior.Role.Equal(planned.Role) {
		return
	}
	if planned.Role.ValueString() == api.RoleProjectViewer {
		diags.AddAttributeWarning(path.Root("role"), "Prefer webwork_project_viewer",
			fmt.Sprintf("%s gets the role %q. A webwork_project_viewer is the same kind of person and can also be given its projects.",
				planned.Email.ValueString(), api.RoleProjectViewer))
	}
}

func unchanged(wanted, held string) string {
	return fmt.Sprintf("WebWork accepted %q but still has %q. It may not allow this change for this member; state holds what WebWork has. "+
		"Make the change in the app, or set the attribute to %q.", wanted, held, held)
}
