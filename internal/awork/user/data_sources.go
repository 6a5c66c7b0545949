package user

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// dataListModel is the data source awork_users.
type dataListModel struct {
	Status          types.String `tfsdk:"status"`
	RoleID          types.String `tfsdk:"role_id"`
	TeamID          types.String `tfsdk:"team_id"`
	Kind            types.String `tfsdk:"kind"`
	IncludeArchived types.Bool   `tfsdk:"include_archived"`
	Filter          types.String `tfsdk:"filter"`
	Users           []dataModel  `tfsdk:"users"`
}

// NewDataSources makes the data source awork_users.
func NewDataSources() datasource.DataSource {
	return reading.Many(dataKind(),
		"All users of the workspace to whom every given filter applies, however many pages awork needs. Programs, agents and people of other workspaces are users as well; `kind` tells them apart.",
		reading.Listing[*session.Session, somebody, dataListModel]{
			Filters: map[string]schema.Attribute{
				"status": reading.Choice("Only users with this status", tfkit.Choice{
					Values: statuses(), Called: map[string]string{"invited": api.StatusPending, "inactive": api.StatusDeactivated},
				}),
				"role_id": reading.IDFilter("Only users who have this role."),
				"team_id": reading.IDFilter("Only users who are in this team."),
				"kind":    reading.Choice("Only users of this kind", tfkit.Choice{Values: kinds(), Called: map[string]string{"user": person, "human": person}}),
				"include_archived": schema.BoolAttribute{
					Optional: true, MarkdownDescription: "Whether archived users are among them, `false` by default. With `status = \"archived\"` they are in any case.",
				},
				"filter": reading.Filter("Filter that awork applies, written as its API takes it in `filterby`, such as `startswith(lastName, 'D')`. " +
					"Whatever comes from elsewhere belongs into it only as a quoted text, with `'` doubled."),
			},
			Read: matching,
		})
}

// matching reads the users that a configuration asks for.
func matching(ctx context.Context, s *session.Session, config dataListModel) ([]somebody, error) {
	users, err := listed(ctx, s, config.Filter.ValueString())
	if err != nil {
		return nil, err
	}
	holders := map[string]bool{}
	if role := strings.ToLower(config.RoleID.ValueString()); role != "" {
		found, err := s.Holders(ctx, role)
		if err != nil {
			return nil, err
		}
		for _, holder := range found {
			holders[holder.UserID] = true
		}
	}
	return slices.DeleteFunc(known(ctx, s, users...), func(u somebody) bool {
		team := config.TeamID.ValueString()
		switch {
		case u.Deleted(), !config.RoleID.IsNull() && !holders[u.ID]:
			return true
		case !config.TeamID.IsNull() && !slices.ContainsFunc(u.Teams, func(t api.UserTeam) bool { return strings.EqualFold(t.ID, team) }):
			return true
		case !config.Kind.IsNull() && u.kind != config.Kind.ValueString():
			return true
		case !config.Status.IsNull():
			return u.Status() != config.Status.ValueString()
		}
		return u.IsArchived && !config.IncludeArchived.ValueBool()
	}), nil
}

// listed reads all users, or those that a filter of awork's lets through, with every field.
func listed(ctx context.Context, s *session.Session, where string) ([]api.User, error) {
	if where == "" {
		all, err := s.Users.All(ctx)
		if err != nil {
			return nil, err
		}
		return s.Users.Complete(ctx, all)
	}
	client, err := s.Client(ctx)
	if err != nil {
		return nil, err
	}
	found, err := remote.All(ctx, client.Users(), api.UserFilter{Archived: true, Where: where}, api.User.ObjectID)
	if err != nil {
		return nil, err
	}
	return s.Users.Complete(ctx, found)
}
