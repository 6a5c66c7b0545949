// Package contract is the room of contracts, which say who works on which project:
// webwork_contract and its data sources.
package contract

import (
	"context"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// kind is how contracts come and go.
func kind(s *session.Session) lifecycle.Kind[api.Contract] {
	return lifecycle.Kind[api.Contract]{
		Noun: "contract", Type: "webwork_contract", Key: []string{"user_id", "project_id"}, Space: session.Contracts,
		Verb: "create", Unique: true, Run: s.Run(),
		ID:       func(c api.Contract) string { return c.ID },
		Describe: func(c api.Contract) string { return tfkit.Describe(label(c), c.ID) },
		Name: func(ctx context.Context, declared lifecycle.Instance) string {
			projectID, userID, _ := strings.Cut(declared.Key, ":")
			member, project := s.ParentMembers().Name(ctx, userID), s.ParentProjects().Name(ctx, projectID)
			if member == "" || project == "" {
				return ""
			}
			return called(member, project)
		},
		Get:      s.Contracts.Get,
		Find:     s.Contracts.Find,
		ImportID: func(want lifecycle.Instance) string { return want.Key }, // project_id:user_id
		Returns: func(ctx context.Context, c api.Contract) (bool, error) {
			member, err := s.ParentMembers().Returns(ctx, c.UserID)
			if member || err != nil {
				return member, err
			}
			return s.ParentProjects().Returns(ctx, c.ProjectID)
		},
		Remove: func(ctx context.Context, id string) error {
			return s.Within(ctx, func(in api.Scope) error { return in.Contracts().Delete(ctx, id) })
		},
		Written: s.Contracts.Written,
	}
}

// label names a contract as people know it, as far as the answer tells.
func label(c api.Contract) string {
	member := "member " + c.UserID
	if c.UserEmail != nil {
		member = *c.UserEmail
	}
	project := "project " + c.ProjectID
	if c.ProjectName != nil {
		project = *c.ProjectName
	}
	return called(member, project)
}

// called names a contract by the names of its parents.
func called(member, project string) string { return member + " on " + project }
