package project

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

// dataListModel is the data source webwork_projects.
type dataListModel struct {
	Name     types.String `tfsdk:"name"`
	Projects []dataModel  `tfsdk:"projects"`
}

func filterAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"name": reading.Filter("Only projects whose name contains this text, compared without regard to case.", tfkit.Validator(tfkit.IsNotEmpty)),
	}
}

// NewDataSources makes the data source webwork_projects.
func NewDataSources() datasource.DataSource {
	return reading.Many(dataKind(),
		"All projects of the workspace, or those whose name contains a text, however many pages WebWork needs.\n\n"+
			"Archived projects are among them where WebWork shows them; `archived` tells them apart.",
		reading.Listing[*session.Session, api.Project, dataListModel]{
			Filters: filterAttributes(),
			Read: func(ctx context.Context, s *session.Session, config dataListModel) ([]api.Project, error) {
				return session.Matching(ctx, s, s.Projects, api.Scope.Projects, session.ProjectsNamed(config.Name.ValueString())...)
			},
		})
}
