// Package contract holds tests to what is known of WebWork's API.
package contract

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/contractkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/openapi"
)

// known is what is known of WebWork's API.
var known = contractkit.API{ //nolint:gochecknoglobals // constants that take time to compute
	Service: api.Service,
	Documents: map[string]contractkit.Document{
		"/api/v2":   contractkit.Once(openapi.V2()),
		"/rest-api": contractkit.Once(openapi.V1()),
	},
	Rules: []func(*openapi3.Operation, url.Values, []byte) error{workspaceIsNamed},
}

// Wrap passes requests on to a handler and reports to tb those, and those answers, that break the contract.
func Wrap(tb testing.TB, handler http.Handler, options ...contractkit.Option) http.Handler {
	tb.Helper()
	return known.Wrap(tb, handler, options...)
}

// workspaceIsNamed checks what the document says with x-workspace-id.
func workspaceIsNamed(operation *openapi3.Operation, query url.Values, sent []byte) error {
	if operation.Extensions["x-workspace-id"] != "query-or-body" {
		return nil
	}
	var body struct {
		WorkspaceID json.Number `json:"workspace_id"`
	}
	if len(sent) > 0 {
		if err := json.Unmarshal(sent, &body); err != nil {
			return fmt.Errorf("the body is no JSON object: %w", err)
		}
	}
	inQuery, inBody := query.Get("workspace_id"), body.WorkspaceID.String()
	switch {
	case inQuery == "" && inBody == "":
		return errors.New("workspace_id is missing, in the query as well as in the body")
	case inQuery != "" && inBody != "" && inQuery != inBody:
		return fmt.Errorf("workspace_id is %s in the query and %s in the body", inQuery, inBody)
	}
	return nil
}
