package scenario_test

import (
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
)

// TestAccMistakesInValues has mistakes that validation finds, without credentials.
func TestAccMistakesInValues(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		tell(t, acctest.NewWorkspace(t, cli, acctest.WebWork()), []mistake{
			{
				kind: "webwork_member", typed: `role = "Developer"`,
				at: "role", summary: notAllowed,
				detail: `role was given "Developer", which is none of the allowed values. Allowed are "Executive manager", "Team manager", "Project manager", "Regular User" and "Project viewer", spelled exactly so. A role is what somebody may do in WebWork, not a job title.`,
			},
			{
				kind: "webwork_member", typed: `role = "regular user"`,
				at: "role", summary: notAllowed,
				detail: `role was given "regular user", which is none of the allowed values. Did you mean "Regular User"? Allowed are "Executive manager", "Team manager", "Project manager", "Regular User" and "Project viewer", spelled exactly so.`,
			},
			{
				kind: "webwork_member", typed: `role = "owner"`,
				at: "role", summary: notAllowed,
				detail: `role was given "owner", but WebWork neither invites nor makes Owners over the API. The value "Owner" is allowed only for members who are Owners already. Import an existing Owner first, or choose "Executive manager".`,
			},
			{
				kind: "webwork_member", typed: `email = "Ann Lee <ann@example.com>"`,
				at: "email", summary: notAllowed,
				detail: `email was given "Ann Lee <ann@example.com>", which is more than the bare address. Did you mean "ann@example.com"? Allowed is one bare e-mail address such as jane@example.com.`,
			},
			{
				kind: "webwork_member", typed: `email = "ann"`,
				at: "email", summary: notAllowed,
				detail: `email was given "ann", which has no @. Allowed is one bare e-mail address such as jane@example.com.`,
			},
			{
				kind: "webwork_member", typed: `firstname = "Ann "`,
				at: "firstname", summary: notAllowed,
				detail: `firstname was given "Ann ", which begins or ends with a space. Did you mean "Ann"? Allowed are 1 to 255 characters, without spaces around them.`,
			},
			{
				kind: "webwork_member", typed: `timezone = "Berlin"`,
				at: "timezone", summary: notAllowed,
				detail: `timezone was given "Berlin", which the time zone database does not have. Did you mean "Europe/Berlin"? Allowed is the name of a time zone, such as "Europe/Berlin". Leave it out to keep the one that is there.`,
			},
			{
				kind: "webwork_member", typed: `timezone = "+02:00"`,
				at: "timezone", summary: notAllowed,
				detail: `timezone was given "+02:00", which is not how time zones are named. Allowed is the name of a time zone, such as "Europe/Berlin". Leave it out to keep the one that is there.`,
			},
			{
				kind: "webwork_member", typed: "weekly_hours_limit = 37.5",
				at: "weekly_hours_limit", summary: notAllowed,
				detail: "weekly_hours_limit was given 37.5, which is not a whole number. Allowed is a number without places after the point, such as 40.",
			},
			{
				kind: "webwork_project", typed: "budget = -1",
				at: "budget", summary: notAllowed,
				detail: "budget was given -1, which is less than 0. Allowed is a number of 0 or more.",
			},
			{
				kind: "webwork_project", typed: "budget = 1e400",
				at: "budget", summary: notAllowed,
				detail: "budget was given 1e+400, which is more than a number here can be. Allowed is a number such as 1200.50.",
			},
			{
				kind: "webwork_project", typed: `deadline = "31/12/2026"`,
				at: "deadline", summary: notAllowed,
				detail: `deadline was given "31/12/2026", which is not a day in the expected form. Did you mean "2026-12-31"? Allowed is a day written YYYY-MM-DD, such as 2026-01-05.`,
			},
			{
				kind: "webwork_project", typed: `deadline = "2026-02-30"`,
				at: "deadline", summary: notAllowed,
				detail: `deadline was given "2026-02-30", but February 2026 has 28 days. Allowed is a day written YYYY-MM-DD, such as 2026-01-05.`,
			},
			{
				kind: "webwork_project", typed: "start_date = \"2026-12-31\"\ndeadline = \"2026-01-01\"",
				at: "deadline", summary: notAllowed,
				detail: `deadline was given "2026-01-01", which is before start_date "2026-12-31". Move one of them: nothing ends before it begins.`,
			},
			{
				kind: "webwork_contract", typed: `screenshots = "off"`,
				at: "screenshots", summary: notAllowed,
				detail: `screenshots was given "off", which is none of the allowed values. Did you mean "no_screenshot"? Allowed are "full", "blurred", "no_preview", "no_screenshot", "background_blurred", "video_full", "video_blurred", "video_full_silent" and "video_blurred_silent", spelled exactly so.`,
			},
			{
				kind: "webwork_contract", typed: `status = "archived"`,
				at: "status", summary: notAllowed,
				detail: `status was given "archived", which is none of the allowed values. Allowed are "active" and "paused", spelled exactly so. To end a contract, remove its resource.`,
			},
			{
				kind: "webwork_contract", typed: "weekly_hours_limit = 200",
				at: "weekly_hours_limit", summary: notAllowed,
				detail: "weekly_hours_limit was given 200, which is more than 168. Allowed is a number from 0 to 168.",
			},
			{
				kind: "webwork_contract", typed: "rate = -55",
				summary: notAllowed,
				detail:  "rate was given an amount below 0. Allowed is a number of 0 or more.",
			},
			{
				kind: "webwork_webhook", typed: `url = "hooks.example/tracking"`,
				summary: notAllowed,
				detail:  "url was given an address without https:// before it. Allowed is an absolute address that begins with https:// or http://. Write https:// before the name of the host.",
			},
			{
				kind: "webwork_webhook", typed: "events = []",
				at: "events", summary: notAllowed,
				detail: `events was given an empty set. At least one event is needed, such as "tracker.started". To have WebWork call nobody, remove the resource.`,
			},
			{
				kind: "webwork_webhook", typed: `events = ["Tracker started"]`,
				at: "events", summary: notAllowed,
				detail: `events was given "Tracker started", which is not written like the known values. Did you mean "tracker.started"? Events are written in small letters with a dot between, such as member.invited.`,
			},
			{
				kind: "data.webwork_project", typed: "id = \"500\"\nname = \"Website\"",
				at: "name", summary: notAllowed,
				detail: "name was given beside id. A project is read by its id, or by its name: remove one of the two.",
			},
			{
				kind:    "data.webwork_project",
				summary: "Value missing",
				detail:  "Neither id nor name was given. A project is read by its id, or by its name. To read all projects, use webwork_projects.",
			},
			{
				kind: "data.webwork_contract", typed: `user_id = "100"`,
				at: "user_id", summary: notAllowed,
				detail: "user_id was given without project_id. A contract is read by its id, or by its project_id and user_id together.",
			},
			{
				kind: "data.webwork_members", typed: `status = "archived"`,
				at: "status", summary: notAllowed,
				detail: `status was given "archived", which is none of the allowed values. Did you mean "left"? Allowed are "active", "inactive", "left" and "unknown", spelled exactly so.`,
			},
		}, "validate")
	})
}
