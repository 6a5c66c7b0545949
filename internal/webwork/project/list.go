package project

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

// listModel is the list resource webwork_project.
type listModel struct {
	Name            types.String `tfsdk:"name"`
	IncludeArchived types.Bool   `tfsdk:"include_archived"`
}

// NewListResource makes the list resource webwork_project.
func NewListResource() list.ListResource {
	attributes := filterAttributes()
	attributes["include_archived"] = listing.IncludeArchived("Whether archived projects are listed, too, where WebWork shows them. " +
		"They are imported with `archived = true`, which keeps them archived.")
	return listing.New(listing.Kind[api.Project, listModel]{
		Type: "project", Noun: "project", Filters: attributes,
		Description: "The projects of the workspace, or those whose name contains a text, for taking them under control. Archived projects are left out unless they are asked for.",
		Find: func(ctx context.Context, s *session.Session, config listModel) ([]api.Project, error) {
			found, err := session.Listed(ctx, s, s.Projects, api.Scope.Projects, api.ProjectFilter{Name: config.Name.ValueString()})
			return slices.DeleteFunc(found, func(p api.Project) bool { return p.Archived() && !config.IncludeArchived.ValueBool() }), err
		},
		In:    func(s *session.Session) listing.Completer[api.Project] { return s.Projects },
		Order: reading.ByID[api.Project],
		Label: func(p api.Project) string { return listing.Marked(p.Name, "archived", p.Archived()) },
		Show: func(p api.Project, workspaceID string) (any, any) {
			shown := fromAPI(p, workspaceID, model{})
			return shown, shown.identity()
		},
	})
}
