package viewer

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// name is an attribute that holds a part of the viewer's name.
type name struct {
	attribute  string
	held, plan *tfkit.String
	change     *api.Field[string]
	inWebWork  func(api.Viewer) string
}

// rename gives the viewer the planned names, for which WebWork documents no way: viewers are members
// too, so the update of members is tried. Whether it took is read back.
func (r *viewerResource) rename(ctx context.Context, state *model, plan model, diags *diag.Diagnostics) {
	var update api.MemberUpdate
	var changed []name
	for _, n := range []name{
		{"firstname", &state.FirstName, &plan.FirstName, &update.FirstName, func(v api.Viewer) string { return v.FirstName }},
		{"lastname", &state.LastName, &plan.LastName, &update.LastName, func(v api.Viewer) string { return v.LastName }},
	} {
		if n.held.Same(*n.plan) {
			*n.held = *n.plan
			continue
		}
		*n.change = api.Set(n.plan.ValueString())
		changed = append(changed, n)
	}
	if len(changed) == 0 {
		return
	}
	who := state.instance()
	err := r.sendNames(ctx, who.ID, who.Key, update)
	if err != nil {
		problem := session.Failed("rename project viewer", who.String(), err)
		problem.Attribute = changed[0].attribute
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
	for _, n := range changed {
		if now := tfkit.Name().Of(n.inWebWork(found)); !now.Same(*n.plan) {
			*n.held = now
			diags.AddAttributeError(path.Root(n.attribute), "Could not rename project viewer", fmt.Sprintf(
				"%s: WebWork accepted %s %q but still has %q, and state holds what WebWork has. %s",
				who, n.attribute, n.plan.ValueString(), now.ValueString(), noRenaming))
			continue
		}
		*n.held = *n.plan
	}
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
