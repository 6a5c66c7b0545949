// Package contract is the room of contracts, which say who works on which project:
// webwork_contract and its data sources.
package contract

import (
	"strconv"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// kind is how contracts come and go.
func kind(s *session.Session) lifecycle.Deletable[api.Contract] {
	return lifecycle.Deletable[api.Contract]{
		Noun:     "contract",
		Type:     "webwork_contract",
		Key:      []string{"user_id", "project_id"},
		Claims:   session.Contracts,
		Session:  s,
		ID:       func(c api.Contract) string { return strconv.FormatInt(c.ID, 10) },
		Describe: describe,
		Find:     s.Contracts.Find,
		Written:  func(key string) { s.Contracts.Written(0, key) },
		ImportID: func(key string) string { return key }, // project_id:user_id
		Returned: func(c api.Contract) bool {
			return s.IsRestoring(session.People, c.UserID) || s.IsRestoring(session.Projects, c.ProjectID)
		},
	}
}

// describe names a contract as people know it, as far as the answer tells.
func describe(c api.Contract) string {
	member := "member " + strconv.FormatInt(c.UserID, 10)
	if c.UserEmail != nil {
		member = *c.UserEmail
	}
	project := "project " + strconv.FormatInt(c.ProjectID, 10)
	if c.ProjectName != nil {
		project = *c.ProjectName
	}
	return session.Describe("the contract of "+member+" in "+project, c.ID)
}
