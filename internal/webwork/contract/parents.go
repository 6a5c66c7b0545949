package contract

import (
	"context"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// obstacle says which parent of a new contract is archived or not shown; it is empty where none is.
// What this run restores or has just written is taken for active without asking, unless asked for
// everything.
func obstacle(ctx context.Context, s *session.Session, planned model, everything bool) (string, error) {
	var obstacles []string
	members := lifecycle.ParentKind[api.Member]{
		Noun: "member", Claims: session.People, Session: s, From: s.Members,
		Label: func(m api.Member) string { return m.Email },
	}
	if id := planned.UserID.ValueInt64(); everything || !members.Expected(id) {
		member, err := members.Read(ctx, id)
		if err != nil {
			return "", err
		}
		if member.Obstacle != "" {
			obstacles = append(obstacles, member.Obstacle)
		}
	}
	projects := lifecycle.ParentKind[api.Project]{
		Noun: "project", Claims: session.Projects, Session: s, From: s.Projects,
		Label: func(p api.Project) string { return p.Name },
	}
	if id := planned.ProjectID.ValueInt64(); everything || !projects.Expected(id) {
		project, err := projects.Read(ctx, id)
		if err != nil {
			return "", err
		}
		if project.Obstacle != "" {
			obstacles = append(obstacles, project.Obstacle)
		}
	}
	return strings.Join(obstacles, " and "), nil
}
