package viewer

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Declare gives what a configuration says for a project viewer, with the projects that WebWork shows to be as WebWork has it, and what is wrong with that.
func Declare(ctx context.Context, v api.Viewer) ([]tfkit.Declared, diag.Diagnostics) {
	now := fromAPI(v, "")
	if len(v.Projects) > 0 { // as Read has them right after an import
		ids := make([]string, len(v.Projects))
		for i, project := range v.Projects {
			ids[i] = project.ProjectID
		}
		slices.SortFunc(ids, tfkit.CompareIDs)
		now.ProjectIDs = tfkit.SetOfStrings(ids)
	}
	return tfkit.Declare(ctx, resourceSchema(), checks(), now)
}
