package tfkit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Sides reads the prior state and the plan of a ModifyPlan call. The prior side is nil for a
// resource that is to be created, the planned side for one that is to be destroyed. It also checks
// the attributes that CheckNewString and its like have marked.
func Sides[M any](ctx context.Context, req resource.ModifyPlanRequest, diags *diag.Diagnostics) (prior, planned *M) {
	if !req.State.Raw.IsNull() {
		prior = new(M)
		diags.Append(req.State.Get(ctx, prior)...)
	}
	if !req.Plan.Raw.IsNull() {
		planned = new(M)
		diags.Append(req.Plan.Get(ctx, planned)...)
		diags.Append(checkNew(ctx, req)...)
	}
	return prior, planned
}
