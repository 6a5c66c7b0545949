package contract

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// dataListModel is the data source webwork_contracts.
type dataListModel struct {
	filters

	Contracts []dataModel `tfsdk:"contracts"`
}

// filters narrow lists of contracts.
type filters struct {
	ProjectID types.String `tfsdk:"project_id"`
	UserID    types.String `tfsdk:"user_id"`
	Status    types.String `tfsdk:"status"`
}

func (f filters) filter() api.ContractFilter {
	return api.ContractFilter{ProjectID: f.ProjectID.ValueString(), UserID: f.UserID.ValueString(), Status: f.Status.ValueString()}
}

func filterAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"project_id": reading.IDFilter("Only contracts of the project with this id."),
		"user_id":    reading.IDFilter("Only contracts of the member with this id."),
		"status":     reading.Choice("Only contracts with this status", tfkit.Choice{Values: api.ContractStatuses}),
	}
}

// NewDataSources makes the data source webwork_contracts.
func NewDataSources() datasource.DataSource {
	return reading.Many(dataKind(),
		"All contracts of the workspace to which every given filter applies, however many pages WebWork needs.",
		reading.Listing[*session.Session, api.Contract, dataListModel]{
			Filters: filterAttributes(),
			Read: func(ctx context.Context, s *session.Session, config dataListModel) ([]api.Contract, error) {
				return session.Matching(ctx, s, s.Contracts, api.Scope.Contracts, config.filter())
			},
		})
}
