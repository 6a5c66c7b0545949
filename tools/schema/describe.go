package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var errSchema = errors.New("the provider's schema is invalid")

// describe puts everything that a provider offers into the CLI's terms, under the provider's name.
func describe(ctx context.Context, name string, served provider.Provider) (*tfjson.ProviderSchemas, error) {
	server := providerserver.NewProtocol6(served)()

	answer, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return nil, fmt.Errorf("asking for the schema: %w", err)
	}

	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return nil, fmt.Errorf("asking for the identities: %w", err)
	}

	for _, diagnostic := range append(answer.Diagnostics, identities.Diagnostics...) {
		if diagnostic.Severity == tfprotov6.DiagnosticSeverityError {
			return nil, fmt.Errorf("%w: %s: %s", errSchema, diagnostic.Summary, diagnostic.Detail)
		}
	}

	return &tfjson.ProviderSchemas{
		FormatVersion: "1.0",
		Schemas: map[string]*tfjson.ProviderSchema{name: {
			ConfigSchema:             schema(answer.Provider),
			ResourceSchemas:          each(answer.ResourceSchemas, schema),
			DataSourceSchemas:        each(answer.DataSourceSchemas, schema),
			EphemeralResourceSchemas: each(answer.EphemeralResourceSchemas, schema),
			ListResourceSchemas:      each(answer.ListResourceSchemas, schema),
			ActionSchemas:            each(answer.ActionSchemas, action),
			Functions:                each(answer.Functions, function),
			ResourceIdentitySchemas:  each(identities.IdentitySchemas, identity),
		}},
	}, nil
}

func each[From, To any](all map[string]From, convert func(From) To) map[string]To {
	converted := make(map[string]To, len(all))
	for name, one := range all {
		converted[name] = convert(one)
	}

	return converted
}

func schema(from *tfprotov6.Schema) *tfjson.Schema {
	return &tfjson.Schema{Version: uint64(from.Version), Block: block(from.Block)} //nolint:gosec // versions count from 0
}

func action(from *tfprotov6.ActionSchema) *tfjson.ActionSchema {
	return &tfjson.ActionSchema{Block: block(from.Schema.Block)}
}

func block(from *tfprotov6.SchemaBlock) *tfjson.SchemaBlock {
	to := &tfjson.SchemaBlock{
		Attributes:      attributes(from.Attributes),
		NestedBlocks:    make(map[string]*tfjson.SchemaBlockType, len(from.BlockTypes)),
		Description:     from.Description,
		DescriptionKind: kind(from.DescriptionKind),
		Deprecated:      from.Deprecated,
	}
	for _, nested := range from.BlockTypes {
		to.NestedBlocks[nested.TypeName] = &tfjson.SchemaBlockType{
			NestingMode: nesting(nested.Nesting),
			Block:       block(nested.Block),
		}
	}

	return to
}

func attributes(from []*tfprotov6.SchemaAttribute) map[string]*tfjson.SchemaAttribute {
	to := make(map[string]*tfjson.SchemaAttribute, len(from))
	for _, one := range from {
		to[one.Name] = attribute(one)
	}

	return to
}

func attribute(from *tfprotov6.SchemaAttribute) *tfjson.SchemaAttribute {
	to := &tfjson.SchemaAttribute{
		Description:     from.Description,
		DescriptionKind: kind(from.DescriptionKind),
		Deprecated:      from.Deprecated,
		Required:        from.Required,
		Optional:        from.Optional,
		Computed:        from.Computed,
		Sensitive:       from.Sensitive,
		WriteOnly:       from.WriteOnly,
	}

	if from.NestedType == nil {
		copyType(from.Type, &to.AttributeType)
	} else {
		to.AttributeNestedType = &tfjson.SchemaNestedAttributeType{
			Attributes:  attributes(from.NestedType.Attributes),
			NestingMode: nesting(from.NestedType.Nesting),
		}
	}

	return to
}

func identity(from *tfprotov6.ResourceIdentitySchema) *tfjson.IdentitySchema {
	to := &tfjson.IdentitySchema{
		Version:    uint64(from.Version), //nolint:gosec // versions count from 0
		Attributes: make(map[string]*tfjson.IdentityAttribute, len(from.IdentityAttributes)),
	}
	for _, one := range from.IdentityAttributes {
		attribute := &tfjson.IdentityAttribute{
			Description:       one.Description,
			RequiredForImport: one.RequiredForImport,
			OptionalForImport: one.OptionalForImport,
		}
		copyType(one.Type, &attribute.IdentityType)
		to.Attributes[one.Name] = attribute
	}

	return to
}

func function(from *tfprotov6.Function) *tfjson.FunctionSignature {
	to := &tfjson.FunctionSignature{
		Description:        from.Description,
		Summary:            from.Summary,
		DeprecationMessage: from.DeprecationMessage,
	}
	copyType(from.Return.Type, &to.ReturnType)

	for _, one := range from.Parameters {
		to.Parameters = append(to.Parameters, parameter(one))
	}

	if from.VariadicParameter != nil {
		to.VariadicParameter = parameter(from.VariadicParameter)
	}

	return to
}

func parameter(from *tfprotov6.FunctionParameter) *tfjson.FunctionParameter {
	to := &tfjson.FunctionParameter{Name: from.Name, Description: from.Description, IsNullable: from.AllowNullValue}
	copyType(from.Type, &to.Type)

	return to
}

// copyType takes a type over by way of the JSON that both sides share.
func copyType(from tftypes.Type, to json.Unmarshaler) {
	content, err := from.MarshalJSON() //nolint:staticcheck // it is how types are written in schemas
	if err == nil {
		err = to.UnmarshalJSON(content)
	}

	if err != nil {
		panic(err) // every type can be written, and what was written can be read
	}
}

func kind(from tfprotov6.StringKind) tfjson.SchemaDescriptionKind {
	if from == tfprotov6.StringKindMarkdown {
		return tfjson.SchemaDescriptionKindMarkdown
	}

	return tfjson.SchemaDescriptionKindPlain
}

func nesting(from fmt.Stringer) tfjson.SchemaNestingMode {
	return tfjson.SchemaNestingMode(strings.ToLower(from.String()))
}
