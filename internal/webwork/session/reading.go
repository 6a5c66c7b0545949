package session

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

var _ reading.Run = (*Session)(nil)

// UnlessReadRates ends the descriptions of pay and personal fields.
const UnlessReadRates = " Null unless `read_rates` is set in the provider block and the account may see it."

// Service is the service as people call it.
func (*Session) Service() string { return "WebWork" }

// Explain is Failed.
func (*Session) Explain(action, label string, err error) *tfkit.Problem {
	return Failed(action, label, err)
}

// View says from where data sources show objects. Resources refuse an account that sees only a part of the workspace; for reading
// a warning is enough.
func (s *Session) View(ctx context.Context, _ string, account bool, diags *diag.Diagnostics) (reading.View, bool) {
	if account {
		return reading.View{WorkspaceID: types.StringNull(), Private: s.ReadRates}, true
	}
	workspace, filtered, err := s.Filtered(ctx)
	if err != nil {
		AddFailure(diags, "use the workspace", "", err)
		return reading.View{}, false
	}
	if filtered {
		diags.AddWarning("Only a part of the workspace is shown", fmt.Sprintf(
			"The account has the role %q in workspace %q (id %s). Data sources show only what the account may see: lists may be incomplete, and what exists may not be found. "+
				"Use the token of an Owner or Executive manager to see everything.", plaintext.Line(workspace.Role), plaintext.Line(workspace.Name), workspace.ID))
	}
	return reading.View{WorkspaceID: tfkit.StringOrNull(workspace.ID), Private: s.ReadRates}, true
}

// Matching reads all objects of the workspace that a filter lets through, with every field.
func Matching[T interface{ ObjectID() string }, F reading.Narrowing[T], L remote.Reader[T, F]](
	ctx context.Context, s *Session, objects *collection.Collection[string, T], lists func(api.Scope) L, filters ...F,
) ([]T, error) {
	return reading.Matching(ctx, objects, within(s, lists), filters...)
}

// Listed is Matching with objects as lists show them, which may be with fewer fields.
func Listed[T interface{ ObjectID() string }, F reading.Narrowing[T], L remote.Reader[T, F]](
	ctx context.Context, s *Session, objects *collection.Collection[string, T], lists func(api.Scope) L, filters ...F,
) ([]T, error) {
	return reading.Listed(ctx, objects, within(s, lists), filters...)
}

// within gives the lists of the workspace, once it is known.
func within[T, F any, L remote.Reader[T, F]](s *Session, lists func(api.Scope) L) func(context.Context) (remote.Reader[T, F], error) {
	return func(ctx context.Context) (remote.Reader[T, F], error) {
		scope, err := s.Scope(ctx)
		if err != nil {
			return nil, err
		}
		return lists(scope), nil
	}
}
