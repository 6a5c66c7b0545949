package session

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

var _ reading.Run = (*Session)(nil)

// service is the service as people call it.
const service = "awork"

// UnlessReadPersonal ends the descriptions of personal fields.
const UnlessReadPersonal = " Null unless `read_personal` is set in the provider block."

// Service is the service as people call it.
func (*Session) Service() string { return service }

// Explain is Failed.
func (*Session) Explain(action, label string, err error) *tfkit.Problem {
	return Failed(action, label, err)
}

// View says from where data sources show objects, and warns where the account may see only some of the kind. Resources refuse such an
// account; for reading a warning is enough.
func (s *Session) View(ctx context.Context, noun string, _ bool, diags *diag.Diagnostics) (reading.View, bool) {
	account, err := s.Account(ctx)
	if err != nil {
		AddFailure(diags, "use the workspace", "", err)
		return reading.View{}, false
	}
	if see, known := rightsToSee()[noun]; known && account.lacks(see) {
		diags.AddWarning("Only some "+see.Kinds+" are shown", fmt.Sprintf(
			"The account is no admin, and its role does not permit %s (%s). Data sources show only what it may see: lists may be incomplete, and what exists may not be found. "+
				"Use an API key, or ask an admin for a role with that right.", see.Feature, see.Level))
	}
	return reading.View{WorkspaceID: tfkit.StringOrNull(account.Workspace.ID), Private: s.ReadPersonal}, true
}
