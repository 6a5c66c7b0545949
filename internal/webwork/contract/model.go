package contract

import (
	"cmp"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// model is webwork_contract in configuration, plan and state.
type model struct {
	ID               types.String  `tfsdk:"id"`
	WorkspaceID      types.String  `tfsdk:"workspace_id"`
	ProjectID        types.String  `tfsdk:"project_id"`
	UserID           types.String  `tfsdk:"user_id"`
	WeeklyHoursLimit tfkit.Whole   `tfsdk:"weekly_hours_limit"`
	Screenshots      types.String  `tfsdk:"screenshots"`
	Rate             tfkit.Decimal `tfsdk:"rate"`
	Status           types.String  `tfsdk:"status"`
}

// fromAPI is the contract as WebWork has it.
func fromAPI(c api.Contract, workspaceID string) model {
	return model{
		ID:               types.StringValue(c.ID),
		WorkspaceID:      tfkit.StringOrNull(workspaceID),
		ProjectID:        types.StringValue(c.ProjectID),
		UserID:           types.StringValue(c.UserID),
		WeeklyHoursLimit: tfkit.WholeOfPointer(c.WeeklyHoursLimit),
		Screenshots:      types.StringPointerValue(tfkit.NonEmpty(c.Screenshots)),
		Rate:             tfkit.DecimalOfPointer(c.Rate),
		Status:           tfkit.StringOrNull(c.Status),
	}
}

func (m model) identity() session.Identity {
	return session.Identity{WorkspaceID: m.WorkspaceID, ID: m.ID}
}

// key is the natural key, empty where it is not known yet.
func (m model) key() string {
	if !tfkit.Managed(m.ProjectID) || !tfkit.Managed(m.UserID) {
		return ""
	}
	return api.ContractKey(m.ProjectID.ValueString(), m.UserID.ValueString())
}

// String names the contract by the ids that state has.
func (m model) String() string {
	if m.key() == "" {
		return "contract"
	}
	return called("member "+m.UserID.ValueString(), "project "+m.ProjectID.ValueString())
}

// instance is what the lifecycle needs to know of the contract. Its label is the one that private state has, if it has one.
func (m model) instance(memo lifecycle.Memo) lifecycle.Instance {
	return lifecycle.Instance{ID: m.ID.ValueString(), Key: m.key(), Label: cmp.Or(memo.Name, m.String())}
}

func (m model) create() api.ContractCreate {
	return api.ContractCreate{
		ProjectID:        m.ProjectID.ValueString(),
		UserID:           m.UserID.ValueString(),
		WeeklyHoursLimit: tfkit.Known(m.WeeklyHoursLimit, tfkit.WholeOfPointer(nil)).ValueInt64Pointer(),
		Screenshots:      tfkit.Known(m.Screenshots, types.StringNull()).ValueStringPointer(),
		Rate:             tfkit.Known(m.Rate, tfkit.DecimalOfPointer(nil)).ValueFloat64Pointer(),
	}
}

// changes is the update that leads from one model to this one. Attributes that are not managed
// here are null or unknown and stay as they are.
func (m model) changes(from model) api.ContractUpdate {
	var update api.ContractUpdate
	if tfkit.Managed(m.WeeklyHoursLimit) && !m.WeeklyHoursLimit.Equal(from.WeeklyHoursLimit) {
		update.WeeklyHoursLimit = api.Set(m.WeeklyHoursLimit.ValueInt64())
	}
	if tfkit.Managed(m.Screenshots) && !m.Screenshots.Equal(from.Screenshots) {
		update.Screenshots = api.Set(m.Screenshots.ValueString())
	}
	if tfkit.Managed(m.Rate) && !m.Rate.Same(from.Rate) {
		update.Rate = api.Set(m.Rate.ValueFloat64())
	}
	if tfkit.Managed(m.Status) && !m.Status.Equal(from.Status) {
		update.Status = api.Set(m.Status.ValueString())
	}
	return update
}

// created is what is known of a contract once it was created with this plan: what the request
// carried, and the answer for the rest.
func (m model) created(answer model) model {
	known := m.withUnknownsFrom(answer)
	known.Status = answer.Status // no part of a creation
	return known
}

// withUnknownsFrom is the plan with what only WebWork knows filled in from another model: what is unknown
// after apply would be an error.
func (m model) withUnknownsFrom(known model) model {
	m.ID, m.WorkspaceID = known.ID, known.WorkspaceID
	m.WeeklyHoursLimit = tfkit.Known(m.WeeklyHoursLimit, known.WeeklyHoursLimit)
	m.Screenshots = tfkit.Known(m.Screenshots, known.Screenshots)
	m.Rate = tfkit.Known(m.Rate, known.Rate)
	m.Status = tfkit.Known(m.Status, known.Status)
	return m
}
