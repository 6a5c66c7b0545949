package webhook

import (
	"cmp"
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

var (
	_ resource.Resource                = (*webhookResource)(nil)
	_ resource.ResourceWithConfigure   = (*webhookResource)(nil)
	_ resource.ResourceWithIdentity    = (*webhookResource)(nil)
	_ resource.ResourceWithImportState = (*webhookResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*webhookResource)(nil)
)

type webhookResource struct{ session.Resource }

// NewResource makes webwork_webhook.
func NewResource() resource.Resource {
	return &webhookResource{session.Resource{Name: "webhook", Attributes: resourceSchema, Identity: session.TextIdentitySchema("webhook")}}
}

func (r *webhookResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior, planned := tfkit.Sides[model](ctx, req, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || r.Session == nil {
		return
	}
	if planned != nil {
		checkEvents(prior, *planned, &resp.Diagnostics)
	}
	if !r.Ready() {
		return
	}
	inState := types.Int64Null()
	if prior != nil {
		inState = prior.WorkspaceID
	}
	if _, ok := r.Own(ctx, inState, &resp.Diagnostics); !ok || planned == nil || planned.URL.IsUnknown() {
		return
	}
	kind(r.Session).Plan(ctx, planned.URL.ValueString(), planned.String(), prior == nil, req.Private, &resp.Diagnostics)
}

func (r *webhookResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	workspace, ok := r.Own(ctx, types.Int64Null(), &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	existing, found := kind(r.Session).Create(ctx, plan.URL.ValueString(), plan.String(), func() (api.Webhook, error) {
		scope, err := r.Scope(ctx)
		if err != nil {
			return api.Webhook{}, err //nolint:wrapcheck // Failed explains it.
		}
		created, err := scope.Webhooks().Create(ctx, plan.URL.ValueString(), plan.events())
		if err == nil {
			r.Webhooks.Created(created)
		}
		return created, err //nolint:wrapcheck // Failed explains it.
	}, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	known := model{Events: plan.Events}.merged(existing, workspace.ID)
	state := known
	state.URL, state.Events = plan.URL, plan.Events
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)

	// The webhook exists: what fails from here on is left to the next plan, for an error would
	// replace it.
	var after diag.Diagnostics
	kind(r.Session).Remember(ctx, resp.Private, existing, &after)
	switch {
	case found:
		r.update(ctx, existing.ID, known, plan, resp.Private, &after)
	case existing.Token == nil:
		after.AddAttributeWarning(path.Root("token"), "Token not known", state.String()+
			" was created, but the answer with its token was lost, or has none. If a refresh does not show the token, apply with -replace to get a new one.")
	}
	resp.Diagnostics.Append(tfkit.Downgrade(after)...)
}

func (r *webhookResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	workspace, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	var found api.Webhook
	err := call(ctx, r.Session, r.newest(ctx, req.Private, state, &resp.Diagnostics), state, func(id string) (err error) {
		found, err = r.Webhooks.Get(ctx, id)
		return err //nolint:wrapcheck // Failed explains it.
	})
	switch {
	case api.IsNotFound(err):
		state.WorkspaceID = types.Int64Value(workspace.ID)
		resp.Diagnostics.Append(kind(r.Session).Gone(ctx, state.String(), state.URL.IsNull(), err)...)
		if !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(tfkit.Drop(ctx, &resp.State, resp.Identity, state.identity())...)
		}
		return
	case err != nil:
		addFailure(&resp.Diagnostics, "read webhook", state, err)
		return
	}
	now := state.merged(found, workspace.ID)
	r.Saw(session.Webhooks, found.URL)
	kind(r.Session).Remember(ctx, resp.Private, found, &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, now, now.identity())...)
}

func (r *webhookResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, prior model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	if _, ok := r.Own(ctx, prior.WorkspaceID, &resp.Diagnostics); !ok || resp.Diagnostics.HasError() {
		return
	}
	state := prior
	if r.update(ctx, r.newest(ctx, req.Private, prior, &resp.Diagnostics), prior, plan, resp.Private, &resp.Diagnostics) {
		state.URL, state.Events = plan.URL, plan.Events
	}
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}

// update makes the webhook what is planned. It reports whether WebWork then has it so.
func (r *webhookResource) update(ctx context.Context, newest string, known, plan model, private tfkit.PrivateWriter, diags *diag.Diagnostics) bool {
	if plan.same(known) {
		return true
	}
	scope, err := r.Scope(ctx)
	if err == nil {
		err = call(ctx, r.Session, newest, known, func(id string) error {
			answer, err := scope.Webhooks().Update(ctx, id, plan.URL.ValueString(), plan.events())
			r.Webhooks.Written(id, known.URL.ValueString(), plan.URL.ValueString())
			if err == nil {
				now := api.Webhook{ID: id, URL: plan.URL.ValueString()}
				if answer != nil {
					now.ID = answer.ID
				}
				kind(r.Session).Remember(ctx, private, now, diags)
			}
			return err //nolint:wrapcheck // Failed explains it.
		})
	}
	if err != nil {
		addFailure(diags, "update webhook", known, err)
	}
	return err == nil
}

func (r *webhookResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if _, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics); !ok || resp.Diagnostics.HasError() {
		return
	}
	if r.HasMade(session.Webhooks, state.URL.ValueString()) {
		return
	}
	scope, err := r.Scope(ctx)
	if err == nil {
		err = call(ctx, r.Session, r.newest(ctx, req.Private, state, &resp.Diagnostics), state, func(id string) error {
			err := scope.Webhooks().Delete(ctx, id)
			r.Webhooks.Written(id, state.URL.ValueString())
			return err //nolint:wrapcheck // Failed explains it.
		})
	}
	if err != nil && !api.IsNotFound(err) {
		addFailure(&resp.Diagnostics, "delete webhook", state, err)
	}
}

// newest is the id that WebWork gave the webhook last.
func (r *webhookResource) newest(ctx context.Context, private tfkit.PrivateReader, state model, diags *diag.Diagnostics) string {
	return cmp.Or(kind(r.Session).Recall(ctx, private, diags).ID, state.ID.ValueString())
}

// addFailure reports an error without the address, which WebWork's own message may repeat.
func addFailure(diags *diag.Diagnostics, action string, state model, err error) {
	problem := session.Failed(action, state.String(), err)
	if address := state.URL.ValueString(); address != "" {
		problem.Detail = strings.ReplaceAll(problem.Detail, address, api.WebhookOrigin(address))
	}
	diags.Append(problem.Diagnostic())
}

func (r *webhookResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	r.ImportText(ctx, req, resp, func(ctx context.Context, named string) (string, *session.Problem) {
		if !strings.HasPrefix(named, "https://") && !strings.HasPrefix(named, "http://") {
			return named, nil
		}
		found, problem := kind(r.Session).Named(ctx, named, "the address at "+api.WebhookOrigin(named))
		return found.ID, problem
	})
}
