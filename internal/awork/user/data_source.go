package user

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
)

// NewDataSource makes the data source awork_user.
func NewDataSource() datasource.DataSource {
	return reading.One(dataKind(),
		"A user of the workspace, by exactly one of `id` and `email`. Nobody found is an error.\n\n"+
			"Deactivated and archived users are found as well; by `email`, only if nobody else has the address.",
		reading.Lookup[*session.Session, somebody, dataModel]{
			Keys: []string{"email"},
			Wanted: func(m dataModel) reading.Wanted {
				email := m.Email.ValueString()
				return reading.Wanted{ID: strings.ToLower(m.ID.ValueString()), Key: api.EmailKey(email), Label: email}
			},
			In: func(s *session.Session) reading.Finder[somebody] { return finder{s} },
		})
}

// finder finds users of every kind.
type finder struct{ session *session.Session }

// Get reads one user.
func (f finder) Get(ctx context.Context, id string) (somebody, error) {
	user, err := f.session.User(ctx, id)
	if err != nil {
		return somebody{}, err
	}
	return known(ctx, f.session, user)[0], nil
}

// Find finds the users with an e-mail address.
func (f finder) Find(ctx context.Context, email string) ([]somebody, error) {
	found, err := f.session.UsersCalled(ctx, email)
	if err != nil {
		return nil, err
	}
	return known(ctx, f.session, found...), nil
}
