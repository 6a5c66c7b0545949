package reading_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// process is a configured provider, as one walk of a CLI has it.
type process struct {
	t        *testing.T
	provider tfprotov6.ProviderServer
	sources  map[string]*tfprotov6.Schema
}

// attributes are what a configuration sets.
type attributes map[string]any

// configure starts the provider for a server, with further attributes in the provider block.
func configure(t *testing.T, server *simtest.Server, more attributes) *process {
	t.Helper()
	provider, err := providertest.Factories()["webwork"]()
	if err != nil {
		t.Fatal(err)
	}
	schema, err := provider.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	block := attributes{"base_url": server.BaseURL, "token": server.Token(), "requests_per_minute": 100_000, "max_retries": 0}
	maps.Copy(block, more)
	p := &process{t: t, provider: provider, sources: schema.DataSourceSchemas}
	answer, err := provider.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: p.encode(schema.Provider, block)})
	if err != nil || len(answer.Diagnostics) > 0 {
		t.Fatalf("the provider is not configured: %v %v", err, answer.Diagnostics)
	}
	return p
}

// read reads a data source: its attributes, and what is reported.
func (p *process) read(name string, config attributes) (map[string]tftypes.Value, string) {
	p.t.Helper()
	schema := p.sources[name]
	answer, err := p.provider.ReadDataSource(p.t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: p.encode(schema, config)})
	if err != nil {
		p.t.Fatal(err)
	}
	var reported strings.Builder
	for _, d := range answer.Diagnostics {
		reported.WriteString(d.Severity.String() + " " + d.Summary + ": " + d.Detail + "\n")
	}
	state, err := answer.State.Unmarshal(schema.ValueType())
	if err != nil {
		p.t.Fatal(err)
	}
	return p.object(state), reported.String()
}

// list reads a plural data source that reports nothing.
func (p *process) list(name string, filters attributes) []tftypes.Value {
	p.t.Helper()
	held, reported := p.read("webwork_"+name, filters)
	if reported != "" {
		p.t.Fatalf("%s: %s", name, reported)
	}
	var items []tftypes.Value
	if err := held[name].As(&items); err != nil {
		p.t.Fatal(err)
	}
	if items == nil {
		p.t.Fatalf("%s is null, not a list", name)
	}
	return items
}

func (p *process) object(value tftypes.Value) map[string]tftypes.Value {
	p.t.Helper()
	var held map[string]tftypes.Value
	if err := value.As(&held); err != nil {
		p.t.Fatal(err)
	}
	return held
}

func (p *process) encode(schema *tfprotov6.Schema, set attributes) *tfprotov6.DynamicValue {
	p.t.Helper()
	object, ok := schema.ValueType().(tftypes.Object)
	if !ok {
		p.t.Fatalf("the schema is of type %s", schema.ValueType())
	}
	values := map[string]tftypes.Value{}
	for name, kind := range object.AttributeTypes {
		values[name] = tftypes.NewValue(kind, set[name])
	}
	encoded, err := tfprotov6.NewDynamicValue(object, tftypes.NewValue(object, values))
	if err != nil {
		p.t.Fatal(err)
	}
	return &encoded
}
