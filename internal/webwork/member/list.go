package member

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/listing"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// listModel is the list resource webwork_member.
type listModel struct {
	filters

	IncludeArchived types.Bool `tfsdk:"include_archived"`
}

// NewListResource makes the list resource webwork_member.
func NewListResource() list.ListResource {
	attributes := filterAttributes()
	attributes["include_archived"] = listing.IncludeArchived("Whether archived members are listed, too. They are imported with `archived = true`, which keeps them archived. " +
		"With `status = \"left\"` they are listed anyway.")
	return listing.New(listing.Kind[api.Member, listModel]{
		Type: "member", Noun: "member", Filters: attributes,
		Description: "The members of the workspace to whom every given filter applies, for taking them under control.\n\n" +
			"Archived members are left out unless they are asked for. So are project viewers, who are members of the role `Project viewer` to WebWork: list them with " +
			"`webwork_project_viewer`, or by `role`, but never manage one person as both. Owners, and the account that Terraform itself uses, are listed: once they are imported, " +
			"no plan may archive the last Owner or the account itself, nor demote them. To leave Owners to the app, list by `role`.",
		Find:  listed,
		In:    func(s *session.Session) listing.Completer[api.Member] { return s.Members },
		Order: reading.ByID[api.Member],
		Label: func(m api.Member) string {
			return listing.Marked(listing.Person(m.FirstName, m.LastName, m.Email), "archived", m.Archived())
		},
		Show: func(m api.Member, workspaceID string) (any, any) {
			shown := fromAPI(m, workspaceID)
			return shown, shown.identity()
		},
	})
}

// listed reads the members that a list block asks for.
func listed(ctx context.Context, s *session.Session, config listModel) ([]api.Member, error) {
	filter := config.filter()
	found, err := session.Listed(ctx, s, s.Members, api.Scope.Members, filter)
	if err != nil {
		return nil, err
	}
	archivedToo := config.IncludeArchived.ValueBool() || filter.Status == api.StatusLeft
	if archivedToo && filter.Status == "" { // whether a list without a filter shows archived people is not documented
		filter.Status = api.StatusLeft
		left, err := session.Listed(ctx, s, s.Members, api.Scope.Members, filter)
		if err != nil {
			return nil, err
		}
		found = append(found, left...)
	}
	return slices.DeleteFunc(found, func(m api.Member) bool {
		viewer := m.Role == api.RoleProjectViewer && filter.Role == ""
		return viewer || m.Archived() && !archivedToo
	}), nil
}
