package tfkit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// CheckNewString runs validators on a configured value unless state already holds it. What the
// service itself answered with is never refused: generated configuration carries it.
func CheckNewString(validators ...validator.String) planmodifier.String {
	return newString{validators: validators}
}

// CheckNewInt64 does for whole numbers what CheckNewString does for text.
func CheckNewInt64(validators ...validator.Int64) planmodifier.Int64 {
	return newInt64{validators: validators}
}

// CheckNewFloat64 does for decimals what CheckNewString does for text.
func CheckNewFloat64(validators ...validator.Float64) planmodifier.Float64 {
	return newFloat64{validators: validators}
}

// newValue is what the modifiers have in common.
type newValue struct{}

func (newValue) Description(context.Context) string {
	return "Checks values that are not in state yet."
}

func (m newValue) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func isNew(configured, inState attr.Value) bool {
	return Managed(configured) && !configured.Equal(inState)
}

type newString struct {
	newValue
	validators []validator.String
}

func (m newString) PlanModifyString(ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if !isNew(req.ConfigValue, req.StateValue) {
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

type newInt64 struct {
	newValue
	validators []validator.Int64
}

func (m newInt64) PlanModifyInt64(ctx context.Context, req planmodifier.Int64Request, resp *planmodifier.Int64Response) {
	if !isNew(req.ConfigValue, req.StateValue) {
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

type newFloat64 struct {
	newValue
	validators []validator.Float64
}

func (m newFloat64) PlanModifyFloat64(ctx context.Context, req planmodifier.Float64Request, resp *planmodifier.Float64Response) {
	if !isNew(req.ConfigValue, req.StateValue) {
		return
	}
	for _, v := range m.validators {
		checked := validator.Float64Response{}
		v.ValidateFloat64(ctx, validator.Float64Request{
			Path: req.Path, PathExpression: req.PathExpression, Config: req.Config, ConfigValue: req.ConfigValue,
		}, &checked)
		resp.Diagnostics.Append(checked.Diagnostics...)
	}
}
