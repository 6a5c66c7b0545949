package contract

import (
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// checks are what a contract's configuration is held against.
func checks() tfkit.Checks {
	return tfkit.Checks{
		tfkit.CheckText("project_id", tfkit.IsID),
		tfkit.CheckText("user_id", tfkit.IsID),
		tfkit.CheckNumber("weekly_hours_limit", tfkit.IsBetween(0, api.MaxWeeklyHours)),
		tfkit.CheckText("screenshots", tfkit.IsOneOf(tfkit.Choice{
			Values: api.Screenshots,
			Served: []string{"blur"}, // what members and projects have by default
			Called: map[string]string{ // in the app, and among people
				"on": "full", "screenshot on": "full", "off": "no_screenshot", "none": "no_screenshot", "no": "no_screenshot",
				"silent": "no_preview", "blur": "blurred", "background": "background_blurred", "video": "video_full",
			},
		})),
		tfkit.CheckNumber("rate", tfkit.IsPay),
		tfkit.CheckText("status", tfkit.IsOneOf(tfkit.Choice{
			Values: []string{api.ContractActive, api.ContractPaused},
			Called: map[string]string{"inactive": api.ContractPaused, "stopped": api.ContractPaused, "running": api.ContractActive},
			More:   "To end a contract, remove its resource.",
		})),
	}
}
