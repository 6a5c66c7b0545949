package tfkit

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Managed reports whether a plan sets the value: it is neither null nor unknown.
func Managed(v attr.Value) bool { return !v.IsNull() && !v.IsUnknown() }

// Known is the value, or another one where the value is unknown.
func Known[T attr.Value](value, otherwise T) T {
	if value.IsUnknown() {
		return otherwise
	}
	return value
}

// StringOrNull is the text, or null where it is empty.
func StringOrNull(s string) types.String {
	if s == "" {
		return types.StringNull()
	}
	return types.StringValue(s)
}

// NonEmpty is the text, or nil where it is empty.
func NonEmpty(s *string) *string {
	if s == nil || *s == "" {
		return nil
	}
	return s
}

// Unchanged is the planned value of an attribute that is not to change for now: the one in state.
// Terraform allows a plan to differ from the configuration only where both have a value.
func Unchanged[T attr.Value](planned, prior T) T {
	if planned.IsNull() || prior.IsNull() {
		return planned
	}
	return prior
}
