package session

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
)

// activePeople is how many people of the workspace are not deactivated, invited ones included. Where the list of users is not one that is
// sure to be whole, it is how many this run has met, and counted is false.
//
// It depends on nothing but awork's answers, whichever of these were read before.
func (s *Session) activePeople(ctx context.Context, atLeast int64) (people int64, counted bool) {
	count, err := once(ctx, s, "people", func(ctx context.Context) (int64, error) {
		if s.people == nil {
			count, err := s.countPeople(ctx)
			if err != nil {
				return 0, err
			}
			s.people = &count
		}
		return *s.people, nil
	})
	if err != nil || count == 0 {
		return max(s.Memory.Objects(People), atLeast), false
	}
	return max(count, atLeast), true
}

func (s *Session) countPeople(ctx context.Context) (int64, error) {
	users, err := s.Users.All(ctx)
	if err != nil {
		return 0, err
	}
	programs := s.Programs(ctx)
	var count int64
	for _, user := range users {
		if !user.Inactive() && !user.Deleted() && !programs[user.ID] && IsPerson(user) {
			count++
		}
	}
	return count, nil
}

// IsPerson reports whether a user is one of the workspace's own people, as far as the user alone tells: programs look like people.
func IsPerson(user api.User) bool { return !user.IsAgent && !user.IsExternal }
