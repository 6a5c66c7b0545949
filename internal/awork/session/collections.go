package session

import (
	"context"
	"maps"
	"net/http"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// Logger takes what the collections have to say at DEBUG.
type Logger = collection.Logger

// Collections are the objects read in this run, one collection for each kind. Lists have what is deactivated and archived as well.
type Collections struct {
	Users *collection.Collection[string, api.User]
	Roles *collection.Collection[string, api.Role]

	ProjectTypes *collection.Collection[string, api.ProjectType]
	Companies    *collection.Collection[string, api.Company]
}

func newCollections(s *Session, log Logger) Collections {
	documented := s.client.Documented()
	users := readerOf[api.User, api.UserFilter]{s, func(c api.Client) remote.Reader[api.User, api.UserFilter] { return c.Users() }}
	roles := readerOf[api.Role, api.RoleFilter]{s, func(c api.Client) remote.Reader[api.Role, api.RoleFilter] { return c.Roles() }}
	types := readerOf[api.ProjectType, api.ProjectTypeFilter]{s, func(c api.Client) remote.Reader[api.ProjectType, api.ProjectTypeFilter] { return c.ProjectTypes() }}
	companies := readerOf[api.Company, api.CompanyFilter]{s, func(c api.Client) remote.Reader[api.Company, api.CompanyFilter] { return c.Companies() }}
	return Collections{
		Users: collection.New(collection.Source[string, api.User]{
			Name: "users", ID: api.User.ObjectID, Key: api.User.Key, Keys: addresses, Each: s.Each,
			Get: users.get, Page: users.page(api.UserFilter{Archived: true}),
			Full: documented.Users, Fields: func(u api.User) remote.Fields { return u.Sent },
			Clone: func(u api.User) api.User {
				u.Contacts, u.Tags, u.Teams = slices.Clone(u.Contacts), slices.Clone(u.Tags), slices.Clone(u.Teams)
				return u
			},
		}, log),
		Roles: collection.New(collection.Source[string, api.Role]{
			Name: "roles", ID: api.Role.ObjectID, Key: api.Role.Key, Each: s.Each,
			Get: roles.get, Page: roles.page(api.RoleFilter{Archived: true}),
			Full: documented.Roles, Fields: func(r api.Role) remote.Fields { return r.Sent },
		}, log),
		ProjectTypes: collection.New(collection.Source[string, api.ProjectType]{
			Name: "project types", ID: api.ProjectType.ObjectID, Key: api.ProjectType.Key, Each: s.Each,
			Get: types.get, Page: types.page(api.ProjectTypeFilter{Archived: true}),
			Full: documented.ProjectTypes, Fields: func(t api.ProjectType) remote.Fields { return t.Sent },
		}, log),
		Companies: collection.New(collection.Source[string, api.Company]{
			Name: "companies", ID: api.Company.ObjectID, Key: api.Company.Key, Each: s.Each,
			Get: companies.get, Page: companies.page(api.CompanyFilter{}),
			Full: documented.Companies, Fields: func(c api.Company) remote.Fields { return c.Sent },
			Clone: func(c api.Company) api.Company {
				c.Contacts, c.Tags = slices.Clone(c.Contacts), slices.Clone(c.Tags)
				return c
			},
		}, log),
	}
}

// addresses are the e-mail addresses of a user, in the form in which they are compared. awork does not say which of them is that of the
// login.
func addresses(u api.User) []string {
	all := map[string]bool{u.Key(): true}
	for _, contact := range u.Contacts {
		if contact.Value != nil && u.HasEmail(*contact.Value) {
			all[api.EmailKey(*contact.Value)] = true
		}
	}
	return slices.Collect(maps.Keys(all))
}

// readerOf reads one kind, after making sure that the credentials are those of the configured workspace.
type readerOf[V, F any] struct {
	session *Session
	choose  func(api.Client) remote.Reader[V, F]
}

func (r readerOf[V, F]) get(ctx context.Context, id string) (V, error) {
	client, err := r.session.Client(ctx)
	if err != nil {
		var none V
		return none, err
	}
	return r.choose(client).Get(ctx, id)
}

func (r readerOf[V, F]) page(filter F) func(context.Context, int) (remote.Page[V], error) {
	return func(ctx context.Context, number int) (remote.Page[V], error) {
		client, err := r.session.Client(ctx)
		if err != nil {
			return remote.Page[V]{}, err
		}
		return r.choose(client).Page(ctx, filter, number)
	}
}

// User reads a user. Who was deleted for good is not there, although awork may still show who it was.
func (s *Session) User(ctx context.Context, id string) (api.User, error) {
	user, err := s.Users.Get(ctx, id)
	if err == nil && user.Deleted() {
		return user, &remote.Error{Service: service, Op: "GET /users/" + id, Status: http.StatusNotFound, Message: "The user was deleted.", Own: true}
	}
	return user, err
}

// UsersCalled are those who have the e-mail address among theirs, whether they are deactivated or not.
func (s *Session) UsersCalled(ctx context.Context, address string) ([]api.User, error) {
	key := api.EmailKey(address)
	found, err := s.Users.Find(ctx, key)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		if found, err = s.usersInFull(ctx, address); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(slices.Clone(found), api.User.Deleted), nil
}

// usersInFull looks for an e-mail address where the list of users has none at all, since it leaves out what each user has: everybody
// is asked for.
func (s *Session) usersInFull(ctx context.Context, address string) ([]api.User, error) {
	first, err := s.Users.First(ctx)
	if err != nil {
		return nil, err
	}
	if len(first.Items) == 0 || slices.ContainsFunc(first.Items, func(u api.User) bool { return u.Email() != "" }) {
		return nil, nil
	}
	listed, err := s.Users.All(ctx)
	if err != nil {
		return nil, err
	}
	all, err := s.Users.Complete(ctx, listed)
	return slices.DeleteFunc(all, func(u api.User) bool { return !u.HasEmail(address) }), err
}
