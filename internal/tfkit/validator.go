package tfkit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Validator makes a rule a validator, for attributes that no state can hold, such as the filters of data sources.
func Validator(rule TextRule) validator.String { return textValidator{rule} }

type textValidator struct{ rule TextRule }

func (textValidator) Description(context.Context) string { return "Wrong values are refused." }

func (v textValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateString implements validator.String.
func (v textValidator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if !Managed(req.ConfigValue) {
		return
	}
	if fault := v.rule(req.ConfigValue.ValueString()); fault.found() {
		resp.Diagnostics.Append(fault.diagnostic(req.Path.String(), quoted(req.ConfigValue.ValueString())))
	}
}
