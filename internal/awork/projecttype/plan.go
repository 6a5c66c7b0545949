package projecttype

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// checks are what a project type's configuration is held against.
func checks() tfkit.Checks {
	const longName, longText, longIcon = 255, 1000, 25
	return tfkit.Checks{
		tfkit.CheckText("name", tfkit.IsName(longName)),
		tfkit.CheckText("description", tfkit.IsTextOf(longText)),
		tfkit.CheckText("icon", tfkit.IsName(longIcon)),
		tfkit.CheckText("on_destroy", tfkit.IsOneOf(tfkit.Choice{
			Values: []string{archive, erase}, Called: map[string]string{"remove": erase, "destroy": erase, "deactivate": archive},
		})),
		tfkit.CheckText("replacement_id", tfkit.IsGUIDText),
	}
}

// checkReplacement refuses a type as its own replacement.
func (m model) checkReplacement(diags *diag.Diagnostics) {
	if tfkit.Managed(m.ReplacementID) && tfkit.Managed(m.ID) && strings.EqualFold(m.ReplacementID.ValueString(), m.ID.ValueString()) {
		diags.AddAttributeError(path.Root("replacement_id"), "Value not allowed", fmt.Sprintf(
			"replacement_id was given %q, which is the project type itself. Name the type that its projects are to get when this one is deleted.", m.ReplacementID.ValueString()))
	}
}

// warnOfDeletion says that projects lose a type that is deleted.
func (m model) warnOfDeletion(diags *diag.Diagnostics) {
	if m.OnDestroy.ValueString() == erase && m.ReplacementID.IsNull() {
		diags.AddWarning("Projects lose their type", fmt.Sprintf(
			"%s is deleted for good: all projects of this type have none afterwards. To keep it with them, apply on_destroy = \"archive\" first; "+
				"to give them another, apply replacement_id first.", m.instance()))
	}
}
