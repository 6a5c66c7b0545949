package project

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

var (
	_ resource.Resource                   = (*projectResource)(nil)
	_ resource.ResourceWithConfigure      = (*projectResource)(nil)
	_ resource.ResourceWithIdentity       = (*projectResource)(nil)
	_ resource.ResourceWithImportState    = (*projectResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*projectResource)(nil)
	_ resource.ResourceWithValidateConfig = (*projectResource)(nil)
)

// privateWaiting is the entry of private state that says that attributes of the archived project
// differ from WebWork's and wait for the restore.
const privateWaiting = "waiting"

type projectResource struct{ session.Resource }

// NewResource makes webwork_project.
func NewResource() resource.Resource {
	return &projectResource{session.Resource{Name: "project", Attributes: resourceSchema, Identity: session.IdentitySchema("project"), Checks: checks()}}
}

func (r *projectResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior, planned := tfkit.StateAndPlan[model](ctx, req, r.Expressible(r.Checks), &resp.Diagnostics)
	if resp.Diagnostics.HasError() || r.Session == nil {
		return
	}
	if planned != nil {
		*planned = planned.withComputed(prior)
		resp.Diagnostics.Append(resp.Plan.Set(ctx, planned)...)
	}
	if !r.Session.Ready() || resp.Diagnostics.HasError() {
		return
	}
	if _, ok := r.Session.ToPlan(ctx, req.State, &resp.Diagnostics); ok {
		kind(r.Session).Plan(ctx, lifecycle.InstanceOf(prior, model.instance), lifecycle.InstanceOf(planned, model.instance), lifecycle.Creation[api.Project]{}, req.Private, &resp.Diagnostics)
	}
}

func (r *projectResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	plan, workspace, ok := session.ToCreate[model](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	projects := kind(r.Session)
	outcome, diags := projects.Create(ctx, plan.instance(), lifecycle.Creation[api.Project]{
		Resumes: plan.isAskedFor,
		Send: func(ctx context.Context) (api.Project, error) {
			scope, err := r.Session.Scope(ctx)
			if err != nil {
				return api.Project{}, err
			}
			return scope.Projects().Create(ctx, plan.create())
		},
	})
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	held := plan.withUnknownsFrom(model{ID: types.StringValue(outcome.ID), WorkspaceID: tfkit.StringOrNull(workspace.ID)})
	if outcome.Seen {
		held = fromAPI(outcome.Object, workspace.ID, plan)
	}
	state := plan.withUnknownsFrom(held)

	// From here on the project exists: nothing may taint it, and what fails is left to the next plan.
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
	var after diag.Diagnostics
	projects.Remember(ctx, resp.Private, lifecycle.Memo{ID: outcome.ID}, &after)
	switch {
	case plan.Archived.ValueBool():
		tfkit.SetPrivate(ctx, resp.Private, privateWaiting, plan.changes(held) != api.ProjectUpdate{}, &after)
	case outcome.Existed:
		r.update(ctx, &state, held, plan, &after)
	}
	resp.Diagnostics.Append(tfkit.Downgrade(after)...)
}

func (r *projectResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	state, workspace, ok := session.ToRead[model](ctx, r.Session, req, resp)
	if !ok {
		return
	}
	projects, imported := kind(r.Session), state.Name.IsNull()
	found, err := r.Session.Projects.Get(ctx, state.ID.ValueString())
	now := fromAPI(found, workspace.ID, state)
	switch {
	case remote.IsNotFound(err):
		projects.Gone(ctx, state.instance().String(), imported, err, &resp.Diagnostics)
		now = state
		now.Archived = types.BoolValue(true)
	case err != nil:
		session.AddFailure(&resp.Diagnostics, "read project", state.instance().String(), err)
	case now.Archived.ValueBool() && state.Archived.ValueBool() && !imported:
		now = state // its attributes wait for the restore
	}
	if resp.Diagnostics.HasError() {
		return
	}
	projects.Observe(ctx, resp.Private, lifecycle.Memo{ID: now.ID.ValueString()}, state.instance(), now.instance(), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, now, now.identity())...)
}

