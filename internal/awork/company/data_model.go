package company

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// dataModel is a company as data sources show one.
type dataModel struct {
	ID                      types.String           `tfsdk:"id"`
	WorkspaceID             types.String           `tfsdk:"workspace_id"`
	Name                    tfkit.String           `tfsdk:"name"`
	Description             types.String           `tfsdk:"description"`
	Industry                types.String           `tfsdk:"industry"`
	ContactInfos            []session.ContactModel `tfsdk:"contact_infos"`
	Tags                    []session.TagModel     `tfsdk:"tags"`
	ProjectsCount           types.Int64            `tfsdk:"projects_count"`
	ProjectsInProgressCount types.Int64            `tfsdk:"projects_in_progress_count"`
	HasImage                types.Bool             `tfsdk:"has_image"`
	IsExternal              types.Bool             `tfsdk:"is_external"`
	ResourceVersion         types.Int64            `tfsdk:"resource_version"`
	CreatedOn               types.String           `tfsdk:"created_on"`
	CreatedBy               types.String           `tfsdk:"created_by"`
	UpdatedOn               types.String           `tfsdk:"updated_on"`
	UpdatedBy               types.String           `tfsdk:"updated_by"`
}

// dataKind is how data sources show companies.
func dataKind() reading.Kind[api.Company, dataModel] {
	return reading.Kind[api.Company, dataModel]{
		Noun: "company", Nouns: "companies", Attributes: dataAttributes(), Show: show, Order: reading.ByID[api.Company], IDs: tfkit.GUIDs(),
	}
}

func show(c api.Company, view reading.View) dataModel {
	shown := dataModel{
		ID:                      types.StringValue(c.ID),
		WorkspaceID:             view.WorkspaceID,
		Name:                    tfkit.Name().Of(c.Name),
		Description:             types.StringPointerValue(tfkit.NonEmpty(c.Description)),
		Industry:                types.StringPointerValue(tfkit.NonEmpty(c.Industry)),
		ContactInfos:            []session.ContactModel{},
		Tags:                    session.ShowTags(c.Tags),
		ProjectsCount:           types.Int64PointerValue(c.ProjectsCount),
		ProjectsInProgressCount: types.Int64PointerValue(c.ProjectsInProgressCount),
		HasImage:                types.BoolPointerValue(c.HasImage),
		IsExternal:              types.BoolValue(c.IsExternal),
		ResourceVersion:         types.Int64PointerValue(c.ResourceVersion),
		CreatedOn:               types.StringPointerValue(c.CreatedOn),
		CreatedBy:               types.StringPointerValue(c.CreatedBy),
		UpdatedOn:               types.StringPointerValue(c.UpdatedOn),
		UpdatedBy:               types.StringPointerValue(c.UpdatedBy),
	}
	for _, contact := range c.Contacts {
		shown.ContactInfos = append(shown.ContactInfos, session.ShowContact(contact))
	}
	return shown
}

func dataAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":           reading.Text("Id of the company, the `company_id` of projects."),
		"workspace_id": reading.Text("Id of the workspace that the company belongs to."),
		"name":         reading.Name(),
		"description":  reading.Text("Description; null where there is none."),
		"industry":     reading.Text("Industry; null where there is none."),
		"contact_infos": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "Ways to reach the company.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"id":            reading.Text("Id of the contact info."),
				"type":          reading.Text("`phone`, `email`, `address`, `url` or `custom`."),
				"sub_type":      reading.Text("Which of that type, such as `invoice`."),
				"value":         reading.Text("The number or address."),
				"label":         reading.Text("What a custom one is called."),
				"address_line1": reading.Text("First line of an address."),
				"address_line2": reading.Text("Second line of an address."),
				"zip_code":      reading.Text("Postal code."),
				"city":          reading.Text("City."),
				"state":         reading.Text("State."),
				"country":       reading.Text("Country, in two letters."),
			}},
		},
		"tags": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "Tags of the company.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"name": reading.Text("Name."), "color": reading.Text("Colour."),
			}},
		},
		"projects_count":             reading.Whole("How many projects are for the company."),
		"projects_in_progress_count": reading.Whole("How many of them are in progress."),
		"has_image":                  reading.Flag("Whether the company has a picture."),
		"is_external":                reading.Flag("Whether it is a company of another workspace."),
		"resource_version":           reading.Whole("Number of the version of the company, which grows with each change."),
		"created_on":                 reading.Text("When the company was created."),
		"created_by":                 reading.Text("Id of the user who did so."),
		"updated_on":                 reading.Text("When the company was last changed."),
		"updated_by":                 reading.Text("Id of the user who did so."),
	}
}
