// Package workspace is the room of the workspaces that an account can use. They can be read only.
package workspace

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// dataModel is a workspace as data sources show one.
type dataModel struct {
	ID          types.String `tfsdk:"id"`
	Name        tfkit.String `tfsdk:"name"`
	OwnerID     types.String `tfsdk:"owner_id"`
	UserID      types.String `tfsdk:"user_id"`
	Role        types.String `tfsdk:"role"`
	Status      types.String `tfsdk:"status"`
	CreatedAt   types.String `tfsdk:"created_at"`
	ActivatedAt types.String `tfsdk:"activated_at"`
}

// dataKind is how data sources show workspaces.
func dataKind() reading.Kind[api.Workspace, dataModel] {
	return reading.Kind[api.Workspace, dataModel]{
		Noun: "workspace", Attributes: dataAttributes(), Show: show, Order: reading.ByID[api.Workspace], Account: true,
	}
}

func show(w api.Workspace, _ reading.View) dataModel {
	return dataModel{
		ID:          types.StringValue(w.ID),
		Name:        tfkit.Name().Of(w.Name),
		OwnerID:     reading.ID(w.OwnerID),
		UserID:      reading.ID(w.UserID),
		Role:        tfkit.StringOrNull(w.Role),
		Status:      tfkit.StringOrNull(w.Status),
		CreatedAt:   types.StringPointerValue(w.CreatedAt),
		ActivatedAt: types.StringPointerValue(w.ActivatedAt),
	}
}

func dataAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":           reading.Text("Id of the workspace, the `workspace_id` of the provider block."),
		"name":         reading.Name(),
		"owner_id":     reading.Text("Id of the member who owns the workspace."),
		"user_id":      reading.Text("Id that the account itself has as a member; null where the credentials belong to no person."),
		"role":         reading.Text("The account's role: " + reading.Values(api.Roles) + "; null where the credentials belong to no person."),
		"status":       reading.Text("The account's status: " + reading.Values(api.Statuses) + "."),
		"created_at":   reading.Text("When the workspace was created."),
		"activated_at": reading.Text("When the account became active in it."),
	}
}
