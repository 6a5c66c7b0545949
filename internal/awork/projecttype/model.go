package projecttype

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// model is awork_project_type in configuration, plan and state.
type model struct {
	ID            types.String `tfsdk:"id"`
	WorkspaceID   types.String `tfsdk:"workspace_id"`
	Name          tfkit.String `tfsdk:"name"`
	Description   tfkit.String `tfsdk:"description"`
	Icon          types.String `tfsdk:"icon"`
	Archived      types.Bool   `tfsdk:"archived"`
	OnDestroy     types.String `tfsdk:"on_destroy"`
	ReplacementID tfkit.String `tfsdk:"replacement_id"`
	IsPreset      types.Bool   `tfsdk:"is_preset"`
}

// What on_destroy can be.
const (
	archive = "archive"
	erase   = "delete"
)

// fromAPI is the project type as awork has it.
func fromAPI(t api.ProjectType, workspaceID string) model {
	return model{
		ID:            types.StringValue(t.ID),
		WorkspaceID:   types.StringValue(workspaceID),
		Name:          tfkit.Name().Of(t.Name),
		Description:   tfkit.Text().OfPointer(tfkit.NonEmpty(t.Description)),
		Icon:          types.StringPointerValue(tfkit.NonEmpty(t.Icon)),
		Archived:      types.BoolValue(t.IsArchived),
		OnDestroy:     types.StringValue(archive),
		ReplacementID: tfkit.GUID().Null(),
		IsPreset:      types.BoolValue(t.IsPreset),
	}
}

// asRead is what a Read makes of the state: what awork has, with what only the state knows.
func (m model) asRead(state model) model {
	if !state.OnDestroy.IsNull() {
		m.OnDestroy = state.OnDestroy
	}
	m.ReplacementID = state.ReplacementID
	return m
}

// instance is what the lifecycle needs to know of the project type.
func (m model) instance() lifecycle.Instance {
	return lifecycle.Instance{
		ID:       m.ID.ValueString(),
		Key:      api.NameKey(m.Name.ValueString()),
		Label:    m.Name.ValueString(),
		Archived: m.Archived.ValueBool(),
		Unsure:   m.Archived.IsUnknown(),
	}
}

func (m model) identity() session.Identity {
	return session.Identity{WorkspaceID: m.WorkspaceID, ID: m.ID}
}

// form is the planned project type as a new one is made.
func (m model) form() api.ProjectTypeForm {
	return api.ProjectTypeForm{Name: m.Name.ValueString(), Description: m.Description.ValueStringPointer(), Icon: tfkit.NonEmpty(new(m.Icon.ValueString()))}
}

// changes is the update that leads from one model to this one. An icon that is not managed stays as it is.
func (m model) changes(from model) (update api.ProjectTypeUpdate) {
	if !m.Name.Same(from.Name) {
		update.Name = api.Set(m.Name.ValueString())
	}
	if !m.Description.Same(from.Description) {
		update.Description = api.Set(m.Description.ValueString()) // an empty text clears it
	}
	if tfkit.Managed(m.Icon) && !m.Icon.Equal(from.Icon) {
		update.Icon = api.Set(m.Icon.ValueString())
	}
	return update
}

// withComputed fills in what is known before apply.
func (m model) withComputed(prior *model) model {
	if prior != nil && m.Archived.ValueBool() && prior.Archived.ValueBool() {
		// awork may refuse to change what is archived; the differences wait until it is taken back.
		m.Name = prior.Name
		m.Description = prior.Description
		m.Icon = tfkit.Unchanged(m.Icon, prior.Icon)
	}
	return m
}

// withUnknownsFrom is the plan with what only awork knows filled in from another model: what is unknown
// after apply would be an error.
func (m model) withUnknownsFrom(known model) model {
	m.ID, m.WorkspaceID = known.ID, known.WorkspaceID
	m.Icon = tfkit.Known(m.Icon, known.Icon)
	m.IsPreset = tfkit.Known(m.IsPreset, known.IsPreset)
	return m
}

// afterUpdate is the state once the update to this plan has been sent. Archiving is a step of its own.
func (m model) afterUpdate(state model) model {
	next := m.withUnknownsFrom(state)
	next.Archived = state.Archived
	return next
}
