package company

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// checks are what a company's configuration is held against.
func checks() tfkit.Checks {
	const longName, longText, longTag = 1000, 25_000, 255
	return tfkit.Checks{
		tfkit.CheckText("name", tfkit.IsName(longName)),
		tfkit.CheckText("description", tfkit.IsTextOf(longText)),
		tfkit.CheckText("industry", tfkit.IsName(longName)),
		tfkit.CheckElements("tags", tfkit.IsName(longTag)),
		tfkit.CheckText("move_to_company_id", tfkit.IsGUIDText),
	}
}

// checkHeir refuses a company as its own heir.
func (m model) checkHeir(diags *diag.Diagnostics) {
	if tfkit.Managed(m.MoveToCompanyID) && tfkit.Managed(m.ID) && strings.EqualFold(m.MoveToCompanyID.ValueString(), m.ID.ValueString()) {
		diags.AddAttributeError(path.Root("move_to_company_id"), "Value not allowed", fmt.Sprintf(
			"move_to_company_id was given %q, which is the company itself. Name the one that its projects are to be for when this one is destroyed.", m.MoveToCompanyID.ValueString()))
	}
}
