package tfkit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// CheckNewString runs validators on a configured value unless state already holds it. What the
// service itself answered with is never refused: generated configuration carries it.
func CheckNewString(validators ...validator.String) planmodifier.String {
	return newString{validators}
}

// CheckNewInt64 does for numbers what CheckNewString does for text.
func CheckNewInt64(validators ...validator.Int64) planmodifier.Int64 {
	return newInt64{validators}
}

type newString struct{ validators []validator.String }

func (m newString) Description(context.Context) string {
	return "Checks values that are not in state yet."
}

func (m newString) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (m newString) PlanModifyString(ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() ||
		req.ConfigValue.ValueString() == req.StateValue.ValueString() && !req.StateValue.IsNull() {
		return
	}
	for _, v := range m.validators {
		checked := validator.StringResponse{}
		v.ValidateString(ctx, validator.StringRequest{
			Path: req.Path, PathExpression: req.PathExpression, Config: req.Config, ConfigValue: req.ConfigValue,
		}, &checked)
		resp.Diagnostics.Append(checked.Diagnostics...)
	}
}

type newInt64 struct{ validators []validator.Int64 }

func (m newInt64) Description(context.Context) string {
	return "Checks values that are not in state yet."
}

func (m newInt64) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (m newInt64) PlanModifyInt64(ctx context.Context, req planmodifier.Int64Request, resp *planmodifier.Int64Response) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || req.ConfigValue.Equal(req.StateValue) {
		return
	}
	for _, v := range m.validators {
		checked := validator.Int64Response{}
		v.ValidateInt64(ctx, validator.Int64Request{
			Path: req.Path, PathExpression: req.PathExpression, Config: req.Config, ConfigValue: req.ConfigValue,
		}, &checked)
		resp.Diagnostics.Append(checked.Diagnostics...)
	}
}
