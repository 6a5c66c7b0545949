// Package viewer is the room of project viewers, who may look at the projects assigned to them:
// webwork_project_viewer, webwork_project_viewer_assignment and the data sources.
package viewer

import (
	"context"
	"fmt"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// kind is how project viewers come and go.
func kind(s *session.Session) lifecycle.Kind[api.Viewer] {
	return lifecycle.Kind[api.Viewer]{
		Noun: "project viewer", Type: "webwork_project_viewer", Key: []string{"email"}, Space: session.People,
		Verb: "invite", Access: s.Access(), Unique: true, Run: s.Run(),
		ID:       func(v api.Viewer) string { return v.ID },
		Describe: func(v api.Viewer) string { return tfkit.Describe(v.Email, v.ID) },
		Archive: session.ArchivedPeople(s, api.Viewer.Archived, func(ctx context.Context, id string) error {
			return s.Within(ctx, func(in api.Scope) error { return in.Viewers().Restore(ctx, id) })
		}),
		Get:       s.Viewers.Get,
		Find:      func(ctx context.Context, email string) ([]api.Viewer, error) { return find(ctx, s, email) },
		Elsewhere: func(ctx context.Context, email string) (string, error) { return memberOf(ctx, s, email) },
		Another:   func(ctx context.Context, id string) (string, error) { return memberWith(ctx, s, id) },
		Remove: func(ctx context.Context, id string) error {
			return s.Within(ctx, func(in api.Scope) error { return in.Viewers().Archive(ctx, id) })
		},
		Written: s.WrittenPerson,
	}
}

// find gives the viewers with the e-mail address. WebWork documents no way to list archived viewers,
// but one for members, among whom viewers may be.
func find(ctx context.Context, s *session.Session, email string) ([]api.Viewer, error) {
	viewers, err := s.Viewers.Find(ctx, email)
	if err != nil || len(viewers) > 0 {
		return viewers, err
	}
	members, err := s.Members.Find(ctx, email)
	for _, member := range members {
		if member.Role == api.RoleProjectViewer {
			viewers = append(viewers, api.Viewer{
				ID: member.ID, Email: member.Email, FirstName: member.FirstName, LastName: member.LastName,
				Status: member.Status, DeletedAt: member.DeletedAt,
			})
		}
	}
	return viewers, err
}

// memberOf says which member has the e-mail address, if one does who is no project viewer.
func memberOf(ctx context.Context, s *session.Session, email string) (string, error) {
	members, err := s.Members.Find(ctx, email)
	for _, member := range members {
		if member.Role != api.RoleProjectViewer {
			return "the address belongs to " + isMember(member), nil
		}
	}
	return "", err
}

// memberWith says which member has the id, if one does who is no project viewer.
func memberWith(ctx context.Context, s *session.Session, id string) (string, error) {
	member, err := s.Members.Get(ctx, id)
	switch {
	case remote.IsNotFound(err):
		return "", nil
	case err != nil, member.Role == api.RoleProjectViewer:
		return "", err
	}
	return fmt.Sprintf("%s is a member with the role %q and no project viewer. To bring them back, use the action webwork_restore_member.",
		tfkit.Describe(member.Email, member.ID), member.Role), nil
}

func isMember(member api.Member) string {
	archived := ""
	if member.Archived() {
		archived = "archived "
	}
	return fmt.Sprintf("the %smember %s with the role %q. One person is either a member or a project viewer: "+
		"manage this one as webwork_member.", archived, tfkit.Describe(member.Email, member.ID), member.Role)
}
