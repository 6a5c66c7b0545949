package workspace

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// dataListModel is the data source webwork_workspaces.
type dataListModel struct {
	Workspaces []dataModel `tfsdk:"workspaces"`
}

// NewDataSources makes the data source webwork_workspaces.
func NewDataSources() datasource.DataSource {
	return reading.Many(dataKind(),
		"All workspaces that the account can use, with its own role in each. WebWork shows only those that are active.\n\n"+
			"It does not matter whether the provider block chooses a workspace, or which.",
		reading.Listing[*session.Session, api.Workspace, dataListModel]{
			Read: func(ctx context.Context, s *session.Session, _ dataListModel) ([]api.Workspace, error) {
				return s.Workspaces(ctx)
			},
		})
}
