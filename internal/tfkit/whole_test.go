package tfkit_test

import (
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

func TestWhole(t *testing.T) {
	t.Parallel()
	const refused = "error at v: Value not allowed: v was given "
	const advice = " Allowed is a number without places after the point, such as 40."
	for name, c := range map[string]struct {
		given any
		want  string
		value *int64 // null where it is nil
	}{
		"whole":         {40, "", new(int64(40))},
		"below 0":       {-40, "", new(int64(-40))},
		"null":          {nil, "", nil},
		"with places":   {40.5, refused + "40.5, which is not a whole number." + advice, nil},
		"far too large": {new(big.Float).SetMantExp(big.NewFloat(1), 70), refused + "1.1805916207174113e+21, which is more than a number here can be." + advice, nil},
	} {
		given := tftypes.NewValue(tftypes.Number, c.given)
		if got := told(tfkit.WholeType{}.Validate(t.Context(), given, path.Root("v"))); got != c.want {
			t.Errorf("%s: validation says %s, want %s", name, got, c.want)
		}
		value, err := tfkit.WholeType{}.ValueFromTerraform(t.Context(), given)
		if err != nil || !value.Equal(tfkit.WholeOfPointer(c.value)) || !value.Type(t.Context()).Equal(tfkit.WholeType{}) {
			t.Errorf("%s: it is read as %v: %v", name, value, err)
		}
	}
	if value, err := (tfkit.WholeType{}).ValueFromTerraform(t.Context(), tftypes.NewValue(tftypes.Bool, true)); err == nil {
		t.Errorf("true is read as %v", value)
	}
	unknown, err := tfkit.WholeType{}.ValueFromTerraform(t.Context(), tftypes.NewValue(tftypes.Number, tftypes.UnknownValue))
	if err != nil || !unknown.IsUnknown() {
		t.Errorf("unknown is read as %v: %v", unknown, err)
	}
}
