package tfkit

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var (
	_ basetypes.Float64Typable                    = DecimalType{}
	_ basetypes.Float64ValuableWithSemanticEquals = Decimal{}
)

// DecimalType is the type of amounts of money and hours, of which a service keeps two places: a value
// and its rounding mean the same, and state keeps the value that was written.
type DecimalType struct{ basetypes.Float64Type }

// Equal reports whether the other type is a DecimalType.
func (t DecimalType) Equal(other attr.Type) bool {
	_, ok := other.(DecimalType)
	return ok
}

// String names the type in messages to developers.
func (t DecimalType) String() string { return "tfkit.DecimalType" }

// Validate refuses numbers that are too large or too small to be handled, which the framework calls an error of the provider.
func (t DecimalType) Validate(_ context.Context, in tftypes.Value, at path.Path) (diags diag.Diagnostics) {
	number, ok := as[*big.Float](in)
	if !ok || isHandled(number) {
		return nil
	}
	fault := Fault{Reason: "which is more than a number here can be", Advice: "Allowed is a number such as 1200.50."}
	if number.MantExp(nil) < 0 {
		fault.Reason = "which is closer to 0 than a number here can be"
	}
	diags.Append(fault.diagnostic(at.String(), shown(number)))
	return diags
}

// isHandled reports whether a number has a place among those that computers calculate with.
func isHandled(number *big.Float) bool {
	nearest, accuracy := number.Float64()
	return !math.IsInf(nearest, 0) && (nearest != 0 || accuracy == big.Exact)
}

// ValueType is the Go type of the values.
func (t DecimalType) ValueType(context.Context) attr.Value { return Decimal{} }

// ValueFromFloat64 makes a value of the type.
func (t DecimalType) ValueFromFloat64(_ context.Context, in basetypes.Float64Value) (basetypes.Float64Valuable, diag.Diagnostics) {
	return Decimal{Float64Value: in}, nil
}

// ValueFromTerraform makes a value of the type from what Terraform sent. A number that Validate refuses counts as none.
func (t DecimalType) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	if number, ok := as[*big.Float](in); ok && !isHandled(number) {
		return DecimalOfPointer(nil), nil
	}
	value, err := t.Float64Type.ValueFromTerraform(ctx, in)
	if err != nil {
		return nil, fmt.Errorf("reading a decimal: %w", err)
	}
	base, ok := value.(basetypes.Float64Value)
	if !ok {
		return nil, fmt.Errorf("reading a decimal: unexpected value type %T", value)
	}
	return Decimal{Float64Value: base}, nil
}

// Decimal is a value of DecimalType.
type Decimal struct{ basetypes.Float64Value }

// DecimalOf makes a known value.
func DecimalOf(value float64) Decimal {
	return Decimal{Float64Value: basetypes.NewFloat64Value(value)}
}

// DecimalOfPointer makes a value that is null where there is none.
func DecimalOfPointer(value *float64) Decimal {
	return Decimal{Float64Value: basetypes.NewFloat64PointerValue(value)}
}

// Type is DecimalType.
func (d Decimal) Type(context.Context) attr.Type { return DecimalType{} }

// String does not tell the amount, which may be somebody's pay: the framework writes it to its log.
func (d Decimal) String() string { return "(amount)" }

// Equal reports whether the other value is the same number.
func (d Decimal) Equal(other attr.Value) bool {
	o, ok := other.(Decimal)
	return ok && d.Float64Value.Equal(o.Float64Value)
}

// Float64SemanticEquals reports whether this value, which the service answered with, is the
// rounding of the prior one.
func (d Decimal) Float64SemanticEquals(_ context.Context, prior basetypes.Float64Valuable) (bool, diag.Diagnostics) {
	o, ok := prior.(Decimal)
	return ok && d.Rounds(o), nil
}

// Same reports whether both are the same amount, or both none.
func (d Decimal) Same(other Decimal) bool {
	return d.IsNull() == other.IsNull() && d.IsUnknown() == other.IsUnknown() && d.ValueFloat64() == other.ValueFloat64()
}

// Rounds reports whether d is the other amount, or what is left of it in a service that keeps two places.
// Which way a service rounds what lies in the middle is its own business.
func (d Decimal) Rounds(exact Decimal) bool {
	if d.Same(exact) || !Managed(d) || !Managed(exact) {
		return d.Same(exact)
	}
	const cents = 100
	answer, written := d.rational(), exact.rational()
	whole := new(big.Rat).Mul(answer, big.NewRat(cents, 1)).IsInt()
	distance := new(big.Rat).Sub(answer, written)
	return whole && distance.Abs(distance).Cmp(big.NewRat(1, 2*cents)) <= 0
}

// rational is the amount as people write it: 1.005 is no binary fraction, and the nearest one lies below it.
func (d Decimal) rational() *big.Rat {
	amount, ok := new(big.Rat).SetString(strconv.FormatFloat(d.ValueFloat64(), 'f', -1, 64))
	if !ok {
		return new(big.Rat) // neither configuration nor JSON has numbers that are none
	}
	return amount
}
