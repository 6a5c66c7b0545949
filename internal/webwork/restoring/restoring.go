// Package restoring is what the actions that bring archived people back have in common.
package restoring

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// Action describes an action that brings a T back.
type Action[T any] struct {
	// Name is the action's name without the provider's.
	Name string
	// Description is that of the action.
	Description string
	// ID is the attribute that says whom, described by IDDescription.
	ID, IDDescription string
	// Kind is how they come and go.
	Kind func(*session.Session) lifecycle.Kind[T]
}

// New makes the action.
func New[T any](of Action[T]) action.Action { return &restore[T]{of: of} }

type restore[T any] struct {
	session.Action

	of Action[T]
}

func (r *restore[T]) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + r.of.Name
}

func (r *restore[T]) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: r.of.Description,
		Attributes: map[string]schema.Attribute{
			r.of.ID: schema.StringAttribute{Required: true, MarkdownDescription: r.of.IDDescription},
		},
	}
}

func (r *restore[T]) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	id, known := r.id(ctx, req.Config, &resp.Diagnostics)
	if !known || r.Session == nil || !r.Session.Ready() {
		return
	}
	if _, ok := r.Session.WorkspaceToRead(ctx, types.StringNull(), &resp.Diagnostics); ok {
		r.of.Kind(r.Session).PlanComeback(ctx, id, &resp.Diagnostics)
	}
}

func (r *restore[T]) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	id, known := r.id(ctx, req.Config, &resp.Diagnostics)
	if !known {
		return
	}
	if _, ok := r.Session.WorkspaceFor(ctx, types.StringNull(), &resp.Diagnostics); !ok {
		return
	}
	problem := r.of.Kind(r.Session).Comeback(ctx, id, func(message string) {
		resp.SendProgress(action.InvokeProgressEvent{Message: message})
	})
	if problem != nil {
		resp.Diagnostics.Append(problem.Diagnostic())
	}
}

// id reads whom the action is about, if that is known and can be an id. It is no validator, since validation may see the made-up ids of
// mocked providers.
func (r *restore[T]) id(ctx context.Context, config tfsdk.Config, diags *diag.Diagnostics) (id string, known bool) {
	var given types.String
	diags.Append(config.GetAttribute(ctx, path.Root(r.of.ID), &given)...)
	if diags.HasError() || given.IsUnknown() {
		return "", false
	}
	if !tfkit.IsNumber(given.ValueString()) {
		summary, detail := tfkit.WrongID(r.of.ID, given.ValueString())
		diags.AddAttributeError(path.Root(r.of.ID), summary, detail)
		return "", false
	}
	return given.ValueString(), true
}
