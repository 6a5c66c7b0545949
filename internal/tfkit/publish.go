package tfkit

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Publish stores state and identity together: an answer with one but not the other is an error
// in Terraform. The identity is nil where the CLI does not know identities.
func Publish(ctx context.Context, state *tfsdk.State, identity *tfsdk.ResourceIdentity, model, id any) diag.Diagnostics {
	diags := state.Set(ctx, model)
	if identity != nil {
		diags.Append(identity.Set(ctx, id)...)
	}
	return diags
}

// Drop takes an object that is gone out of state. Its identity is given all the same: Terraform
// takes an answer without one for a mistake.
func Drop(ctx context.Context, state *tfsdk.State, identity *tfsdk.ResourceIdentity, id any) diag.Diagnostics {
	var diags diag.Diagnostics
	if identity != nil {
		diags = identity.Set(ctx, id)
	}
	state.RemoveResource(ctx)
	return diags
}

// Unread leaves state as it is, where the object was not read and another one of the run has said why. What identifies it, which state has
// under the same names, is given all the same, as by Drop.
func Unread(ctx context.Context, resp *resource.ReadResponse) {
	if resp.Identity == nil || resp.Diagnostics.HasError() {
		return
	}
	for name := range resp.Identity.Schema.GetAttributes() {
		var held types.String
		resp.Diagnostics.Append(resp.State.GetAttribute(ctx, path.Root(name), &held)...)
		resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, path.Root(name), held)...)
	}
}

// Downgrade turns errors into warnings. Once an object exists, an error in Create would mark it
// for replacement; a warning keeps it, and the next plan shows what is left to do.
func Downgrade(diags diag.Diagnostics) diag.Diagnostics {
	var out diag.Diagnostics
	for _, d := range diags {
		if d.Severity() != diag.SeverityError {
			out.Append(d)
			continue
		}
		if at, ok := d.(diag.DiagnosticWithPath); ok {
			out.AddAttributeWarning(at.Path(), d.Summary(), d.Detail())
			continue
		}
		out.AddWarning(d.Summary(), d.Detail())
	}
	return out
}
