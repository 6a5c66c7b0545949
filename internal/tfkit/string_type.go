package tfkit

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var (
	_ basetypes.StringTypable                    = StringType{}
	_ basetypes.StringValuableWithSemanticEquals = String{}
)

// StringType is the type of a string attribute whose values can be written in several ways that
// mean the same, such as e-mail addresses in different case. Where the service answers with
// another spelling than the one in state, state keeps its own.
type StringType struct {
	basetypes.StringType
	name string
	same func(a, b string) bool
}

// NewStringType makes a type. The name tells types apart; same decides whether two spellings
// mean the same.
func NewStringType(name string, same func(a, b string) bool) StringType {
	return StringType{name: name, same: same}
}

// Equal reports whether the other type compares values in the same way.
func (t StringType) Equal(other attr.Type) bool {
	o, ok := other.(StringType)
	return ok && o.name == t.name
}

// String names the type in messages to developers.
func (t StringType) String() string { return "tfkit.StringType(" + t.name + ")" }

// ValueType is the Go type of the values.
func (t StringType) ValueType(context.Context) attr.Value { return String{kind: t} }

// ValueFromString makes a value of the type.
func (t StringType) ValueFromString(_ context.Context, in basetypes.StringValue) (basetypes.StringValuable, diag.Diagnostics) {
	return String{StringValue: in, kind: t}, nil
}

// ValueFromTerraform makes a value of the type from what Terraform sent.
func (t StringType) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	value, err := t.StringType.ValueFromTerraform(ctx, in)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", t.name, err)
	}
	base, ok := value.(basetypes.StringValue)
	if !ok {
		return nil, fmt.Errorf("reading %s: unexpected value type %T", t.name, value)
	}
	return String{StringValue: base, kind: t}, nil
}

// Of makes a known value.
func (t StringType) Of(value string) String {
	return String{StringValue: basetypes.NewStringValue(value), kind: t}
}

// OfPointer makes a value that is null where there is none.
func (t StringType) OfPointer(value *string) String {
	return String{StringValue: basetypes.NewStringPointerValue(value), kind: t}
}

// Null makes a null value.
func (t StringType) Null() String { return String{StringValue: basetypes.NewStringNull(), kind: t} }

// String is a value of a StringType.
type String struct {
	basetypes.StringValue
	kind StringType
}

// String stands for the value in logs, which the framework writes whenever it compares meanings: many
// of these values are personal.
func (s String) String() string { return "<" + s.kind.name + ">" }

// Type is the type the value belongs to.
func (s String) Type(context.Context) attr.Type { return s.kind }

// Equal reports whether the other value is the same to the letter.
func (s String) Equal(other attr.Value) bool {
	o, ok := other.(String)
	return ok && s.StringValue.Equal(o.StringValue)
}

// StringSemanticEquals reports whether the other value means the same.
func (s String) StringSemanticEquals(_ context.Context, other basetypes.StringValuable) (bool, diag.Diagnostics) {
	o, ok := other.(String)
	return ok && s.Same(o), nil
}

// Same reports whether both values mean the same. Null and unknown are the same as themselves only.
func (s String) Same(other String) bool {
	if s.IsNull() || s.IsUnknown() || other.IsNull() || other.IsUnknown() {
		return s.StringValue.Equal(other.StringValue)
	}
	if s.kind.same == nil {
		return s.ValueString() == other.ValueString()
	}
	return s.kind.same(s.ValueString(), other.ValueString())
}
