package session

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// ContactModel is a way to reach a user or a company, as data sources show it.
type ContactModel struct {
	ID           types.String `tfsdk:"id"`
	Type         types.String `tfsdk:"type"`
	SubType      types.String `tfsdk:"sub_type"`
	Value        types.String `tfsdk:"value"`
	Label        types.String `tfsdk:"label"`
	AddressLine1 types.String `tfsdk:"address_line1"`
	AddressLine2 types.String `tfsdk:"address_line2"`
	ZipCode      types.String `tfsdk:"zip_code"`
	City         types.String `tfsdk:"city"`
	State        types.String `tfsdk:"state"`
	Country      types.String `tfsdk:"country"`
}

// TagModel is a tag, as data sources show it.
type TagModel struct {
	Name  types.String `tfsdk:"name"`
	Color types.String `tfsdk:"color"`
}

// ShowContact is a contact info as data sources show it.
func ShowContact(c api.ContactInfo) ContactModel {
	return ContactModel{
		ID: types.StringValue(c.ID), Type: types.StringValue(c.Type), SubType: tfkit.StringOrNull(c.SubType),
		Value: types.StringPointerValue(c.Value), Label: types.StringPointerValue(c.Label),
		AddressLine1: types.StringPointerValue(c.AddressLine1), AddressLine2: types.StringPointerValue(c.AddressLine2),
		ZipCode: types.StringPointerValue(c.ZipCode), City: types.StringPointerValue(c.City),
		State: types.StringPointerValue(c.State), Country: types.StringPointerValue(c.Country),
	}
}

// ShowTags are tags as data sources show them: none is an empty list.
func ShowTags(tags []api.Tag) []TagModel {
	shown := make([]TagModel, len(tags))
	for i, tag := range tags {
		shown[i] = TagModel{Name: types.StringValue(tag.Name), Color: types.StringPointerValue(tag.Color)}
	}
	return shown
}
