package viewer

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// dataListModel is the data source webwork_project_viewers.
type dataListModel struct {
	Email   types.String `tfsdk:"email"`
	Viewers []dataModel  `tfsdk:"project_viewers"`
}

func filterAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{"email": reading.EmailFilter()}
}

// NewDataSources makes the data source webwork_project_viewers.
func NewDataSources() datasource.DataSource {
	return reading.Many(dataKind(),
		"All project viewers of the workspace, or the one with an e-mail address, however many pages WebWork needs.\n\n"+
			"Archived project viewers are among them where WebWork shows them; `archived` tells them apart.",
		reading.Listing[*session.Session, api.Viewer, dataListModel]{
			Filters: filterAttributes(),
			Read: func(ctx context.Context, s *session.Session, config dataListModel) ([]api.Viewer, error) {
				filter := api.ViewerFilter{Email: config.Email.ValueString()}
				return session.Matching(ctx, s, s.Viewers, api.Scope.Viewers, filter)
			},
		})
}
