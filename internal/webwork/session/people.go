package session

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// activePeople is how many members and project viewers of the workspace are not archived. Where WebWork does not tell, it
// is how many this run has met, and counted is false.
//
// It depends on nothing but WebWork's answers to the first pages of lists, whichever of these were read before.
func (s *Session) activePeople(ctx context.Context, atLeast int64) (people int64, counted bool) {
	answer := s.flight.DoChan("people", func() (any, error) {
		if s.people == nil {
			count, err := s.countPeople(context.WithoutCancel(ctx))
			if err != nil {
				return nil, err
			}
			s.people = &count
		}
		return *s.people, nil
	})
	select {
	case <-ctx.Done():
	case result := <-answer:
		if count, ok := result.Val.(int64); ok && result.Err == nil && count > 0 {
			return max(count, atLeast), true
		}
	}
	return max(s.Memory.Objects(People), atLeast), false
}

func (s *Session) countPeople(ctx context.Context) (int64, error) {
	members, err := s.Members.First(ctx)
	if err != nil {
		return 0, err
	}
	count, err := s.activeMembers(ctx, members)
	if err != nil || count == 0 {
		return 0, err
	}
	for _, member := range members.Items {
		if member.Role == api.RoleProjectViewer { // members and project viewers are in one list
			return count, nil
		}
	}
	viewers, err := s.Viewers.First(ctx)
	if err != nil {
		return 0, err
	}
	for _, viewer := range viewers.Items {
		if !viewer.Archived() {
			count++
		}
	}
	return count, nil
}

// activeMembers is how many members are not archived, or 0 where that cannot be told from the first page and two more answers.
func (s *Session) activeMembers(ctx context.Context, first remote.Page[api.Member]) (int64, error) {
	var active int64
	for _, member := range first.Items {
		if !member.Archived() {
			active++
		}
	}
	switch {
	case first.Final:
		return active, nil
	case first.Total == remote.UnknownTotal:
		return 0, nil
	}
	scope, err := s.Scope(ctx)
	if err != nil {
		return 0, err
	}
	left, err := scope.Members().Page(ctx, api.MemberFilter{Status: api.StatusLeft}, 1)
	if err != nil || left.Total <= 0 || len(left.Items) == 0 || !left.Items[0].Archived() {
		return int64(first.Total), err
	}
	// Whether the list without a filter shows archived people is not documented: one of them tells.
	shown, err := scope.Members().Page(ctx, api.MemberFilter{Email: left.Items[0].Email}, 1)
	if err != nil || len(shown.Items) == 0 {
		return int64(first.Total), err
	}
	return int64(first.Total - left.Total), nil
}
