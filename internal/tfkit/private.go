package tfkit

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// PrivateReader reads what a provider keeps beside state, unseen by users.
type PrivateReader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

// PrivateWriter writes what a provider keeps beside state.
type PrivateWriter interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// GetPrivate reads a value; ok is false where there is none.
func GetPrivate[T any](ctx context.Context, from PrivateReader, key string, diags *diag.Diagnostics) (value T, ok bool) {
	raw, d := from.GetKey(ctx, key)
	diags.Append(d...)
	if len(raw) == 0 {
		return value, false
	}
	if err := json.Unmarshal(raw, &value); err != nil {
		diags.AddError("Could not read private state", "The entry "+key+" is damaged: "+err.Error()+". Import the object again.")
		return value, false
	}
	return value, true
}

// SetPrivate writes a value.
func SetPrivate[T any](ctx context.Context, to PrivateWriter, key string, value T, diags *diag.Diagnostics) {
	raw, err := json.Marshal(value)
	if err != nil {
		diags.AddError("Could not write private state", err.Error())
		return
	}
	diags.Append(to.SetKey(ctx, key, raw)...)
}
