// Package member is the room of the workspace's members: webwork_member and its data sources.
package member

import (
	"context"
	"fmt"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// kind is how members come and go.
func kind(s *session.Session) lifecycle.Kind[api.Member] {
	return lifecycle.Kind[api.Member]{
		Noun: "member", Type: "webwork_member", Key: []string{"email"}, Space: session.People,
		Verb: "invite", Access: s.Access(), Unique: true, Run: s.Run(),
		ID:       func(m api.Member) string { return m.ID },
		Describe: func(m api.Member) string { return tfkit.Describe(m.Email, m.ID) },
		Archive: session.ArchivedPeople(s, api.Member.Archived, func(ctx context.Context, id string) error {
			return s.Within(ctx, func(in api.Scope) error { return in.Members().Restore(ctx, id) })
		}),
		Get:       s.Members.Get,
		Find:      s.Members.Find,
		Elsewhere: func(ctx context.Context, email string) (string, error) { return viewerOf(ctx, s, email) },
		Remove: func(ctx context.Context, id string) error {
			return s.Within(ctx, func(in api.Scope) error { return in.Members().Archive(ctx, id) })
		},
		Written: s.WrittenPerson,
	}
}

// kindOf is kind for a member of a planned role: a project viewer of the same address is in the way, unless the member
// is to have that very role.
func kindOf(s *session.Session, planned model) lifecycle.Kind[api.Member] {
	k := kind(s)
	k.Foreign = func(existing api.Member) string {
		if existing.Role != api.RoleProjectViewer || planned.Role.ValueString() == api.RoleProjectViewer {
			return ""
		}
		return isViewer(existing.Email, existing.ID)
	}
	if planned.Role.ValueString() == api.RoleProjectViewer {
		k.Elsewhere = nil
	}
	return k
}

// viewerOf says which project viewer has the e-mail address, if one does.
func viewerOf(ctx context.Context, s *session.Session, email string) (string, error) {
	viewers, err := s.Viewers.FindListed(ctx, email)
	if err != nil || len(viewers) == 0 {
		return "", err
	}
	return isViewer(viewers[0].Email, viewers[0].ID), nil
}

func isViewer(email, id string) string {
	return fmt.Sprintf("the address belongs to the project viewer %s. One person is either a member or a project viewer: "+
		"manage this one as webwork_project_viewer.", tfkit.Describe(email, id))
}
