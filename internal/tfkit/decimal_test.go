package tfkit_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"pgregory.net/rapid"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

func TestDecimalRounds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		answer, written float64
		want            bool
	}{
		{29.5, 29.5, true},
		{30, 29.5, false},
		{29.5, 30, false},
		{1.01, 1.005, true},
		{1, 1.005, true},
		{1.02, 1.005, false},
		{0.29, 0.285, true},
		{0.28, 0.285, true},
		{0.27, 0.285, false},
		{0, 0.004, true},
		{0, 0.005, true},
		{0, 0.006, false},
		{0.01, 0.006, true},
		{-1.01, -1.005, true},
		{1.01, -1.005, false},
		{10.125, 10.125, true},
		{10.125, 10.1251, false},
		{10.13, 10.125, true},
		{10, 10.125, false},
		{1e300, 1e300, true},
		{1e300, 2e300, false},
	} {
		if got := tfkit.DecimalOf(c.answer).Rounds(tfkit.DecimalOf(c.written)); got != c.want {
			t.Errorf("%v rounds %v: %t, want %t", c.answer, c.written, got, c.want)
		}
	}
}

// The framework calls what is too large an error of the provider, in its own words.
func TestDecimalOfTooMuch(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1e400":  "error at v: Value not allowed: v was given 1e+400, which is more than a number here can be. Allowed is a number such as 1200.50.",
		"1e-400": "error at v: Value not allowed: v was given 1e-400, which is closer to 0 than a number here can be. Allowed is a number such as 1200.50.",
		"1e300":  "",
		"0":      "",
		"0.1":    "",
	} {
		number, _, err := big.ParseFloat(text, 10, 512, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		value := tftypes.NewValue(tftypes.Number, number)
		if got := told(tfkit.DecimalType{}.Validate(t.Context(), value, path.Root("v"))); got != want {
			t.Errorf("%s: %s\nwant %s", text, got, want)
		}
		read, err := tfkit.DecimalType{}.ValueFromTerraform(t.Context(), value)
		if err != nil || read.IsNull() != (want != "") {
			t.Errorf("%s is read as %v, %v", text, read, err)
		}
	}
}

func TestDecimalOfNothing(t *testing.T) {
	t.Parallel()
	null, unknown := tfkit.DecimalOfPointer(nil), tfkit.Decimal{Float64Value: basetypes.NewFloat64Unknown()}
	for name, c := range map[string]struct {
		a, b tfkit.Decimal
		want bool
	}{
		"null and null":       {null, null, true},
		"null and 0":          {null, tfkit.DecimalOf(0), false},
		"0 and null":          {tfkit.DecimalOf(0), null, false},
		"unknown and unknown": {unknown, unknown, true},
		"unknown and null":    {unknown, null, false},
		"unknown and 0":       {unknown, tfkit.DecimalOf(0), false},
	} {
		if got := c.a.Rounds(c.b); got != c.want {
			t.Errorf("%s round: %t, want %t", name, got, c.want)
		}
		if got := c.a.Same(c.b); got != c.want {
			t.Errorf("%s are the same: %t, want %t", name, got, c.want)
		}
	}
}

// tenThousandths draws an amount with up to four places, and tells how many ten-thousandths it has.
func tenThousandths(t *rapid.T) (amount float64, count int64) {
	count = rapid.Int64Range(-1e12, 1e12).Draw(t, "ten-thousandths")
	amount, _ = new(big.Rat).SetFrac64(count, 10_000).Float64()
	return amount, count
}

// A service may round half up, half down or half to even: whatever it answers with is the value that was
// written, and every other amount in cents is another one.
func TestDecimalIsEveryRoundingAndNothingElse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		written, count := tenThousandths(t)
		below := floorDiv(count, 100)
		rounded := map[int64]bool{}
		switch rest := count - 100*below; {
		case rest < 50:
			rounded[below] = true
		case rest > 50:
			rounded[below+1] = true
		default:
			rounded[below], rounded[below+1] = true, true
		}
		cents := below + rapid.Int64Range(-3, 4).Draw(t, "cents away")
		answer, _ := new(big.Rat).SetFrac64(cents, 100).Float64()
		if got := tfkit.DecimalOf(answer).Rounds(tfkit.DecimalOf(written)); got != rounded[cents] {
			t.Fatalf("%v rounds %v: %t, want %t", answer, written, got, rounded[cents])
		}
	})
}

func floorDiv(a, b int64) int64 { return int64(math.Floor(float64(a) / float64(b))) }

// A service that keeps more than two places is taken at its word.
func TestDecimalOfMorePlacesIsItselfOnly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		written, count := tenThousandths(t)
		below := 100 * (floorDiv(count, 100) + rapid.Int64Range(-2, 2).Draw(t, "cents away"))
		other := below + rapid.Int64Range(1, 99).Draw(t, "ten-thousandths more")
		answer, _ := new(big.Rat).SetFrac64(other, 10_000).Float64()
		if got := tfkit.DecimalOf(answer).Rounds(tfkit.DecimalOf(written)); got != (other == count) {
			t.Fatalf("%v rounds %v: %t", answer, written, got)
		}
	})
}

func TestDecimalKeepsEveryValue(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.Float64().Draw(t, "value")
		held := tfkit.DecimalOfPointer(&value)
		if got := held.ValueFloat64Pointer(); *got != value || !held.Rounds(held) || !held.Same(tfkit.DecimalOf(value)) {
			t.Fatalf("%v became %v", value, *got)
		}
	})
}
