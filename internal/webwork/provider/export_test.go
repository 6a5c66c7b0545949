package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// Schema describes the provider block.
func Schema() schema.Schema { return providerSchema() }

// Read gives the connection that a provider block and an environment describe, and which settings
// are not known yet.
func Read(ctx context.Context, getenv func(string) string, config tfsdk.Config, agent string) (Connection, []string, diag.Diagnostics) {
	s := newSettings(getenv)
	var block model
	s.Diags.Append(config.Get(ctx, &block)...)
	connection := read(ctx, s, block, agent)
	return connection, s.Unknown, s.Diags
}

// CheckExpiry looks at the expiry that a token tells of itself.
func CheckExpiry(token string, now time.Time) diag.Diagnostics { return checkExpiry(token, now) }
