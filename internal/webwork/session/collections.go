package session

import (
	"context"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Logger takes what the collections have to say at DEBUG.
type Logger = collection.Logger

// Collections are the objects read in this run, one collection for each kind.
type Collections struct {
	Members   *collection.Collection[string, api.Member]
	Projects  *collection.Collection[string, api.Project]
	Contracts *collection.Collection[string, api.Contract]
	Viewers   *collection.Collection[string, api.Viewer]
	Webhooks  *collection.Collection[string, api.Webhook]
}

// ForgetDependents says that what belongs to people and projects may have come back with one of them.
func (c *Collections) ForgetDependents() {
	c.Contracts.Forget()
	c.Viewers.Forget()
}

// WrittenPerson says that a person was changed, who can be a member and a project viewer at once: project viewers are members of
// that role.
func (c *Collections) WrittenPerson(id string, keys ...string) {
	c.Members.Written(id, keys...)
	c.Viewers.Written(id, keys...)
}

func newCollections(s *Session, log Logger) Collections {
	documented, filters := s.client.Documented(), s.client.Capabilities().Filters
	members := reader[api.Member, api.MemberFilter](s, api.Scope.Members)
	projects := reader[api.Project, api.ProjectFilter](s, api.Scope.Projects)
	contracts := reader[api.Contract, api.ContractFilter](s, api.Scope.Contracts)
	viewers := reader[api.Viewer, api.ViewerFilter](s, api.Scope.Viewers)
	webhooks := reader[api.Webhook, api.WebhookFilter](s, api.Scope.Webhooks)

	archived := peopleWhoLeft(members, filters)
	return Collections{
		Members: collection.New(collection.Source[string, api.Member]{
			Name: "members", ID: api.Member.ObjectID, Key: api.Member.Key, Each: s.Each,
			Get: members.get, Page: members.page(api.MemberFilter{}), Extra: archived.lists,
			Find: func(ctx context.Context, email string) ([]api.Member, error) {
				return members.all(ctx, api.Member.ObjectID, archived.filters(email)...)
			},
			FindCost: 1 + len(archived.lists),
			Full:     documented.Members, Fields: func(m api.Member) remote.Fields { return m.Sent },
		}, log),
		Projects: collection.New(collection.Source[string, api.Project]{
			Name: "projects", ID: api.Project.ObjectID, Key: api.Project.Key, Each: s.Each,
			Get: projects.get, Page: projects.page(api.ProjectFilter{}),
			Find: where(filters, func(ctx context.Context, name string) ([]api.Project, error) {
				return projects.all(ctx, api.Project.ObjectID, ProjectsNamed(name)...)
			}),
			Full: documented.Projects, Fields: func(p api.Project) remote.Fields { return p.Sent },
			Clone: func(p api.Project) api.Project {
				p.Tags = slices.Clone(p.Tags)
				return p
			},
		}, log),
		Contracts: collection.New(collection.Source[string, api.Contract]{
			Name: "contracts", ID: api.Contract.ObjectID, Key: api.Contract.Key, Each: s.Each,
			Get: contracts.get, Page: contracts.page(api.ContractFilter{}),
			Find: where(filters, func(ctx context.Context, key string) ([]api.Contract, error) {
				project, user, _ := strings.Cut(key, ":")
				return contracts.all(ctx, api.Contract.ObjectID, api.ContractFilter{ProjectID: project, UserID: user})
			}),
			Full: documented.Contracts, Fields: func(c api.Contract) remote.Fields { return c.Sent },
		}, log),
		Viewers: collection.New(collection.Source[string, api.Viewer]{
			Name: "project viewers", ID: api.Viewer.ObjectID, Key: api.Viewer.Key, Each: s.Each,
			Get: viewers.get, Page: viewers.page(api.ViewerFilter{}),
			Find: func(ctx context.Context, email string) ([]api.Viewer, error) {
				return viewers.all(ctx, api.Viewer.ObjectID, api.ViewerFilter{Email: email})
			},
			Full: documented.Viewers, Fields: func(v api.Viewer) remote.Fields { return v.Sent },
			Clone: func(v api.Viewer) api.Viewer {
				v.Projects = slices.Clone(v.Projects)
				return v
			},
		}, log),
		Webhooks: collection.New(collection.Source[string, api.Webhook]{
			Name: "webhooks", ID: api.Webhook.ObjectID, Key: api.Webhook.Key, Each: s.Each,
			Get: webhooks.get, Page: webhooks.page(api.WebhookFilter{}),
			Full: documented.Webhooks, Fields: func(w api.Webhook) remote.Fields { return w.Sent },
			Clone: func(w api.Webhook) api.Webhook {
				w.Events = slices.Clone(w.Events)
				return w
			},
		}, log),
	}
}

// where is a function that there is only under a condition; nil otherwise.
func where[F any](holds bool, function func(context.Context, string) (F, error)) func(context.Context, string) (F, error) {
	if !holds {
		return nil
	}
	return function
}

// whoLeft is how archived people are found whom a list without a filter may hide, which is not documented. Where lists are not
// narrowed by status, asking for it shows nothing more.
type whoLeft struct {
	lists   []func(context.Context, int) (remote.Page[api.Member], error)
	filters func(email string) []api.MemberFilter
}

func peopleWhoLeft(members readerOf[api.Member, api.MemberFilter], byStatus bool) whoLeft {
	if !byStatus {
		return whoLeft{filters: func(email string) []api.MemberFilter { return []api.MemberFilter{{Email: email}} }}
	}
	return whoLeft{
		lists: []func(context.Context, int) (remote.Page[api.Member], error){members.page(api.MemberFilter{Status: api.StatusLeft})},
		filters: func(email string) []api.MemberFilter {
			return []api.MemberFilter{{Email: email}, {Email: email, Status: api.StatusLeft}}
		},
	}
}

// readerOf reads one kind in the session's workspace, which is found out with the first request.
type readerOf[V, F any] struct {
	session *Session
	choose  func(api.Scope) remote.Reader[V, F]
}

func reader[V, F any, R remote.Reader[V, F]](s *Session, kind func(api.Scope) R) readerOf[V, F] {
	return readerOf[V, F]{s, func(scope api.Scope) remote.Reader[V, F] { return kind(scope) }}
}

func (r readerOf[V, F]) get(ctx context.Context, id string) (V, error) {
	scope, err := r.session.Scope(ctx)
	if err != nil {
		var none V
		return none, err
	}
	return r.choose(scope).Get(ctx, id)
}

func (r readerOf[V, F]) page(filter F) func(context.Context, int) (remote.Page[V], error) {
	return func(ctx context.Context, number int) (remote.Page[V], error) {
		scope, err := r.session.Scope(ctx)
		if err != nil {
			return remote.Page[V]{}, err
		}
		return r.choose(scope).Page(ctx, filter, number)
	}
}

// all reads what matches any of the filters, each object once.
func (r readerOf[V, F]) all(ctx context.Context, id func(V) string, filters ...F) ([]V, error) {
	scope, err := r.session.Scope(ctx)
	if err != nil {
		return nil, err
	}
	var all []V
	seen := map[string]bool{}
	for _, filter := range filters {
		found, err := remote.All(ctx, r.choose(scope), filter, id)
		if err != nil {
			return nil, err
		}
		for _, object := range found {
			if !seen[id(object)] {
				seen[id(object)] = true
				all = append(all, object)
			}
		}
	}
	return all, nil
}

// ProjectsNamed are the filters that find a name in each of the ways in which WebWork may have stored it, for it may compare
// names by their bytes: as Unicode composes or takes apart letters, and escaped for HTML as PHP does it. For most names
// that is one.
func ProjectsNamed(name string) []api.ProjectFilter {
	escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#039;").Replace(name)
	filters := []api.ProjectFilter{{Name: name}}
	for _, other := range []string{norm.NFD.String(name), escaped} {
		if other != name {
			filters = append(filters, api.ProjectFilter{Name: other})
		}
	}
	return filters
}
