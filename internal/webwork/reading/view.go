package reading

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// View is where objects are shown from, and how much of them.
type View struct {
	// WorkspaceID is the workspace that the objects belong to; null for what belongs to the account.
	WorkspaceID types.String
	// Rates lets pay and personal fields through.
	Rates bool
}

// Pay is an amount of money that only read_rates lets through.
func (v View) Pay(amount *float64) types.Float64 {
	if !v.Rates {
		return types.Float64Null()
	}
	return types.Float64PointerValue(amount)
}

// Personal is a fact about a person that only read_rates lets through.
func (v View) Personal(fact *string) types.String {
	if !v.Rates {
		return types.StringNull()
	}
	return types.StringPointerValue(fact)
}

// ID is the id of another object; null where WebWork does not tell.
func ID(id string) types.String { return tfkit.StringOrNull(id) }

// open says from where the objects are shown. Resources refuse an account that sees only a part of
// the workspace; for reading a warning is enough.
func (k Kind[T, M]) open(ctx context.Context, s *session.Session, diags *diag.Diagnostics) (View, bool) {
	if k.Account {
		return View{WorkspaceID: types.StringNull(), Rates: s.ReadRates}, true
	}
	workspace, filtered, err := s.Filtered(ctx)
	if err != nil {
		session.AddFailure(diags, "use the workspace", "", err)
		return View{}, false
	}
	if filtered {
		diags.AddWarning("Only a part of the workspace is shown", fmt.Sprintf(
			"The account has the role %q in workspace %q (id %s). Data sources show only what the account may see: lists may be incomplete, and what exists may not be found. "+
				"Use the token of an Owner or Executive manager to see everything.", workspace.Role, workspace.Name, workspace.ID))
	}
	return View{WorkspaceID: tfkit.StringOrNull(workspace.ID), Rates: s.ReadRates}, true
}
