package tfkit_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

func project() tfkit.Checks {
	return tfkit.Checks{
		tfkit.CheckText("name", tfkit.IsName(99)),
		tfkit.CheckText("begins", tfkit.IsDate),
		tfkit.CheckText("ends", tfkit.IsDate),
		tfkit.CheckDatesInOrder("begins", "ends"),
		tfkit.CheckNumber("hours", tfkit.IsAtLeast(0)),
		tfkit.CheckElements("owners", tfkit.IsID),
	}
}

const (
	day      = " Allowed is a day written YYYY-MM-DD, such as 2026-01-05."
	emptied  = `error at name: Value not allowed: name was given "", which is empty. Allowed are 1 to 99 characters, without spaces around them.`
	reversed = `error at ends: Value not allowed: ends was given "2026-01-31", which is before begins "2026-02-01". Move one of them: nothing ends before it begins.`
)

func TestValidationTellsAllThatIsWrong(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config map[string]any
		want   string
	}{
		"everything": {
			map[string]any{"name": " a", "begins": "2026-1-5", "ends": "2026-02-30", "hours": -1},
			`error at name: Value not allowed: name was given " a", which begins or ends with a space. Did you mean "a"? Allowed are 1 to 99 characters, without spaces around them.` + "\n" +
				`error at begins: Value not allowed: begins was given "2026-1-5", which is not a day in the expected form. Did you mean "2026-01-05"?` + day + "\n" +
				`error at ends: Value not allowed: ends was given "2026-02-30", but February 2026 has 28 days.` + day + "\n" +
				`error at hours: Value not allowed: hours was given -1, which is less than 0. Allowed is a number of 0 or more.`,
		},
		"the order of days":           {map[string]any{"name": "a", "begins": "2026-02-01", "ends": "2026-01-31"}, reversed},
		"one day":                     {map[string]any{"name": "a", "begins": "2026-02-01", "ends": "2026-02-01"}, ""},
		"no first day":                {map[string]any{"name": "a", "begins": nil, "ends": "2026-02-01"}, ""},
		"a day that is not known yet": {map[string]any{"name": "a", "begins": tftypes.UnknownValue, "ends": "2026-02-01"}, ""},
		"nothing is known yet": {
			map[string]any{"name": tftypes.UnknownValue, "begins": tftypes.UnknownValue, "ends": tftypes.UnknownValue, "owners": []any{tftypes.UnknownValue}}, "",
		},
		"only attributes that have no value": {map[string]any{"name": nil, "begins": nil, "ends": nil}, ""},
		"what depends on state":              {map[string]any{"name": "", "owners": []any{""}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := told(project().Validate(tfsdk.Config{Raw: object(c.config)})); got != c.want {
				t.Errorf("validation says\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestPlansRefuseOnlyWhatIsNew(t *testing.T) {
	t.Parallel()
	described := schema.Schema{Attributes: map[string]schema.Attribute{
		"name": schema.StringAttribute{Optional: true}, "owners": schema.SetAttribute{Optional: true, ElementType: types.StringType},
	}}
	type model struct {
		Name   types.String `tfsdk:"name"`
		Owners types.Set    `tfsdk:"owners"`
	}
	wrongID := func(id string) string {
		summary, detail := tfkit.WrongID("owners", id)
		return "error at owners: " + summary + ": " + detail
	}
	odd := map[string]any{"name": "", "owners": []any{"x"}}
	for name, c := range map[string]struct {
		state, config map[string]any
		want          string
	}{
		"new":                 {nil, odd, emptied + "\n" + wrongID("x")},
		"in state":            {odd, odd, ""},
		"changed":             {map[string]any{"name": "a", "owners": []any{"100"}}, odd, emptied + "\n" + wrongID("x")},
		"one more":            {odd, map[string]any{"name": "", "owners": []any{"x", "y"}}, wrongID("y")},
		"what validation has": {nil, map[string]any{"name": " a", "owners": []any{"100"}}, ""},
		"destroyed":           {odd, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var diags diag.Diagnostics
			prior, planned := tfkit.StateAndPlan[model](t.Context(), resource.ModifyPlanRequest{
				State:  tfsdk.State{Schema: described, Raw: object(c.state)},
				Plan:   tfsdk.Plan{Schema: described, Raw: object(c.config)},
				Config: tfsdk.Config{Schema: described, Raw: object(c.config)},
			}, project(), &diags)
			if got := told(diags); got != c.want {
				t.Errorf("the plan says\n%s\nwant\n%s", got, c.want)
			}
			if (prior == nil) != (c.state == nil) || (planned == nil) != (c.config == nil) {
				t.Errorf("prior is %v, planned is %v", prior, planned)
			}
		})
	}
}
