// Package project is the room of the workspace's projects: webwork_project and its data sources.
package project

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// kind is how projects come and go.
func kind(s *session.Session) lifecycle.Kind[api.Project] {
	return lifecycle.Kind[api.Project]{
		Noun: "project", Type: "webwork_project", Key: []string{"name"}, Space: session.Projects, Session: s,
		ID:       func(p api.Project) string { return p.ID },
		Describe: func(p api.Project) string { return tfkit.Describe(p.Name, p.ID) },
		Archived: api.Project.Archived,
		Get:      s.Projects.Get,
		Find:     s.Projects.Find,
		ImportID: func(want lifecycle.Instance) string { return "name:" + want.Label },
		Remove: func(ctx context.Context, id string) error {
			scope, err := s.Scope(ctx)
			if err != nil {
				return err
			}
			return scope.Projects().Archive(ctx, id)
		},
		Restore: func(ctx context.Context, id string) error {
			scope, err := s.Scope(ctx)
			if err != nil {
				return err
			}
			return scope.Projects().Restore(ctx, id)
		},
		MayStay:  true,
		Restored: s.ForgetDependents,
		Written:  s.Projects.Written,
	}
}
