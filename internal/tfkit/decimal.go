package tfkit

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var (
	_ basetypes.Float64Typable                    = DecimalType{}
	_ basetypes.Float64ValuableWithSemanticEquals = Decimal{}
)

// DecimalType is the type of amounts that a service stores with fewer digits than it is given: a
// value and its rounding mean the same, and state keeps the value that was written.
type DecimalType struct{ basetypes.Float64Type }

// Equal reports whether the other type is a DecimalType.
func (t DecimalType) Equal(other attr.Type) bool {
	_, ok := other.(DecimalType)
	return ok
}

// String names the type in messages to developers.
func (t DecimalType) String() string { return "tfkit.DecimalType" }

// ValueType is the Go type of the values.
func (t DecimalType) ValueType(context.Context) attr.Value { return Decimal{} }

// ValueFromFloat64 makes a value of the type.
func (t DecimalType) ValueFromFloat64(_ context.Context, in basetypes.Float64Value) (basetypes.Float64Valuable, diag.Diagnostics) {
	return Decimal{Float64Value: in}, nil
}

// ValueFromTerraform makes a value of the type from what Terraform sent.
func (t DecimalType) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
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

// Rounds reports whether d is what the other value is after rounding to as many digits as d has.
func (d Decimal) Rounds(exact Decimal) bool {
	if d.IsNull() || d.IsUnknown() || exact.IsNull() || exact.IsUnknown() {
		return d.Float64Value.Equal(exact.Float64Value)
	}
	answer := strconv.FormatFloat(d.ValueFloat64(), 'f', -1, 64)
	_, fraction, _ := strings.Cut(answer, ".")
	scale := math.Pow10(len(fraction))
	return math.Round(exact.ValueFloat64()*scale) == math.Round(d.ValueFloat64()*scale)
}
