package company

import (
	"context"
	"fmt"
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

// NewDataSource makes the data source awork_company.
func NewDataSource() datasource.DataSource {
	return reading.One(dataKind(),
		"A company of the workspace, by exactly one of `id` and `name`. None found is an error, and so are several of the name.",
		reading.Lookup[*session.Session, api.Company, dataModel]{
			Keys: []string{"name"},
			Wanted: func(m dataModel) reading.Wanted {
				name := m.Name.ValueString()
				return reading.Wanted{ID: strings.ToLower(m.ID.ValueString()), Key: api.NameKey(name), Label: fmt.Sprintf("%q", name)}
			},
			In: func(s *session.Session) reading.Finder[api.Company] { return s.Companies },
		})
}

// dataListModel is the data source awork_companies.
type dataListModel struct {
	Name      types.String `tfsdk:"name"`
	Industry  types.String `tfsdk:"industry"`
	Filter    types.String `tfsdk:"filter"`
	Companies []dataModel  `tfsdk:"companies"`
}

// NewDataSources makes the data source awork_companies.
func NewDataSources() datasource.DataSource {
	return reading.Many(dataKind(),
		"All companies of the workspace to which every given filter applies, however many pages awork needs.",
		reading.Listing[*session.Session, api.Company, dataListModel]{
			Filters: map[string]schema.Attribute{
				"name":     reading.Filter("Only companies whose name contains this text, compared without regard to case.", tfkit.Validator(tfkit.IsNotEmpty)),
				"industry": reading.Filter("Only companies of this industry, compared without regard to case.", tfkit.Validator(tfkit.IsNotEmpty)),
				"filter": reading.Filter("Filter that awork applies, written as its API takes it in `filterby`, such as `startswith(name, 'A')`. "+
					"Whatever comes from elsewhere belongs into it only as a quoted text, with `'` doubled.", tfkit.Validator(tfkit.IsNotEmpty)),
			},
			Read: matching,
		})
}

// matching reads the companies that a configuration asks for. Names are compared here: how awork compares them is not documented.
func matching(ctx context.Context, s *session.Session, config dataListModel) ([]api.Company, error) {
	found, err := listed(ctx, s, config.Filter.ValueString())
	if err != nil {
		return nil, err
	}
	name := strings.ToLower(api.NameKey(config.Name.ValueString()))
	return slices.DeleteFunc(slices.Clone(found), func(c api.Company) bool {
		industry := ""
		if c.Industry != nil {
			industry = *c.Industry
		}
		return !strings.Contains(strings.ToLower(c.Key()), name) || !config.Industry.IsNull() && !strings.EqualFold(industry, config.Industry.ValueString())
	}), nil
}

// listed reads all companies, or those that a filter of awork's lets through, with every field.
func listed(ctx context.Context, s *session.Session, where string) ([]api.Company, error) {
	if where == "" {
		all, err := s.Companies.All(ctx)
		if err != nil {
			return nil, err
		}
		return s.Companies.Complete(ctx, all)
	}
	client, err := s.Client(ctx)
	if err != nil {
		return nil, err
	}
	found, err := remote.All(ctx, client.Companies(), api.CompanyFilter{Where: where}, api.Company.ObjectID)
	if err != nil {
		return nil, err
	}
	return s.Companies.Complete(ctx, found)
}
