package workspace

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// NewDataSource makes the data source webwork_workspace.
func NewDataSource() datasource.DataSource {
	return reading.One(dataKind(),
		"A workspace of the account, by exactly one of `id` and `name`. None found is an error, and so are several of the name.\n\n"+
			"It does not matter whether the provider block chooses a workspace, or which.",
		reading.Lookup[*session.Session, api.Workspace, dataModel]{
			Keys: []string{"name"},
			Wanted: func(m dataModel) reading.Wanted {
				name := m.Name.ValueString()
				return reading.Wanted{ID: m.ID.ValueString(), Key: api.NameKey(name), Label: fmt.Sprintf("%q", name)}
			},
			In: func(s *session.Session) reading.Finder[api.Workspace] { return account{s} },
		})
}
