package project

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// model is webwork_project in configuration, plan and state.
type model struct {
	ID          types.String  `tfsdk:"id"`
	WorkspaceID types.String  `tfsdk:"workspace_id"`
	Name        tfkit.String  `tfsdk:"name"`
	StartDate   tfkit.String  `tfsdk:"start_date"`
	Deadline    tfkit.String  `tfsdk:"deadline"`
	Estimation  tfkit.Decimal `tfsdk:"estimation"`
	Budget      tfkit.Decimal `tfsdk:"budget"`
	Notes       tfkit.String  `tfsdk:"notes"`
	Icon        types.String  `tfsdk:"icon"`
	Archived    types.Bool    `tfsdk:"archived"`
}

// fromAPI is the project as WebWork has it. What is empty there is null, unless the state has its
// own way to say so.
func fromAPI(p api.Project, workspaceID string, state model) model {
	return model{
		ID:          types.StringValue(p.ID),
		WorkspaceID: tfkit.StringOrNull(workspaceID),
		Name:        tfkit.Name().Of(p.Name),
		StartDate:   text(tfkit.Date(), day(p.StartDate), state.StartDate),
		Deadline:    text(tfkit.Date(), day(p.Deadline), state.Deadline),
		Estimation:  amount(p.Estimation, state.Estimation),
		Budget:      amount(p.Budget, state.Budget),
		Notes:       text(tfkit.Text(), p.Notes, state.Notes),
		Icon:        types.StringPointerValue(tfkit.NonEmpty(p.Icon)),
		Archived:    types.BoolValue(p.Archived()),
	}
}

func text(kind tfkit.StringType, held *string, state tfkit.String) tfkit.String {
	switch {
	case held != nil && !blank(*held):
		return kind.Of(*held)
	case tfkit.Managed(state) && blank(state.ValueString()):
		return state
	default:
		return kind.Null()
	}
}

// amount is what WebWork has of an amount. It writes none as 0 or not at all, and that is also what is
// left of an amount of less than half a cent.
func amount(held *float64, state tfkit.Decimal) tfkit.Decimal {
	nothing := tfkit.DecimalOf(0)
	switch {
	case held != nil && *held != 0:
		return tfkit.DecimalOf(*held)
	case tfkit.Managed(state) && nothing.Rounds(state):
		return state
	default:
		return tfkit.DecimalOfPointer(nil)
	}
}

// day is the date without the time of day that WebWork may add.
func day(date *string) *string {
	if date == nil {
		return nil
	}
	return new(tfkit.Day(*date))
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// instance is what the lifecycle needs to know of the project.
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

func (m model) create() api.ProjectCreate {
	return api.ProjectCreate{
		Name:       m.Name.ValueString(),
		StartDate:  m.StartDate.ValueStringPointer(),
		Deadline:   m.Deadline.ValueStringPointer(),
		Estimation: m.Estimation.ValueFloat64Pointer(),
		Budget:     m.Budget.ValueFloat64Pointer(),
		Notes:      m.Notes.ValueStringPointer(),
		Icon:       known(m.Icon).ValueStringPointer(),
	}
}

// known is the string, or null where it is not known.
func known(s types.String) types.String { return tfkit.Known(s, types.StringNull()) }

// withUnknownsFrom is the plan with what only WebWork knows filled in from another model: what is unknown
// after apply would be an error.
func (m model) withUnknownsFrom(by model) model {
	m.ID, m.WorkspaceID = by.ID, by.WorkspaceID
	m.Icon = tfkit.Known(m.Icon, by.Icon)
	return m
}

// isAskedFor reports whether a project is what creating this one leads to, in every respect.
func (m model) isAskedFor(p api.Project) bool {
	made := fromAPI(p, m.WorkspaceID.ValueString(), m)
	return made.Name.Same(m.Name) && made.StartDate.Same(m.StartDate) && made.Deadline.Same(m.Deadline) &&
		made.Estimation.Rounds(m.Estimation) && made.Budget.Rounds(m.Budget) && made.Notes.Same(m.Notes) &&
		(!tfkit.Managed(m.Icon) || made.Icon.Equal(m.Icon))
}
