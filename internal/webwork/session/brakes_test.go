package session_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// crowd is a WebWork that has only people.
type crowd struct {
	api.Client
	api.Scope

	members  []api.Member // of the first page
	total    int
	left     int // how many have left
	shown    bool
	viewers  []api.Viewer
	failing  bool
	requests []string
}

func (c *crowd) Workspaces(context.Context) ([]api.Workspace, error) {
	return []api.Workspace{{ID: "1", Role: api.RoleOwner}}, nil
}
func (c *crowd) In(string) api.Scope        { return c }
func (c *crowd) Documented() api.Documented { return api.Documented{} }
func (c *crowd) Capabilities() api.Capabilities {
	return api.Capabilities{Workspaces: true, Filters: true}
}
func (c *crowd) Members() api.Members { return crowdMembers{c: c} }
func (c *crowd) Viewers() api.Viewers { return crowdViewers{c: c} }

type crowdMembers struct {
	api.Members

	c *crowd
}

func (m crowdMembers) Page(_ context.Context, filter api.MemberFilter, page int) (remote.Page[api.Member], error) {
	m.c.requests = append(m.c.requests, strings.Join(strings.Fields(fmt.Sprintf("members %s%s %d", filter.Status, filter.Email, page)), " "))
	gone := api.Member{ID: "9", Email: "gone@example.com", Status: api.StatusLeft}
	switch {
	case m.c.failing:
		return remote.Page[api.Member]{}, errors.New("no answer")
	case filter.Status == api.StatusLeft && m.c.left > 0:
		return remote.Page[api.Member]{Items: []api.Member{gone}, Total: m.c.left, LastPage: m.c.left, Final: m.c.left == 1}, nil
	case filter.Status == api.StatusLeft, filter.Email != "" && !m.c.shown:
		return remote.Page[api.Member]{Total: 0, LastPage: 1, Final: true}, nil
	case filter.Email != "":
		return remote.Page[api.Member]{Items: []api.Member{gone}, Total: 1, LastPage: 1, Final: true}, nil
	}
	last := 1
	if m.c.total > len(m.c.members) {
		last = 2
	}
	return remote.Page[api.Member]{Items: m.c.members, Total: m.c.total, LastPage: last, Final: last == 1}, nil
}

type crowdViewers struct {
	api.Viewers

	c *crowd
}

func (v crowdViewers) Page(context.Context, api.ViewerFilter, int) (remote.Page[api.Viewer], error) {
	v.c.requests = append(v.c.requests, "viewers 1")
	return remote.Page[api.Viewer]{Items: v.c.viewers, Total: remote.UnknownTotal, Final: true}, nil
}

func members(active, archived int) []api.Member {
	all := make([]api.Member, active+archived)
	for i := range all {
		all[i] = api.Member{ID: fmt.Sprint(100 + i), Status: api.StatusActive}
		if i >= active {
			all[i].Status = api.StatusLeft
		}
	}
	return all
}

