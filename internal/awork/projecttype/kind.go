// Package projecttype is the room of the workspace's project types: awork_project_type and its data sources.
package projecttype

import (
	"context"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// kind is how project types come and go.
func kind(s *session.Session) lifecycle.Kind[api.ProjectType] {
	return lifecycle.Kind[api.ProjectType]{
		Noun: "project type", Type: "awork_project_type", Key: []string{"name"}, Space: session.ProjectTypes,
		Verb: "create", Run: s.Run(session.SeeProjectTypes),
		ID:       api.ProjectType.ObjectID,
		Describe: func(t api.ProjectType) string { return tfkit.Describe(t.Name, t.ID) },
		Archive: &lifecycle.Archive[api.ProjectType]{
			Word: "archived", Verb: "archive", Is: api.ProjectType.Archived,
			Restore:     func(ctx context.Context, id string) error { return setArchived(ctx, s, id, false) },
			Consequence: "applying lets projects have it again.",
			Purged:      "The project type is gone for good. Take the resource out of state with terraform state rm and apply, to create it anew.",
			Unknown:     "what was deleted does not come back",
			Stuck:       "Take it out of the archive in the app, then import it:",
		},
		Get:      s.ProjectTypes.Get,
		Find:     s.ProjectTypes.Find,
		ImportID: session.NameToImport,
		Remove:   func(ctx context.Context, id string) error { return setArchived(ctx, s, id, true) },
		Written:  s.ProjectTypes.Written,
	}
}

func setArchived(ctx context.Context, s *session.Session, id string, archived bool) error {
	return s.Within(ctx, func(c api.Client) error { return c.ProjectTypes().SetArchived(ctx, id, archived) })
}

// deleting is kind for those that are deleted for good. Projects of the type get the replacement.
func deleting(s *session.Session, replacement string) lifecycle.Kind[api.ProjectType] {
	types := kind(s)
	types.Archive = nil
	types.Remove = func(ctx context.Context, id string) error {
		return s.Within(ctx, func(c api.Client) error { return c.ProjectTypes().Delete(ctx, id, strings.ToLower(replacement)) })
	}
	return types
}
