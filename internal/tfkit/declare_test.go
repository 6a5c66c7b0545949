package tfkit_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// room is a model in another order than its schema, which has none.
type room struct {
	ID     types.String `tfsdk:"id"`
	Name   types.String `tfsdk:"name"`
	Floor  tfkit.Whole  `tfsdk:"floor"`
	Locked types.Bool   `tfsdk:"locked"`
	Closed types.Bool   `tfsdk:"closed"`
}

func TestDeclare(t *testing.T) {
	t.Parallel()
	described := schema.Schema{Attributes: map[string]schema.Attribute{
		"closed": schema.BoolAttribute{Optional: true, Computed: true, Default: booldefault.StaticBool(false)},
		"floor":  schema.Int64Attribute{Optional: true, CustomType: tfkit.WholeType{}},
		"id":     schema.StringAttribute{Computed: true},
		"locked": schema.BoolAttribute{Optional: true, Computed: true},
		"name":   schema.StringAttribute{Required: true},
	}}
	checks := tfkit.Checks{tfkit.CheckText("name", tfkit.IsName(10)), tfkit.CheckNumber("floor", tfkit.IsAtLeast(0))}
	floor := func(n int64) tfkit.Whole { return tfkit.WholeOfPointer(&n) }
	for name, test := range map[string]struct {
		room  room
		want  string
		fault string
	}{
		"everything":           {room{types.StringValue("7"), types.StringValue("Hall"), floor(3), types.BoolValue(true), types.BoolValue(true)}, "name! floor locked closed", ""},
		"false and 0 survive":  {room{Name: types.StringValue("Hall"), Floor: floor(0), Locked: types.BoolValue(false), Closed: types.BoolValue(true)}, "name! floor locked closed", ""},
		"defaults do not":      {room{Name: types.StringValue("Hall"), Floor: floor(0), Closed: types.BoolValue(false)}, "name! floor", ""},
		"what a service holds": {room{Name: types.StringValue("")}, "name!", ""},
		"what is refused":      {room{Name: types.StringValue(" Hall"), Floor: floor(-1)}, "name! floor", "begins or ends with a space"},
		"what is required":     {room{Floor: floor(1)}, "floor", "name is required"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			declared, diags := tfkit.Declare(t.Context(), described, checks, test.room)
			var got []string
			for _, one := range declared {
				got = append(got, one.Name+map[bool]string{true: "!"}[one.Required])
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("declared are %q", got)
			}
			if faults := fmt.Sprint(diags); diags.HasError() != (test.fault != "") || !strings.Contains(faults, test.fault) {
				t.Errorf("the faults are %s", faults)
			}
		})
	}
}
