package tfkit

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// CheckNewString runs validators on a configured value unless state already holds it. What the
// service itself answered with is never refused: generated configuration carries it.
//
// It only marks the attribute: Sides runs the validators of all of them. The framework would stop at
// the first modifier that fails, and users would learn of one mistake at a time.
func CheckNewString(validators ...validator.String) planmodifier.String {
	return newValue{func(ctx context.Context, at path.Path, config tfsdk.Config, configured attr.Value) diag.Diagnostics {
		value, diags := types.String{}, diag.Diagnostics{}
		if text, ok := configured.(basetypes.StringValuable); ok {
			value, diags = text.ToStringValue(ctx)
		}
		for _, v := range validators {
			var checked validator.StringResponse
			v.ValidateString(ctx, validator.StringRequest{Path: at, PathExpression: at.Expression(), Config: config, ConfigValue: value}, &checked)
			diags.Append(checked.Diagnostics...)
		}
		return diags
	}}
}

// CheckNewInt64 does for whole numbers what CheckNewString does for text.
func CheckNewInt64(validators ...validator.Int64) planmodifier.Int64 {
	return newValue{func(ctx context.Context, at path.Path, config tfsdk.Config, configured attr.Value) (diags diag.Diagnostics) {
		value, _ := configured.(types.Int64)
		for _, v := range validators {
			var checked validator.Int64Response
			v.ValidateInt64(ctx, validator.Int64Request{Path: at, PathExpression: at.Expression(), Config: config, ConfigValue: value}, &checked)
			diags.Append(checked.Diagnostics...)
		}
		return diags
	}}
}

// CheckNewFloat64 does for decimals what CheckNewString does for text.
func CheckNewFloat64(validators ...validator.Float64) planmodifier.Float64 {
	return newValue{func(ctx context.Context, at path.Path, config tfsdk.Config, configured attr.Value) diag.Diagnostics {
		value, diags := types.Float64{}, diag.Diagnostics{}
		if number, ok := configured.(basetypes.Float64Valuable); ok {
			value, diags = number.ToFloat64Value(ctx)
		}
		for _, v := range validators {
			var checked validator.Float64Response
			v.ValidateFloat64(ctx, validator.Float64Request{Path: at, PathExpression: at.Expression(), Config: config, ConfigValue: value}, &checked)
			diags.Append(checked.Diagnostics...)
		}
		return diags
	}}
}

// CheckNewElements runs validators on the elements of a configured set of text, unless state already holds the set.
func CheckNewElements(validators ...validator.String) planmodifier.Set {
	return newValue{func(ctx context.Context, at path.Path, config tfsdk.Config, configured attr.Value) (diags diag.Diagnostics) {
		set, _ := configured.(types.Set)
		for _, element := range set.Elements() {
			value, _ := element.(types.String)
			for _, v := range validators {
				var checked validator.StringResponse
				v.ValidateString(ctx, validator.StringRequest{Path: at, PathExpression: at.Expression(), Config: config, ConfigValue: value}, &checked)
				diags.Append(checked.Diagnostics...)
			}
		}
		return diags
	}}
}

// newValue is the mark that CheckNewString and its like leave.
type newValue struct {
	check func(ctx context.Context, at path.Path, config tfsdk.Config, configured attr.Value) diag.Diagnostics
}

func (newValue) Description(context.Context) string {
	return "Values that are not in state yet are checked."
}

func (m newValue) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (newValue) PlanModifyString(context.Context, planmodifier.StringRequest, *planmodifier.StringResponse) {
}

func (newValue) PlanModifyInt64(context.Context, planmodifier.Int64Request, *planmodifier.Int64Response) {
}

func (newValue) PlanModifySet(context.Context, planmodifier.SetRequest, *planmodifier.SetResponse) {
}

func (newValue) PlanModifyFloat64(context.Context, planmodifier.Float64Request, *planmodifier.Float64Response) {
}

// checkNew runs the validators of all marked attributes of a plan.
func checkNew(ctx context.Context, req resource.ModifyPlanRequest) diag.Diagnostics {
	var diags diag.Diagnostics
	attributes := req.Plan.Schema.GetAttributes()
	configuration, state := objectOf(req.Config.Raw), objectOf(req.State.Raw)
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		for _, mark := range marks(attributes[name]) {
			kind := attributes[name].GetType()
			configured, err := kind.ValueFromTerraform(ctx, configuration[name])
			if err != nil {
				diags.AddAttributeError(path.Root(name), "Value cannot be read", err.Error())
				continue
			}
			if state != nil {
				held, err := kind.ValueFromTerraform(ctx, state[name])
				if err == nil && configured.Equal(held) {
					continue
				}
			}
			if Managed(configured) {
				diags.Append(mark.check(ctx, path.Root(name), req.Config, configured)...)
			}
		}
	}
	return diags
}

// objectOf is what an object holds, nil where there is none.
func objectOf(raw tftypes.Value) (values map[string]tftypes.Value) {
	if err := raw.As(&values); err != nil {
		return nil
	}
	return values
}

func marks(attribute any) []newValue {
	switch a := attribute.(type) {
	case schema.StringAttribute:
		return marked(a.PlanModifiers)
	case schema.Int64Attribute:
		return marked(a.PlanModifiers)
	case schema.Float64Attribute:
		return marked(a.PlanModifiers)
	case schema.SetAttribute:
		return marked(a.PlanModifiers)
	}
	return nil
}

func marked[M any](modifiers []M) (all []newValue) {
	for _, modifier := range modifiers {
		if mark, ok := any(modifier).(newValue); ok {
			all = append(all, mark)
		}
	}
	return all
}
