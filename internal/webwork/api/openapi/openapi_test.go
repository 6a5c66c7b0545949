package openapi_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"gopkg.in/yaml.v3"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/openapi"
)

func load(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(openapi.V2())
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestV2IsValid(t *testing.T) {
	t.Parallel()
	if err := load(t).Validate(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestV2IsACopy(t *testing.T) {
	t.Parallel()
	openapi.V2()[0] = '!'
	if bytes.HasPrefix(openapi.V2(), []byte("!")) {
		t.Error("what V2 gives can be changed for everybody")
	}
}

// TestV2Operations pins the operations: each write says where workspace_id goes, and each refuses
// fields that it does not know.
func TestV2Operations(t *testing.T) {
	t.Parallel()
	count := 0
	for path, item := range load(t).Paths.Map() {
		for method, operation := range item.Operations() {
			count++
			name := method + " " + path
			workspace := operation.Parameters.GetByInAndName(openapi3.ParameterInQuery, "workspace_id")
			if method == "GET" {
				if path != "/workspaces" && (workspace == nil || !workspace.Required) {
					t.Errorf("%s does not require workspace_id", name)
				}
				continue
			}
			if workspace == nil || workspace.Required || operation.Extensions["x-workspace-id"] != "query-or-body" {
				t.Errorf("%s does not say that workspace_id goes to the query or the body", name)
			}
			body := operation.RequestBody.Value.Content["application/json"].Schema.Value
			if body.AdditionalProperties.Has == nil || *body.AdditionalProperties.Has || body.Properties["workspace_id"] == nil {
				t.Errorf("%s takes unknown fields, or no workspace_id in the body", name)
			}
		}
	}
	if count != 30 {
		t.Errorf("%d operations, want 30", count)
	}
}

// TestV2KeepsToPlainKeywords holds the document to keywords that every validator knows: the one
// in the contract ignores those of newer JSON Schema.
func TestV2KeepsToPlainKeywords(t *testing.T) {
	t.Parallel()
	var document yaml.Node
	if err := yaml.Unmarshal(openapi.V2(), &document); err != nil {
		t.Fatal(err)
	}
	newer := []string{
		"$defs", "const", "contains", "dependentRequired", "dependentSchemas", "else", "if", "patternProperties", "prefixItems",
		"propertyNames", "then", "unevaluatedItems", "unevaluatedProperties",
	}
	var walk func(*yaml.Node)
	walk = func(node *yaml.Node) {
		for i, child := range node.Content {
			if node.Kind == yaml.MappingNode && i%2 == 0 && slices.Contains(newer, child.Value) {
				t.Errorf("line %d has the keyword %q", child.Line, child.Value)
			}
			walk(child)
		}
	}
	walk(&document)
}
