package role

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

var (
	_ resource.Resource                   = (*roleResource)(nil)
	_ resource.ResourceWithConfigure      = (*roleResource)(nil)
	_ resource.ResourceWithIdentity       = (*roleResource)(nil)
	_ resource.ResourceWithImportState    = (*roleResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*roleResource)(nil)
	_ resource.ResourceWithValidateConfig = (*roleResource)(nil)
)

type roleResource struct{ session.Resource }

// NewResource makes awork_role.
func NewResource() resource.Resource {
	return &roleResource{session.Resource{
		Name: "role", Attributes: resourceSchema, Identity: session.IdentitySchema("role"), Checks: checks(), See: session.SeeRoles,
	}}
}

func (r *roleResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior, planned := tfkit.StateAndPlan[model](ctx, req, r.Checks, &resp.Diagnostics)
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
	r.checkAhead(ctx, prior, planned, req.Private, &resp.Diagnostics)
	if planned == nil && !resp.Diagnostics.HasError() {
		tfkit.SetPrivate(ctx, resp.Private, privateLeavers, leavers(ctx, r.Session, prior.ID.ValueString()), &resp.Diagnostics)
	}
}

// privateLeavers is the entry of private state with those who leave a role that is destroyed, and the role that each is to get.
const privateLeavers = "leavers"

// checkAhead asks awork what applying would run into.
func (r *roleResource) checkAhead(ctx context.Context, prior, planned *model, private tfkit.PrivateReader, diags *diag.Diagnostics) {
	inState := types.StringNull()
	if prior != nil {
		inState = prior.WorkspaceID
	}
	account, ok := r.OwnToRead(ctx, inState, diags)
	if !ok {
		return
	}
	roles, creation := kind(r.Session), lifecycle.Creation[api.Role]{}
	if prior != nil {
		forbidden := guard(account, *prior, planned)
		if forbidden == nil && planned == nil {
			forbidden = checkUse(ctx, r.Session, *prior)
		}
		if forbidden != nil {
			diags.Append(forbidden.Diagnostic())
			return
		}
	}
	if planned != nil {
		creation = r.creation(account, *planned)
	}
	roles.Plan(ctx, lifecycle.InstanceOf(prior, model.instance), lifecycle.InstanceOf(planned, model.instance), creation, private, diags)
}

// creation is what creating the planned role takes.
func (r *roleResource) creation(account session.Account, plan model) lifecycle.Creation[api.Role] {
	return lifecycle.Creation[api.Role]{
		Allow: func(_ context.Context, existing api.Role) *tfkit.Problem {
			return guard(account, fromAPI(existing, account.Workspace.ID), &plan)
		},
		AllowReplacing: func(_ context.Context, existing api.Role) *tfkit.Problem {
			return guard(account, fromAPI(existing, account.Workspace.ID), nil)
		},
		Send: func(ctx context.Context) (made api.Role, err error) {
			err = r.Session.Within(ctx, func(c api.Client) error {
				made, err = c.Roles().Create(ctx, plan.Name.ValueString())
				return err
			})
			return made, err
		},
	}
}

func (r *roleResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	account, ok := r.Own(ctx, types.StringNull(), &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	roles := kind(r.Session)
	outcome, diags := roles.Create(ctx, plan.instance(), r.creation(account, plan))
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	// From here on the role exists: nothing may taint it, and what fails is left to the next plan.
	known := fromAPI(outcome.Object, account.Workspace.ID)
	known.ID = types.StringValue(outcome.ID)
	state := plan.withUnknownsFrom(known)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
	var after diag.Diagnostics
	roles.Remember(ctx, resp.Private, lifecycle.Memo{ID: outcome.ID}, &after)
	roles.Born(ctx, resp.Private, &after)
	if !plan.Archived.ValueBool() {
		r.update(ctx, &state, known, plan, &after)
	}
	resp.Diagnostics.Append(tfkit.Downgrade(after)...)
}

func (r *roleResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	account, ok := r.ToRead(ctx, state.WorkspaceID, resp)
	if !ok {
		return
	}
	roles, who := deleting(r.Session, "", nil), state.instance()
	imported := state.Archived.IsNull()
	found, err := roles.Read(ctx, who.ID, req.Private, &resp.Diagnostics, func(ctx context.Context) (api.Role, error) { return r.Session.Roles.Get(ctx, who.ID) })
	switch {
	case remote.IsNotFound(err):
		roles.Gone(ctx, who.String(), imported, err, &resp.Diagnostics)
		if !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(tfkit.Drop(ctx, &resp.State, resp.Identity, state.identity())...)
		}
		return
	case err != nil:
		session.AddFailure(&resp.Diagnostics, "read role", who.String(), err)
		return
	case imported && found.IsAgent:
		resp.Diagnostics.AddError("Could not import role", fmt.Sprintf("%s is a role of awork's own agents, which nobody manages. Read it with the data source awork_role.", tfkit.Describe(found.Name, found.ID)))
		return
	}
	now := fromAPI(found, account.Workspace.ID)
	now.ReplacementRoleID = state.ReplacementRoleID
	if now.Permissions, err = r.held(ctx, found, state); err != nil {
		session.AddFailure(&resp.Diagnostics, "read the permissions of role", who.String(), err)
		return
	}
	roles.Observe(ctx, resp.Private, lifecycle.Memo{ID: found.ID}, who, now.instance(), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, now, now.identity())...)
}

