package session

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
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

// Ephemeral is the part that all ephemeral resources have in common; they embed it.
type Ephemeral struct{ Session *Session }

// Configure receives the session. Terraform also calls it before the provider is configured.
func (e *Ephemeral) Configure(_ context.Context, req ephemeral.ConfigureRequest, resp *ephemeral.ConfigureResponse) {
	e.Session = tfkit.Received[*Session](req.ProviderData, &resp.Diagnostics)
}

// Listing is the part that all list resources have in common; they embed it.
type Listing struct{ Session *Session }

// Configure receives the session. Terraform also calls it before the provider is configured.
func (l *Listing) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	l.Session = tfkit.Received[*Session](req.ProviderData, &resp.Diagnostics)
}

// Action is the part that all actions have in common; they embed it.
type Action struct{ Session *Session }

// Configure receives the session. Terraform also calls it before the provider is configured.
func (a *Action) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	a.Session = tfkit.Received[*Session](req.ProviderData, &resp.Diagnostics)
}

// WorkspaceToRead is WorkspaceFor for reading and planning, where what is wrong for every object of the run is said once and not by each of them:
// one error ends the run, and nothing is made of the others.
func (s *Session) WorkspaceToRead(ctx context.Context, inState types.String, diags *diag.Diagnostics) (api.Workspace, bool) {
	var found diag.Diagnostics
	workspace, ok := s.WorkspaceFor(ctx, inState, &found)
	lifecycle.SayOnce(&s.Memory, found, diags)
	return workspace, ok
}

// simulated is the name of the workspace that the simulate command makes up.
const simulated = "Simulated workspace"

// WorkspaceFor gives the workspace, after making sure that the object in state belongs to it. A null
// workspace in state, as right after an import, belongs to the configured one.
func (s *Session) WorkspaceFor(ctx context.Context, inState types.String, diags *diag.Diagnostics) (api.Workspace, bool) {
	workspace, err := s.Manager(ctx)
	if err != nil {
		AddFailure(diags, "use the workspace", "", err)
		return workspace, false
	}
	if workspace.ID == "" {
		workspace.ID = inState.ValueString() // nobody knows better
	}
	if !inState.IsNull() && !inState.IsUnknown() && inState.ValueString() != workspace.ID {
		diags.AddError("State of another workspace", fmt.Sprintf(
			"The object in state belongs to workspace %s, but the provider is set to workspace %s. Nothing was asked or changed. "+
				"%s",
			inState.ValueString(), shownWorkspace(workspace), otherState(workspace, inState.ValueString())))
		return workspace, false
	}
	return workspace, true
}

// shownWorkspace is a workspace by its id, with its name where that is known.
func shownWorkspace(workspace api.Workspace) string {
	if workspace.Name == "" {
		return workspace.ID
	}
	return fmt.Sprintf("%s (%s)", workspace.ID, plaintext.Line(workspace.Name))
}

// otherState is the way out where state belongs to another workspace.
func otherState(workspace api.Workspace, inState string) string {
	if workspace.Name == simulated {
		return "A simulated workspace is gone when its simulator ends, and this is the state of an earlier one: delete terraform.tfstate."
	}
	return "Set workspace_id to " + inState + ", or use another state for this workspace."
}

// Identity is the identity of an object: nothing in it ever changes.
type Identity struct {
	WorkspaceID types.String `tfsdk:"workspace_id"`
	ID          types.String `tfsdk:"id"`
}

// IdentitySchema describes Identity; noun is what people call the object.
func IdentitySchema(noun string) identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"workspace_id": IdentityWorkspace(),
		"id":           identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the " + noun + "."},
	}}
}

// IdentityWorkspace is the workspace in an identity.
func IdentityWorkspace() identityschema.StringAttribute {
	return identityschema.StringAttribute{
		OptionalForImport: true,
		Description:       "Id of the workspace. The provider's workspace where it is left out.",
	}
}

// Import puts the object that an import names into state, by its id only: the Read that follows
// fills in the rest. find looks an object up that is not named by its id; the forms are what
// users are told when they wrote something else. The space is the one of the ids.
func (s *Session) Import(ctx context.Context, space string, req resource.ImportStateRequest, resp *resource.ImportStateResponse,
	forms []string, find func(context.Context, tfkit.ImportID) (string, *tfkit.Problem),
) {
	named := tfkit.ParseImportID(req.ID)
	if req.ID == "" && req.Identity != nil {
		var identity Identity
		resp.Diagnostics.Append(req.Identity.Get(ctx, &identity)...)
		CheckIdentity(space, "id", identity.ID, &resp.Diagnostics)
		named = tfkit.ImportID{WorkspaceID: identity.WorkspaceID.ValueString(), ID: identity.ID.ValueString()}
		if resp.Diagnostics.HasError() {
			return
		}
	}
	workspace, ok := s.ImportInto(ctx, named.WorkspaceID, &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	id, problem := named.ID, (*tfkit.Problem)(nil)
	if id == "" {
		id, problem = find(ctx, named)
	}
	if id == "" && problem == nil {
		problem = &tfkit.Problem{}
		problem.Summary, problem.Detail = tfkit.WrongImportID(req.ID, forms...)
	}
	if problem != nil {
		resp.Diagnostics.Append(problem.Diagnostic())
		return
	}
	s.Memory.Import(space, id)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), id)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("workspace_id"), tfkit.StringOrNull(workspace.ID))...)
	if resp.Identity != nil {
		resp.Diagnostics.Append(resp.Identity.Set(ctx, Identity{WorkspaceID: tfkit.StringOrNull(workspace.ID), ID: types.StringValue(id)})...)
	}
}

// CheckIdentity refuses what cannot be an id in the space. The attribute is the one of the identity.
func CheckIdentity(space, attribute string, id types.String, diags *diag.Diagnostics) {
	isID, wrong := tfkit.IsNumber, tfkit.WrongID
	if space == Webhooks {
		isID, wrong = tfkit.IsText, tfkit.WrongTextID
	}
	if !isID(id.ValueString()) {
		diags.AddError(wrong("The identity's "+attribute, id.ValueString()))
	}
}

// ImportInto gives the workspace that an import goes into, after making sure that it is the one that
// the import names; it is empty where it names none.
func (s *Session) ImportInto(ctx context.Context, named string, diags *diag.Diagnostics) (api.Workspace, bool) {
	if named != "" && !tfkit.IsNumber(named) {
		diags.AddError(tfkit.WrongID("The identity's workspace_id", named))
		return api.Workspace{}, false
	}
	workspace, ok := s.WorkspaceFor(ctx, types.StringNull(), diags)
	if workspace.ID == "" {
		workspace.ID = named // nobody knows better
	}
	if ok && named != "" && named != workspace.ID {
		diags.AddError("Import from another workspace", fmt.Sprintf(
			"The import names workspace %s, but the provider is set to workspace %s. Set workspace_id in the provider block, or leave the workspace out of the import.",
			plaintext.Line(named), shownWorkspace(workspace)))
		return workspace, false
	}
	return workspace, ok
}
