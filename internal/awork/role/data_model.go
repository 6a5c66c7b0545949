package role

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// dataModel is a role as lists show one.
type dataModel struct {
	ID          types.String `tfsdk:"id"`
	WorkspaceID types.String `tfsdk:"workspace_id"`
	Name        tfkit.String `tfsdk:"name"`
	IsAdminRole types.Bool   `tfsdk:"is_admin_role"`
	IsGuestRole types.Bool   `tfsdk:"is_guest_role"`
	IsPreset    types.Bool   `tfsdk:"is_preset"`
	IsAgentRole types.Bool   `tfsdk:"is_agent_role"`
	IsArchived  types.Bool   `tfsdk:"is_archived"`
	CreatedOn   types.String `tfsdk:"created_on"`
	CreatedBy   types.String `tfsdk:"created_by"`
	UpdatedOn   types.String `tfsdk:"updated_on"`
	UpdatedBy   types.String `tfsdk:"updated_by"`
}

// dataKind is how lists show roles.
func dataKind() reading.Kind[listed, dataModel] {
	return reading.Kind[listed, dataModel]{Noun: "role", Attributes: dataAttributes(), Show: show, Order: reading.ByID[listed], IDs: tfkit.GUIDs()}
}

// listed is a role as lists have it.
type listed struct{ api.Role }

// Archived reports whether the role is archived: others of the same name go before.
func (l listed) Archived() bool { return l.IsArchived }

func show(r listed, view reading.View) dataModel {
	return dataModel{
		ID:          types.StringValue(r.ID),
		WorkspaceID: view.WorkspaceID,
		Name:        tfkit.Name().Of(r.Name),
		IsAdminRole: types.BoolValue(r.IsAdmin),
		IsGuestRole: types.BoolValue(r.IsGuest),
		IsPreset:    types.BoolValue(r.IsPreset),
		IsAgentRole: types.BoolValue(r.IsAgent),
		IsArchived:  types.BoolValue(r.IsArchived),
		CreatedOn:   types.StringPointerValue(r.CreatedOn),
		CreatedBy:   types.StringPointerValue(r.CreatedBy),
		UpdatedOn:   types.StringPointerValue(r.UpdatedOn),
		UpdatedBy:   types.StringPointerValue(r.UpdatedBy),
	}
}

func dataAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":            reading.Text("Id of the role, the `role_id` of users."),
		"workspace_id":  reading.Text("Id of the workspace that the role belongs to."),
		"name":          reading.Name(),
		"is_admin_role": reading.Flag("Whether this is the role whose users may do everything."),
		"is_guest_role": reading.Flag("Whether this is the role for people from outside."),
		"is_preset":     reading.Flag("Whether the role came with the workspace."),
		"is_agent_role": reading.Flag("Whether this is a role of awork's own agents."),
		"is_archived":   reading.Flag("Whether the role takes no new users."),
		"created_on":    reading.Text("When the role was created."),
		"created_by":    reading.Text("Id of the user who did so."),
		"updated_on":    reading.Text("When the role was last changed."),
		"updated_by":    reading.Text("Id of the user who did so."),
	}
}

// detailModel is a role that is shown by itself.
type detailModel struct {
	dataModel

	Permissions types.Map `tfsdk:"permissions"`
}

// detailed is a role with what it permits, which awork tells of one role at a time.
type detailed struct {
	listed

	permissions []api.Permission
}

func detailKind() reading.Kind[detailed, detailModel] {
	attributes := map[string]schema.Attribute{
		"permissions": schema.MapAttribute{
			Computed: true, ElementType: session.LevelsType(),
			MarkdownDescription: "What the role permits: the access levels of each feature. The admin role permits everything, whatever stands here.",
		},
	}
	maps.Copy(attributes, dataAttributes())
	return reading.Kind[detailed, detailModel]{
		Noun: "role", Attributes: attributes, Order: reading.ByID[detailed], IDs: tfkit.GUIDs(),
		Show: func(r detailed, view reading.View) detailModel {
			return detailModel{dataModel: show(r.listed, view), Permissions: session.Permitted(r.permissions)}
		},
	}
}
