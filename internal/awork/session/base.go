package session

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Resource is the part that all resources have in common; they embed it.
type Resource struct {
	// Session is nil until the provider is configured.
	Session *Session

	// Name is the type's name without the provider's.
	Name string
	// Attributes and Identity describe what Terraform stores.
	Attributes func() schema.Schema
	Identity   identityschema.Schema
	// Checks are what configurations are held against, in validation and in ModifyPlan.
	Checks tfkit.Checks
	// See is what it takes to see all objects of the kind.
	See Right
}

// Metadata names the type.
func (r *Resource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + r.Name
}

// Schema describes the attributes.
func (r *Resource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.Attributes()
}

// ValidateConfig checks what needs neither the service nor state.
func (r *Resource) ValidateConfig(_ context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	resp.Diagnostics.Append(r.Checks.Validate(req.Config)...)
}

// IdentitySchema describes the identity.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = r.Identity
}

// Configure receives the session. Terraform also calls it before the provider is configured.
func (r *Resource) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.Session = tfkit.Received[*Session](req.ProviderData, &resp.Diagnostics)
}

// OwnToRead is Own for reading and planning, where what is wrong for every object of the run is said once and not by each of them:
// one error ends the run, and nothing is made of the others.
func (r *Resource) OwnToRead(ctx context.Context, inState types.String, diags *diag.Diagnostics) (Account, bool) {
	var found diag.Diagnostics
	account, ok := r.Own(ctx, inState, &found)
	lifecycle.SayOnce(&r.Session.Memory, found, diags)
	return account, ok
}

// ToRead is OwnToRead for what is read into state, where the object stays as it is if ok is false.
func (r *Resource) ToRead(ctx context.Context, inState types.String, resp *resource.ReadResponse) (account Account, ok bool) {
	account, ok = r.OwnToRead(ctx, inState, &resp.Diagnostics)
	if !ok {
		tfkit.Unread(ctx, resp)
	}
	return account, ok && !resp.Diagnostics.HasError()
}

// simulated is the name of the workspace that the simulate command makes up.
const simulated = "Simulated workspace"

// Own gives the account, after making sure that it sees all of the kind, and that the object in state belongs to its workspace. A null
// workspace in state, as right after an import, belongs to it.
func (r *Resource) Own(ctx context.Context, inState types.String, diags *diag.Diagnostics) (Account, bool) {
	account, err := r.Session.Manager(ctx, r.See)
	if err != nil {
		AddFailure(diags, "use the workspace", "", err)
		return account, false
	}
	if !inState.IsNull() && !inState.IsUnknown() && !strings.EqualFold(inState.ValueString(), account.Workspace.ID) {
		wayOut := "Use credentials of that workspace, or another state for this one."
		if account.Workspace.Name == simulated {
			wayOut = "A simulated workspace is gone when its simulator ends, and this is the state of an earlier one: delete terraform.tfstate."
		}
		diags.AddError("State of another workspace", fmt.Sprintf(
			"The object in state belongs to workspace %s, but the credentials are those of workspace %s. Nothing was asked or changed. %s",
			plaintext.Line(inState.ValueString()), shownWorkspace(account.Workspace), wayOut))
		return account, false
	}
	return account, true
}

// Identity is the identity of an object: nothing in it ever changes.
type Identity struct {
	WorkspaceID types.String `tfsdk:"workspace_id"`
	ID          types.String `tfsdk:"id"`
}

// IdentitySchema describes Identity; noun is what people call the object.
func IdentitySchema(noun string) identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"workspace_id": identityschema.StringAttribute{
			OptionalForImport: true,
			Description:       "Id of the workspace. That of the credentials where it is left out.",
		},
		"id": identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the " + noun + "."},
	}}
}

// NameToImport is what imports an object that is known by its name.
func NameToImport(want lifecycle.Instance) string { return "name:" + want.Label }

// ImportForm is a way to name an object in an import, beside its id.
type ImportForm struct {
	// Words says what it is, such as "the e-mail address", and Example is one.
	Words, Example string
	// Find gives the id of the object, or nothing where the text is not of this form.
	Find func(ctx context.Context, text string) (id string, problem *tfkit.Problem)
}

// Import puts the object that an import names into state, by its id only: the Read that follows
// fills in the rest. The space is the one of the ids.
func (r *Resource) Import(ctx context.Context, space string, req resource.ImportStateRequest, resp *resource.ImportStateResponse, form ImportForm) {
	named := tfkit.SplitImportID(req.ID, tfkit.IsGUID)
	if req.ID == "" && req.Identity != nil {
		var identity Identity
		resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...)
		named = tfkit.ImportID{WorkspaceID: identity.WorkspaceID.ValueString(), ID: identity.ID.ValueString()}
		if !tfkit.IsGUID(named.ID) {
			resp.Diagnostics.AddError(tfkit.WrongGUID("The identity's id", named.ID))
		}
		if named.WorkspaceID != "" && !tfkit.IsGUID(named.WorkspaceID) {
			resp.Diagnostics.AddError(tfkit.WrongGUID("The identity's workspace_id", named.WorkspaceID))
		}
		if resp.Diagnostics.HasError() {
			return
		}
	}
	account, ok := r.Own(ctx, types.StringNull(), &resp.Diagnostics)
	if !ok {
		return
	}
	if named.WorkspaceID != "" && !strings.EqualFold(named.WorkspaceID, account.Workspace.ID) {
		resp.Diagnostics.AddError("Import from another workspace", fmt.Sprintf(
			"The import names workspace %s, but the credentials are those of workspace %s. Use credentials of that workspace, or leave the workspace out of the import.",
			plaintext.Line(named.WorkspaceID), shownWorkspace(account.Workspace)))
		return
	}
	id, problem := strings.ToLower(named.ID), (*tfkit.Problem)(nil)
	if id == "" {
		id, problem = form.Find(ctx, named.Rest)
	}
	if id == "" && problem == nil {
		problem = &tfkit.Problem{}
		problem.Summary, problem.Detail = tfkit.MisunderstoodImportID(req.ID, "", account.Workspace.ID+"/"+form.Example,
			"the id, such as 7c9e6679-7425-40de-944b-e07fc1f90ae7", form.Words+", such as "+form.Example)
	}
	if problem != nil {
		resp.Diagnostics.Append(problem.Diagnostic())
		return
	}
	r.Session.Memory.Import(space, id)
	workspace := types.StringValue(account.Workspace.ID)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), id)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("workspace_id"), workspace)...)
	if resp.Identity != nil {
		resp.Diagnostics.Append(resp.Identity.Set(ctx, Identity{WorkspaceID: workspace, ID: types.StringValue(id)})...)
	}
}
