package reading

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// ValidateConfig makes sure that the object is named in one way: by its id, or by all of its natural key.
func (d *one[R, T, M]) ValidateConfig(_ context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	var configured map[string]tftypes.Value
	if err := req.Config.Raw.As(&configured); err != nil {
		resp.Diagnostics.AddError("Could not read the configuration", err.Error())
		return
	}
	keys := d.lookup.Keys
	for _, name := range append([]string{"id"}, keys...) {
		if !configured[name].IsKnown() {
			return // it may turn out to be null
		}
	}
	given := slices.DeleteFunc(slices.Clone(keys), func(name string) bool { return configured[name].IsNull() })
	lacking := slices.DeleteFunc(slices.Clone(keys), func(name string) bool { return !configured[name].IsNull() })
	byID := !configured["id"].IsNull()
	ways := fmt.Sprintf("A %s is read by its id, or by its %s", d.kind.Noun, strings.Join(keys, " and "))
	if len(keys) > 1 {
		ways += " together"
	}
	switch {
	case byID && len(given) > 0:
		resp.Diagnostics.AddAttributeError(path.Root(given[0]), notAllowed, fmt.Sprintf("%s was given beside id. %s: remove one of the two.", strings.Join(given, " and "), ways))
	case byID || len(lacking) == 0:
	case len(given) > 0:
		resp.Diagnostics.AddAttributeError(path.Root(given[0]), notAllowed, fmt.Sprintf("%s was given without %s. %s.", given[0], lacking[0], ways))
	default:
		resp.Diagnostics.AddError("Value missing", fmt.Sprintf("Neither id nor %s was given. %s. To read all %s, use %s_%s.",
			strings.Join(keys, " and "), ways, d.kind.nouns(), strings.ToLower(d.run.Service()), attribute(d.kind.nouns())))
	}
}

// notAllowed is the summary of what is wrong with values.
const notAllowed = "Value not allowed"
