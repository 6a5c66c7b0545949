package viewer

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// rename gives the viewer the planned names, for which WebWork documents no way: viewers are members
// too, so the update of members is tried. Whether it took is read back.
func (r *viewerResource) rename(ctx context.Context, state *model, plan model, diags *diag.Diagnostics) {
	var update api.MemberUpdate
	if plan.FirstName.Same(state.FirstName) {
		state.FirstName = plan.FirstName
	} else {
		update.FirstName = api.Set(plan.FirstName.ValueString())
	}
	if plan.LastName.Same(state.LastName) {
		state.LastName = plan.LastName
	} else {
		update.LastName = api.Set(plan.LastName.ValueString())
	}
	if update == (api.MemberUpdate{}) {
		return
	}
	who := state.instance()
	if err := r.sendNames(ctx, who.ID, who.Key, update); err != nil {
		problem := session.Failed("rename project viewer", who.String(), err)
		problem.Attribute = "lastname"
		if update.FirstName.Sent() {
			problem.Attribute = "firstname"
		}
		if isRefusal(err) {
			problem.Detail = fmt.Sprintf("%s: %s.\n\n%s", who, tfkit.Said(err), noRenaming)
		}
		diags.Append(problem.Diagnostic())
		return
	}
	found, err := r.Session.Viewers.Get(ctx, who.ID)
	if err != nil {
		session.AddFailure(diags, "check the new name of project viewer", who.String(), err)
		return
	}
	if update.FirstName.Sent() {
		state.FirstName = renamed(who, "firstname", plan.FirstName, found.FirstName, diags)
	}
	if update.LastName.Sent() {
		state.LastName = renamed(who, "lastname", plan.LastName, found.LastName, diags)
	}
}

// renamed is a part of the name as state has it after a change that WebWork accepted: the planned one, if WebWork then holds it.
func renamed(who lifecycle.Instance, attribute string, planned tfkit.String, held string, diags *diag.Diagnostics) tfkit.String {
	now := tfkit.Name().Of(held)
	if now.Same(planned) {
		return planned
	}
	diags.AddAttributeError(path.Root(attribute), "Could not rename project viewer", fmt.Sprintf(
		"%s: WebWork accepted %s %q but still has %q, and state holds what WebWork has. %s",
		who, attribute, planned.ValueString(), now.ValueString(), noRenaming))
	return now
}

const noRenaming = "WebWork documents no way to rename a project viewer over the API. Change the name in the app, or set the attribute to the name that WebWork has."

func (r *viewerResource) sendNames(ctx context.Context, id string, key string, update api.MemberUpdate) error {
	scope, err := r.Session.Scope(ctx)
	if err != nil {
		return err
	}
	defer r.Session.WrittenPerson(id, key)
	_, err = scope.Members().Update(ctx, id, update)
	return err
}
