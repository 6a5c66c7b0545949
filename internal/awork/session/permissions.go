package session

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// LevelsType is the type of the access levels of one feature.
func LevelsType() attr.Type { return types.SetType{ElemType: types.StringType} }

// Permitted are permissions as an attribute has them: the access levels of each feature.
func Permitted(all []api.Permission) types.Map {
	features := map[string]attr.Value{}
	for _, permission := range all {
		if len(permission.Levels) > 0 {
			features[permission.Feature] = tfkit.SetOfStrings(permission.Levels)
		}
	}
	return types.MapValueMust(LevelsType(), features)
}
