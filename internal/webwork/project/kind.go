// Package project is the room of the workspace's projects: webwork_project and its data sources.
package project

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// kind is how projects come and go.
func kind(s *session.Session) lifecycle.Kind[api.Project] {
	return lifecycle.Kind[api.Project]{
		Noun:    "project",
		Type:    "webwork_project",
		Key:     "name",
		Claims:  session.Projects,
		Session: s,
		Label:   func(p api.Project) string { return p.Name },
		Get:     s.Projects.Get,
		Find:    s.Projects.Find,
		Archiver: func(ctx context.Context) (api.Archiver, error) {
			scope, err := s.Scope(ctx)
			if err != nil {
				return nil, err
			}
			return scope.Projects(), nil
		},
		Written: s.Projects.Written,
	}
}
