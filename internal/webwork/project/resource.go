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

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

var (
	_ resource.Resource                = (*projectResource)(nil)
	_ resource.ResourceWithConfigure   = (*projectResource)(nil)
	_ resource.ResourceWithIdentity    = (*projectResource)(nil)
	_ resource.ResourceWithImportState = (*projectResource)(nil)
	_ resource.ResourceWithModifyPlan  = (*projectResource)(nil)
)

// privateWaiting is the entry of private state that says that attributes of the archived project
// differ from WebWork's and wait for the restore.
const privateWaiting = "waiting"

type projectResource struct{ session.Resource }

// NewResource makes webwork_project.
func NewResource() resource.Resource {
	return &projectResource{session.Resource{Name: "project", Attributes: resourceSchema, Identity: session.IdentitySchema("project")}}
}

func (r *projectResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior, planned := tfkit.Sides[model](ctx, req, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || r.Session == nil {
		return
	}
	if planned != nil {
		*planned = planned.predict(prior)
		checkDates(prior, *planned, &resp.Diagnostics)
		resp.Diagnostics.Append(resp.Plan.Set(ctx, planned)...)
	}
	if !r.Ready() || resp.Diagnostics.HasError() {
		return
	}
	inState := types.Int64Null()
	if prior != nil {
		inState = prior.WorkspaceID
	}
	if _, ok := r.Own(ctx, inState, &resp.Diagnostics); ok {
		resp.Diagnostics.Append(kind(r.Session).Plan(ctx, side(prior), side(planned), nil, req.Private)...)
	}
}

func (r *projectResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	workspace, ok := r.Own(ctx, types.Int64Null(), &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	outcome, diags := kind(r.Session).Create(ctx, plan.side(), plan.isAskedFor, func(ctx context.Context) (api.Project, error) {
		scope, err := r.Scope(ctx)
		if err != nil {
			return api.Project{}, err
		}
		return scope.Projects().Create(ctx, plan.create()) //nolint:wrapcheck // Failed explains it.
	})
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	existing := outcome.Object()
	held := fromAPI(existing, workspace.ID, plan)
	state := plan.settled(held)

	// From here on the project exists: nothing may taint it, and what fails is left to the next plan.
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
	var after diag.Diagnostics
	kind(r.Session).Remember(ctx, resp.Private, existing.ID, &after)
	switch {
	case plan.Archived.ValueBool():
		tfkit.SetPrivate(ctx, resp.Private, privateWaiting, plan.changes(held) != api.ProjectUpdate{}, &after)
	case outcome.Found:
		r.update(ctx, &state, held, plan, &after)
	}
	resp.Diagnostics.Append(tfkit.Downgrade(after)...)
}

func (r *projectResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	workspace, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	imported := state.Name.IsNull()
	found, err := r.Projects.Get(ctx, state.ID.ValueInt64())
	now := fromAPI(found, workspace.ID, state)
	switch {
	case api.IsNotFound(err):
		resp.Diagnostics.Append(kind(r.Session).Gone(ctx, state.side(), imported, err)...)
		now = state
		now.Archived = types.BoolValue(true)
	case err != nil:
		session.AddFailure(&resp.Diagnostics, "read project", state.side().String(), err)
	case now.Archived.ValueBool() && state.Archived.ValueBool() && !imported:
		now = state // its attributes wait for the restore
	}
	if resp.Diagnostics.HasError() {
		return
	}
	kind(r.Session).Observe(ctx, resp.Private, state.side(), now.side(), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, now, now.identity())...)
}

func (r *projectResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, prior model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	_, ok := r.Own(ctx, prior.WorkspaceID, &resp.Diagnostics)
	waiting, _ := tfkit.GetPrivate[bool](ctx, req.Private, privateWaiting, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	// Restore first and archive last: WebWork may refuse to change what is archived. What was done
	// is in state even if the next step fails.
	state, projects := prior, kind(r.Session)
	switch was, is := prior.Archived.ValueBool(), plan.Archived.ValueBool(); {
	case was && is:
		state, waiting = plan.settled(prior), true
	case was:
		resp.Diagnostics.Append(projects.Restore(ctx, prior.side())...)
		if !resp.Diagnostics.HasError() {
			state.Archived = plan.Archived
			r.catchUp(ctx, &state, plan, waiting, &resp.Diagnostics)
		}
		waiting = waiting && resp.Diagnostics.HasError()
	default:
		r.update(ctx, &state, prior, plan, &resp.Diagnostics)
		if is && !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(projects.Archive(ctx, prior.side())...)
			state.Archived = types.BoolValue(!resp.Diagnostics.HasError())
		}
	}
	projects.Remember(ctx, resp.Private, state.ID.ValueInt64(), &resp.Diagnostics)
	tfkit.SetPrivate(ctx, resp.Private, privateWaiting, waiting, &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}

// catchUp updates a project that was just restored. If its attributes changed while it was
// archived, WebWork is asked what it has.
func (r *projectResource) catchUp(ctx context.Context, state *model, plan model, waiting bool, diags *diag.Diagnostics) {
	held := *state
	if waiting {
		found, err := r.Projects.Get(ctx, state.ID.ValueInt64())
		if err != nil {
			session.AddFailure(diags, "read project", state.side().String(), err)
			return
		}
		held = fromAPI(found, state.WorkspaceID.ValueInt64(), plan)
	}
	r.update(ctx, state, held, plan, diags)
}

// update sends what differs between what WebWork holds and the plan, and brings the state up to
// what WebWork holds then. Archiving is a step of its own.
func (r *projectResource) update(ctx context.Context, state *model, held, plan model, diags *diag.Diagnostics) {
	next := plan.settled(*state)
	next.Archived = state.Archived
	changes := plan.changes(held)
	if changes == (api.ProjectUpdate{}) {
		*state = next
		return
	}
	remaining, err := r.put(ctx, &held, changes, plan.side().Key)
	if err != nil {
		session.AddFailure(diags, "update project", held.side().String(), err)
		return
	}
	*state = next
	for _, attribute := range remaining {
		attribute.keep(state, held)
		diags.AddAttributeError(path.Root(attribute.name), "Could not clear "+attribute.name,
			fmt.Sprintf("%s: WebWork accepted the change but still has a value; state holds what WebWork has. "+
				"Clear it in the app, or set %s to that value.", held.side(), attribute.name))
	}
}

// put sends an update, and gives the attributes that it was to clear and that still have values.
// Whether WebWork clears with null is not documented; where it does not, "" or 0 is sent once.
// What WebWork then holds is in held.
func (r *projectResource) put(ctx context.Context, held *model, changes api.ProjectUpdate, key string) ([]clearable, error) {
	cleared := clearedBy(changes)
	keys := []string{held.side().Key, key}
	answer, err := r.send(ctx, held.ID.ValueInt64(), changes, keys)
	nulls := true
	if len(cleared) > 0 && isRejected(err) {
		// Null may be what is wrong. If it is not, the first refusal says what is.
		var second error
		if answer, second = r.send(ctx, held.ID.ValueInt64(), emptied(changes, cleared), keys); second == nil {
			nulls, err = false, nil
		}
	}
	for err == nil && len(cleared) > 0 {
		if answer == nil {
			var found api.Project
			if found, err = r.Projects.Get(ctx, held.ID.ValueInt64()); err != nil {
				return nil, fmt.Errorf("checking the update: %w", err)
			}
			answer = &found
		}
		*held = fromAPI(*answer, held.WorkspaceID.ValueInt64(), model{})
		cleared = left(cleared, *held)
		if len(cleared) == 0 || !nulls {
			break
		}
		nulls = false
		answer, err = r.send(ctx, held.ID.ValueInt64(), emptied(api.ProjectUpdate{}, cleared), keys)
	}
	return cleared, err
}

func (r *projectResource) send(ctx context.Context, id int64, changes api.ProjectUpdate, keys []string) (*api.Project, error) {
	scope, err := r.Scope(ctx)
	if err != nil {
		return nil, err
	}
	defer r.Projects.Written(id, keys...)
	return scope.Projects().Update(ctx, id, changes) //nolint:wrapcheck // Failed explains it.
}

// isRejected reports whether WebWork objects to what the request says.
func isRejected(err error) bool {
	var refused *api.Error
	return errors.As(err, &refused) && (refused.Status == http.StatusBadRequest || refused.Status == http.StatusUnprocessableEntity)
}

func (r *projectResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	_, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(kind(r.Session).Destroy(ctx, state.side())...)
}

func (r *projectResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	forms := []string{"the project's id, such as 500", "the name after name:, such as name:Website"}
	r.Import(ctx, req, resp, forms, func(ctx context.Context, id tfkit.ImportID) (int64, *session.Problem) {
		name, named := strings.CutPrefix(id.Rest, "name:")
		if !named || name == "" {
			return 0, nil
		}
		return kind(r.Session).Named(ctx, name, api.NameKey(name))
	})
}
