package provider

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// today is an address as it is today: nothing is ever sent to the domain that awork has left, which its first documentation names.
func today(s *tfkit.Settings, attribute, given string) string {
	address, moved := api.Moved(given)
	if !moved {
		return given
	}
	at := path.Empty()
	for step := range strings.SplitSeq(attribute, ".") {
		at = at.AtName(step)
	}
	s.Diags.AddAttributeWarning(at, "Address replaced", fmt.Sprintf(
		"%s (%s) is in a domain that awork has left. %s is used instead, and nothing is sent to the old one. Set it to that, or leave it out.",
		attribute, s.Variable(attribute), address))
	return address
}
