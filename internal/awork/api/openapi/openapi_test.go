package openapi_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/openapi"
)

func load(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(openapi.Document())
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestDocumentIsValid(t *testing.T) {
	t.Parallel()
	if err := load(t).Validate(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestDocumentIsACopy(t *testing.T) {
	t.Parallel()
	openapi.Document()[0] = '!'
	if bytes.HasPrefix(openapi.Document(), []byte("!")) {
		t.Error("what Document gives can be changed for everybody")
	}
}

// TestOperations has every request refuse fields that it does not know, and every PUT and invitation require all that would be emptied,
// or made, without it.
func TestOperations(t *testing.T) {
	t.Parallel()
	for path, item := range load(t).Paths.Map() {
		for method, operation := range item.Operations() {
			name := method + " " + path
			if operation.Responses.Status(200) == nil || operation.Responses.Value("4XX") == nil || operation.Responses.Value("5XX") == nil {
				t.Errorf("%s lacks an answer", name)
			}
			if operation.RequestBody == nil {
				if method == "PUT" {
					t.Errorf("%s has no body", name)
				}
				continue
			}
			body := operation.RequestBody.Value.Content["application/json"].Schema.Value
			if body.Items != nil {
				body = body.Items.Value
			}
			if body.AdditionalProperties.Has == nil || *body.AdditionalProperties.Has {
				t.Errorf("%s takes fields that are not known", name)
			}
			if method == "PUT" && len(body.Required) != len(body.Properties) {
				t.Errorf("%s requires %q only", name, body.Required)
			}
			if path == "/invitations" && !slices.Contains(body.Required, "workspaceId") {
				t.Errorf("%s may go without workspaceId", name)
			}
			if strings.Contains(path, "internal") {
				t.Errorf("%s is awork's own", name)
			}
		}
	}
}
