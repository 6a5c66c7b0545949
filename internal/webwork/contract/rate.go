package contract

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// privateRate notes in private state that this resource has sent a rate.
const privateRate = "rate_sent"

// customRate is the rate type of a contract with a rate of its own.
const customRate = 1

// The warnings below do not point at the attribute: the CLI would print the line of the configuration
// that has the rate.

// sentRate notes that a rate was sent, and warns where the answer does not show one. An answer
// without the contract says nothing about it.
func sentRate(ctx context.Context, private tfkit.PrivateWriter, label string, answer *api.Contract, diags *diag.Diagnostics) {
	tfkit.SetPrivate(ctx, private, privateRate, true, diags)
	if answer != nil && answer.Rate == nil {
		diags.AddWarning("Rate not confirmed",
			fmt.Sprintf("The rate of %s was sent but is not confirmed: this account may not view rates or the project is not billable. "+
				"WebWork may have ignored it. State keeps the configured rate.", label))
	}
}

// readRate gives the rate to put into state. A rate that this resource sent stays known while
// WebWork hides it; one that the app replaced by that of the member or project is no longer its own.
func readRate(ctx context.Context, reader tfkit.PrivateReader, writer tfkit.PrivateWriter, known tfkit.Decimal, found api.Contract, diags *diag.Diagnostics) tfkit.Decimal {
	sent, _ := tfkit.GetPrivate[bool](ctx, reader, privateRate, diags)
	switch {
	case !sent:
	case found.Rate == nil:
		return known
	case found.RateType != nil && *found.RateType != customRate:
		tfkit.SetPrivate(ctx, writer, privateRate, false, diags)
	}
	return tfkit.DecimalOfPointer(found.Rate)
}

// warnOfRemovedRate says that a rate which is no longer configured stays.
func warnOfRemovedRate(ctx context.Context, private tfkit.PrivateReader, label string, configured tfkit.Decimal, diags *diag.Diagnostics) {
	sent, _ := tfkit.GetPrivate[bool](ctx, private, privateRate, diags)
	if sent && configured.IsNull() {
		diags.AddWarning("The rate stays",
			fmt.Sprintf("The configuration has no rate for %s any more, but an earlier one set it, and it stays. "+
				"Only the app goes back to the member's or project's rate.", label))
	}
}
