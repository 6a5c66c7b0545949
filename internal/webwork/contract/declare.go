package contract

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Declare gives what a configuration says for a contract to be as WebWork has it, and what is wrong with that. A rate is part of it
// only if it is the contract's own: one of the member or the project would become its own with the first change.
func Declare(ctx context.Context, c api.Contract, rates bool) ([]tfkit.Declared, diag.Diagnostics) {
	if !rates || c.RateType != nil && *c.RateType != customRate {
		c.Rate = nil
	}
	return tfkit.Declare(ctx, resourceSchema(), checks(), fromAPI(c, ""))
}
