package provider_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// environment is that of a provider, in place of the process's own.
type environment map[string]string

func (e environment) get(name string) string { return e[name] }

// with is the environment and more.
func (e environment) with(more environment) environment {
	all := maps.Clone(e)
	maps.Copy(all, more)
	return all
}

// block is a configuration, of a provider or of anything else: Go's values, tftypes.UnknownValue,
// blocks for objects and lists. What is left out is null.
type block map[string]any

// unknown is a value that is known only after apply.
const unknown = tftypes.UnknownValue

// value puts a configuration into Terraform's form.
func (b block) value(as tftypes.Type) tftypes.Value {
	object, ok := as.(tftypes.Object)
	if !ok {
		panic(fmt.Sprintf("%s is no object", as))
	}
	attributes := map[string]tftypes.Value{}
	for name, of := range object.AttributeTypes {
		attributes[name] = valueOf(of, b[name])
	}
	for name := range b {
		if _, known := attributes[name]; !known {
			panic(fmt.Sprintf("there is no attribute %s", name))
		}
	}
	return tftypes.NewValue(as, attributes)
}

func valueOf(as tftypes.Type, value any) tftypes.Value {
	switch value := value.(type) {
	case block:
		return value.value(as)
	case []any:
		set, ok := as.(tftypes.Set)
		if !ok {
			panic(fmt.Sprintf("%s is no set", as))
		}
		elements := make([]tftypes.Value, len(value))
		for i, element := range value {
			elements[i] = valueOf(set.ElementType, element)
		}
		return tftypes.NewValue(as, elements)
	default:
		return tftypes.NewValue(as, value)
	}
}

// read gives the connection for a provider block, and which of its settings are not known.
func read(t *testing.T, env environment, config block) (provider.Connection, []string, diag.Diagnostics) {
	t.Helper()
	schema := provider.Schema()
	return provider.Read(t.Context(), env.get, tfsdk.Config{
		Raw: config.value(schema.Type().TerraformType(t.Context())), Schema: schema,
	}, "terraform-provider-webwork/1.2.3 Terraform/1.14.0")
}

// shown is diagnostics as people read them, each with the attribute at fault.
func shown(diags diag.Diagnostics) string {
	var lines []string
	for _, d := range diags {
		at := ""
		if with, ok := d.(diag.DiagnosticWithPath); ok {
			at = " at " + with.Path().String()
		}
		lines = append(lines, fmt.Sprintf("%s%s: %s: %s", d.Severity(), at, d.Summary(), d.Detail()))
	}
	return strings.Join(lines, "\n")
}

// running is a provider at the other end of Terraform's protocol.
type running struct {
	t      *testing.T
	server tfprotov6.ProviderServer
	schema *tfprotov6.GetProviderSchemaResponse
	defers bool // the CLI can defer
}

// start configures a provider and gives what it says to that.
func start(t *testing.T, env environment, config block) (*running, string) {
	t.Helper()
	return startWith(t, env, config, false)
}

// startWith is start for a CLI that can defer, or not.
func startWith(t *testing.T, env environment, config block, defers bool) (*running, string) {
	t.Helper()
	server, err := providerserver.NewProtocol6WithError(provider.NewIn(env.get, "1.2.3")())()
	if err != nil {
		t.Fatal(err)
	}
	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	r := &running{t: t, server: server, schema: schema, defers: defers}
	if config == nil {
		config = block{} // Terraform's form of an empty block, and of none
	}
	answer, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		TerraformVersion: "1.14.0", Config: r.encode(schema.Provider, config),
		ClientCapabilities: &tfprotov6.ConfigureProviderClientCapabilities{DeferralAllowed: defers},
	})
	if err != nil {
		t.Fatal(err)
	}
	return r, said(answer.Diagnostics)
}

// ready configures a provider that has nothing to complain of.
func ready(t *testing.T, env environment, config block) *running {
	t.Helper()
	r, complaint := start(t, env, config)
	if complaint != "" {
		t.Fatal(complaint)
	}
	return r
}

func (r *running) encode(schema *tfprotov6.Schema, config block) *tfprotov6.DynamicValue {
	r.t.Helper()
	value := tftypes.NewValue(schema.ValueType(), nil)
	if config != nil {
		value = config.value(schema.ValueType())
	}
	encoded, err := tfprotov6.NewDynamicValue(schema.ValueType(), value)
	if err != nil {
		r.t.Fatal(err)
	}
	return &encoded
}

// dataSource reads a data source and gives what the provider complains of.
func (r *running) dataSource(name string, config block) string {
	r.t.Helper()
	answer, err := r.server.ReadDataSource(r.t.Context(), &tfprotov6.ReadDataSourceRequest{
		TypeName: name, Config: r.encode(r.schema.DataSourceSchemas[name], config),
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return said(answer.Diagnostics)
}

// plan plans a new resource.
func (r *running) plan(name string, config block) string {
	r.t.Helper()
	return said(r.planned(name, config).Diagnostics)
}

// change plans a resource that is in state.
func (r *running) change(name string, state, config block) string {
	r.t.Helper()
	return said(r.plannedFrom(name, state, config).Diagnostics)
}

// planned is plan with all of the answer.
func (r *running) planned(name string, config block) *tfprotov6.PlanResourceChangeResponse {
	r.t.Helper()
	return r.plannedFrom(name, nil, config)
}

func (r *running) plannedFrom(name string, state, config block) *tfprotov6.PlanResourceChangeResponse {
	r.t.Helper()
	schema := r.schema.ResourceSchemas[name]
	// As Terraform does, what the provider may fill in is proposed as it is, or as unknown.
	proposed := maps.Clone(config)
	for _, attribute := range schema.Block.Attributes {
		if _, given := config[attribute.Name]; given || !attribute.Computed {
			continue
		}
		proposed[attribute.Name] = unknown
		if state != nil {
			proposed[attribute.Name] = state[attribute.Name]
		}
	}
	answer, err := r.server.PlanResourceChange(r.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: name, PriorState: r.encode(schema, state), ProposedNewState: r.encode(schema, proposed), Config: r.encode(schema, config),
		ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{DeferralAllowed: r.defers},
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return answer
}

// refresh reads a resource that is in state.
func (r *running) refresh(name string, state block) string {
	r.t.Helper()
	answer, err := r.server.ReadResource(r.t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: name, CurrentState: r.encode(r.schema.ResourceSchemas[name], state),
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return said(answer.Diagnostics)
}

// said is what a provider says, as people read it; empty where it says nothing.
func said(diags []*tfprotov6.Diagnostic) string {
	var lines []string
	for _, d := range diags {
		at := ""
		if d.Attribute != nil && len(d.Attribute.Steps()) > 0 {
			at = " at " + d.Attribute.String()
		}
		lines = append(lines, fmt.Sprintf("%s%s: %s: %s", d.Severity, at, d.Summary, d.Detail))
	}
	return strings.Join(lines, "\n")
}

// contains checks a text for parts that it must have.
func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in %q", part, text)
		}
	}
}

// environmentOf is the environment with which a provider finds the server, without a workspace.
func environmentOf(server *simtest.Server) environment {
	env := environment(server.Env())
	delete(env, "WEBWORK_WORKSPACE_ID")
	return env
}
