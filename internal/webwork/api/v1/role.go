package v1

import (
	"slices"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// A code stands for a role in requests, and a name mostly in answers, which is not always the one that v2 has.
var codes = []struct { //nolint:gochecknoglobals // a constant, for which Go has no other form
	code, role string
	called     string
	invited    bool // only invitations take it
}{
	{"15", api.RoleProjectViewer, "Project Viewer", true},
	{"20", api.RoleExecutiveManager, "Executive Manager", false},
	{"25", api.RoleProjectManager, "Project Manager", false},
	{"30", api.RoleRegularUser, "Employee", false},
}

// rolesWithCode are the roles that people can be invited with, and those that they can be given later.
func rolesWithCode() (invited, assigned []string) {
	for _, c := range codes {
		invited = append(invited, c.role)
		if !c.invited {
			assigned = append(assigned, c.role)
		}
	}
	return invited, assigned
}

// codeOf is the code of a role, or is empty.
func codeOf(role string) string {
	for _, c := range codes {
		if c.role == role {
			return c.code
		}
	}
	return ""
}

// roleOf is the role that an answer has by its code, or by any name. One that is not known stays as it is.
func roleOf(said string) string {
	for _, c := range codes {
		if said == c.code || strings.EqualFold(said, c.called) {
			return c.role
		}
	}
	if at := slices.IndexFunc(api.Roles, func(role string) bool { return strings.EqualFold(said, role) }); at >= 0 {
		return api.Roles[at]
	}
	return said
}
