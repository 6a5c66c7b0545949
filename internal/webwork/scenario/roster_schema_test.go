package scenario_test

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
)

// rosterSchema is the schema for editors.
func rosterSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(readExample(t, modules, "roster", "roster.schema.json")))
	providertest.Must(t, err)
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	providertest.Must(t, compiler.AddResource("roster.schema.json", document))
	schema, err := compiler.Compile("roster.schema.json")
	providertest.Must(t, err)
	return schema
}

// asEditorsRead decodes YAML as editors do: days are texts.
func asEditorsRead(t *testing.T, text string) any {
	t.Helper()
	var document yaml.Node
	providertest.Must(t, yaml.Unmarshal([]byte(text), &document))
	var untimed func(*yaml.Node)
	untimed = func(node *yaml.Node) {
		if node.Tag == "!!timestamp" {
			node.Tag = "!!str"
		}
		for _, child := range node.Content {
			untimed(child)
		}
	}
	untimed(&document)
	var value any
	providertest.Must(t, document.Decode(&value))
	encoded, err := json.Marshal(value)
	providertest.Must(t, err)
	decoded, err := jsonschema.UnmarshalJSON(strings.NewReader(string(encoded)))
	providertest.Must(t, err)
	return decoded
}

func TestRosterSchemaFindsMistakes(t *testing.T) {
	t.Parallel()
	schema := rosterSchema(t)
	for name, mistake := range mistakes {
		if mistake.unseen {
			continue
		}
		if schema.Validate(asEditorsRead(t, mistake.yaml)) == nil {
			t.Errorf("%s passes:\n%s", name, mistake.yaml)
		}
	}
}

func TestRosterSchemaTakesWhatTheModuleTakes(t *testing.T) {
	t.Parallel()
	schema := rosterSchema(t)
	files, err := filepath.Glob(filepath.Join(examples, "roster", "people", "*.yaml"))
	providertest.Must(t, err)
	if len(files) == 0 {
		t.Fatal("there are no examples")
	}
	for _, file := range append(files, filepath.Join(modules, "roster", "tests", "people.yaml")) {
		if err := schema.Validate(asEditorsRead(t, readExample(t, file))); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	for _, text := range []string{person, guideBlock(t, rosterGuide, "yaml", "people:")} {
		if err := schema.Validate(asEditorsRead(t, text)); err != nil {
			t.Error(err)
		}
	}
}

// TestRosterKeys holds the attributes of the schema against those of the module, and both against the provider's.
func TestRosterKeys(t *testing.T) {
	t.Parallel()
	var document struct {
		Defs map[string]struct {
			Properties map[string]struct {
				AnyOf []struct {
					Enum []string `json:"enum"`
				} `json:"anyOf"`
			} `json:"properties"`
		} `json:"$defs"`
	}
	providertest.Must(t, json.Unmarshal([]byte(readExample(t, modules, "roster", "roster.schema.json")), &document))
	keys := moduleKeys(t)
	server, err := providertest.Factories()["webwork"]()
	providertest.Must(t, err)
	offered, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	providertest.Must(t, err)

	for _, c := range []struct {
		section, definition, resource string
		named                         map[string]string // those that the roster names otherwise; empty ones it does not have
		own                           []string
	}{
		{"people", "person", "webwork_member", map[string]string{"rate_status": ""}, []string{"managed", "until", "projects"}},
		{"projects", "project", "webwork_project", nil, nil},
		{"clients", "client", "webwork_project_viewer", map[string]string{"project_ids": "projects"}, nil},
		{"contracts", "contract", "webwork_contract", map[string]string{"weekly_hours_limit": "hours", "user_id": "", "project_id": ""}, nil},
		{"unmanaged", "unmanaged", "", nil, []string{"managed", "id", "email", "firstname", "lastname", "projects"}},
	} {
		want := c.own
		if c.resource != "" {
			for _, attribute := range offered.ResourceSchemas[c.resource].Block.Attributes {
				name, renamed := c.named[attribute.Name]
				if !renamed {
					name = attribute.Name
				}
				if name != "" && (attribute.Required || attribute.Optional) {
					want = append(want, name)
				}
			}
		}
		slices.Sort(want)
		if got := slices.Sorted(maps.Keys(document.Defs[c.definition].Properties)); !slices.Equal(got, want) {
			t.Errorf("the schema of %s has %v, want %v", c.section, got, want)
		}
		got := slices.DeleteFunc(keys[c.section], func(key string) bool { return c.section == "people" && key == "id" }) // of whoever is not managed
		if !slices.Equal(slices.Sorted(slices.Values(got)), want) {
			t.Errorf("the module has %s of %s, want %v", got, c.section, want)
		}
	}
	if got := document.Defs["person"].Properties["role"].AnyOf[0].Enum; !slices.Equal(got, api.Roles) {
		t.Errorf("roles are %v, want %v", got, api.Roles)
	}
	if got := document.Defs["contract"].Properties["screenshots"].AnyOf[0].Enum; !slices.Equal(got, api.Screenshots) {
		t.Errorf("screenshot modes are %v, want %v", got, api.Screenshots)
	}
}

// moduleKeys are the keys that the module takes in each sort of entry.
func moduleKeys(t *testing.T) map[string][]string {
	t.Helper()
	file, diags := hclparse.NewParser().ParseHCLFile(filepath.Join(modules, "roster", "read", "faults.tf"))
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	content, _, _ := file.Body.PartialContent(&hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "locals"}}})
	keys := map[string][]string{}
	for _, block := range content.Blocks {
		attributes, _ := block.Body.JustAttributes()
		attribute, ok := attributes["keys"]
		if !ok {
			continue
		}
		value, diags := attribute.Expr.Value(nil)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		for section, names := range value.AsValueMap() {
			for _, name := range names.AsValueSlice() {
				keys[section] = append(keys[section], name.AsString())
			}
		}
	}
	return keys
}
