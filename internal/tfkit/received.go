package tfkit

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Received is what the provider passes to resources and data sources when it is configured; the zero value before that.
func Received[S any](data any, diags *diag.Diagnostics) S {
	var none S
	if data == nil {
		return none
	}
	received, ok := data.(S)
	if !ok {
		diags.AddError("Provider misbuilt", fmt.Sprintf("The provider passed %T where %T belongs. Please report this.", data, none))
	}
	return received
}
