package webhook

import (
	"regexp"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// knownEvents are the documented events; the documentation shows them incompletely.
func knownEvents() []string {
	return []string{
		"tracker.started", "tracker.stopped",
		"member.invited", "member.updated", "member.deleted", "member.activated", "member.archived",
		"project.created", "project.updated", "project.deleted",
		"task.updated",
	}
}

// checks are what a webhook's configuration is held against.
func checks() tfkit.Checks {
	return tfkit.Checks{
		tfkit.CheckText("url", tfkit.IsWebURL),
		tfkit.CheckNotEmpty("events", "At least one event is needed, such as \"tracker.started\". To have WebWork call nobody, remove the resource."),
		tfkit.CheckElements("events", tfkit.IsOneOfOpen(knownEvents(), regexp.MustCompile(`^[a-z0-9_-]+(\.[a-z0-9_-]+)+$`),
			"Events are written in small letters with a dot between, such as member.invited.")),
	}
}
