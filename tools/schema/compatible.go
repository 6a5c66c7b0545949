package main

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/hashicorp/terraform-json"
)

// breach is a change after which a configuration or a state that worked may work no longer.
type breach struct {
	of   string // what the provider offers, such as webwork_member
	path string // the attribute in it, such as oauth.client_id, or ""
	what string
}

func (b breach) String() string {
	if b.path == "" {
		return b.of + " " + b.what
	}

	return fmt.Sprintf("%s: %s %s", b.of, b.path, b.what)
}

// breaches lists what a provider promised before and keeps no longer, in a steady order.
func breaches(before, after *tfjson.ProviderSchema) []breach {
	var all ledger

	all.schema("provider", before.ConfigSchema, after.ConfigSchema)
	offered(&all, "resource", before.ResourceSchemas, after.ResourceSchemas, all.schema)
	offered(&all, "data source", before.DataSourceSchemas, after.DataSourceSchemas, all.schema)
	offered(&all, "ephemeral resource", before.EphemeralResourceSchemas, after.EphemeralResourceSchemas, all.schema)
	offered(&all, "list resource", before.ListResourceSchemas, after.ListResourceSchemas, all.schema)
	offered(&all, "action", before.ActionSchemas, after.ActionSchemas, func(name string, before, after *tfjson.ActionSchema) {
		all.block(name, "", before.Block, after.Block)
	})
	offered(&all, "identity", before.ResourceIdentitySchemas, after.ResourceIdentitySchemas, all.identity)
	offered(&all, "function", before.Functions, after.Functions, all.function)

	return all.sorted()
}

// offered compares each of a sort of things that a provider offers.
func offered[Of any](all *ledger, sort string, before, after map[string]*Of, compare func(name string, before, after *Of)) {
	for name, one := range before {
		if now, kept := after[name]; kept {
			compare(name, one, now)
		} else {
			all.add(name, "", "is no "+sort+" any longer")
		}
	}
}

// ledger collects breaches.
type ledger struct{ found []breach }

func (l *ledger) add(of, path, what string) {
	l.found = append(l.found, breach{of: of, path: path, what: what})
}

func (l *ledger) when(broken bool, of, path, what string) {
	if broken {
		l.add(of, path, what)
	}
}

func (l *ledger) sorted() []breach {
	slices.SortFunc(l.found, func(a, b breach) int {
		return cmp.Or(cmp.Compare(a.of, b.of), cmp.Compare(a.path, b.path), cmp.Compare(a.what, b.what))
	})

	return slices.Compact(l.found)
}

func (l *ledger) schema(of string, before, after *tfjson.Schema) {
	l.when(after.Version < before.Version, of, "", "has a lower schema version, so that states cannot be read")
	l.block(of, "", before.Block, after.Block)
}

func (l *ledger) block(of, within string, before, after *tfjson.SchemaBlock) {
	l.attributes(of, within, before.Attributes, after.Attributes)

	for name, block := range before.NestedBlocks {
		path := within + name

		now, kept := after.NestedBlocks[name]
		if !kept {
			l.add(of, path, "is no block any longer")

			continue
		}

		l.when(now.NestingMode != block.NestingMode, of, path, "nests in another way")
		l.when(now.MinItems > block.MinItems, of, path, "must be there more often")
		l.when(now.MaxItems != 0 && (block.MaxItems == 0 || now.MaxItems < block.MaxItems), of, path, "may be there less often")
		l.block(of, path+".", block.Block, now.Block)
	}

	for name, block := range after.NestedBlocks {
		_, known := before.NestedBlocks[name]
		l.when(!known && block.MinItems > 0, of, within+name, "is new and required")
	}
}

func (l *ledger) attributes(of, within string, before, after map[string]*tfjson.SchemaAttribute) {
	for name, attribute := range before {
		if now, kept := after[name]; kept {
			l.attribute(of, within+name, attribute, now)
		} else {
			l.add(of, within+name, "was removed")
		}
	}

	for name, attribute := range after {
		_, known := before[name]
		l.when(!known && attribute.Required, of, within+name, "is new and required")
	}
}

func (l *ledger) attribute(of, path string, before, after *tfjson.SchemaAttribute) {
	settable := func(a *tfjson.SchemaAttribute) bool { return a.Required || a.Optional }

	l.when(!before.Required && after.Required, of, path, "became required")
	l.when(settable(before) && !settable(after), of, path, "can be set no longer")
	l.when(before.Computed && !after.Computed && !after.Required, of, path, "is computed no longer")
	l.when(before.Sensitive && !after.Sensitive, of, path, "is sensitive no longer, so that values are shown")
	l.when(!before.Sensitive && after.Sensitive, of, path, "became sensitive, so that outputs refuse it")
	l.when(before.WriteOnly != after.WriteOnly, of, path, "is kept in state in another way")

	nestedBefore, nestedAfter := before.AttributeNestedType, after.AttributeNestedType

	switch {
	case (nestedBefore == nil) != (nestedAfter == nil):
		l.add(of, path, "changed its type")
	case nestedBefore == nil:
		l.when(!before.AttributeType.Equals(after.AttributeType), of, path, fmt.Sprintf("changed its type from %s to %s",
			before.AttributeType.FriendlyName(), after.AttributeType.FriendlyName()))
	default:
		l.when(nestedBefore.NestingMode != nestedAfter.NestingMode, of, path, "nests in another way")
		l.attributes(of, path+".", nestedBefore.Attributes, nestedAfter.Attributes)
	}
}

func (l *ledger) identity(of string, before, after *tfjson.IdentitySchema) {
	l.when(after.Version < before.Version, of, "", "has a lower identity version, so that states cannot be read")
	l.when(after.Version == before.Version && !maps.EqualFunc(before.Attributes, after.Attributes, func(a, b *tfjson.IdentityAttribute) bool {
		return a.IdentityType.Equals(b.IdentityType)
	}), of, "", "has another identity under the same version")

	for name, attribute := range after.Attributes {
		was, known := before.Attributes[name]
		l.when(attribute.RequiredForImport && (!known || !was.RequiredForImport), of, name, "became required for importing by identity")
	}

	for name := range before.Attributes {
		_, kept := after.Attributes[name]
		l.when(!kept, of, name, "can no longer be imported by")
	}
}

func (l *ledger) function(of string, before, after *tfjson.FunctionSignature) {
	l.when(!before.ReturnType.Equals(after.ReturnType), of, "", "returns another type")
	l.when(len(before.Parameters) != len(after.Parameters), of, "", "takes another number of arguments")
	l.when(before.VariadicParameter != nil && after.VariadicParameter == nil, of, "", "takes a fixed number of arguments now")

	for i := range min(len(before.Parameters), len(after.Parameters)) {
		was, now := before.Parameters[i], after.Parameters[i]
		l.when(!reflect.DeepEqual(was.Type, now.Type), of, was.Name, "changed its type")
		l.when(was.IsNullable && !now.IsNullable, of, was.Name, "may be null no longer")
	}
}
