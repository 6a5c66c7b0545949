package role

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
)

// NewDataSource makes the data source awork_role.
func NewDataSource() datasource.DataSource {
	return reading.One(detailKind(),
		"A role of the workspace with what it permits, by exactly one of `id` and `name`. None found is an error.\n\n"+
			"Archived roles are found as well; by `name`, only if no other has the name.",
		reading.Lookup[*session.Session, detailed, detailModel]{
			Keys: []string{"name"},
			Wanted: func(m detailModel) reading.Wanted {
				name := m.Name.ValueString()
				return reading.Wanted{ID: strings.ToLower(m.ID.ValueString()), Key: api.NameKey(name), Label: fmt.Sprintf("%q", name)}
			},
			In: func(s *session.Session) reading.Finder[detailed] { return finder{s} },
		})
}

// finder finds roles.
type finder struct{ session *session.Session }

// Get reads one role, and what it permits.
func (f finder) Get(ctx context.Context, id string) (detailed, error) {
	role, err := f.session.Roles.Get(ctx, id)
	if err != nil {
		return detailed{}, err
	}
	found := detailed{listed: listed{role}}
	return found, f.session.Within(ctx, func(c api.Client) (err error) {
		found.permissions, err = c.Roles().Permissions(ctx, id)
		return err
	})
}

// Find finds the roles with a name.
func (f finder) Find(ctx context.Context, name string) ([]detailed, error) {
	roles, err := f.session.Roles.Find(ctx, name)
	found := make([]detailed, len(roles))
	for i, role := range roles {
		found[i].listed = listed{role}
	}
	return found, err
}
