package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
)

// reserved are names that Terraform, or a tool that makes its own types of a provider's schema, gives a meaning.
func reserved() []string {
	return []string{
		"urn", "connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner", "providers", "source", "version",
		"parent", "protect", "opts", "options",
	}
}

// TestOtherToolsCanUseTheSchema holds what is served to the rules that the guide about Pulumi and Crossplane has.
func TestOtherToolsCanUseTheSchema(t *testing.T) {
	t.Parallel()
	server, err := providerserver.NewProtocol6WithError(provider.New("test")())()
	if err != nil {
		t.Fatal(err)
	}
	served, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if len(served.ResourceSchemas) == 0 || len(served.DataSourceSchemas) == 0 {
		t.Fatal("nothing is served")
	}
	for _, fault := range breaches(served.Provider.Block, "provider") {
		t.Error(fault)
	}
	for name, schema := range served.ResourceSchemas {
		for _, fault := range append(breaches(schema.Block, name), identifies(schema.Block, name)...) {
			t.Error(fault)
		}
	}
	for name, schema := range served.DataSourceSchemas {
		for _, fault := range breaches(schema.Block, "data."+name) {
			t.Error(fault)
		}
	}
}

// identifies tells whether a resource has the id that other tools keep it by.
func identifies(block *tfprotov6.SchemaBlock, name string) []string {
	for _, a := range block.Attributes {
		if a.Name == "id" {
			if !a.Type.Equal(tftypes.String) || !a.Computed || a.Required || a.Optional {
				return []string{name + ".id is not a computed string"}
			}
			return nil
		}
	}
	return []string{name + " has no id"}
}

// breaches are the attributes, in a block and all below, that others cannot express.
func breaches(block *tfprotov6.SchemaBlock, at string) []string {
	faults := unfit(block.Attributes, at)
	for _, nested := range block.BlockTypes {
		faults = append(faults, breaches(nested.Block, at+"."+nested.TypeName)...)
	}
	return faults
}

func unfit(attributes []*tfprotov6.SchemaAttribute, at string) []string {
	var faults []string
	for _, a := range attributes {
		name := at + "." + a.Name
		if slices.Contains(reserved(), a.Name) || strings.HasPrefix(a.Name, "pulumi") || strings.HasPrefix(a.Name, "_") {
			faults = append(faults, name+" has a reserved name")
		}
		if a.Required && (a.Optional || a.Computed) {
			faults = append(faults, name+" is required and something else")
		}
		if a.NestedType != nil {
			faults = append(faults, unfit(a.NestedType.Attributes, name)...)
		} else if dynamic(a.Type) {
			faults = append(faults, name+" has a dynamic type")
		}
	}
	return faults
}

// dynamic tells whether a type, or one that it is made of, is only known at run time.
func dynamic(of tftypes.Type) bool {
	switch of := of.(type) {
	case tftypes.List:
		return dynamic(of.ElementType)
	case tftypes.Set:
		return dynamic(of.ElementType)
	case tftypes.Map:
		return dynamic(of.ElementType)
	case tftypes.Object:
		for _, element := range of.AttributeTypes {
			if dynamic(element) {
				return true
			}
		}
		return false
	default:
		return of.Equal(tftypes.DynamicPseudoType)
	}
}

// The rules see what breaks them.
func TestBreachesAreSeen(t *testing.T) {
	t.Parallel()
	deep := tftypes.List{ElementType: tftypes.Object{AttributeTypes: map[string]tftypes.Type{"any": tftypes.DynamicPseudoType}}}
	block := &tfprotov6.SchemaBlock{
		Attributes: []*tfprotov6.SchemaAttribute{
			{Name: "id", Type: tftypes.Number, Computed: true},
			{Name: "urn", Type: tftypes.String, Optional: true},
			{Name: "loose", Type: deep, Optional: true},
			{Name: "both", Type: tftypes.String, Required: true, Computed: true},
			{Name: "nested", NestedType: &tfprotov6.SchemaObject{Attributes: []*tfprotov6.SchemaAttribute{{Name: "count", Type: tftypes.Number}}}},
		},
	}
	got := append(breaches(block, "thing"), identifies(block, "thing")...)
	want := []string{
		"thing.urn has a reserved name", "thing.loose has a dynamic type", "thing.both is required and something else",
		"thing.nested.count has a reserved name", "thing.id is not a computed string",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
