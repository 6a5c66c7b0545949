package export

import (
	"context"
	"errors"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// inventory is what the workspace holds, as far as it was asked for and could be read.
type inventory struct {
	workspace api.Workspace
	members   listing[api.Member]
	projects  listing[api.Project]
	contracts listing[api.Contract]
	viewers   listing[api.Viewer]
	webhooks  listing[api.Webhook]
}

// listing is what was read of one kind.
type listing[T readable] struct {
	// objects are in the order of their ids.
	objects []T
	// total is how many there are as WebWork tells, remote.UnknownTotal where it does not.
	total int
	// err is why the list could not be read, and unread are the objects in it that could not.
	err    error
	unread []missing
}

// missing is an object that is not exported because something is wrong with it.
type missing struct {
	title  string
	reason error
}

// readable is an object that says which one it is.
type readable interface{ ObjectID() string }

// read reads the kinds that were chosen, and those that they refer to. begin is told before each.
func read(ctx context.Context, s *session.Session, kinds chosen, archived bool, begin func(kind)) (*inventory, error) {
	workspace, err := s.Manager(ctx)
	if err != nil {
		return nil, err
	}
	found := &inventory{workspace: workspace}
	for _, step := range []struct {
		kind kind
		read func()
	}{
		{members, func() { found.members = readMembers(ctx, s, archived) }},
		{projects, func() { found.projects = readAll(ctx, s.Projects, projects, titleOfProject) }},
		{contracts, func() { found.contracts = readAll(ctx, s.Contracts, contracts, titleOfContract) }},
		{viewers, func() { found.viewers = readAll(ctx, s.Viewers, viewers, titleOfViewer) }},
		{webhooks, func() { found.webhooks = readAll(ctx, s.Webhooks, webhooks, titleOfWebhook) }},
	} {
		if kinds.needs(step.kind) {
			begin(step.kind)
			step.read()
		}
	}
	return found, ctx.Err()
}

// readAll reads all that the list of a kind shows, with every field.
func readAll[T readable](ctx context.Context, objects *collection.Collection[string, T], k kind, title func(T) string) listing[T] {
	found := listing[T]{total: remote.UnknownTotal}
	items, err := objects.All(ctx)
	if err == nil {
		var first remote.Page[T]
		first, err = objects.First(ctx) // which was read for All
		found.total = first.Total
	}
	if err != nil {
		found.err = session.Failed("read the "+k.noun+"s", "", err)
		return found
	}
	found.add(ctx, objects, items, k, title)
	return found
}

// add completes the items of a list, each by itself where they cannot be completed together.
func (l *listing[T]) add(ctx context.Context, objects *collection.Collection[string, T], items []T, k kind, title func(T) string) {
	complete, err := objects.Complete(ctx, items)
	if err != nil {
		complete = nil
		for _, item := range items {
			one, err := objects.Complete(ctx, []T{item})
			if err != nil {
				l.unread = append(l.unread, missing{title(item), session.Failed("read "+k.noun, "", err)})
				continue
			}
			complete = append(complete, one...)
		}
	}
	l.objects = append(l.objects, complete...)
	slices.SortFunc(l.objects, func(a, b T) int { return tfkit.CompareIDs(a.ObjectID(), b.ObjectID()) })
}

// readMembers reads the members. Those who are archived may be in a list of their own, where WebWork narrows lists by status.
func readMembers(ctx context.Context, s *session.Session, archived bool) listing[api.Member] {
	found := readAll(ctx, s.Members, members, titleOfMember)
	if found.err != nil || !archived || !s.Capabilities().Filters {
		return found
	}
	hidden, err := hiddenMembers(ctx, s, found.objects)
	switch {
	case err != nil:
		found.unread = append(found.unread, missing{"archived members", session.Failed("read the archived members", "", err)})
	case len(hidden) > 0:
		// WebWork may list the archived and yet not show them one by one, as an import needs it. It does so for all of them or none.
		if _, err := s.Members.Get(ctx, hidden[0].ID); remote.IsNotFound(err) {
			for _, member := range hidden {
				found.unread = append(found.unread, missing{titleOfMember(member), errors.New("WebWork lists archived members, but does not show them by their id, which an import needs")})
			}
			break
		}
		found.add(ctx, s.Members, hidden, members, titleOfMember)
	}
	return found
}

// hiddenMembers reads the archived members whom the list without a filter does not show.
func hiddenMembers(ctx context.Context, s *session.Session, shown []api.Member) ([]api.Member, error) {
	scope, err := s.Scope(ctx)
	if err != nil {
		return nil, err
	}
	left, err := remote.All(ctx, scope.Members(), api.MemberFilter{Status: api.StatusLeft}, api.Member.ObjectID)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, member := range shown {
		known[member.ID] = true
	}
	return slices.DeleteFunc(left, func(m api.Member) bool { return known[m.ID] || !m.Archived() }), nil
}

func titleOfMember(m api.Member) string   { return tfkit.Describe(m.Email, m.ID) }
func titleOfViewer(v api.Viewer) string   { return tfkit.Describe(v.Email, v.ID) }
func titleOfProject(p api.Project) string { return tfkit.Describe(p.Name, p.ID) }
func titleOfWebhook(w api.Webhook) string { return tfkit.Describe(api.WebhookOrigin(w.URL), w.ID) }

func titleOfContract(c api.Contract) string {
	label := ""
	if c.ProjectName != nil && c.UserEmail != nil {
		label = *c.ProjectName + ", " + *c.UserEmail
	}
	return tfkit.Describe(label, c.ID)
}
