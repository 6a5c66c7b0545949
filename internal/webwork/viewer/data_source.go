package viewer

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// NewDataSource makes the data source webwork_project_viewer.
func NewDataSource() datasource.DataSource {
	return reading.One(dataKind(),
		"A project viewer, usually a client, by exactly one of `id` and `email`. Nobody found is an error.\n\n"+
			"Archived project viewers are found where WebWork shows them. By `email`, an archived one is found only if no other has the address.",
		reading.Lookup[*session.Session, api.Viewer, dataModel]{
			Keys: []string{"email"},
			Wanted: func(m dataModel) reading.Wanted {
				email := m.Email.ValueString()
				return reading.Wanted{ID: m.ID.ValueString(), Key: api.EmailKey(email), Label: email}
			},
			In: func(s *session.Session) reading.Finder[api.Viewer] { return s.Viewers },
		})
}
