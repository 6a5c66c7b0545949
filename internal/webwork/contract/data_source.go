package contract

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// NewDataSource makes the data source webwork_contract.
func NewDataSource() datasource.DataSource {
	return reading.One(dataKind(),
		"A contract between a member and a project, either by `id` or by `project_id` together with `user_id`. None found is an error.",
		reading.Lookup[*session.Session, api.Contract, dataModel]{
			Keys: []string{"project_id", "user_id"},
			Wanted: func(m dataModel) reading.Wanted {
				project, user := m.ProjectID.ValueString(), m.UserID.ValueString()
				return reading.Wanted{
					ID: m.ID.ValueString(), Key: api.ContractKey(project, user), Label: project + " and " + user,
				}
			},
			In: func(s *session.Session) reading.Finder[api.Contract] { return s.Contracts },
		})
}
