// Package project is the room of the workspace's projects: webwork_project and its data sources.
package project

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// kind is how projects come and go.
func kind(s *session.Session) lifecycle.Kind[api.Project] {
	return lifecycle.Kind[api.Project]{
		Noun: "project", Type: "webwork_project", Key: []string{"name"}, Space: session.Projects, Verb: "create", Run: s.Run(),
		ID:       func(p api.Project) string { return p.ID },
		Describe: func(p api.Project) string { return tfkit.Describe(p.Name, p.ID) },
		Archive: &lifecycle.Archive[api.Project]{
			Word: "archived", Verb: "archive", Is: api.Project.Archived, MayStay: true, Restored: s.ForgetDependents,
			Restore: func(ctx context.Context, id string) error {
				return s.Within(ctx, func(in api.Scope) error { return in.Projects().Restore(ctx, id) })
			},
			Consequence: "applying restores it under the same id, if WebWork allows it: the API documents no restore for a project.",
			Replaced:    ", if WebWork allows it: the API documents no restore for a project. Otherwise a new one is created.",
			Purged: "WebWork documents no way to restore a project over the API. Restore it in the app and apply again. " +
				"Or apply with -replace and the address of this resource: that creates a new one, and what depends on it, such as contracts, is created anew.",
			Stuck: "WebWork documents no way to restore a project over the API, and a second one of the same name is not created. " +
				"Restore it in the app, then import it:",
			Instead: "For a new project, choose another name.",
		},
		Get:      s.Projects.Get,
		Find:     s.Projects.Find,
		ImportID: func(want lifecycle.Instance) string { return "name:" + want.Label },
		Remove: func(ctx context.Context, id string) error {
			return s.Within(ctx, func(in api.Scope) error { return in.Projects().Archive(ctx, id) })
		},
		Written: s.Projects.Written,
	}
}
