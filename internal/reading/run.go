package reading

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Run is what one run of the provider offers to its data sources.
type Run interface {
	// Service is the service as people call it, known before the provider is configured. In lower case it begins the names of types.
	Service() string
	// View says from where objects are shown, which the noun is about, and warns where only a part of them is. What belongs to the account rather than to a
	// workspace is shown without choosing one. It reports false, with an error, where nothing can be shown.
	View(ctx context.Context, noun string, account bool, diags *diag.Diagnostics) (View, bool)
	// Explain puts an error of the client into words. The action is what could not be done, the label the object as people know it.
	Explain(action, label string, err error) *tfkit.Problem
}

// View is where objects are shown from, and how much of them.
type View struct {
	// WorkspaceID is the workspace that the objects belong to; null for what belongs to the account.
	WorkspaceID types.String
	// Private lets pay and personal fields through.
	Private bool
}

// Pay is an amount of money, null unless private fields are let through.
func (v View) Pay(amount *float64) types.Float64 {
	if !v.Private {
		return types.Float64Null()
	}
	return types.Float64PointerValue(amount)
}

// Personal is a fact about a person, null unless private fields are let through.
func (v View) Personal(fact *string) types.String {
	if !v.Private {
		return types.StringNull()
	}
	return types.StringPointerValue(fact)
}

// ID is the id of another object; null where the service does not tell.
func ID(id string) types.String { return tfkit.StringOrNull(id) }

// source receives the run. All data sources embed it.
type source[R Run] struct{ run R }

// Configure receives the run. Terraform also calls it before the provider is configured.
func (s *source[R]) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	s.run = tfkit.Received[R](req.ProviderData, &resp.Diagnostics)
}
