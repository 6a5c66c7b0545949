package tfkit

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
)

const longestName = 255

// ID is a computed id that never changes once it is known.
func ID(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Computed: true, MarkdownDescription: description,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// ParentID is the id of an object that this one belongs to and cannot be moved away from. It is checked at plan, since mocked
// providers give "" for ids that are not known yet.
func ParentID(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Required: true, MarkdownDescription: description + " A change replaces the resource.",
		PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace(), CheckNewString(IsID())},
	}
}

// PersonName is a required name of a person.
func PersonName(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Required: true, CustomType: Name(),
		MarkdownDescription: description + " 1 to 255 characters, without spaces around them.",
		PlanModifiers:       []planmodifier.String{KeepSpelling(Name()), CheckNewString(IsTrimmedText(longestName))},
	}
}
