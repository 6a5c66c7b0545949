// Package contract holds tests to what is known of awork's API.
package contract

import (
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/openapi"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/contractkit"
)

// known is what is known of awork's API.
var known = contractkit.API{ //nolint:gochecknoglobals // constants that take time to compute
	Service:   "awork",
	Documents: map[string]contractkit.Document{"/api/v1": contractkit.Once(openapi.Document())},
	Elsewhere: []string{"/api/v1/accounts/", "/api/v1/clientapplications/"},
}

// Wrap passes requests on to a handler and reports to tb those, and those answers, that break the contract. Signing in is another matter.
func Wrap(tb testing.TB, handler http.Handler, options ...contractkit.Option) http.Handler {
	tb.Helper()
	return known.Wrap(tb, handler, options...)
}
