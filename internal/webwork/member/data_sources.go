package member

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// dataListModel is the data source webwork_members.
type dataListModel struct {
	filters

	Members []dataModel `tfsdk:"members"`
}

// filters narrow lists of members.
type filters struct {
	Email  types.String `tfsdk:"email"`
	Status types.String `tfsdk:"status"`
	Role   types.String `tfsdk:"role"`
}

func (f filters) filter() api.MemberFilter {
	return api.MemberFilter{Email: f.Email.ValueString(), Status: f.Status.ValueString(), Role: f.Role.ValueString()}
}

func filterAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"email": reading.EmailFilter(),
		"status": reading.Choice("Only members with this status", tfkit.Choice{
			Values: api.Statuses, Called: map[string]string{"archived": api.StatusLeft, "deleted": api.StatusLeft, "invited": api.StatusInactive, "pending": api.StatusInactive},
		}),
		"role": reading.Choice("Only members with this role", tfkit.Choice{Values: api.Roles, Called: rolesCalled(), More: noJob}),
	}
}

// NewDataSources makes the data source webwork_members.
func NewDataSources() datasource.DataSource {
	return reading.Many(dataKind(),
		"All members of the workspace to whom every given filter applies, however many pages WebWork needs.\n\n"+
			"Archived members are among them where WebWork shows them, which it may do for `status = \"left\"` only; `archived` tells them apart.",
		reading.Listing[*session.Session, api.Member, dataListModel]{
			Filters: filterAttributes(),
			Read: func(ctx context.Context, s *session.Session, config dataListModel) ([]api.Member, error) {
				return session.Matching(ctx, s, s.Members, api.Scope.Members, config.filter())
			},
		})
}
