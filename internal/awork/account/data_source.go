// Package account is the room of who the credentials belong to. It can be read only.
package account

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// NewDataSource makes the data source awork_account.
func NewDataSource() datasource.DataSource {
	return reading.Sole(
		reading.Kind[session.Account, dataModel]{Noun: "account", Attributes: dataAttributes(), Show: show},
		"Who the credentials belong to, and what they may do: a person, or the API user of an API key.\n\n"+
			"The data source `awork_user` with this `id` has all else that awork knows of the user.",
		func(ctx context.Context, s *session.Session) (session.Account, error) { return s.Account(ctx) })
}

// dataModel is the account as the data source shows it.
type dataModel struct {
	ID                 types.String `tfsdk:"id"`
	AccountID          types.String `tfsdk:"account_id"`
	WorkspaceID        types.String `tfsdk:"workspace_id"`
	WorkspaceName      types.String `tfsdk:"workspace_name"`
	WorkspaceURL       types.String `tfsdk:"workspace_url"`
	Email              tfkit.String `tfsdk:"email"`
	FirstName          types.String `tfsdk:"first_name"`
	LastName           types.String `tfsdk:"last_name"`
	Language           types.String `tfsdk:"language"`
	RoleID             types.String `tfsdk:"role_id"`
	IsAdmin            types.Bool   `tfsdk:"is_admin"`
	IsGuest            types.Bool   `tfsdk:"is_guest"`
	IsBlocked          types.Bool   `tfsdk:"is_blocked"`
	Permissions        types.Map    `tfsdk:"permissions"`
	ProjectPermissions types.Map    `tfsdk:"project_permissions"`
}

// show leaves the rights null where awork does not tell them.
func show(a session.Account, _ reading.View) dataModel {
	shown := dataModel{
		ID:            types.StringValue(a.ID),
		AccountID:     reading.ID(a.AccountID),
		WorkspaceID:   types.StringValue(a.Workspace.ID),
		WorkspaceName: tfkit.StringOrNull(a.Workspace.Name),
		WorkspaceURL:  types.StringPointerValue(a.Workspace.URL),
		Email:         tfkit.Email().OfPointer(tfkit.NonEmpty(new(a.Email()))),
		FirstName:     types.StringPointerValue(a.FirstName),
		LastName:      types.StringPointerValue(a.LastName),
		Language:      types.StringPointerValue(a.Language),
		Permissions:   types.MapNull(session.LevelsType()), ProjectPermissions: types.MapNull(permissionsType()),
	}
	if !a.RightsKnown {
		return shown
	}
	shown.RoleID = reading.ID(a.Rights.RoleID)
	shown.IsAdmin, shown.IsGuest, shown.IsBlocked = types.BoolValue(a.Rights.IsAdmin), types.BoolValue(a.Rights.IsGuest), types.BoolValue(a.Rights.IsBlocked)
	shown.Permissions = session.Permitted(a.Rights.Permissions)
	inProjects := map[string]attr.Value{}
	for role, permissions := range a.Rights.ProjectRoles {
		inProjects[role] = session.Permitted(permissions)
	}
	shown.ProjectPermissions = types.MapValueMust(permissionsType(), inProjects)
	return shown
}

// permissionsType is the type of all that one role permits.
func permissionsType() attr.Type { return types.MapType{ElemType: session.LevelsType()} }

// whereTold ends the descriptions of rights.
const whereTold = " Null where awork does not tell the rights, as it may not for API keys."

func dataAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":             reading.Text("Id of the user."),
		"account_id":     reading.Text("Id of the person's login, which may serve in several workspaces; null where awork does not tell it."),
		"workspace_id":   reading.Text("Id of the workspace that the credentials belong to."),
		"workspace_name": reading.Text("Name of the workspace."),
		"workspace_url":  reading.Text("Where people find the workspace."),
		"email":          reading.Email(),
		"first_name":     reading.Text("First name, or the name of an API user."),
		"last_name":      reading.Text("Last name."),
		"language":       reading.Text("Language of the app, such as `en-GB`."),
		"role_id":        reading.Text("Id of the role." + whereTold),
		"is_admin":       reading.Flag("Whether the account may do everything." + whereTold),
		"is_guest":       reading.Flag("Whether the account has the role for people from outside." + whereTold),
		"is_blocked":     reading.Flag("Whether the account may do nothing." + whereTold),
		"permissions": schema.MapAttribute{
			Computed: true, ElementType: session.LevelsType(),
			MarkdownDescription: "What the role permits: the access levels of each feature. An admin may do everything, whatever stands here." + whereTold,
		},
		"project_permissions": schema.MapAttribute{
			Computed: true, ElementType: permissionsType(),
			MarkdownDescription: "What roles in projects permit: the access levels of each feature, by the id of the project role." + whereTold,
		},
	}
}
