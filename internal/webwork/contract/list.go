package contract

import (
	"cmp"
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/listing"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// NewListResource makes the list resource webwork_contract.
func NewListResource() list.ListResource {
	return listing.New(listing.Kind[api.Contract, filters]{
		Type: "contract", Noun: "contract", Filters: filterAttributes(),
		Description: "The contracts of the workspace to which every given filter applies, for taking them under control. Paused ones are among them, and those of archived members " +
			"and projects where WebWork shows them; `project_id`, `user_id` and `status` narrow the list.",
		Find: func(ctx context.Context, s *session.Session, config filters) ([]api.Contract, error) {
			return session.Listed(ctx, s, s.Contracts, api.Scope.Contracts, config.filter())
		},
		In:    func(s *session.Session) listing.Completer[api.Contract] { return s.Contracts },
		Order: reading.ByID[api.Contract],
		Label: func(c api.Contract) string {
			return listing.Marked(who(c)+" on "+what(c), api.ContractPaused, c.Status == api.ContractPaused)
		},
		Show: func(c api.Contract, workspaceID string) (any, any) {
			shown := fromAPI(c, workspaceID)
			return shown, shown.identity()
		},
	})
}

// who is the member of a contract as people know them, as far as the answer tells.
func who(c api.Contract) string {
	name := strings.TrimSpace(text(c.UserFirstName) + " " + text(c.UserLastName))
	return cmp.Or(name, text(c.UserEmail), "member "+c.UserID)
}

// what is the project of a contract, likewise.
func what(c api.Contract) string { return cmp.Or(text(c.ProjectName), "project "+c.ProjectID) }

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
