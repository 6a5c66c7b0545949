package contract

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// dataListModel is the data source webwork_contracts.
type dataListModel struct {
	ProjectID types.String `tfsdk:"project_id"`
	UserID    types.String `tfsdk:"user_id"`
	Status    types.String `tfsdk:"status"`
	Contracts []dataModel  `tfsdk:"contracts"`
}

func (m dataListModel) filter() api.ContractFilter {
	return api.ContractFilter{ProjectID: m.ProjectID.ValueString(), UserID: m.UserID.ValueString(), Status: m.Status.ValueString()}
}

// NewDataSources makes the data source webwork_contracts.
func NewDataSources() datasource.DataSource {
	return reading.Many(dataKind(),
		"All contracts of the workspace to which every given filter applies, however many pages WebWork needs.",
		reading.Listing[api.Contract, dataListModel]{
			Filters: map[string]schema.Attribute{
				"project_id": reading.IDFilter("Only contracts of the project with this id."),
				"user_id":    reading.IDFilter("Only contracts of the member with this id."),
				"status":     reading.Choice("Only contracts with this status", tfkit.Choice{Values: api.ContractStatuses}),
			},
			Read: func(ctx context.Context, s *session.Session, config dataListModel) ([]api.Contract, error) {
				return reading.Matching(ctx, s, s.Contracts, api.Scope.Contracts, config.filter())
			},
		})
}
