// Package member is the room of the workspace's members: webwork_member and its data sources.
package member

import (
	"context"
	"fmt"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// kind is how members come and go.
func kind(s *session.Session) lifecycle.Kind[api.Member] {
	return lifecycle.Kind[api.Member]{
		Noun:      "member",
		Type:      "webwork_member",
		Key:       "email",
		Claims:    session.People,
		People:    true,
		Session:   s,
		Label:     func(m api.Member) string { return m.Email },
		Get:       s.Members.Get,
		Find:      s.Members.Find,
		Elsewhere: func(ctx context.Context, email string) (string, error) { return viewerOf(ctx, s, email) },
		Archiver: func(ctx context.Context) (api.Archiver, error) {
			scope, err := s.Scope(ctx)
			if err != nil {
				return nil, err
			}
			return scope.Members(), nil
		},
		Written: s.Members.Written,
	}
}

// viewerOf says which project viewer has the e-mail address, if one does.
func viewerOf(ctx context.Context, s *session.Session, email string) (string, error) {
	viewers, err := s.Viewers.Find(ctx, email)
	if err != nil || len(viewers) == 0 {
		return "", err
	}
	return fmt.Sprintf("the address belongs to the project viewer %s. One person is either a member or a project viewer: "+
		"manage this one as webwork_project_viewer.", session.Describe(viewers[0].Email, viewers[0].ID)), nil
}
