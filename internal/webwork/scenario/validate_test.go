package scenario_test

import (
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
)

// Validation knows neither credentials nor state.
func TestAccValidateTellsAllWrongValuesWithoutCredentials(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w := acctest.NewWorkspace(t, cli, acctest.WebWork())
		w.Write("main.tf", header+`
resource "webwork_member" "wrong" {
  email              = "Jane Doe <jane@example.com>"
  firstname          = " Jane"
  lastname           = "Doe"
  role               = "Developer"
  timezone           = "europe/berlin"
  weekly_hours_limit = 7.5
}

resource "webwork_project" "wrong" {
  name       = "Website "
  start_date = "2026-1-5"
  deadline   = "2026-02-30"
  budget     = -1
}

resource "webwork_project" "reversed" {
  name       = "Website"
  start_date = "2026-02-01"
  deadline   = "2026-01-31"
}

resource "webwork_contract" "wrong" {
  user_id            = "100"
  project_id         = "500"
  weekly_hours_limit = 169
  screenshots        = "off"
  status             = "archived"
  rate               = -4711
}

resource "webwork_webhook" "wrong" {
  url    = "https://hooks.example.com/secret "
  events = []
}
`)
		result := w.Run("validate")
		expectFailure(t, result,
			`email was given "Jane Doe <jane@example.com>", which is more than the bare address. Did you mean "jane@example.com"?`,
			`firstname was given " Jane", which begins or ends with a space. Did you mean "Jane"?`,
			`role was given "Developer", which is none of the allowed values. Allowed are "Executive manager", "Team manager", "Project manager", "Regular User" and "Project viewer", spelled exactly so.`,
			`timezone was given "europe/berlin", which the time zone database does not have. Did you mean "Europe/Berlin"?`,
			`weekly_hours_limit was given 7.5, which is not a whole number.`,
			`name was given "Website ", which begins or ends with a space. Did you mean "Website"?`,
			`start_date was given "2026-1-5", which is not a day in the expected form. Did you mean "2026-01-05"?`,
			`deadline was given "2026-02-30", but February 2026 has 28 days.`,
			`budget was given -1, which is less than 0. Allowed is a number of 0 or more.`,
			`deadline was given "2026-01-31", which is before start_date "2026-02-01".`,
			`weekly_hours_limit was given 169, which is more than 168. Allowed is a number from 0 to 168.`,
			`screenshots was given "off", which is none of the allowed values. Did you mean "no_screenshot"?`,
			`status was given "archived", which is none of the allowed values. Allowed are "active" and "paused", spelled exactly so.`,
			`rate was given an amount below 0.`,
			`url was given the address at https://hooks.example.com with a space before or after it.`,
			`events was given an empty set. At least one event is needed, such as "tracker.started".`,
		)
		for _, secret := range []string{"secret", "4711"} {
			if strings.Contains(result.Output(), secret) {
				t.Errorf("the output has %q:\n%s", secret, result.Output())
			}
		}
	})
}

// What WebWork is known to answer with, and what generated configuration therefore has, is left to the plan.
func TestAccValidateLeavesToThePlanWhatWebWorkMayHave(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w := acctest.NewWorkspace(t, cli, acctest.WebWork())
		w.Write("main.tf", header+`
resource "webwork_member" "odd" {
  email     = "jane@example.com"
  firstname = ""
  lastname  = ""
  role      = "Client"
  timezone  = "Mars/Olympus"
}

resource "webwork_contract" "odd" {
  user_id     = ""
  project_id  = ""
  screenshots = "blur"
}
`)
		if result := w.Run("validate"); result.ExitCode != 0 {
			t.Error(result.Output())
		}
	})
}
