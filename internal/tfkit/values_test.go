package tfkit_test

import (
	"context"
	"errors"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

func TestValues(t *testing.T) {
	t.Parallel()
	null, unknown, a, b := types.StringNull(), types.StringUnknown(), types.StringValue("a"), types.StringValue("b")
	if tfkit.Managed(null) || tfkit.Managed(unknown) || !tfkit.Managed(types.StringValue("")) {
		t.Error("managed is what has a value, even an empty one")
	}
	if tfkit.Known(unknown, a) != a || tfkit.Known(b, a) != b || tfkit.Known(null, a) != null {
		t.Error("the other value is for what is unknown only")
	}
	if tfkit.StringOrNull("") != null || tfkit.StringOrNull("a") != a {
		t.Error("null is for the empty text only")
	}
	text, empty := "a", ""
	if tfkit.NonEmpty(nil) != nil || tfkit.NonEmpty(&empty) != nil || tfkit.NonEmpty(&text) != &text {
		t.Error("none is for the empty text and for none only")
	}
	if tfkit.Unchanged(a, b) != b || tfkit.Unchanged(null, b) != null || tfkit.Unchanged(a, null) != a {
		t.Error("state's value stays where both have one")
	}
	if tfkit.IsNotEmpty("a").Reason != "" || tfkit.IsNotEmpty("").Reason != "which is empty" {
		t.Error("only the empty text is empty")
	}
}

func TestValidator(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		given types.String
		want  string
	}{
		"allowed":       {types.StringValue("a"), ""},
		"wrong":         {types.StringValue(""), `error at v: Value not allowed: v was given "", which is empty. Leave it out if it is not needed.`},
		"not there":     {types.StringNull(), ""},
		"not known yet": {types.StringUnknown(), ""},
	} {
		var resp validator.StringResponse
		tfkit.Validator(tfkit.IsNotEmpty).ValidateString(t.Context(), validator.StringRequest{Path: path.Root("v"), ConfigValue: c.given}, &resp)
		if got := told(resp.Diagnostics); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// secretly is private state in memory; fails is what every call says.
type secretly struct {
	entries map[string][]byte
	fails   diag.Diagnostics
}

func (s secretly) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) {
	return s.entries[key], s.fails
}

func (s secretly) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	s.entries[key] = value
	return s.fails
}

func TestPrivateState(t *testing.T) {
	t.Parallel()
	var diags diag.Diagnostics
	state := secretly{entries: map[string][]byte{"damaged": []byte(`{"id"`)}}
	tfkit.SetPrivate(t.Context(), state, "ids", []string{"100"}, &diags)
	if ids, ok := tfkit.GetPrivate[[]string](t.Context(), state, "ids", &diags); !ok || len(ids) != 1 || ids[0] != "100" {
		t.Errorf("got %v, %t", ids, ok)
	}
	if _, ok := tfkit.GetPrivate[[]string](t.Context(), state, "missing", &diags); ok || len(diags) > 0 {
		t.Errorf("what is missing is there, or told: %v", diags)
	}
	if _, ok := tfkit.GetPrivate[[]string](t.Context(), state, "damaged", &diags); ok || !diags.HasError() {
		t.Errorf("what is damaged is read, or not told: %v", diags)
	}
	diags = nil
	tfkit.SetPrivate(t.Context(), state, "ids", unwritable{}, &diags)
	if !diags.HasError() || string(state.entries["ids"]) != `["100"]` {
		t.Errorf("what cannot be written is, or that is not told: %v", diags)
	}
	diags, state.fails = nil, diag.Diagnostics{diag.NewErrorDiagnostic("No private state", "")}
	tfkit.GetPrivate[[]string](t.Context(), state, "ids", &diags)
	tfkit.SetPrivate(t.Context(), state, "ids", []string{"100"}, &diags)
	if len(diags) == 0 || diags[0].Summary() != "No private state" {
		t.Errorf("what fails is not told: %v", diags)
	}
}

type unwritable struct{}

func (unwritable) MarshalJSON() ([]byte, error) { return nil, errors.New("not to be written") }

// State and identity are written together, and identity only where the CLI knows identities.
func TestPublishAndDrop(t *testing.T) {
	t.Parallel()
	type model struct {
		ID types.String `tfsdk:"id"`
	}
	object := model{types.StringValue("100")}
	none := tftypes.NewValue(tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String}}, nil)
	held := tftypes.NewValue(none.Type(), map[string]tftypes.Value{"id": tftypes.NewValue(tftypes.String, "100")})
	for name, identity := range map[string]*tfsdk.ResourceIdentity{
		"with identities":    {Schema: identityschema.Schema{Attributes: map[string]identityschema.Attribute{"id": identityschema.StringAttribute{RequiredForImport: true}}}, Raw: none},
		"without identities": nil,
	} {
		state := tfsdk.State{Schema: schema.Schema{Attributes: map[string]schema.Attribute{"id": tfkit.ID("")}}, Raw: none}
		if diags := tfkit.Publish(t.Context(), &state, identity, object, object); diags.HasError() || !state.Raw.Equal(held) {
			t.Errorf("%s: state is %v: %v", name, state.Raw, diags)
		}
		if identity != nil && !identity.Raw.Equal(held) {
			t.Errorf("%s: the identity is %v", name, identity.Raw)
		}
		if identity != nil {
			identity.Raw = none
		}
		if diags := tfkit.Drop(t.Context(), &state, identity, object); diags.HasError() || !state.Raw.IsNull() {
			t.Errorf("%s: state is %v after it is gone: %v", name, state.Raw, diags)
		}
		if identity != nil && !identity.Raw.Equal(held) {
			t.Errorf("%s: the identity is %v after it is gone", name, identity.Raw)
		}
	}
}

func TestDowngrade(t *testing.T) {
	t.Parallel()
	const want = "warning at v: A: a\nwarning at nothing: B: b\nwarning at w: C: c"
	got := told(tfkit.Downgrade(diag.Diagnostics{
		diag.NewAttributeErrorDiagnostic(path.Root("v"), "A", "a"),
		diag.NewErrorDiagnostic("B", "b"),
		diag.NewAttributeWarningDiagnostic(path.Root("w"), "C", "c"),
	}))
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
