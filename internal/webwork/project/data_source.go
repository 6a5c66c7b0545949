package project

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// NewDataSource makes the data source webwork_project.
func NewDataSource() datasource.DataSource {
	return reading.One(dataKind(),
		"A project of the workspace, by exactly one of `id` and `name`. None found is an error, and so are several of the name.\n\n"+
			"Archived projects are found where WebWork shows them. By `name`, an archived project is found only if no other has the name.",
		reading.Lookup[*session.Session, api.Project, dataModel]{
			Keys: []string{"name"},
			Wanted: func(m dataModel) reading.Wanted {
				name := m.Name.ValueString()
				return reading.Wanted{ID: m.ID.ValueString(), Key: api.NameKey(name), Label: fmt.Sprintf("%q", name)}
			},
			In: func(s *session.Session) reading.Finder[api.Project] { return s.Projects },
		})
}
