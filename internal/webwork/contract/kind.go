// Package contract is the room of contracts, which say who works on which project:
// webwork_contract and its data sources.
package contract

import (
	"context"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// kind is how contracts come and go.
func kind(s *session.Session) lifecycle.Kind[api.Contract] {
	return lifecycle.Kind[api.Contract]{
		Noun: "contract", Type: "webwork_contract", Key: []string{"user_id", "project_id"}, Space: session.Contracts,
		Unique: true, Session: s,
		ID:       func(c api.Contract) string { return c.ID },
		Describe: func(c api.Contract) string { return session.Describe(label(c), c.ID) },
		Name: func(ctx context.Context, declared lifecycle.Instance) string {
			projectID, userID, _ := strings.Cut(declared.Key, ":")
			member, project := lifecycle.Members(s).Name(ctx, userID), lifecycle.Projects(s).Name(ctx, projectID)
			if member == "" || project == "" {
				return ""
			}
			return called(member, project)
		},
		Get:      s.Contracts.Get,
		Find:     s.Contracts.Find,
		ImportID: func(want lifecycle.Instance) string { return want.Key }, // project_id:user_id
		Returns: func(ctx context.Context, c api.Contract) (bool, error) {
			member, err := lifecycle.Members(s).Returns(ctx, c.UserID)
			if member || err != nil {
				return member, err
			}
			return lifecycle.Projects(s).Returns(ctx, c.ProjectID)
		},
		Remove: func(ctx context.Context, id string) error {
			scope, err := s.Scope(ctx)
			if err != nil {
				return err
			}
			return scope.Contracts().Delete(ctx, id)
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
