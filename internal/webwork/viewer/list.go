package viewer

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

// listModel is the list resource webwork_project_viewer.
type listModel struct {
	Email           types.String `tfsdk:"email"`
	IncludeArchived types.Bool   `tfsdk:"include_archived"`
}

// NewListResource makes the list resource webwork_project_viewer.
func NewListResource() list.ListResource {
	attributes := filterAttributes()
	attributes["include_archived"] = listing.IncludeArchived("Whether archived project viewers are listed, too, where WebWork shows them. " +
		"They are imported with `archived = true`, which keeps them archived.")
	return listing.New(listing.Kind[api.Viewer, listModel]{
		Type: "project_viewer", Noun: "project viewer", Filters: attributes,
		Description: "The project viewers of the workspace, or the one with an e-mail address, for taking them under control. Archived ones are left out unless they are asked for.\n\n" +
			"Generated configuration has the projects of each in `project_ids`. Do not also list their `webwork_project_viewer_assignment`s: projects are managed in one of the two ways.",
		Find: func(ctx context.Context, s *session.Session, config listModel) ([]api.Viewer, error) {
			found, err := session.Listed(ctx, s, s.Viewers, api.Scope.Viewers, api.ViewerFilter{Email: config.Email.ValueString()})
			return slices.DeleteFunc(found, func(v api.Viewer) bool { return v.Archived() && !config.IncludeArchived.ValueBool() }), err
		},
		In:    func(s *session.Session) listing.Completer[api.Viewer] { return s.Viewers },
		Order: reading.ByID[api.Viewer],
		Label: func(v api.Viewer) string {
			return listing.Marked(listing.Person(v.FirstName, v.LastName, v.Email), "archived", v.Archived())
		},
		Show: func(v api.Viewer, workspaceID string) (any, any) {
			shown := fromAPI(v, workspaceID)
			shown.ProjectIDs = imported(v)
			return shown, shown.identity()
		},
	})
}
