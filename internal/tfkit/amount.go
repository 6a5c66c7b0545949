package tfkit

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// IsSecretAmount accepts 0 and more. The amount may be somebody's pay, so the message does not repeat
// it, and does not point at the attribute either: the CLI would print the line of the configuration.
func IsSecretAmount() validator.Float64 { return secretAmount{} }

type secretAmount struct{}

func (secretAmount) Description(context.Context) string { return "Allowed is a number of 0 or more" }

func (c secretAmount) MarkdownDescription(ctx context.Context) string { return c.Description(ctx) }

func (c secretAmount) ValidateFloat64(ctx context.Context, req validator.Float64Request, resp *validator.Float64Response) {
	if req.ConfigValue.ValueFloat64() < 0 {
		resp.Diagnostics.AddError("Value not allowed", fmt.Sprintf("%s is negative.\n\n%s.", req.Path, c.Description(ctx)))
	}
}
