// Package role is the room of the workspace's roles: awork_role and its data sources.
package role

import (
	"context"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// kind is how roles come and go.
func kind(s *session.Session) lifecycle.Kind[api.Role] {
	return lifecycle.Kind[api.Role]{
		Noun: "role", Type: "awork_role", Key: []string{"name"}, Space: session.Roles,
		Verb: "create", Unique: true, Run: s.Run(session.SeeRoles),
		ID:       api.Role.ObjectID,
		Describe: func(r api.Role) string { return tfkit.Describe(r.Name, r.ID) },
		Archive: &lifecycle.Archive[api.Role]{
			Word: "archived", Verb: "archive", Is: func(r api.Role) bool { return r.IsArchived },
			Restore:     func(ctx context.Context, id string) error { return setArchived(ctx, s, id, false) },
			Consequence: "applying makes it assignable again.",
			Purged:      "The role is gone for good. Take the resource out of state with terraform state rm and apply, to create it anew.",
			Unknown:     "what was deleted does not come back",
			Stuck:       "Take it out of the archive in the app, then import it:",
		},
		Deletes:  func(api.Role) bool { return true },
		Get:      s.Roles.Get,
		Find:     s.Roles.Find,
		ImportID: session.NameToImport,
		Foreign: func(r api.Role) string {
			if r.IsAgent {
				return "the name belongs to a role of awork's own agents."
			}
			return ""
		},
		Remove:  func(ctx context.Context, id string) error { return setArchived(ctx, s, id, true) },
		Written: s.Roles.Written,
	}
}

func setArchived(ctx context.Context, s *session.Session, id string, archived bool) error {
	return s.Within(ctx, func(c api.Client) error { return c.Roles().SetArchived(ctx, id, archived) })
}

// deleting is kind for those that are destroyed, which is for good. Whoever has the role gets the replacement.
// Those who leave it in this run are given with the role that each is to get.
func deleting(s *session.Session, replacement string, leaving map[string]string) lifecycle.Kind[api.Role] {
	roles := kind(s)
	roles.Archive = nil
	roles.Remove = func(ctx context.Context, id string) error {
		heir, err := heirOf(ctx, s, id, strings.ToLower(replacement), leaving)
		if err != nil {
			return err
		}
		return s.Within(ctx, func(c api.Client) error { return c.Roles().Delete(ctx, id, heir) })
	}
	return roles
}
