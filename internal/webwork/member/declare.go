package member

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Declare gives what a configuration says for a member to be as WebWork has it, and what is wrong with that.
func Declare(ctx context.Context, m api.Member) ([]tfkit.Declared, diag.Diagnostics) {
	return tfkit.Declare(ctx, resourceSchema(), checks(), fromAPI(m, ""))
}