func (r *projectResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	plan, prior, _, ok := session.ToUpdate[model](ctx, r.Session, req, &resp.Diagnostics)
	waiting, _ := tfkit.GetPrivate[bool](ctx, req.Private, privateWaiting, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	// What was done is in state even if the next step fails.
	projects, state := kind(r.Session), prior
	if prior.Archived.ValueBool() && plan.Archived.ValueBool() {
		state, waiting = plan.withUnknownsFrom(prior), true
	}
	archived := projects.Update(ctx, prior.instance(), plan.instance(), func(ctx context.Context, diags *diag.Diagnostics) {
		if prior.Archived.ValueBool() {
			state.Archived = types.BoolValue(false)
			r.catchUp(ctx, &state, plan, waiting, diags)
			waiting = waiting && diags.HasError()
			return
		}
		r.update(ctx, &state, prior, plan, diags)
	}, &resp.Diagnostics)
	state.Archived = types.BoolValue(archived)
	if archived && !resp.Diagnostics.HasError() {
		// What could not be restored, as a warning says, the next Read shows; what could not be changed waits for the restore.
		waiting = waiting || !plan.Archived.ValueBool() || plan.changes(state) != api.ProjectUpdate{}
		state = plan.withUnknownsFrom(prior)
	}
	projects.Remember(ctx, resp.Private, lifecycle.Memo{ID: state.ID.ValueString()}, &resp.Diagnostics)
	tfkit.SetPrivate(ctx, resp.Private, privateWaiting, waiting, &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}

// catchUp updates a project that was just restored. If its attributes changed while it was
// archived, WebWork is asked what it has.
func (r *projectResource) catchUp(ctx context.Context, state *model, plan model, waiting bool, diags *diag.Diagnostics) {
	held := *state
	if waiting {
		found, err := r.Session.Projects.Get(ctx, state.ID.ValueString())
		if err != nil {
			session.AddFailure(diags, "read project", state.instance().String(), err)
			return
		}
		held = fromAPI(found, state.WorkspaceID.ValueString(), plan)
	}
	r.update(ctx, state, held, plan, diags)
}

// update sends what differs between what WebWork holds and the plan, and brings the state up to
// what WebWork holds then. Archiving is a step of its own.
func (r *projectResource) update(ctx context.Context, state *model, held, plan model, diags *diag.Diagnostics) {
	next := plan.withUnknownsFrom(*state)
	next.Archived = state.Archived
	changes := plan.changes(held)
	if changes == (api.ProjectUpdate{}) {
		*state = next
		return
	}
	remaining, err := r.put(ctx, &held, changes, plan.instance().Key)
	if err != nil {
		session.AddFailure(diags, "update project", held.instance().String(), err)
		return
	}
	*state = next
	for _, attribute := range remaining {
		attribute.keep(state, held)
		diags.AddAttributeError(path.Root(attribute.String()), "Could not clear "+attribute.String(),
			fmt.Sprintf("%s: WebWork accepted the change but still has a value; state holds what WebWork has. "+
				"Clear it in the app, or set %s to that value.", held.instance(), attribute))
	}
}

// put sends an update, and gives the attributes that it was to clear and that still have values.
// Whether WebWork clears with null is not documented; where it does not, "" or 0 is sent once.
// What WebWork then holds is in held.
func (r *projectResource) put(ctx context.Context, held *model, changes api.ProjectUpdate, key string) ([]clearable, error) {
	cleared := clearedBy(changes)
	keys := []string{held.instance().Key, key}
	answer, err := r.send(ctx, held.ID.ValueString(), changes, keys)
	nulls := true
	if len(cleared) > 0 && isRejected(err) {
		// Null may be what is wrong. If it is not, the first refusal says what is.
		var second error
		if answer, second = r.send(ctx, held.ID.ValueString(), emptied(changes, cleared), keys); second == nil {
			nulls, err = false, nil
		}
	}
	for err == nil && len(cleared) > 0 {
		if answer == nil {
			var found api.Project
			if found, err = r.Session.Projects.Get(ctx, held.ID.ValueString()); err != nil {
				return nil, fmt.Errorf("checking the update: %w", err)
			}
			answer = &found
		}
		*held = fromAPI(*answer, held.WorkspaceID.ValueString(), model{})
		cleared = left(cleared, *held)
		if len(cleared) == 0 || !nulls {
			break
		}
		nulls = false
		answer, err = r.send(ctx, held.ID.ValueString(), emptied(api.ProjectUpdate{}, cleared), keys)
	}
	return cleared, err
}

func (r *projectResource) send(ctx context.Context, id string, changes api.ProjectUpdate, keys []string) (*api.Project, error) {
	scope, err := r.Session.Scope(ctx)
	if err != nil {
		return nil, err
	}
	defer r.Session.Projects.Written(id, keys...)
	return scope.Projects().Update(ctx, id, changes)
}

// isRejected reports whether WebWork objects to what the request says.
func isRejected(err error) bool {
	var refused *remote.Error
	return errors.As(err, &refused) && (refused.Status == http.StatusBadRequest || refused.Status == http.StatusUnprocessableEntity)
}

func (r *projectResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	state, _, ok := session.ToDelete[model](ctx, r.Session, req, &resp.Diagnostics)
	if !ok {
		return
	}
	kind(r.Session).Delete(ctx, state.instance(), nil, &resp.Diagnostics)
}

func (r *projectResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	forms := []string{"the project's id, such as 500", "the name after name:, such as name:Website"}
	r.Session.Import(ctx, session.Projects, req, resp, forms, func(ctx context.Context, id tfkit.ImportID) (string, *tfkit.Problem) {
		name, named := strings.CutPrefix(id.Rest, "name:")
		if !named || name == "" {
			return "", nil
		}
		return kind(r.Session).Named(ctx, name, api.NameKey(name))
	})
}
