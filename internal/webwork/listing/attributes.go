package listing

import (
	"fmt"
	"slices"
	"strings"

	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// IncludeArchived is the attribute include_archived.
func IncludeArchived(description string) dataschema.BoolAttribute {
	return dataschema.BoolAttribute{Optional: true, MarkdownDescription: description + " `false` by default."}
}

// attributes makes the filters of data sources those of list blocks, which have types of their own for the same thing. No list block is
// ever mocked, so that ids can be checked like everything else.
func attributes(filters map[string]dataschema.Attribute) map[string]schema.Attribute {
	all := map[string]schema.Attribute{}
	for name, filter := range filters {
		switch filter := filter.(type) {
		case dataschema.StringAttribute:
			attribute := schema.StringAttribute{
				Optional: true, MarkdownDescription: filter.MarkdownDescription, Validators: slices.Clone(filter.Validators),
			}
			if strings.HasSuffix(name, "_id") {
				attribute.Validators = append(attribute.Validators, tfkit.Validator(tfkit.IsID))
			}
			all[name] = attribute
		case dataschema.BoolAttribute:
			all[name] = schema.BoolAttribute{Optional: true, MarkdownDescription: filter.MarkdownDescription}
		default:
			panic(fmt.Sprintf("listing: no filter can be of type %T", filter))
		}
	}
	return all
}
