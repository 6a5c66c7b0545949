package tfkit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
)

// KeepSpelling plans the spelling in state where the configured one means the same. The
// framework compares meanings only when it stores an answer; without this modifier an e-mail
// address in other case would be planned as an update at every run.
func KeepSpelling(kind StringType) planmodifier.String { return keepSpelling{kind} }

type keepSpelling struct{ kind StringType }

func (m keepSpelling) Description(context.Context) string {
	return "Keeps the spelling in state where the configured one means the same."
}

func (m keepSpelling) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (m keepSpelling) PlanModifyString(_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if req.StateValue.IsNull() || req.PlanValue.IsNull() || req.PlanValue.IsUnknown() {
		return
	}
	if m.kind.same(req.PlanValue.ValueString(), req.StateValue.ValueString()) {
		resp.PlanValue = req.StateValue
	}
}
