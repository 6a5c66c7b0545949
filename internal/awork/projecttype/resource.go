package projecttype

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

var (
	_ resource.Resource                   = (*typeResource)(nil)
	_ resource.ResourceWithConfigure      = (*typeResource)(nil)
	_ resource.ResourceWithIdentity       = (*typeResource)(nil)
	_ resource.ResourceWithImportState    = (*typeResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*typeResource)(nil)
	_ resource.ResourceWithValidateConfig = (*typeResource)(nil)
)

type typeResource struct{ session.Resource }

// NewResource makes awork_project_type.
func NewResource() resource.Resource {
	return &typeResource{session.Resource{
		Name: "project_type", Attributes: resourceSchema, Identity: session.IdentitySchema("project type"), Checks: checks(), See: session.SeeProjectTypes,
	}}
}

// privateDestroyed is the entry of private state that tells destroying a resource from replacing it, which Terraform plans otherwise.
const privateDestroyed = "destroyed"

func (r *typeResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior, planned := tfkit.StateAndPlan[model](ctx, req, r.Checks, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || r.Session == nil {
		return
	}
	if planned != nil {
		*planned = planned.withComputed(prior)
		planned.checkReplacement(&resp.Diagnostics)
		resp.Diagnostics.Append(resp.Plan.Set(ctx, planned)...)
	} else {
		prior.warnOfDeletion(&resp.Diagnostics)
		tfkit.SetPrivate(ctx, resp.Private, privateDestroyed, true, &resp.Diagnostics)
	}
	if !r.Session.Ready() || resp.Diagnostics.HasError() {
		return
	}
	inState := types.StringNull()
	if prior != nil {
		inState = prior.WorkspaceID
	}
	if _, ok := r.OwnToRead(ctx, inState, &resp.Diagnostics); !ok {
		return
	}
	creation := lifecycle.Creation[api.ProjectType]{}
	if planned != nil {
		creation = r.creation(*planned)
	}
	kind(r.Session).Plan(ctx, lifecycle.InstanceOf(prior, model.instance), lifecycle.InstanceOf(planned, model.instance), creation, req.Private, &resp.Diagnostics)
}

// creation is what creating the planned project type takes.
func (r *typeResource) creation(plan model) lifecycle.Creation[api.ProjectType] {
	return lifecycle.Creation[api.ProjectType]{
		Resumes: func(existing api.ProjectType) bool {
			return plan.changes(fromAPI(existing, plan.WorkspaceID.ValueString())) == (api.ProjectTypeUpdate{})
		},
		Send: func(ctx context.Context) (made api.ProjectType, err error) {
			err = r.Session.Within(ctx, func(c api.Client) error {
				made, err = c.ProjectTypes().Create(ctx, plan.form())
				return err
			})
			return made, err
		},
	}
}

func (r *typeResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	account, ok := r.Own(ctx, types.StringNull(), &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	kinds := kind(r.Session)
	outcome, diags := kinds.Create(ctx, plan.instance(), r.creation(plan))
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	// From here on the type exists: nothing may taint it, and what fails is left to the next plan.
	known := fromAPI(outcome.Object, account.Workspace.ID)
	known.ID = types.StringValue(outcome.ID)
	state := plan.withUnknownsFrom(known)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
	var after diag.Diagnostics
	kinds.Remember(ctx, resp.Private, lifecycle.Memo{ID: outcome.ID}, &after)
	kinds.Born(ctx, resp.Private, &after)
	if outcome.Seen && !plan.Archived.ValueBool() {
		r.update(ctx, &state, known, plan, &after)
	}
	resp.Diagnostics.Append(tfkit.Downgrade(after)...)
}

func (r *typeResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	account, ok := r.ToRead(ctx, state.WorkspaceID, resp)
	if !ok {
		return
	}
	kinds, who := deleting(r.Session, ""), state.instance()
	found, err := kinds.Read(ctx, who.ID, req.Private, &resp.Diagnostics, func(ctx context.Context) (api.ProjectType, error) {
		return r.Session.ProjectTypes.Get(ctx, who.ID)
	})
	switch {
	case remote.IsNotFound(err):
		imported := state.Archived.IsNull()
		kinds.Gone(ctx, who.String(), imported, err, &resp.Diagnostics)
		if !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(tfkit.Drop(ctx, &resp.State, resp.Identity, state.identity())...)
		}
		return
	case err != nil:
		session.AddFailure(&resp.Diagnostics, "read project type", who.String(), err)
		return
	}
	now := fromAPI(found, account.Workspace.ID).asRead(state)
	kinds.Observe(ctx, resp.Private, lifecycle.Memo{ID: found.ID}, who, now.instance(), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, now, now.identity())...)
}

func (r *typeResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, prior model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	if _, ok := r.Own(ctx, prior.WorkspaceID, &resp.Diagnostics); !ok || resp.Diagnostics.HasError() {
		return
	}
	// What was done is in state even if the next step fails.
	kinds, state := kind(r.Session), prior
	if prior.Archived.ValueBool() && plan.Archived.ValueBool() {
		state = plan.afterUpdate(state)
	}
	archived := kinds.Update(ctx, prior.instance(), plan.instance(), func(ctx context.Context, diags *diag.Diagnostics) {
		r.update(ctx, &state, prior, plan, diags)
	}, &resp.Diagnostics)
	state.Archived = types.BoolValue(archived)
	kinds.Remember(ctx, resp.Private, lifecycle.Memo{ID: state.ID.ValueString()}, &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}

// update sends what differs between what is known and the plan, and brings the state up to what awork then holds.
func (r *typeResource) update(ctx context.Context, state *model, known, plan model, diags *diag.Diagnostics) {
	planned, id := plan.afterUpdate(*state), known.ID.ValueString()
	if changes := plan.changes(known); changes != (api.ProjectTypeUpdate{}) {
		err := r.Session.Within(ctx, func(c api.Client) error {
			_, err := c.ProjectTypes().Update(ctx, id, changes)
			return err
		})
		r.Session.ProjectTypes.Written(id, known.instance().Key, plan.instance().Key)
		if err != nil {
			session.AddFailure(diags, "update project type", known.instance().String(), err)
			planned.Name, planned.Description, planned.Icon = known.Name, known.Description, known.Icon
		}
	}
	*state = planned
}

func (r *typeResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	_, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics)
	destroyed, _ := tfkit.GetPrivate[bool](ctx, req.Private, privateDestroyed, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	kinds := kind(r.Session)
	if destroyed && state.OnDestroy.ValueString() == erase { // half of a replacement only archives
		kinds = deleting(r.Session, state.ReplacementID.ValueString())
	}
	kinds.Delete(ctx, state.instance(), nil, &resp.Diagnostics)
}

func (r *typeResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	r.Import(ctx, session.ProjectTypes, req, resp, session.ImportForm{
		Words: "name: and the name", Example: "name:Website",
		Find: func(ctx context.Context, text string) (string, *tfkit.Problem) {
			name, named := strings.CutPrefix(text, "name:")
			if !named {
				return "", nil
			}
			return kind(r.Session).Named(ctx, name, api.NameKey(name))
		},
	})
}
