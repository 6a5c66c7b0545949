package providertest

import (
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Kinds are the types of resources that are served.
func (p *Process) Kinds() []string { return slices.Sorted(maps.Keys(p.schema.ResourceSchemas)) }

// Held is what a CLI keeps of a resource between its walks. The zero Held is of one that is not there yet.
type Held struct {
	State    *tfprotov6.DynamicValue
	Private  []byte
	Identity *tfprotov6.ResourceIdentityData
}

// Plan plans what makes a resource as configured; nil attributes are its removal. It gives the plan and what is said.
func (p *Process) Plan(resource string, held Held, config Attributes) (*tfprotov6.PlanResourceChangeResponse, string) {
	p.tb.Helper()
	schema := p.schema.ResourceSchemas[resource]
	request := &tfprotov6.PlanResourceChangeRequest{
		TypeName: resource, PriorState: p.heldOrNull(schema, held), PriorPrivate: held.Private, PriorIdentity: held.Identity,
		Config: p.null(schema), ProposedNewState: p.null(schema),
	}
	if config != nil {
		request.Config = p.encode(schema, config)
		request.ProposedNewState = p.encode(schema, p.proposed(schema, held, config))
		checked, err := p.server.ValidateResourceConfig(p.tb.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: resource, Config: request.Config})
		Must(p.tb, err)
		if said := Said(checked.Diagnostics); said != "" {
			return nil, said
		}
	}
	planned, err := p.server.PlanResourceChange(p.tb.Context(), request)
	Must(p.tb, err)
	return planned, Said(planned.Diagnostics)
}

// Apply plans and applies what makes a resource as configured; nil attributes remove it. An error in the plan ends it.
func (p *Process) Apply(resource string, held Held, config Attributes) (Held, string) {
	p.tb.Helper()
	planned, said := p.Plan(resource, held, config)
	if planned == nil || slices.ContainsFunc(planned.Diagnostics, isError) {
		return held, said
	}
	schema := p.schema.ResourceSchemas[resource]
	configured := p.null(schema)
	if config != nil {
		configured = p.encode(schema, config)
	}
	answer, err := p.server.ApplyResourceChange(p.tb.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: resource, PriorState: p.heldOrNull(schema, held), PlannedState: planned.PlannedState, Config: configured,
		PlannedPrivate: planned.PlannedPrivate, PlannedIdentity: planned.PlannedIdentity,
	})
	Must(p.tb, err)
	return Held{State: answer.NewState, Private: answer.Private, Identity: answer.NewIdentity}, Said(append(planned.Diagnostics, answer.Diagnostics...))
}

func isError(d *tfprotov6.Diagnostic) bool { return d.Severity == tfprotov6.DiagnosticSeverityError }

// Read refreshes a resource.
func (p *Process) Read(resource string, held Held) (Held, string) {
	p.tb.Helper()
	answer, err := p.server.ReadResource(p.tb.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: resource, CurrentState: held.State, Private: held.Private, CurrentIdentity: held.Identity,
	})
	Must(p.tb, err)
	return Held{State: answer.NewState, Private: answer.Private, Identity: answer.NewIdentity}, Said(answer.Diagnostics)
}

// Changes tells whether a plan changes what is held.
func (p *Process) Changes(resource string, held Held, planned *tfprotov6.PlanResourceChangeResponse) bool {
	p.tb.Helper()
	return !p.Resource(resource, held.State).Equal(p.Resource(resource, planned.PlannedState))
}

// Values are the attributes of a held resource; nil if it is gone.
func (p *Process) Values(resource string, held Held) map[string]tftypes.Value {
	p.tb.Helper()
	var values map[string]tftypes.Value
	Must(p.tb, p.Resource(resource, held.State).As(&values))
	return values
}

// Text is an attribute that is text; empty if it is null.
func (p *Process) Text(resource string, held Held, attribute string) string {
	p.tb.Helper()
	var text *string
	Must(p.tb, p.Values(resource, held)[attribute].As(&text))
	if text == nil {
		return ""
	}
	return *text
}

// proposed is what a CLI proposes: the configuration, and what is held of computed attributes that it leaves out.
func (p *Process) proposed(schema *tfprotov6.Schema, held Held, config Attributes) Attributes {
	p.tb.Helper()
	all := maps.Clone(config)
	if held.State == nil {
		return all
	}
	state, err := held.State.Unmarshal(schema.ValueType())
	Must(p.tb, err)
	var values map[string]tftypes.Value
	Must(p.tb, state.As(&values))
	for _, a := range schema.Block.Attributes {
		if _, set := config[a.Name]; !set && a.Computed {
			all[a.Name] = values[a.Name]
		}
	}
	return all
}

func (p *Process) heldOrNull(schema *tfprotov6.Schema, held Held) *tfprotov6.DynamicValue {
	p.tb.Helper()
	if held.State == nil {
		return p.null(schema)
	}
	return held.State
}

func (p *Process) null(schema *tfprotov6.Schema) *tfprotov6.DynamicValue {
	p.tb.Helper()
	kind := schema.ValueType()
	encoded, err := tfprotov6.NewDynamicValue(kind, tftypes.NewValue(kind, nil))
	Must(p.tb, err)
	return &encoded
}

// ReadData reads a data source, and gives its attributes and what is said.
func (p *Process) ReadData(source string, config Attributes) (map[string]tftypes.Value, string) {
	p.tb.Helper()
	schema := p.schema.DataSourceSchemas[source]
	encoded := p.encode(schema, config)
	checked, err := p.server.ValidateDataResourceConfig(p.tb.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: source, Config: encoded})
	Must(p.tb, err)
	if said := Said(checked.Diagnostics); said != "" {
		return nil, said
	}
	answer, err := p.server.ReadDataSource(p.tb.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: source, Config: encoded})
	Must(p.tb, err)
	state, err := answer.State.Unmarshal(schema.ValueType())
	Must(p.tb, err)
	var values map[string]tftypes.Value
	Must(p.tb, state.As(&values))
	return values, Said(answer.Diagnostics)
}

// ImportID imports what an id of the import command names and reads it.
func (p *Process) ImportID(resource, id string) (Held, string) {
	p.tb.Helper()
	imported, err := p.server.ImportResourceState(p.tb.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: resource, ID: id})
	Must(p.tb, err)
	if len(imported.ImportedResources) != 1 || slices.ContainsFunc(imported.Diagnostics, isError) {
		return Held{}, Said(imported.Diagnostics)
	}
	got := imported.ImportedResources[0]
	held, said := p.Read(resource, Held{State: got.State, Private: got.Private, Identity: got.Identity})
	return held, Said(imported.Diagnostics) + said
}

// Open opens an ephemeral resource, and gives its attributes and what is said.
func (p *Process) Open(resource string, config Attributes) (map[string]tftypes.Value, string) {
	p.tb.Helper()
	schema := p.schema.EphemeralResourceSchemas[resource]
	answer, err := p.server.OpenEphemeralResource(p.tb.Context(), &tfprotov6.OpenEphemeralResourceRequest{TypeName: resource, Config: p.encode(schema, config)})
	Must(p.tb, err)
	if slices.ContainsFunc(answer.Diagnostics, isError) {
		return nil, Said(answer.Diagnostics)
	}
	result, err := answer.Result.Unmarshal(schema.ValueType())
	Must(p.tb, err)
	var values map[string]tftypes.Value
	Must(p.tb, result.As(&values))
	return values, Said(answer.Diagnostics)
}
