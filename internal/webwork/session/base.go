package session

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Resource is the part that all resources have in common; they embed it.
type Resource struct{ *Session }

// Configure receives the session. Terraform also calls it before the provider is configured.
func (r *Resource) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.Session = received(req.ProviderData, &resp.Diagnostics)
}

// DataSource is the part that all data sources have in common; they embed it.
type DataSource struct{ *Session }

// Configure receives the session. Terraform also calls it before the provider is configured.
func (d *DataSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.Session = received(req.ProviderData, &resp.Diagnostics)
}

func received(data any, diags *diag.Diagnostics) *Session {
	if data == nil {
		return nil
	}
	session, ok := data.(*Session)
	if !ok {
		diags.AddError("Provider misbuilt", fmt.Sprintf("The provider passed %T where its session belongs. Please report this.", data))
	}
	return session
}

// Own gives the workspace, after making sure that the object in state belongs to it. A null
// workspace in state, as right after an import, belongs to the configured one.
func (s *Session) Own(ctx context.Context, inState types.Int64, diags *diag.Diagnostics) (api.Workspace, bool) {
	workspace, err := s.Manager(ctx)
	if err != nil {
		AddFailure(diags, "use the workspace", "", err)
		return workspace, false
	}
	if !inState.IsNull() && !inState.IsUnknown() && inState.ValueInt64() != workspace.ID {
		diags.AddError("State of another workspace", fmt.Sprintf(
			"The object in state belongs to workspace %d, but the provider is set to workspace %d (%s). Nothing was asked or changed. "+
				"Set workspace_id to %d, or use another state for this workspace.",
			inState.ValueInt64(), workspace.ID, workspace.Name, inState.ValueInt64()))
		return workspace, false
	}
	return workspace, true
}

// Identity is the identity of objects with a number as id: nothing in it ever changes.
type Identity struct {
	WorkspaceID types.Int64 `tfsdk:"workspace_id"`
	ID          types.Int64 `tfsdk:"id"`
}

// IdentitySchema describes Identity; noun is what people call the object.
func IdentitySchema(noun string) identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"workspace_id": identityschema.Int64Attribute{
			OptionalForImport: true,
			Description:       "Id of the workspace. The provider's workspace where it is left out.",
		},
		"id": identityschema.Int64Attribute{RequiredForImport: true, Description: "Id of the " + noun + "."},
	}}
}

// Import puts the object that an import names into state, by its id only: the Read that follows
// fills in the rest. find looks an object up that is not named by a number; the forms are what
// users are told when they wrote something else.
func (s *Session) Import(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse,
	forms []string, find func(context.Context, tfkit.ImportID) (int64, *Problem),
) {
	var named tfkit.ImportID
	if req.ID == "" && req.Identity != nil {
		var identity Identity
		resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...)
		named = tfkit.ImportID{WorkspaceID: identity.WorkspaceID.ValueInt64Pointer(), ID: identity.ID.ValueInt64()}
	} else {
		named = tfkit.ParseImportID(req.ID)
	}
	workspace, ok := s.Own(ctx, types.Int64Null(), &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	if named.WorkspaceID != nil && *named.WorkspaceID != workspace.ID {
		resp.Diagnostics.AddError("Import from another workspace", fmt.Sprintf(
			"The import names workspace %d, but the provider is set to workspace %d (%s). Set workspace_id in the provider block, or leave the workspace out of the import.",
			*named.WorkspaceID, workspace.ID, workspace.Name))
		return
	}
	if named.ID == 0 {
		id, problem := find(ctx, named)
		if problem != nil {
			resp.Diagnostics.Append(problem.Diagnostic())
			return
		}
		named.ID = id
	}
	if named.ID == 0 {
		resp.Diagnostics.AddError(tfkit.WrongImportID(req.ID, forms...))
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), named.ID)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("workspace_id"), workspace.ID)...)
	if resp.Identity != nil {
		resp.Diagnostics.Append(resp.Identity.Set(ctx, Identity{
			WorkspaceID: types.Int64Value(workspace.ID), ID: types.Int64Value(named.ID),
		})...)
	}
}
