package tfkit

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

const longestName = 255

// ID is a computed number that never changes once it is known.
func ID(description string) schema.Int64Attribute {
	return schema.Int64Attribute{
		Computed: true, MarkdownDescription: description,
		PlanModifiers: []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
	}
}

// ParentID is the id of an object that this one belongs to and cannot be moved away from.
func ParentID(description string) schema.Int64Attribute {
	return schema.Int64Attribute{
		Required: true, MarkdownDescription: description + " A change replaces the resource.",
		Validators:    []validator.Int64{int64validator.AtLeast(1)},
		PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplace()},
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
