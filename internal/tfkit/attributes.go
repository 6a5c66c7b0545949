package tfkit

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
)

// ID is a computed id that never changes once it is known.
func ID(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Computed: true, MarkdownDescription: description,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// ParentID is the id of an object that this one belongs to and cannot be moved away from.
func ParentID(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Required: true, MarkdownDescription: description + " A change replaces the resource.",
		PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
	}
}

// IsPersonName accepts what PersonName describes.
func IsPersonName(text string) Fault {
	const longest = 255
	return IsName(longest)(text)
}

// PersonName is a required name of a person.
func PersonName(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Required: true, CustomType: Name(),
		MarkdownDescription: description + " 1 to 255 characters, without spaces around them.",
		PlanModifiers:       []planmodifier.String{KeepSpelling(Name())},
	}
}