func TestShareOfArchivals(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		crowd
		share     float64
		archivals int
		want      string // the beginning of the problem; empty where there is none
		requests  string
	}{
		"four are few":                     {crowd: crowd{members: members(5, 0), total: 5}, share: 0.25, archivals: 4},
		"five of sixteen":                  {crowd: crowd{members: members(16, 0), total: 16}, share: 0.25, archivals: 5, want: "This plan archives at least 5 of 16 people (31 %); max_archival_share allows 25 %.", requests: "members 1, viewers 1"},
		"five of twenty":                   {crowd: crowd{members: members(20, 0), total: 20}, share: 0.25, archivals: 5, requests: "members 1, viewers 1"},
		"six of twenty":                    {crowd: crowd{members: members(20, 0), total: 20}, share: 0.25, archivals: 9, want: "This plan archives at least 6 of 20 people (30 %)", requests: "members 1, viewers 1"},
		"archived people do not count":     {crowd: crowd{members: members(16, 40), total: 56}, share: 0.25, archivals: 5, want: "This plan archives at least 5 of 16 people", requests: "members 1, viewers 1"},
		"project viewers count":            {crowd: crowd{members: members(16, 0), total: 16, viewers: make([]api.Viewer, 4)}, share: 0.25, archivals: 5, requests: "members 1, viewers 1"},
		"but not twice":                    {crowd: crowd{members: append(members(15, 0), api.Member{ID: "1", Role: api.RoleProjectViewer}), total: 16, viewers: make([]api.Viewer, 4)}, share: 0.25, archivals: 5, want: "This plan archives at least 5 of 16", requests: "members 1"},
		"many pages":                       {crowd: crowd{members: members(100, 0), total: 500}, share: 0.25, archivals: 126, want: "This plan archives at least 126 of 500 people (25 %)", requests: "members 1, members left 1, viewers 1"},
		"many pages, archived ones shown":  {crowd: crowd{members: members(100, 0), total: 500, left: 400, shown: true}, share: 0.25, archivals: 26, want: "This plan archives at least 26 of 100", requests: "members 1, members left 1, members gone@example.com 1, viewers 1"},
		"many pages, archived ones hidden": {crowd: crowd{members: members(100, 0), total: 500, left: 400}, share: 0.25, archivals: 126, want: "This plan archives at least 126 of 500", requests: "members 1, members left 1, members gone@example.com 1, viewers 1"},
		"no total can be learnt":           {crowd: crowd{failing: true}, share: 0.25, archivals: 5, want: "This plan archives at least 5 of 5 people (100 %); max_archival_share allows 25 %. Is the roster complete? How many people there are could not be learnt, so only those of this run count.", requests: "members 1"},
		"everything is allowed":            {crowd: crowd{members: members(5, 0), total: 5}, share: 1, archivals: 5},
		"nothing is allowed":               {crowd: crowd{members: members(500, 0), total: 500}, share: 0, archivals: 5, want: "This plan archives at least 5 of 500 people (1 %); max_archival_share allows 0 %.", requests: "members 1, viewers 1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := &c.crowd
			s := session.New(client, session.Settings{MaxArchivalShare: c.share}, nil)
			var problems []string
			for i := range c.archivals {
				for range 2 { // Terraform may plan one address twice
					if problem := s.Brakes().Remove(t.Context(), fmt.Sprint(100+i)); problem != nil {
						problems = append(problems, problem.Summary+": "+problem.Detail)
					}
				}
			}
			switch {
			case c.want == "" && len(problems) > 0, c.want != "" && len(problems) != 1:
				t.Errorf("got %q, want one %q", problems, c.want)
			case c.want != "" && !strings.HasPrefix(problems[0], "Plan stopped: "+c.want):
				t.Errorf("got %q, want %q", problems[0], c.want)
			case c.want != "" && !strings.Contains(problems[0], "WEBWORK_MAX_ARCHIVAL_SHARE=1. To take resources out of Terraform without archiving"):
				t.Errorf("the ways out are missing in %q", problems[0])
			}
			if got := strings.Join(client.requests, ", "); !c.failing && got != c.requests {
				t.Errorf("asked for %q, want %q", got, c.requests)
			}
		})
	}
}

// All brakes of a plan together stop it once.
func TestOneErrorForAllBrakes(t *testing.T) {
	t.Parallel()
	s := session.New(&crowd{}, session.Settings{MaxInvitations: new(int64(1)), MaxArchivals: new(int64(1)), MaxArchivalShare: 1}, nil)
	told := 0
	for i := range 5 {
		if s.Brakes().Invite(fmt.Sprint("p", i)) != nil {
			told++
		}
		if s.Brakes().Remove(t.Context(), fmt.Sprint(i)) != nil {
			told++
		}
	}
	if told != 1 {
		t.Errorf("the plan was stopped %d times, want once", told)
	}
}
