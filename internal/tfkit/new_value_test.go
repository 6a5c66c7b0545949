package tfkit_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-validators/float64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

func TestNewValuesAreChecked(t *testing.T) {
	t.Parallel()
	described := schema.Schema{Attributes: map[string]schema.Attribute{
		"name":  tfkit.PersonName("Name."),
		"hours": schema.Int64Attribute{Optional: true, PlanModifiers: []planmodifier.Int64{tfkit.CheckNewInt64(int64validator.AtLeast(0))}},
		"rate":  schema.Float64Attribute{Optional: true, PlanModifiers: []planmodifier.Float64{tfkit.CheckNewFloat64(float64validator.AtLeast(0))}},
		"ids": schema.SetAttribute{
			Optional: true, ElementType: types.StringType, PlanModifiers: []planmodifier.Set{tfkit.CheckNewElements(tfkit.IsID())},
		},
	}}
	kind := described.Type().TerraformType(t.Context())
	object := func(name, hours, rate any, ids ...any) tftypes.Value {
		elements := make([]tftypes.Value, len(ids))
		for i, id := range ids {
			elements[i] = tftypes.NewValue(tftypes.String, id)
		}
		return tftypes.NewValue(kind, map[string]tftypes.Value{
			"name": tftypes.NewValue(tftypes.String, name), "hours": tftypes.NewValue(tftypes.Number, hours), "rate": tftypes.NewValue(tftypes.Number, rate),
			"ids": tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, elements),
		})
	}
	nothing, wrong := tftypes.NewValue(kind, nil), object(" Jane ", -1, -0.1, "0101")
	for name, c := range map[string]struct {
		state, configured tftypes.Value
		want              []string
	}{
		"all wrong":             {nothing, wrong, []string{"hours", "ids", "name", "rate"}},
		"all right":             {nothing, object("Jane", 0, 0.1, "9", "10"), nil},
		"null and unknown":      {nothing, object(tftypes.UnknownValue, nil, tftypes.UnknownValue, "9", tftypes.UnknownValue), nil},
		"in state already":      {wrong, wrong, nil},
		"one has changed":       {wrong, object(" Jane ", -2, -0.1, "0101"), []string{"hours"}},
		"one is null in state":  {object(" Jane ", nil, -0.1, "0101"), wrong, []string{"hours"}},
		"null in configuration": {wrong, object(" Jane ", nil, nil), nil},
		"destroyed":             {wrong, nothing, nil},
		"two wrong elements":    {object("Jane", 0, 0.1, "1"), object("Jane", 0, 0.1, "1", "", "+2"), []string{"ids", "ids"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var diags diag.Diagnostics
			tfkit.Sides[struct {
				Name  tfkit.String  `tfsdk:"name"`
				Hours types.Int64   `tfsdk:"hours"`
				Rate  types.Float64 `tfsdk:"rate"`
				IDs   types.Set     `tfsdk:"ids"`
			}](t.Context(), resource.ModifyPlanRequest{
				State:  tfsdk.State{Schema: described, Raw: c.state},
				Plan:   tfsdk.Plan{Schema: described, Raw: c.configured},
				Config: tfsdk.Config{Schema: described, Raw: c.configured},
			}, &diags)
			var at []string
			for _, d := range diags {
				located, ok := d.(diag.DiagnosticWithPath)
				if !ok {
					t.Fatalf("an error names no attribute: %v", d)
				}
				at = append(at, fmt.Sprint(located.Path()))
			}
			if !slices.Equal(at, c.want) {
				t.Errorf("errors at %v, want %v: %v", at, c.want, diags)
			}
		})
	}
}
