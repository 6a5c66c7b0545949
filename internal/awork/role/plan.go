package role

import (
	"regexp"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// checks are what a role's configuration is held against.
func checks() tfkit.Checks {
	const longest = 255
	return tfkit.Checks{
		tfkit.CheckText("name", tfkit.IsName(longest)),
		tfkit.CheckText("replacement_role_id", tfkit.IsGUIDText),
		tfkit.CheckKeys("permissions", isFeature),
	}
}

var feature = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*$`)

// isFeature accepts what is written like a feature: awork has more of them than it documents.
func isFeature(text string) tfkit.Fault {
	return tfkit.IsOneOfOpen([]string{
		"project-master-data", "project-planning-data", "project-create", "project-manage-config", "project-timetracking", "task-manage-config",
		"company-master-data", "user-master-data", "user-planning-data", "user-manage-config", "workspace-manage-config",
	}, feature, "A feature is written in letters, digits and hyphens, as the data source awork_features tells them.")(text)
}
