package tfkit_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// What has the same meaning in each kind of text, and what has not. A plan keeps the spelling in state for the former.
func TestMeanings(t *testing.T) {
	t.Parallel()
	kinds := map[string]tfkit.StringType{
		"email": tfkit.Email(), "name": tfkit.Name(), "text": tfkit.Text(), "date": tfkit.Date(), "timezone": tfkit.Timezone(),
	}
	for _, c := range []struct {
		kind, a, b string
		want       bool
	}{
		{"email", "Jane@Example.com", "jane@example.com", true},
		{"email", "jane@example.com", "jan@example.com", false},
		{"name", "Zoe\u0308", "Zo\u00eb", true},
		{"name", "R&amp;D", "R&D", true},
		{"name", "R&D", "R & D", false},
		{"text", "one\ntwo\n", " one\r\ntwo", true},
		{"text", "one\ntwo", "one two", false},
		{"date", "2026-01-05", "2026-01-05T10:00:00Z", true},
		{"date", "2026-01-05T10:00:00Z", "2026-01-05 23:59:59", true},
		{"date", "2026-01-05", "2026-01-06T00:00:00Z", false},
		{"date", "2026-13-01", "2026-13-01T00:00:00Z", false},
		{"timezone", "Asia/Calcutta", "Asia/Kolkata", true},
		{"timezone", "Mars/Olympus", "Mars/Olympus", true},
		{"timezone", "Mars/Olympus", "Mars/Hellas", false},
		{"timezone", "Mars/Olympus", "UTC", false},
		{"timezone", "UTC", "Mars/Olympus", false},
		{"timezone", "Europe/Berlin", "Asia/Kolkata", false},
		{"timezone", "Asia/Dubai", "Indian/Reunion", true},   // both UTC+4 ever since
		{"timezone", "Europe/Berlin", "Europe/Paris", false}, // apart until 1980
		{"timezone", "Etc/GMT", "Etc/UTC", false},            // the same time by another name
		{"timezone", "Asia/Almaty", "Asia/Yekaterinburg", false},
	} {
		kind := kinds[c.kind]
		a, b := kind.Of(c.a), kind.Of(c.b)
		if got, diags := a.StringSemanticEquals(t.Context(), b); got != c.want || diags.HasError() {
			t.Errorf("%s: %q and %q mean the same: %t, want %t", c.kind, c.a, c.b, got, c.want)
		}
		if got := a.Equal(b); got != (c.a == c.b) {
			t.Errorf("%s: %q and %q are equal: %t", c.kind, c.a, c.b, got)
		}
		planned := planmodifier.StringResponse{PlanValue: types.StringValue(c.b)}
		tfkit.KeepSpelling(kind).PlanModifyString(t.Context(), planmodifier.StringRequest{
			Path: path.Root("v"), StateValue: types.StringValue(c.a), PlanValue: planned.PlanValue,
		}, &planned)
		if kept := planned.PlanValue.ValueString(); (kept == c.a) != c.want {
			t.Errorf("%s: with %q in state, %q is planned as %q", c.kind, c.a, c.b, kept)
		}
	}
}

// Null and unknown mean nothing but themselves, not even the empty text.
func TestMeaningOfNothing(t *testing.T) {
	t.Parallel()
	kind := tfkit.Email()
	null, unknown := kind.Null(), fromTerraform(t, kind, tftypes.UnknownValue)
	for name, c := range map[string]struct {
		a, b tfkit.String
		want bool
	}{
		"null and null":         {null, kind.OfPointer(nil), true},
		"null and empty":        {null, kind.Of(""), false},
		"empty and null":        {kind.Of(""), null, false},
		"unknown and unknown":   {unknown, unknown, true},
		"unknown and empty":     {unknown, kind.Of(""), false},
		"empty and unknown":     {kind.Of(""), unknown, false},
		"unknown and null":      {unknown, null, false},
		"without a kind":        {tfkit.String{StringValue: types.StringValue("a")}, tfkit.String{StringValue: types.StringValue("a")}, true},
		"others without a kind": {tfkit.String{StringValue: types.StringValue("a")}, tfkit.String{StringValue: types.StringValue("A")}, false},
	} {
		if got := c.a.Same(c.b); got != c.want {
			t.Errorf("%s: %t, want %t", name, got, c.want)
		}
	}
	for name, req := range map[string]planmodifier.StringRequest{
		"new":               {StateValue: types.StringNull(), PlanValue: types.StringValue("")},
		"cleared":           {StateValue: types.StringValue(""), PlanValue: types.StringNull()},
		"not known yet":     {StateValue: types.StringValue(""), PlanValue: types.StringUnknown()},
		"new and not known": {StateValue: types.StringNull(), PlanValue: types.StringUnknown()},
	} {
		planned := planmodifier.StringResponse{PlanValue: req.PlanValue}
		if tfkit.KeepSpelling(kind).PlanModifyString(t.Context(), req, &planned); !planned.PlanValue.Equal(req.PlanValue) {
			t.Errorf("%s: planned as %v", name, planned.PlanValue)
		}
	}
}

func fromTerraform(t *testing.T, kind tfkit.StringType, value any) tfkit.String {
	t.Helper()
	read, err := kind.ValueFromTerraform(t.Context(), tftypes.NewValue(tftypes.String, value))
	if err != nil {
		t.Fatal(err)
	}
	made, ok := read.(tfkit.String)
	if !ok || !made.Type(t.Context()).Equal(kind) {
		t.Fatalf("%v became a %T", value, read)
	}
	return made
}

func TestTypesReadWhatTerraformSends(t *testing.T) {
	t.Parallel()
	kind := tfkit.Email()
	if got := fromTerraform(t, kind, "Jane@example.com"); !got.Equal(kind.Of("Jane@example.com")) || got.String() != "<email>" {
		t.Errorf("got %q, shown as %s", got.ValueString(), got)
	}
	if !fromTerraform(t, kind, nil).IsNull() || !fromTerraform(t, kind, tftypes.UnknownValue).IsUnknown() {
		t.Error("null or unknown is something else")
	}
	if kind.Equal(tfkit.Name()) || kind.Equal(types.StringType) || !kind.Equal(tfkit.Email()) {
		t.Error("a type is taken for another one, or not for itself")
	}
	if got, err := kind.ValueFromTerraform(t.Context(), tftypes.NewValue(tftypes.Bool, true)); err == nil {
		t.Errorf("true is read as %v", got)
	}
	if got, err := (tfkit.DecimalType{}).ValueFromTerraform(t.Context(), tftypes.NewValue(tftypes.Bool, true)); err == nil {
		t.Errorf("true is read as %v", got)
	}
	if got, err := (tfkit.DecimalType{}).ValueFromTerraform(t.Context(), tftypes.NewValue(tftypes.Number, 1.005)); err != nil || !got.Equal(tfkit.DecimalOf(1.005)) {
		t.Errorf("1.005 is read as %v: %v", got, err)
	}
}