// held are the permissions of a role that its state has: those that are managed, and right after an import all, since most likely they
// are.
func (r *roleResource) held(ctx context.Context, found api.Role, state model) (types.Map, error) {
	imported := state.Archived.IsNull()
	switch {
	case found.IsArchived && state.Archived.ValueBool():
		return state.Permissions, nil // what differs waits until the role is taken back
	case state.Permissions.IsNull() && (!imported || found.IsAdmin):
		return types.MapNull(session.LevelsType()), nil
	}
	permissions, err := r.permissions(ctx, found.ID, state.Permissions)
	if imported && len(permissions.Elements()) == 0 {
		return types.MapNull(session.LevelsType()), err
	}
	return permissions, err
}

// permissions are those that a role has, in the words of those that are held.
func (r *roleResource) permissions(ctx context.Context, id string, held types.Map) (has types.Map, err error) {
	err = r.Session.Within(ctx, func(c api.Client) error {
		all, err := c.Roles().Permissions(ctx, id)
		has = asHeld(session.Permitted(all), held)
		return err
	})
	return has, err
}

func (r *roleResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, prior model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	account, ok := r.Own(ctx, prior.WorkspaceID, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	if forbidden := guard(account, prior, &plan); forbidden != nil {
		resp.Diagnostics.Append(forbidden.Diagnostic())
		return
	}
	// What was done is in state even if the next step fails.
	roles, state := kind(r.Session), prior
	if prior.Archived.ValueBool() && plan.Archived.ValueBool() {
		state = plan.afterUpdate(state)
	}
	archived := roles.Update(ctx, prior.instance(), plan.instance(), func(ctx context.Context, diags *diag.Diagnostics) {
		known := prior
		if prior.Archived.ValueBool() {
			known.Permissions = types.MapNull(session.LevelsType()) // state has held what is declared
		}
		r.update(ctx, &state, known, plan, diags)
	}, &resp.Diagnostics)
	state.Archived = types.BoolValue(archived)
	roles.Remember(ctx, resp.Private, lifecycle.Memo{ID: state.ID.ValueString()}, &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}

// update sends what differs between what is known and the plan, and brings the state up to what awork then holds.
func (r *roleResource) update(ctx context.Context, state *model, known, plan model, diags *diag.Diagnostics) {
	planned, who, id := plan.afterUpdate(*state), known.instance().String(), known.ID.ValueString()
	if !plan.Name.Same(known.Name) {
		err := r.Session.Within(ctx, func(c api.Client) error {
			_, err := c.Roles().Update(ctx, id, api.RoleUpdate{Name: api.Set(plan.Name.ValueString())})
			return err
		})
		r.Session.Roles.Written(id, known.instance().Key, plan.instance().Key)
		if err != nil {
			session.AddFailure(diags, "update role", who, err)
			planned.Name = known.Name
		}
	}
	if tfkit.Managed(plan.Permissions) && !plan.Permissions.Equal(known.Permissions) {
		planned.Permissions = r.permit(ctx, id, who, plan.Permissions, diags)
	}
	*state = planned
}

// permit gives a role the wanted permissions, one feature after the other where they differ, and takes all others away. It gives
// those that the role then has.
func (r *roleResource) permit(ctx context.Context, id, who string, wanted types.Map, diags *diag.Diagnostics) types.Map {
	client, err := r.Session.Client(ctx)
	if err != nil {
		session.AddFailure(diags, "change the permissions of role", who, err)
		return types.MapNull(session.LevelsType())
	}
	before, err := client.Roles().Permissions(ctx, id)
	if err != nil {
		session.AddFailure(diags, "read the permissions of role", who, err)
		return types.MapNull(session.LevelsType())
	}
	has, want := declared(session.Permitted(before)), declared(wanted)
	sent := false
	for _, name := range slices.Sorted(maps.Keys(union(has, want))) {
		if same(want[name], has[name]) {
			continue
		}
		sent = true
		if err := client.Roles().Permit(ctx, id, api.Permission{Feature: name, Levels: want[name]}); err != nil {
			problem := session.Failed("change the permissions of role", fmt.Sprintf("%s, feature %q", who, name), err)
			diags.AddAttributeError(path.Root("permissions"), problem.Summary, problem.Detail)
		}
	}
	if !sent {
		return wanted
	}
	after, err := r.permissions(ctx, id, wanted)
	if err != nil {
		session.AddFailure(diags, "read the permissions of role", who, err)
		return wanted
	}
	now := declared(after)
	for _, name := range slices.Sorted(maps.Keys(union(now, want))) {
		if !same(want[name], now[name]) && !diags.HasError() {
			diags.AddAttributeError(path.Root("permissions"), "Could not change the permissions of role", fmt.Sprintf(
				"%s, feature %q: awork was given %s and has %s. State holds what awork has. Declare that, or choose levels that the feature takes.",
				who, name, words(want[name]), words(now[name])))
		}
	}
	return after
}

func words(levels []string) string {
	if len(levels) == 0 {
		return "no levels"
	}
	return strings.Join(levels, ", ")
}

func union(a, b map[string][]string) map[string][]string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func (r *roleResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	account, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	leaving, _ := tfkit.GetPrivate[map[string]string](ctx, req.Private, privateLeavers, &resp.Diagnostics)
	deleting(r.Session, state.ReplacementRoleID.ValueString(), leaving).Delete(ctx, state.instance(), func(context.Context) *tfkit.Problem {
		return guard(account, state, nil)
	}, &resp.Diagnostics)
	r.Session.Moved()
}

func (r *roleResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	r.Import(ctx, session.Roles, req, resp, session.ImportForm{
		Words: "name: and the name", Example: "name:Planner",
		Find: func(ctx context.Context, text string) (string, *tfkit.Problem) {
			name, named := strings.CutPrefix(text, "name:")
			if !named {
				return "", nil
			}
			return kind(r.Session).Named(ctx, name, api.NameKey(name))
		},
	})
}
