package user

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// checks are what a user's configuration is held against.
func checks() tfkit.Checks {
	const longName, longTitle, longTag = 1000, 100, 255
	return tfkit.Checks{
		tfkit.CheckText("email", tfkit.IsEmail),
		tfkit.CheckText("role_id", tfkit.IsGUIDText),
		tfkit.CheckText("first_name", isBlankOr(tfkit.IsName(longName))),
		tfkit.CheckText("last_name", isBlankOr(tfkit.IsName(longName))),
		tfkit.CheckText("title", isBlankOr(tfkit.IsName(longTitle))),
		tfkit.CheckText("position", isBlankOr(tfkit.IsName(longName))),
		tfkit.CheckText("language", tfkit.IsOneOfOpen([]string{"en-GB", "de-DE"}, language,
			"A language is written as in en-GB: two letters for it, and two capitals for the country.")),
		tfkit.CheckElements("tags", tfkit.IsName(longTag)),
		tfkit.CheckText("on_destroy", tfkit.IsOneOf(tfkit.Choice{
			Values: []string{deactivate, erase, keep}, Called: map[string]string{"archive": deactivate, "forget": keep, "remove": erase, "destroy": erase},
		})),
	}
}

var language = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z]{2})?$`)

// isBlankOr accepts nothing at all, too, which clears the value.
func isBlankOr(rule tfkit.TextRule) tfkit.TextRule {
	return func(text string) tfkit.Fault {
		if text == "" {
			return tfkit.Fault{}
		}
		return rule(text)
	}
}

// withComputed fills in what is known before apply: deactivating and activating change the status, nothing
// else does.
func (m model) withComputed(prior *model) model {
	if prior == nil || m.Deactivated.IsUnknown() {
		m.Status, m.InvitationCode = types.StringUnknown(), types.StringUnknown()
		return m
	}
	if m.Deactivated.Equal(prior.Deactivated) {
		m.Status, m.InvitationCode = prior.Status, prior.InvitationCode
	} else {
		m.Status, m.InvitationCode = types.StringUnknown(), types.StringNull()
	}
	if m.Deactivated.ValueBool() && prior.Deactivated.ValueBool() {
		// awork may refuse to change who is deactivated; the differences wait for the activation.
		m.Email = prior.Email
		m.RoleID = tfkit.Unchanged(m.RoleID, prior.RoleID)
		m.FirstName, m.LastName = tfkit.Unchanged(m.FirstName, prior.FirstName), tfkit.Unchanged(m.LastName, prior.LastName)
		m.Title, m.Position = tfkit.Unchanged(m.Title, prior.Title), tfkit.Unchanged(m.Position, prior.Position)
		m.Language = tfkit.Unchanged(m.Language, prior.Language)
		m.Tags = tfkit.Unchanged(m.Tags, prior.Tags)
	}
	return m
}

// checkAddress refuses another address than the user has in awork, where the login cannot be changed. It reports whether
// the planned one is one of the user's own.
func checkAddress(ctx context.Context, s *session.Session, prior, planned model, diags *diag.Diagnostics) (own bool) {
	if planned.Email.IsUnknown() || prior.Email.IsNull() || planned.Email.Same(prior.Email) {
		return false
	}
	found, err := s.User(ctx, prior.ID.ValueString())
	switch {
	case remote.IsNotFound(err):
		return false // the apply says so
	case err != nil:
		session.AddFailure(diags, "read user", prior.instance().String(), err)
	case found.HasEmail(planned.Email.ValueString()):
		return true
	case s.Memory.Imported(session.People, found.ID):
		diags.Append(kind(s).WrongImport(prior.instance(), planned.instance()).Diagnostic())
	default:
		diags.AddAttributeError(path.Root("email"), "Could not change the e-mail address", fmt.Sprintf(
			"%s cannot become %s: the login of an awork user cannot be changed over the API, and a replacement would shut the person out. "+
				"If it is the same person, have them change the address in awork, then set it here. If it is somebody else, give them a resource of their own, "+
				"such as another key of for_each.", prior.instance(), planned.Email.ValueString()))
	}
	return false
}

// checkRole says, while planning an invitation, that it needs a role, and which there are.
func checkRole(ctx context.Context, s *session.Session, configured tfkit.String, planned model, diags *diag.Diagnostics) {
	if !configured.IsNull() {
		return
	}
	hint := ""
	if roles, err := s.Roles.All(ctx); err == nil {
		var lines []string
		for _, role := range roles {
			if !role.IsArchived && !role.IsAgent {
				lines = append(lines, fmt.Sprintf("  - %s: %q", tfkit.Describe(role.Name, role.ID), role.ID))
			}
		}
		slices.Sort(lines)
		if len(lines) > 0 {
			hint = " There are:\n\n" + strings.Join(lines, "\n")
		}
	}
	diags.AddAttributeError(path.Root("role_id"), "Value missing", fmt.Sprintf(
		"role_id was not given, and %s is not in the workspace yet: nobody can be invited without a role. "+
			"Set it to the id of an awork_role resource or data source.%s", planned.Email.ValueString(), hint))
}

// warnOfProjects says that awork may delete projects with a person.
func warnOfProjects(s *session.Session, prior *model, planned *model, diags *diag.Diagnostics) {
	switch {
	case prior == nil || prior.Deactivated.ValueBool() || prior.Status.ValueString() == api.StatusPending:
	case planned == nil && prior.OnDestroy.ValueString() == keep:
	case planned != nil && !planned.Deactivated.ValueBool():
	case s.Memory.Note("private projects", ""):
	default:
		diags.AddWarning("Private projects may go", "awork may delete private projects that nobody but the deactivated people can see. "+
			"Add somebody else to those that are still needed before applying.")
	}
}
