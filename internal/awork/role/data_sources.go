package role

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
)

// dataListModel is the data source awork_roles.
type dataListModel struct {
	IncludeArchived types.Bool  `tfsdk:"include_archived"`
	Roles           []dataModel `tfsdk:"roles"`
}

// NewDataSources makes the data source awork_roles.
func NewDataSources() datasource.DataSource {
	return reading.Many(dataKind(),
		"All roles of the workspace. What each permits, the data source `awork_role` tells.",
		reading.Listing[*session.Session, listed, dataListModel]{
			Filters: map[string]schema.Attribute{"include_archived": session.IncludeArchived("roles")},
			Read: func(ctx context.Context, s *session.Session, config dataListModel) ([]listed, error) {
				roles, err := s.Roles.All(ctx)
				if err != nil {
					return nil, err
				}
				if roles, err = s.Roles.Complete(ctx, roles); err != nil {
					return nil, err
				}
				var found []listed
				for _, role := range roles {
					if !role.IsArchived || config.IncludeArchived.ValueBool() {
						found = append(found, listed{role})
					}
				}
				return found, nil
			},
		})
}
