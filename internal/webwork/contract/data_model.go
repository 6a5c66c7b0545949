package contract

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// dataModel is a contract as data sources show one.
type dataModel struct {
	ID               types.String  `tfsdk:"id"`
	WorkspaceID      types.String  `tfsdk:"workspace_id"`
	ContractName     types.String  `tfsdk:"contract_name"`
	ProjectID        types.String  `tfsdk:"project_id"`
	ProjectName      types.String  `tfsdk:"project_name"`
	ProjectIcon      types.String  `tfsdk:"project_icon"`
	UserID           types.String  `tfsdk:"user_id"`
	UserFirstName    types.String  `tfsdk:"user_firstname"`
	UserLastName     types.String  `tfsdk:"user_lastname"`
	UserEmail        types.String  `tfsdk:"user_email"`
	UserRole         types.String  `tfsdk:"user_role"`
	WeeklyHoursLimit types.Int64   `tfsdk:"weekly_hours_limit"`
	Screenshots      types.String  `tfsdk:"screenshots"`
	ScreenshotsLabel types.String  `tfsdk:"screenshots_label"`
	Rate             types.Float64 `tfsdk:"rate"`
	RateType         types.Int64   `tfsdk:"rate_type"`
	Status           types.String  `tfsdk:"status"`
	Currency         types.String  `tfsdk:"currency"`
	CreatedAt        types.String  `tfsdk:"created_at"`
	UpdatedAt        types.String  `tfsdk:"updated_at"`
}

// dataKind is how data sources show contracts.
func dataKind() reading.Kind[api.Contract, dataModel] {
	return reading.Kind[api.Contract, dataModel]{Noun: "contract", Attributes: dataAttributes(), Show: show, Order: reading.ByID[api.Contract]}
}

func show(c api.Contract, view reading.View) dataModel {
	return dataModel{
		ID:               types.StringValue(c.ID),
		WorkspaceID:      view.WorkspaceID,
		ContractName:     types.StringPointerValue(c.Name),
		ProjectID:        types.StringValue(c.ProjectID),
		ProjectName:      types.StringPointerValue(c.ProjectName),
		ProjectIcon:      types.StringPointerValue(c.ProjectIcon),
		UserID:           types.StringValue(c.UserID),
		UserFirstName:    types.StringPointerValue(c.UserFirstName),
		UserLastName:     types.StringPointerValue(c.UserLastName),
		UserEmail:        types.StringPointerValue(c.UserEmail),
		UserRole:         types.StringPointerValue(c.UserRole),
		WeeklyHoursLimit: types.Int64PointerValue(c.WeeklyHoursLimit),
		Screenshots:      types.StringPointerValue(c.Screenshots),
		ScreenshotsLabel: types.StringPointerValue(c.ScreenshotsLabel),
		Rate:             view.Pay(c.Rate),
		RateType:         types.Int64PointerValue(c.RateType),
		Status:           tfkit.StringOrNull(c.Status),
		Currency:         types.StringPointerValue(c.Currency),
		CreatedAt:        types.StringPointerValue(c.CreatedAt),
		UpdatedAt:        types.StringPointerValue(c.UpdatedAt),
	}
}

func dataAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                 reading.Text("Id of the contract."),
		"workspace_id":       reading.Text("Id of the workspace that the contract belongs to."),
		"contract_name":      reading.Text("Name that WebWork gives the contract."),
		"project_id":         reading.Text("Id of the project."),
		"project_name":       reading.Text("Name of the project."),
		"project_icon":       reading.Text("Name of the project's icon."),
		"user_id":            reading.Text("Id of the member who works on the project."),
		"user_firstname":     reading.Text("First name of the member."),
		"user_lastname":      reading.Text("Last name of the member."),
		"user_email":         reading.Text("E-mail address of the member."),
		"user_role":          reading.Text("Role of the member, which may also be `Client`."),
		"weekly_hours_limit": reading.Whole("How many hours a week the member may track on the project."),
		"screenshots":        reading.Text("Screenshot mode, such as `full`."),
		"screenshots_label":  reading.Text("Screenshot mode as the app calls it."),
		"rate":               reading.Pay("Rate per hour in `currency`; null also where the project is not billable." + session.UnlessReadRates),
		"rate_type":          reading.Whole("Whose rate holds: `1` the contract's own, `2` the member's, `3` the project's."),
		"status":             reading.Text("Whether the contract runs: " + reading.Values(api.ContractStatuses) + "."),
		"currency":           reading.Text("Currency of `rate`, such as `USD`."),
		"created_at":         reading.Text("When the contract was created."),
		"updated_at":         reading.Text("When the contract was last changed."),
	}
}
