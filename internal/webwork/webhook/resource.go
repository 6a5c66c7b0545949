package webhook

import (
	"cmp"
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

var (
	_ resource.Resource                   = (*webhookResource)(nil)
	_ resource.ResourceWithConfigure      = (*webhookResource)(nil)
	_ resource.ResourceWithIdentity       = (*webhookResource)(nil)
	_ resource.ResourceWithImportState    = (*webhookResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*webhookResource)(nil)
	_ resource.ResourceWithValidateConfig = (*webhookResource)(nil)
)

type webhookResource struct{ session.Resource }

// NewResource makes webwork_webhook.
func NewResource() resource.Resource {
	return &webhookResource{session.Resource{Name: "webhook", Attributes: resourceSchema, Identity: session.IdentitySchema("webhook"), Checks: checks()}}
}

func (r *webhookResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior, planned := tfkit.StateAndPlan[model](ctx, req, r.Expressible(r.Checks), &resp.Diagnostics)
	if resp.Diagnostics.HasError() || r.Session == nil {
		return
	}
	if !r.Session.Ready() {
		return
	}
	instance := func(m model) lifecycle.Instance { return m.instance(m.ID.ValueString()) }
	if _, ok := r.Session.ToPlan(ctx, req.State, &resp.Diagnostics); ok {
		kind(r.Session).Plan(ctx, lifecycle.InstanceOf(prior, instance), lifecycle.InstanceOf(planned, instance), lifecycle.Creation[api.Webhook]{}, req.Private, &resp.Diagnostics)
	}
}

func (r *webhookResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	plan, workspace, ok := session.ToCreate[model](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	webhooks := kind(r.Session)
	outcome, diags := webhooks.Create(ctx, plan.instance(""), lifecycle.Creation[api.Webhook]{
		Resumes: func(existing api.Webhook) bool { return tfkit.SetOfStrings(existing.Events).Equal(plan.Events) },
		Send: func(ctx context.Context) (api.Webhook, error) {
			scope, err := r.Session.Scope(ctx)
			if err != nil {
				return api.Webhook{}, err
			}
			created, err := scope.Webhooks().Create(ctx, plan.URL.ValueString(), plan.events())
			if err == nil {
				r.Session.Webhooks.Created(created)
			}
			return created, err
		},
	})
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	existing := outcome.Object
	known := model{Events: plan.Events}.merged(existing, workspace.ID)
	state := known
	state.URL, state.Events = plan.URL, plan.Events
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)

	// The webhook exists: what fails from here on is left to the next plan, for an error would
	// replace it.
	var after diag.Diagnostics
	webhooks.Remember(ctx, resp.Private, lifecycle.Memo{ID: existing.ID}, &after)
	switch {
	case outcome.Existed:
		r.update(ctx, existing.ID, known, plan, resp.Private, &after)
	case existing.Token == nil:
		after.AddAttributeWarning(path.Root("token"), "Token not known", "The webhook "+state.String()+
			" was created, but the answer with its token was lost, or has none. If a refresh does not show the token, apply with -replace to get a new one.")
	}
	if !outcome.Existed {
		webhooks.Born(ctx, resp.Private, &after)
	}
	resp.Diagnostics.Append(tfkit.Downgrade(after)...)
}

func (r *webhookResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	state, workspace, ok := session.ToRead[model](ctx, r.Session, req, resp)
	if !ok {
		return
	}
	webhooks, newest := kind(r.Session), r.newest(ctx, req.Private, state, &resp.Diagnostics)
	found, err := webhooks.Read(ctx, newest, req.Private, &resp.Diagnostics, func(ctx context.Context) (found api.Webhook, err error) {
		err = call(ctx, r.Session, newest, state, func(id string) (err error) {
			found, err = r.Session.Webhooks.Get(ctx, id)
			return err
		})
		return found, err
	})
	switch {
	case remote.IsNotFound(err):
		state.WorkspaceID = tfkit.StringOrNull(workspace.ID)
		webhooks.Gone(ctx, state.String(), state.URL.IsNull(), err, &resp.Diagnostics)
		if !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(tfkit.Drop(ctx, &resp.State, resp.Identity, state.identity())...)
		}
		return
	case err != nil:
		session.AddFailure(&resp.Diagnostics, "read webhook", state.String(), err)
		return
	}
	now := state.merged(found, workspace.ID)
	webhooks.Observe(ctx, resp.Private, lifecycle.Memo{ID: found.ID}, state.instance(newest), now.instance(found.ID), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, now, now.identity())...)
}

func (r *webhookResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	plan, prior, _, ok := session.ToUpdate[model](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	newest, state := r.newest(ctx, req.Private, prior, &resp.Diagnostics), prior
	kind(r.Session).Update(ctx, prior.instance(newest), plan.instance(newest), func(ctx context.Context, diags *diag.Diagnostics) {
		if r.update(ctx, newest, prior, plan, resp.Private, diags) {
			state.URL, state.Events = plan.URL, plan.Events
		}
	}, &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}

// update makes the webhook what is planned. It reports whether WebWork then has it so.
func (r *webhookResource) update(ctx context.Context, newest string, known, plan model, private tfkit.PrivateWriter, diags *diag.Diagnostics) bool {
	if plan.same(known) {
		return true
	}
	scope, err := r.Session.Scope(ctx)
	if err == nil {
		err = call(ctx, r.Session, newest, known, func(id string) error {
			answer, err := scope.Webhooks().Update(ctx, id, plan.URL.ValueString(), plan.events())
			r.Session.Webhooks.Written(id, known.URL.ValueString(), plan.URL.ValueString())
			if err == nil {
				now := api.Webhook{ID: id, URL: plan.URL.ValueString()}
				if answer != nil {
					now.ID = answer.ID
				}
				kind(r.Session).Remember(ctx, private, lifecycle.Memo{ID: now.ID}, diags)
			}
			return err
		})
	}
	if err != nil {
		session.AddFailure(diags, "update webhook", known.String(), err)
	}
	return err == nil
}

func (r *webhookResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	state, _, ok := session.ToDelete[model](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	newest, webhooks := r.newest(ctx, req.Private, state, &resp.Diagnostics), kind(r.Session)
	webhooks.Remove = func(ctx context.Context, _ string) error {
		scope, err := r.Session.Scope(ctx)
		if err != nil {
			return err
		}
		return call(ctx, r.Session, newest, state, func(id string) error {
			defer r.Session.Webhooks.Written(id, state.URL.ValueString())
			return scope.Webhooks().Delete(ctx, id)
		})
	}
	webhooks.Delete(ctx, state.instance(newest), nil, &resp.Diagnostics)
}

// newest is the id that WebWork gave the webhook last.
func (r *webhookResource) newest(ctx context.Context, private tfkit.PrivateReader, state model, diags *diag.Diagnostics) string {
	return cmp.Or(kind(r.Session).Recall(ctx, private, diags).ID, state.ID.ValueString())
}

func (r *webhookResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	forms := []string{"the webhook's id, such as a1B2c3", "its url, such as https://hooks.example.com/webwork"}
	r.Session.Import(ctx, session.Webhooks, req, resp, forms, func(ctx context.Context, named tfkit.ImportID) (string, *tfkit.Problem) {
		switch {
		case strings.HasPrefix(named.Rest, "https://"), strings.HasPrefix(named.Rest, "http://"):
			return kind(r.Session).Named(ctx, api.WebhookOrigin(named.Rest)+"/…", named.Rest)
		case tfkit.IsText(named.Rest):
			return named.Rest, nil
		}
		return "", nil
	})
}
