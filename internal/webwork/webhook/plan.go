package webhook

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
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

// checkEvents refuses events that cannot exist and warns of those that are not documented. What
// state already has comes from WebWork and is never refused.
func checkEvents(prior *model, planned model, diags *diag.Diagnostics) {
	form := regexp.MustCompile(`^[a-z0-9_-]+(\.[a-z0-9_-]+)+$`)
	var known []string
	if prior != nil {
		known = prior.events()
	}
	for _, event := range planned.events() {
		switch {
		case slices.Contains(known, event), slices.Contains(knownEvents(), event):
		case !form.MatchString(event):
			diags.AddAttributeError(path.Root("events"), "Value not allowed", fmt.Sprintf(
				"%q is not how events are named: small letters with a dot between, such as member.invited.", event))
		default:
			diags.AddAttributeWarning(path.Root("events"), "Unfamiliar value", fmt.Sprintf(
				"The event %q is not documented; it is passed on as it is. Documented are %s.", event, strings.Join(knownEvents(), ", ")))
		}
	}
}
