package tfkit

import (
	"context"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/defaults"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Declared is one attribute of an object as a configuration has it.
type Declared struct {
	Name  string
	Value tftypes.Value
	// Required says that no configuration goes without the attribute.
	Required bool
}

// Declare gives what a configuration says for an object to be as its model has it: every attribute that can be configured, in the
// order of the model, but for what is null or the default. The diagnostics are what validation would object to.
func Declare(ctx context.Context, described schema.Schema, checks Checks, model any) ([]Declared, diag.Diagnostics) {
	kind := described.Type().TerraformType(ctx)
	state := tfsdk.State{Schema: described, Raw: tftypes.NewValue(kind, nil)}
	diags := state.Set(ctx, model)
	values, ok := as[map[string]tftypes.Value](state.Raw)
	if diags.HasError() || !ok {
		return nil, diags
	}
	var all []Declared
	for field := range reflect.TypeOf(model).Fields() {
		name := field.Tag.Get("tfsdk")
		attribute, value := described.Attributes[name], values[name]
		if !attribute.IsRequired() && !attribute.IsOptional() || isDefault(ctx, attribute, value) {
			values[name] = tftypes.NewValue(value.Type(), nil)
		}
		switch {
		case !values[name].IsNull():
			all = append(all, Declared{Name: name, Value: value, Required: attribute.IsRequired()})
		case attribute.IsRequired():
			diags.AddAttributeError(path.Root(name), notAllowed, name+" is required, but the service has none.")
		}
	}
	diags.Append(checks.Validate(tfsdk.Config{Schema: described, Raw: tftypes.NewValue(kind, values)})...)
	return all, diags
}

// isDefault reports whether a flag is what it is where a configuration leaves it out.
func isDefault(ctx context.Context, attribute schema.Attribute, value tftypes.Value) bool {
	flag, ok := attribute.(schema.BoolAttribute)
	if !ok || flag.Default == nil {
		return false
	}
	var otherwise defaults.BoolResponse
	flag.Default.DefaultBool(ctx, defaults.BoolRequest{}, &otherwise)
	held, known := as[bool](value)
	return known && held == otherwise.PlanValue.ValueBool()
}
