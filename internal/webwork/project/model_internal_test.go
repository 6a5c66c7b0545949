package project

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

func TestAmountsAreSentAndReadAsTheyAre(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		budget := rapid.Float64().Filter(func(f float64) bool { return f != 0 }).Draw(t, "budget")
		read := fromAPI(api.Project{Budget: &budget}, "1", model{})
		if sent := read.create().Budget; sent == nil || *sent != budget {
			t.Fatalf("%v was read and sent as %v", budget, sent)
		}
	})
}

func TestAmountsThatAreNone(t *testing.T) {
	t.Parallel()
	null := tfkit.DecimalOfPointer(nil)
	for name, c := range map[string]struct {
		held        *float64
		state, want tfkit.Decimal
	}{
		"null, nothing in state":             {nil, null, null},
		"0, nothing in state":                {new(0.0), null, null},
		"null, 0 in state":                   {nil, tfkit.DecimalOf(0), tfkit.DecimalOf(0)},
		"0, 0 in state":                      {new(0.0), tfkit.DecimalOf(0), tfkit.DecimalOf(0)},
		"0, something small in state":        {new(0.0), tfkit.DecimalOf(0.004), tfkit.DecimalOf(0.004)},
		"null, something small in state":     {nil, tfkit.DecimalOf(0.004), tfkit.DecimalOf(0.004)},
		"0, something more in state":         {new(0.0), tfkit.DecimalOf(0.006), null},
		"something small, nothing in state":  {new(0.004), null, tfkit.DecimalOf(0.004)},
		"something else than what state has": {new(30.0), tfkit.DecimalOf(29.5), tfkit.DecimalOf(30)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := amount(c.held, c.state); !got.Equal(c.want) {
				t.Errorf("got %v (null: %t), want %v (null: %t)", got.ValueFloat64(), got.IsNull(), c.want.ValueFloat64(), c.want.IsNull())
			}
		})
	}
}
