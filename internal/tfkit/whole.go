package tfkit

import (
	"context"
	"fmt"
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var (
	_ basetypes.Int64Typable  = WholeType{}
	_ basetypes.Int64Valuable = Whole{}
)

// WholeType is the type of whole numbers. The framework calls another number an error of the provider; this type tells
// users what is wrong with it.
type WholeType struct{ basetypes.Int64Type }

// Equal reports whether the other type is a WholeType.
func (t WholeType) Equal(other attr.Type) bool {
	_, ok := other.(WholeType)
	return ok
}

// String names the type in messages to developers.
func (t WholeType) String() string { return "tfkit.WholeType" }

// Validate refuses numbers that are not whole.
func (t WholeType) Validate(_ context.Context, in tftypes.Value, at path.Path) (diags diag.Diagnostics) {
	number, ok := as[*big.Float](in)
	if !ok || isWhole(number) {
		return nil
	}
	fault := Fault{Reason: "which is not a whole number", Advice: "Allowed is a number without places after the point, such as 40."}
	if number.IsInt() {
		fault.Reason = "which is more than a number here can be"
	}
	diags.Append(fault.diagnostic(at.String(), shown(number)))
	return diags
}

// ValueType is the Go type of the values.
func (t WholeType) ValueType(context.Context) attr.Value { return Whole{} }

// ValueFromInt64 makes a value of the type.
func (t WholeType) ValueFromInt64(_ context.Context, in basetypes.Int64Value) (basetypes.Int64Valuable, diag.Diagnostics) {
	return Whole{Int64Value: in}, nil
}

// ValueFromTerraform makes a value of the type from what Terraform sent. A number that is not whole, which Validate
// refuses, counts as none.
func (t WholeType) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	if number, ok := as[*big.Float](in); ok && !isWhole(number) {
		return Whole{}, nil
	}
	value, err := t.Int64Type.ValueFromTerraform(ctx, in)
	if err != nil {
		return nil, fmt.Errorf("reading a whole number: %w", err)
	}
	base, ok := value.(basetypes.Int64Value)
	if !ok {
		return nil, fmt.Errorf("reading a whole number: unexpected value type %T", value)
	}
	return Whole{Int64Value: base}, nil
}

// Whole is a value of WholeType.
type Whole struct{ basetypes.Int64Value }

// WholeOfPointer makes a value that is null where there is none.
func WholeOfPointer(value *int64) Whole {
	return Whole{Int64Value: basetypes.NewInt64PointerValue(value)}
}

// Type is WholeType.
func (w Whole) Type(context.Context) attr.Type { return WholeType{} }

// Equal reports whether the other value is the same number.
func (w Whole) Equal(other attr.Value) bool {
	o, ok := other.(Whole)
	return ok && w.Int64Value.Equal(o.Int64Value)
}

func isWhole(number *big.Float) bool {
	_, accuracy := number.Int64()
	return number.IsInt() && accuracy == big.Exact
}
