package member

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// dataModel is a member as data sources show one.
type dataModel struct {
	ID                 types.String  `tfsdk:"id"`
	WorkspaceID        types.String  `tfsdk:"workspace_id"`
	Email              tfkit.String  `tfsdk:"email"`
	FirstName          types.String  `tfsdk:"firstname"`
	LastName           types.String  `tfsdk:"lastname"`
	Avatar             types.String  `tfsdk:"avatar"`
	Role               types.String  `tfsdk:"role"`
	Timezone           types.String  `tfsdk:"timezone"`
	Status             types.String  `tfsdk:"status"`
	TeamName           types.String  `tfsdk:"team_name"`
	Title              types.String  `tfsdk:"title"`
	BirthDate          types.String  `tfsdk:"birth_date"`
	HiredAt            types.String  `tfsdk:"hired_at"`
	PreferredTimezone  types.String  `tfsdk:"preferred_timezone"`
	MaxInactiveMinutes types.Int64   `tfsdk:"settings_max_inactive_minutes"`
	Currency           types.String  `tfsdk:"currency"`
	Rate               types.Float64 `tfsdk:"rate"`
	RateType           types.String  `tfsdk:"rate_type"`
	RateStatus         types.Bool    `tfsdk:"rate_status"`
	TaxCountry         types.String  `tfsdk:"tax_country"`
	TaxState           types.String  `tfsdk:"tax_state"`
	IsBlocked          types.Bool    `tfsdk:"is_blocked"`
	WeeklyHoursLimit   types.Int64   `tfsdk:"weekly_hours_limit"`
	Screenshots        types.String  `tfsdk:"screenshots"`
	Archived           types.Bool    `tfsdk:"archived"`
	CreatedAt          types.String  `tfsdk:"created_at"`
	UpdatedAt          types.String  `tfsdk:"updated_at"`
	DeletedAt          types.String  `tfsdk:"deleted_at"`
}

// dataKind is how data sources show members.
func dataKind() reading.Kind[api.Member, dataModel] {
	return reading.Kind[api.Member, dataModel]{Noun: "member", Attributes: dataAttributes(), Show: show, Order: reading.ByID[api.Member]}
}

func show(m api.Member, view reading.View) dataModel {
	return dataModel{
		ID:                 types.StringValue(m.ID),
		WorkspaceID:        view.WorkspaceID,
		Email:              tfkit.Email().Of(m.Email),
		FirstName:          types.StringValue(m.FirstName),
		LastName:           types.StringValue(m.LastName),
		Avatar:             types.StringPointerValue(m.Avatar),
		Role:               types.StringValue(m.Role),
		Timezone:           types.StringPointerValue(m.Timezone),
		Status:             tfkit.StringOrNull(m.Status),
		TeamName:           types.StringPointerValue(m.TeamName),
		Title:              types.StringPointerValue(m.Title),
		BirthDate:          view.Personal(m.BirthDate),
		HiredAt:            types.StringPointerValue(m.HiredAt),
		PreferredTimezone:  types.StringPointerValue(m.PreferredTimezone),
		MaxInactiveMinutes: types.Int64PointerValue(m.MaxInactiveMinutes),
		Currency:           types.StringPointerValue(m.Currency),
		Rate:               view.Pay(m.Rate),
		RateType:           types.StringPointerValue(m.RateType),
		RateStatus:         types.BoolPointerValue(m.RateStatus),
		TaxCountry:         view.Personal(m.TaxCountry),
		TaxState:           view.Personal(m.TaxState),
		IsBlocked:          types.BoolPointerValue(m.IsBlocked),
		WeeklyHoursLimit:   types.Int64PointerValue(m.WeeklyHoursLimit),
		Screenshots:        types.StringPointerValue(m.Screenshots),
		Archived:           types.BoolValue(m.Archived()),
		CreatedAt:          types.StringPointerValue(m.CreatedAt),
		UpdatedAt:          types.StringPointerValue(m.UpdatedAt),
		DeletedAt:          types.StringPointerValue(m.DeletedAt),
	}
}

func dataAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                            reading.Text("Id of the member, the `user_id` of contracts."),
		"workspace_id":                  reading.Text("Id of the workspace that the member belongs to."),
		"email":                         reading.Email(),
		"firstname":                     reading.Text("First name."),
		"lastname":                      reading.Text("Last name."),
		"avatar":                        reading.Text("File name of the avatar; null where there is none."),
		"role":                          reading.Text("Role in the workspace: " + reading.Values(api.Roles) + "."),
		"timezone":                      reading.Text("Time zone by its IANA name."),
		"status":                        reading.Text("Status as WebWork tells it: " + reading.Values(api.Statuses) + ". Invited people are presumably `inactive` until they accept."),
		"team_name":                     reading.Text("Name of the team; null where the member is in none."),
		"title":                         reading.Text("Job title; several are joined by commas."),
		"birth_date":                    reading.Personal("Day of birth." + session.UnlessReadRates),
		"hired_at":                      reading.Text("When the member was hired."),
		"preferred_timezone":            reading.Text("Time zone in which the member prefers to see times."),
		"settings_max_inactive_minutes": reading.Whole("After how many minutes without activity the tracker stops."),
		"currency":                      reading.Text("Currency of `rate`, such as `USD`."),
		"rate":                          reading.Pay("Pay in `currency`, for the period that `rate_type` names." + session.UnlessReadRates),
		"rate_type":                     reading.Text("What `rate` pays for: `Hourly`, `Daily`, `Weekly` or `Monthly`."),
		"rate_status":                   reading.Flag("Whether the member may see rates."),
		"tax_country":                   reading.Personal("Country of taxation." + session.UnlessReadRates),
		"tax_state":                     reading.Personal("State of taxation within `tax_country`." + session.UnlessReadRates),
		"is_blocked":                    reading.Flag("Whether the member is blocked."),
		"weekly_hours_limit":            reading.Whole("How many hours a week the member may track."),
		"screenshots":                   reading.Text("Screenshot mode as WebWork names it here, such as `blur`. Contracts have other names for the modes, such as `blurred`."),
		"archived":                      reading.Flag("Whether the member is archived: `deleted_at` is set, or `status` is `left`."),
		"created_at":                    reading.Text("When the member was created."),
		"updated_at":                    reading.Text("When the member was last changed."),
		"deleted_at":                    reading.Text("When the member was archived; null for members who are not."),
	}
}
