// Package user is the room of the workspace's people: awork_user and its data sources.
package user

import (
	"context"
	"fmt"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// kind is how people come and go.
func kind(s *session.Session) lifecycle.Kind[api.User] {
	return lifecycle.Kind[api.User]{
		Noun: "user", Type: "awork_user", Key: []string{"email"}, Space: session.People,
		Verb: "invite", Access: s.Access(), Unique: true, Run: s.Run(session.SeeUsers),
		ID:       api.User.ObjectID,
		Describe: func(u api.User) string { return tfkit.Describe(called(u), u.ID) },
		Archive: &lifecycle.Archive[api.User]{
			Word: "deactivated", Verb: "deactivate", Is: api.User.Inactive,
			Restore:     func(ctx context.Context, id string) error { return restore(ctx, s, id) },
			Consequence: "applying gives access back, takes a seat and sends the person an e-mail.",
			Replaced:    "; no invitation is sent.",
			Purged: "The user is gone for good. To invite the person anew, take the resource out of state with terraform state rm and apply; " +
				"to drop it, remove it from the configuration.",
			Unknown: "who was deleted can only be invited anew",
			Stuck:   "Activate the user in the app, then import:",
		},
		Deletes: api.User.Pending,
		Get:     s.User,
		Find:    s.UsersCalled,
		Foreign: func(u api.User) string {
			if what := unmanageable(u, nil); what != "" {
				return fmt.Sprintf("the address belongs to %s, who is %s.", tfkit.Describe(called(u), u.ID), what)
			}
			return ""
		},
		Remove: func(ctx context.Context, id string) error {
			return s.Within(ctx, func(c api.Client) error {
				_, err := c.Users().Deactivate(ctx, id)
				return err
			})
		},
		Written: s.Users.Written,
	}
}

// deleting is kind for those who are deleted for good.
func deleting(s *session.Session) lifecycle.Kind[api.User] {
	users := kind(s)
	users.Archive = nil
	users.Remove = func(ctx context.Context, id string) error {
		return s.Within(ctx, func(c api.Client) error { return c.Users().Delete(ctx, id) })
	}
	return users
}

// restore gives access back. Who is archived is taken out of the archive first.
func restore(ctx context.Context, s *session.Session, id string) error {
	found, err := s.User(ctx, id)
	if err != nil {
		return err
	}
	return s.Within(ctx, func(c api.Client) error {
		if found.IsArchived {
			if err := c.Users().SetArchived(ctx, id, false); err != nil {
				return err
			}
		}
		return c.Users().Activate(ctx, id)
	})
}

// called is what people call a user: the address, else the name.
func called(u api.User) string {
	if u.Email() != "" {
		return u.Email()
	}
	return u.Name()
}

// unmanageable says what a user is that is nobody of the workspace; it is empty for people. Programs are given by their ids.
func unmanageable(u api.User, programs map[string]bool) string {
	switch {
	case programs[u.ID]:
		return "an API user, which is a program"
	case u.IsAgent:
		return "an agent of awork"
	case u.IsExternal:
		return "a user of another workspace"
	}
	return ""
}
