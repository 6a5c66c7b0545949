package session

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Resource is the part that all resources have in common; they embed it.
type Resource struct {
	*Session

	// Name is the type's name without the provider's.
	Name string
	// Attributes and Identity describe what Terraform stores.
	Attributes func() schema.Schema
	Identity   identityschema.Schema
}

// Metadata names the type.
func (r *Resource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + r.Name
	resp.ResourceBehavior.MutableIdentity = true // a null workspace may become known
}

// Schema describes the attributes.
func (r *Resource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.Attributes()
}

// IdentitySchema describes the identity.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = r.Identity
}

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

// Ephemeral is the part that all ephemeral resources have in common; they embed it.
type Ephemeral struct{ *Session }

// Configure receives the session. Terraform also calls it before the provider is configured.
func (e *Ephemeral) Configure(_ context.Context, req ephemeral.ConfigureRequest, resp *ephemeral.ConfigureResponse) {
	e.Session = received(req.ProviderData, &resp.Diagnostics)
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

// IdentityOf is the identity of an object with one id: nothing in it ever changes.
type IdentityOf[V attr.Value] struct {
	WorkspaceID types.Int64 `tfsdk:"workspace_id"`
	ID          V           `tfsdk:"id"`
}

// Identity is that of objects with a number as id.
type Identity = IdentityOf[types.Int64]

// TextIdentity is that of objects with text as id.
type TextIdentity = IdentityOf[types.String]

// IdentitySchema describes Identity; noun is what people call the object.
func IdentitySchema(noun string) identityschema.Schema {
	return identityOf(identityschema.Int64Attribute{RequiredForImport: true, Description: "Id of the " + noun + "."})
}

// TextIdentitySchema describes TextIdentity.
func TextIdentitySchema(noun string) identityschema.Schema {
	return identityOf(identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the " + noun + "."})
}

func identityOf(id identityschema.Attribute) identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"workspace_id": IdentityWorkspace(),
		"id":           id,
	}}
}

// IdentityWorkspace is the workspace in an identity.
func IdentityWorkspace() identityschema.Int64Attribute {
	return identityschema.Int64Attribute{
		OptionalForImport: true,
		Description:       "Id of the workspace. The provider's workspace where it is left out.",
	}
}

// Import puts the object that an import names into state, by its id only: the Read that follows
// fills in the rest. find looks an object up that is not named by a number; the forms are what
// users are told when they wrote something else.
func (s *Session) Import(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse,
	forms []string, find func(context.Context, tfkit.ImportID) (int64, *Problem),
) {
	byIdentity := func(id types.Int64) tfkit.ImportID { return tfkit.ImportID{ID: id.ValueInt64()} }
	importAs(ctx, s, req, resp, byIdentity, func(ctx context.Context, named tfkit.ImportID) (types.Int64, *Problem) {
		var problem *Problem
		if named.ID == 0 {
			named.ID, problem = find(ctx, named)
		}
		if named.ID == 0 && problem == nil {
			problem = &Problem{}
			problem.Summary, problem.Detail = tfkit.WrongImportID(req.ID, forms...)
		}
		return types.Int64Value(named.ID), problem
	})
}

// ImportText is Import for objects with text as id. find gives the id of what the import names,
// whatever form that has.
func (s *Session) ImportText(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse,
	find func(ctx context.Context, named string) (string, *Problem),
) {
	byIdentity := func(id types.String) tfkit.ImportID { return tfkit.ImportID{Rest: id.ValueString()} }
	importAs(ctx, s, req, resp, byIdentity, func(ctx context.Context, named tfkit.ImportID) (types.String, *Problem) {
		id, problem := find(ctx, named.Rest)
		return types.StringValue(id), problem
	})
}

func importAs[V attr.Value](ctx context.Context, s *Session, req resource.ImportStateRequest, resp *resource.ImportStateResponse,
	byIdentity func(V) tfkit.ImportID, find func(context.Context, tfkit.ImportID) (V, *Problem),
) {
	named := tfkit.ParseImportID(req.ID)
	if req.ID == "" && req.Identity != nil {
		var identity IdentityOf[V]
		resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...)
		named = byIdentity(identity.ID)
		named.WorkspaceID = identity.WorkspaceID.ValueInt64Pointer()
	}
	workspace, ok := s.ImportInto(ctx, named.WorkspaceID, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	id, problem := find(ctx, named)
	if problem != nil {
		resp.Diagnostics.Append(problem.Diagnostic())
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), id)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("workspace_id"), workspace.ID)...)
	if resp.Identity != nil {
		resp.Diagnostics.Append(resp.Identity.Set(ctx, IdentityOf[V]{WorkspaceID: types.Int64Value(workspace.ID), ID: id})...)
	}
}

// ImportInto gives the workspace that an import goes into, after making sure that it is the one that
// the import names, if it names one.
func (s *Session) ImportInto(ctx context.Context, named *int64, diags *diag.Diagnostics) (api.Workspace, bool) {
	workspace, ok := s.Own(ctx, types.Int64Null(), diags)
	if ok && named != nil && *named != workspace.ID {
		diags.AddError("Import from another workspace", fmt.Sprintf(
			"The import names workspace %d, but the provider is set to workspace %d (%s). Set workspace_id in the provider block, or leave the workspace out of the import.",
			*named, workspace.ID, workspace.Name))
		return workspace, false
	}
	return workspace, ok
}
