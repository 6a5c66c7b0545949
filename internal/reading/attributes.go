package reading

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Text is a computed string.
func Text(description string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, MarkdownDescription: description}
}

// Whole is a computed whole number.
func Whole(description string) schema.Int64Attribute {
	return schema.Int64Attribute{Computed: true, MarkdownDescription: description}
}

// Number is a computed number.
func Number(description string) schema.Float64Attribute {
	return schema.Float64Attribute{Computed: true, MarkdownDescription: description}
}

// Flag is a computed bool.
func Flag(description string) schema.BoolAttribute {
	return schema.BoolAttribute{Computed: true, MarkdownDescription: description}
}

// Pay is a computed amount of money that View.Pay fills in.
func Pay(description string) schema.Float64Attribute {
	return schema.Float64Attribute{Computed: true, Sensitive: true, MarkdownDescription: description}
}

// Personal is a computed fact about a person that View.Personal fills in.
func Personal(description string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, Sensitive: true, MarkdownDescription: description}
}

// Email is a computed e-mail address.
func Email() schema.StringAttribute {
	return schema.StringAttribute{
		Computed: true, CustomType: tfkit.Email(), MarkdownDescription: "E-mail address. Compared without regard to case.",
		Validators: []validator.String{tfkit.Validator(tfkit.IsEmail)},
	}
}

// Name is a computed name of something.
func Name() schema.StringAttribute {
	return schema.StringAttribute{
		Computed: true, CustomType: tfkit.Name(), MarkdownDescription: "Name. Compared exactly, but for how Unicode composes letters and for HTML entities.",
		Validators: []validator.String{tfkit.Validator(tfkit.IsNotEmpty)},
	}
}

// Filter is an optional string by which a list is narrowed.
func Filter(description string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, MarkdownDescription: description, Validators: validators}
}

// Choice narrows a list to one of the values.
func Choice(description string, choice tfkit.Choice) schema.StringAttribute {
	return Filter(description+": "+Values(choice.Values)+".", tfkit.Validator(tfkit.IsOneOf(choice)))
}

// Values lists values in a description.
func Values(values []string) string { return "`" + strings.Join(values, "`, `") + "`" }

// EmailFilter narrows a list to the person with an e-mail address.
func EmailFilter() schema.StringAttribute {
	return Filter("Only the one with this e-mail address, compared without regard to case.", tfkit.Validator(tfkit.IsEmail))
}

// IDFilter is an optional id by which a list is narrowed.
func IDFilter(description string) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, MarkdownDescription: description}
}

// checkIDs refuses ids that cannot be any. It is no validator, since mocked providers give "" for ids that are not known yet.
func (k Kind[T, M]) checkIDs(ctx context.Context, config tfsdk.Config, names []string, diags *diag.Diagnostics) {
	ids := k.IDs
	if ids.Are == nil {
		ids = tfkit.NumberIDs()
	}
	for _, name := range slices.Sorted(slices.Values(names)) {
		if name != "id" && !strings.HasSuffix(name, "_id") {
			continue
		}
		var id types.String
		diags.Append(config.GetAttribute(ctx, path.Root(name), &id)...)
		if !id.IsNull() && !ids.Are(id.ValueString()) {
			summary, detail := ids.Wrong(name, id.ValueString())
			diags.AddAttributeError(path.Root(name), summary, detail)
		}
	}
}

// asked is the attribute made one that a configuration may set.
func asked(a schema.Attribute) schema.Attribute {
	switch a := a.(type) {
	case schema.StringAttribute:
		a.Optional = true
		return a
	default:
		return a
	}
}
