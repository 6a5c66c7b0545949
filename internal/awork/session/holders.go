package session

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// holders are those who have a role, as far as they were asked for, by the id of the role. awork tells the role of a user in no
// other way.
type holders struct {
	mu    sync.Mutex
	known map[string][]api.RoleUser
	// written counts how often somebody got a role: what was asked for before that no longer counts.
	written int
	// next are the roles that people are planned to get, by their ids.
	next map[string]string
}

// Moved says that somebody got a role, or may have.
func (s *Session) Moved() {
	s.holders.mu.Lock()
	defer s.holders.mu.Unlock()
	s.holders.known = nil
	s.holders.written++
}

// Holders are all who have the role.
func (s *Session) Holders(ctx context.Context, roleID string) ([]api.RoleUser, error) {
	s.holders.mu.Lock()
	known, ok := s.holders.known[roleID]
	asked := s.holders.written
	s.holders.mu.Unlock()
	if ok {
		return known, nil
	}
	return once(ctx, s, fmt.Sprintf("users of the role %s, %d", roleID, asked), func(ctx context.Context) ([]api.RoleUser, error) {
		found, err := s.client.Roles().Users(ctx, roleID)
		if err != nil {
			return nil, err
		}
		s.holders.mu.Lock()
		defer s.holders.mu.Unlock()
		if s.holders.written == asked {
			if s.holders.known == nil {
				s.holders.known = map[string][]api.RoleUser{}
			}
			s.holders.known[roleID] = found
		}
		return found, nil
	})
}

// RoleOf is the id of a user's role; empty where awork shows none, as it may for people who were invited and have not accepted yet, or to
// an account that may not see roles. Whoever has the likely one takes a request for each such role, all others one for each role that there is.
func (s *Session) RoleOf(ctx context.Context, userID, likely string) (string, error) {
	role, err := s.searchRole(ctx, userID, likely)
	if remote.IsForbidden(err) {
		return "", nil
	}
	return role, err
}

func (s *Session) searchRole(ctx context.Context, userID, likely string) (string, error) {
	likely = strings.ToLower(likely)
	if likely != "" {
		if has, err := s.has(ctx, userID, likely); err != nil || has {
			return likely, err
		}
	}
	roles, err := s.Roles.All(ctx)
	if err != nil {
		return "", err
	}
	for _, role := range roles {
		if role.ID == likely {
			continue
		}
		if has, err := s.has(ctx, userID, role.ID); err != nil || has {
			return role.ID, err
		}
	}
	return "", nil
}

// has reports whether a user has the role. A role that is gone has nobody.
func (s *Session) has(ctx context.Context, userID, roleID string) (bool, error) {
	holders, err := s.Holders(ctx, roleID)
	if err != nil {
		if _, gone := s.Roles.Get(ctx, roleID); remote.IsNotFound(gone) {
			return false, nil
		}
		return false, err
	}
	return slices.ContainsFunc(holders, func(u api.RoleUser) bool { return u.UserID == userID }), nil
}

// OtherAdmins is how many active people would keep the admin role without one of them, those not counted who leave it in this run.
func (s *Session) OtherAdmins(ctx context.Context, roleID, userID string) (int, error) {
	holders, err := s.Holders(ctx, roleID)
	if err != nil {
		return 0, err
	}
	programs, count := s.Programs(ctx), 0
	for _, holder := range holders {
		if holder.UserID != userID && !holder.IsDeactivated && !programs[holder.UserID] && !s.Memory.Noted(leaving, holder.UserID) {
			count++
		}
	}
	return count, nil
}

// leaving is the remark that this run takes somebody out of the role or the workspace.
const leaving = "leaving"

// Leaves notes that this run takes somebody out of their role, or the workspace.
func (s *Session) Leaves(userID string) { s.Memory.Note(leaving, userID) }

// MovesTo notes that this run gives somebody another role, which is empty where it is not known yet.
func (s *Session) MovesTo(userID, roleID string) {
	s.holders.mu.Lock()
	defer s.holders.mu.Unlock()
	if s.holders.next == nil {
		s.holders.next = map[string]string{}
	}
	s.holders.next[userID] = strings.ToLower(roleID)
	s.Leaves(userID)
}

// NextRole is the role that this run gives somebody, as far as that is planned; empty where it is not.
func (s *Session) NextRole(userID string) string {
	s.holders.mu.Lock()
	defer s.holders.mu.Unlock()
	return s.holders.next[userID]
}

// Left reports whether this run takes somebody out of their role, or the workspace.
func (s *Session) Left(userID string) bool { return s.Memory.Noted(leaving, userID) }

// Stayed notes that somebody is planned to keep their role.
func (s *Session) Stayed(userID string) { s.Memory.Note(staying, userID) }

// Stays reports whether somebody is planned to keep their role.
func (s *Session) Stays(userID string) bool { return s.Memory.Noted(staying, userID) }

// staying is the remark that this run keeps somebody in their role.
const staying = "staying"
