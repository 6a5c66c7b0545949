// Package features is the room of the features to which roles give access. They can be read only.
package features

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// NewDataSource makes the data source awork_features.
func NewDataSource() datasource.DataSource {
	return reading.Sole(
		reading.Kind[known, dataModel]{Noun: "features", Attributes: dataAttributes(), Show: show},
		"The features to which roles give access, by the keys that `permissions` of `awork_role` has. awork adds some from time to time.",
		func(ctx context.Context, s *session.Session) (k known, err error) {
			err = s.Within(ctx, func(c api.Client) error {
				if k.workspace, err = c.Features(ctx); err != nil {
					return err
				}
				k.project, err = c.ProjectFeatures(ctx)
				return err
			})
			return k, err
		})
}

// known are the features that there are.
type known struct{ workspace, project []string }

type dataModel struct {
	Features        types.Set `tfsdk:"features"`
	ProjectFeatures types.Set `tfsdk:"project_features"`
}

func show(k known, _ reading.View) dataModel {
	return dataModel{Features: tfkit.SetOfStrings(k.workspace), ProjectFeatures: tfkit.SetOfStrings(k.project)}
}

func dataAttributes() map[string]schema.Attribute {
	keys := func(description string) schema.SetAttribute {
		return schema.SetAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: description}
	}
	return map[string]schema.Attribute{
		"features":         keys("Features to which roles give access, such as `project-create`."),
		"project_features": keys("Features to which roles within projects give access."),
	}
}
