package providertest

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// Process is a configured provider, as one walk of a CLI has it, at the other end of Terraform's protocol: for what only newer CLIs
// ask of a provider.
type Process struct {
	tb     testing.TB
	server server
	schema *tfprotov6.GetProviderSchemaResponse
}

// server is what the CLI is served.
type server interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
}

// Attributes are what a configuration sets. What is left out is null.
type Attributes map[string]any

// Configure starts the provider for a server, with further attributes in the provider block.
func Configure(tb testing.TB, at *simtest.Server, more Attributes) *Process {
	tb.Helper()
	framework, err := providerserver.NewProtocol6WithError(provider.NewIn(func(string) string { return "" }, "test")())()
	Must(tb, err)
	served, ok := tfkit.Lean(framework).(server)
	if !ok {
		tb.Fatal("the provider serves neither list resources nor actions")
	}
	schema, err := served.GetProviderSchema(tb.Context(), &tfprotov6.GetProviderSchemaRequest{})
	Must(tb, err)
	p := &Process{tb: tb, server: served, schema: schema}
	const unlimited = 100_000
	block := Attributes{"base_url": at.BaseURL, "token": at.Token(), "requests_per_minute": unlimited, "max_retries": 0}
	maps.Copy(block, more)
	answer, err := served.ConfigureProvider(tb.Context(), &tfprotov6.ConfigureProviderRequest{Config: p.encode(schema.Provider, block)})
	Must(tb, err)
	if said := Said(answer.Diagnostics); said != "" {
		tb.Fatal(said)
	}
	return p
}

// Said is what a provider says, as people read it; empty where it says nothing.
func Said(diags []*tfprotov6.Diagnostic) string {
	lines := make([]string, len(diags))
	for i, d := range diags {
		lines[i] = fmt.Sprintf("%s: %s: %s", d.Severity, d.Summary, d.Detail)
	}
	return strings.Join(lines, "\n")
}

// Query is a list block.
type Query struct {
	Filters         Attributes
	Limit           int64
	IncludeResource bool
}

// Listed is one result of a list block.
type Listed struct {
	Name     string
	Identity *tfprotov6.ResourceIdentityData
	// Resource is nil unless it was asked for.
	Resource *tfprotov6.DynamicValue
}

// List asks for what exists of a type, and gives what is found and said.
func (p *Process) List(resource string, query Query) ([]Listed, string) {
	p.tb.Helper()
	config := p.encode(p.schema.ListResourceSchemas[resource], query.Filters)
	checked, err := p.server.ValidateListResourceConfig(p.tb.Context(), &tfprotov6.ValidateListResourceConfigRequest{TypeName: resource, Config: config})
	Must(p.tb, err)
	if said := Said(checked.Diagnostics); said != "" {
		return nil, said
	}
	stream, err := p.server.ListResource(p.tb.Context(), &tfprotov6.ListResourceRequest{
		TypeName: resource, Config: config, Limit: query.Limit, IncludeResource: query.IncludeResource,
	})
	Must(p.tb, err)
	var all []Listed
	var said []*tfprotov6.Diagnostic
	for result := range stream.Results {
		said = append(said, result.Diagnostics...)
		if result.Identity != nil {
			all = append(all, Listed{Name: result.DisplayName, Identity: result.Identity, Resource: result.Resource})
		}
	}
	return all, Said(said)
}

// Import imports what an identity names and reads it, as an import block does.
func (p *Process) Import(resource string, identity *tfprotov6.ResourceIdentityData) (*tfprotov6.DynamicValue, string) {
	p.tb.Helper()
	imported, err := p.server.ImportResourceState(p.tb.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: resource, Identity: identity})
	Must(p.tb, err)
	if len(imported.ImportedResources) != 1 {
		return nil, Said(imported.Diagnostics)
	}
	held := imported.ImportedResources[0]
	read, err := p.server.ReadResource(p.tb.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: resource, CurrentState: held.State, Private: held.Private, CurrentIdentity: held.Identity,
	})
	Must(p.tb, err)
	return read.NewState, Said(append(imported.Diagnostics, read.Diagnostics...))
}

// Resource decodes a resource's state.
func (p *Process) Resource(resource string, state *tfprotov6.DynamicValue) tftypes.Value {
	p.tb.Helper()
	value, err := state.Unmarshal(p.schema.ResourceSchemas[resource].ValueType())
	Must(p.tb, err)
	return value
}

// PlanAction plans an action and gives what is said.
func (p *Process) PlanAction(action string, config Attributes) string {
	p.tb.Helper()
	answer, err := p.server.PlanAction(p.tb.Context(), &tfprotov6.PlanActionRequest{
		ActionType: action, Config: p.encode(p.schema.ActionSchemas[action].Schema, config),
	})
	Must(p.tb, err)
	return Said(answer.Diagnostics)
}

// Invoke carries an action out, and gives its progress and what is said at the end.
func (p *Process) Invoke(action string, config Attributes) (progress []string, said string) {
	p.tb.Helper()
	stream, err := p.server.InvokeAction(p.tb.Context(), &tfprotov6.InvokeActionRequest{
		ActionType: action, Config: p.encode(p.schema.ActionSchemas[action].Schema, config),
	})
	Must(p.tb, err)
	for event := range stream.Events {
		switch event := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			progress = append(progress, event.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			said = Said(event.Diagnostics)
		}
	}
	return progress, said
}

func (p *Process) encode(schema *tfprotov6.Schema, set Attributes) *tfprotov6.DynamicValue {
	p.tb.Helper()
	object, ok := schema.ValueType().(tftypes.Object)
	if !ok {
		p.tb.Fatalf("the schema is of type %s", schema.ValueType())
	}
	values := map[string]tftypes.Value{}
	for name, kind := range object.AttributeTypes {
		if value, made := set[name].(tftypes.Value); made {
			values[name] = value
			continue
		}
		values[name] = tftypes.NewValue(kind, set[name])
	}
	encoded, err := tfprotov6.NewDynamicValue(object, tftypes.NewValue(object, values))
	Must(p.tb, err)
	return &encoded
}
