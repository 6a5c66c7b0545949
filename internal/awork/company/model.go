package company

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// model is awork_company in configuration, plan and state.
type model struct {
	ID              types.String `tfsdk:"id"`
	WorkspaceID     types.String `tfsdk:"workspace_id"`
	Name            tfkit.String `tfsdk:"name"`
	Description     tfkit.String `tfsdk:"description"`
	Industry        tfkit.String `tfsdk:"industry"`
	Tags            types.Set    `tfsdk:"tags"`
	MoveToCompanyID tfkit.String `tfsdk:"move_to_company_id"`
	ForceDestroy    types.Bool   `tfsdk:"force_destroy"`
}

// fromAPI is the company as awork has it.
func fromAPI(c api.Company, workspaceID string) model {
	return model{
		ID:              types.StringValue(c.ID),
		WorkspaceID:     types.StringValue(workspaceID),
		Name:            tfkit.Name().Of(c.Name),
		Description:     tfkit.Text().OfPointer(tfkit.NonEmpty(c.Description)),
		Industry:        tfkit.Name().OfPointer(tfkit.NonEmpty(c.Industry)),
		Tags:            session.TagNames(c.Tags),
		MoveToCompanyID: tfkit.GUID().Null(),
		ForceDestroy:    types.BoolValue(false),
	}
}

// asRead is what a Read makes of the state: what awork has, with what only the state knows.
func (m model) asRead(state model, imported bool) model {
	if !state.ForceDestroy.IsNull() {
		m.ForceDestroy = state.ForceDestroy
	}
	m.MoveToCompanyID = state.MoveToCompanyID
	if state.Tags.IsNull() && (!imported || len(m.Tags.Elements()) == 0) {
		m.Tags = state.Tags // not managed, or most likely not declared
	}
	return m
}

// instance is what the lifecycle needs to know of the company.
func (m model) instance() lifecycle.Instance {
	return lifecycle.Instance{ID: m.ID.ValueString(), Key: api.NameKey(m.Name.ValueString()), Label: m.Name.ValueString()}
}

func (m model) identity() session.Identity {
	return session.Identity{WorkspaceID: m.WorkspaceID, ID: m.ID}
}

// form is the planned company as a new one is made. Tags have calls of their own.
func (m model) form() api.CompanyForm {
	return api.CompanyForm{Name: m.Name.ValueString(), Description: m.Description.ValueStringPointer(), Industry: m.Industry.ValueStringPointer()}
}

// changes is the update that leads from one model to this one.
func (m model) changes(from model) (update api.CompanyUpdate) {
	for _, field := range []struct {
		planned, from tfkit.String
		set           *api.Field[string]
	}{{m.Name, from.Name, &update.Name}, {m.Description, from.Description, &update.Description}, {m.Industry, from.Industry, &update.Industry}} {
		if !field.planned.Same(field.from) {
			*field.set = api.Set(field.planned.ValueString()) // an empty text clears it
		}
	}
	return update
}

// withUnknownsFrom is the plan with what only awork knows filled in from another model: what is unknown
// after apply would be an error.
func (m model) withUnknownsFrom(known model) model {
	m.ID, m.WorkspaceID = known.ID, known.WorkspaceID
	return m
}
