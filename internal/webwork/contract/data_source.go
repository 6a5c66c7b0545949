package contract

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// NewDataSource makes the data source webwork_contract.
func NewDataSource() datasource.DataSource {
	return reading.One(dataKind(),
		"A contract between a member and a project, either by `id` or by `project_id` together with `user_id`. None found is an error.",
		reading.Lookup[int64, api.Contract, dataModel]{
			Keys: []string{"project_id", "user_id"},
			Wanted: func(m dataModel) reading.Wanted[int64] {
				project, user := m.ProjectID.ValueInt64(), m.UserID.ValueInt64()
				return reading.Wanted[int64]{
					ID: m.ID.ValueInt64Pointer(), Key: api.ContractKey(project, user), Label: fmt.Sprintf("%d and %d", project, user),
				}
			},
			In: func(s *session.Session) reading.Finder[int64, api.Contract] { return s.Contracts },
		})
}
