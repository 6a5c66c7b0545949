package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-json"
	"github.com/zclconf/go-cty/cty"
)

// offer is a provider with one resource and one function, each with one thing to change.
func offer(attribute tfjson.SchemaAttribute) *tfjson.ProviderSchema {
	schema := &tfjson.Schema{Version: 1, Block: &tfjson.SchemaBlock{
		Attributes: map[string]*tfjson.SchemaAttribute{
			"title": &attribute,
			"more": {Optional: true, AttributeNestedType: &tfjson.SchemaNestedAttributeType{
				NestingMode: tfjson.SchemaNestingModeSingle,
				Attributes:  map[string]*tfjson.SchemaAttribute{"inner": {Optional: true, AttributeType: cty.String}},
			}},
		},
		NestedBlocks: map[string]*tfjson.SchemaBlockType{"times": {
			NestingMode: tfjson.SchemaNestingModeList,
			Block:       &tfjson.SchemaBlock{Attributes: map[string]*tfjson.SchemaAttribute{"read": {Optional: true, AttributeType: cty.String}}},
		}},
	}}

	return &tfjson.ProviderSchema{
		ConfigSchema:    &tfjson.Schema{Block: &tfjson.SchemaBlock{}},
		ResourceSchemas: map[string]*tfjson.Schema{"webwork_thing": schema},
		ActionSchemas:   map[string]*tfjson.ActionSchema{"webwork_do": {Block: &tfjson.SchemaBlock{}}},
		Functions: map[string]*tfjson.FunctionSignature{"code": {
			ReturnType: cty.String, Parameters: []*tfjson.FunctionParameter{{Name: "number", Type: cty.Number, IsNullable: true}},
		}},
		ResourceIdentitySchemas: map[string]*tfjson.IdentitySchema{"webwork_thing": {
			Version:    1,
			Attributes: map[string]*tfjson.IdentityAttribute{"id": {IdentityType: cty.String, RequiredForImport: true}},
		}},
	}
}

func TestBreachesOfAnAttribute(t *testing.T) {
	t.Parallel()

	type attribute = tfjson.SchemaAttribute

	text := cty.String
	for name, test := range map[string]struct {
		before, after attribute
		want          string
	}{
		"may be left out now":       {before: attribute{AttributeType: text, Required: true}, after: attribute{AttributeType: text, Optional: true}},
		"has a default now":         {before: attribute{AttributeType: text, Optional: true}, after: attribute{AttributeType: text, Optional: true, Computed: true}},
		"may be set now":            {before: attribute{AttributeType: text, Computed: true}, after: attribute{AttributeType: text, Optional: true, Computed: true}},
		"is deprecated now":         {before: attribute{AttributeType: text, Optional: true}, after: attribute{AttributeType: text, Optional: true, Deprecated: true}},
		"type":                      {before: attribute{AttributeType: text, Optional: true}, after: attribute{AttributeType: cty.Number, Optional: true}, want: "changed its type from string to number"},
		"type of items":             {before: attribute{AttributeType: cty.List(text), Optional: true}, after: attribute{AttributeType: cty.Set(text), Optional: true}, want: "changed its type from list of string to set of string"},
		"nested":                    {before: attribute{AttributeType: text, Optional: true}, after: attribute{AttributeNestedType: &tfjson.SchemaNestedAttributeType{}, Optional: true}, want: "changed its type"},
		"required":                  {before: attribute{AttributeType: text, Optional: true}, after: attribute{AttributeType: text, Required: true}, want: "became required"},
		"read only":                 {before: attribute{AttributeType: text, Optional: true, Computed: true}, after: attribute{AttributeType: text, Computed: true}, want: "can be set no longer"},
		"computed no longer":        {before: attribute{AttributeType: text, Optional: true, Computed: true}, after: attribute{AttributeType: text, Optional: true}, want: "is computed no longer"},
		"shown":                     {before: attribute{AttributeType: text, Computed: true, Sensitive: true}, after: attribute{AttributeType: text, Computed: true}, want: "is sensitive no longer, so that values are shown"},
		"hidden":                    {before: attribute{AttributeType: text, Computed: true}, after: attribute{AttributeType: text, Computed: true, Sensitive: true}, want: "became sensitive, so that outputs refuse it"},
		"in state no longer":        {before: attribute{AttributeType: text, Optional: true}, after: attribute{AttributeType: text, Optional: true, WriteOnly: true}, want: "is kept in state in another way"},
		"required from computed":    {before: attribute{AttributeType: text, Computed: true}, after: attribute{AttributeType: text, Required: true}, want: "became required"},
		"described in another word": {before: attribute{AttributeType: text, Optional: true}, after: attribute{AttributeType: text, Optional: true, Description: "new"}},
	} {
		var want []breach
		if test.want != "" {
			want = []breach{{of: "webwork_thing", path: "title", what: test.want}}
		}

		if got := breaches(offer(test.before), offer(test.after)); !slices.Equal(got, want) {
			t.Errorf("%s: %v, not %v", name, got, want)
		}
	}
}

func TestBreachesOfWhatIsOffered(t *testing.T) {
	t.Parallel()

	for want, change := range map[string]func(*tfjson.ProviderSchema){
		"webwork_thing is no resource any longer": func(p *tfjson.ProviderSchema) { delete(p.ResourceSchemas, "webwork_thing") },
		"webwork_do is no action any longer":      func(p *tfjson.ProviderSchema) { delete(p.ActionSchemas, "webwork_do") },
		"code is no function any longer":          func(p *tfjson.ProviderSchema) { delete(p.Functions, "code") },
		"code returns another type":               func(p *tfjson.ProviderSchema) { p.Functions["code"].ReturnType = cty.Number },
		"code: number may be null no longer":      func(p *tfjson.ProviderSchema) { p.Functions["code"].Parameters[0].IsNullable = false },
		"code: number changed its type":           func(p *tfjson.ProviderSchema) { p.Functions["code"].Parameters[0].Type = cty.String },
		"code takes another number of arguments":  func(p *tfjson.ProviderSchema) { p.Functions["code"].Parameters = nil },
		"webwork_thing: title was removed":        func(p *tfjson.ProviderSchema) { delete(p.ResourceSchemas["webwork_thing"].Block.Attributes, "title") },
		"webwork_thing: more.inner was removed": func(p *tfjson.ProviderSchema) {
			delete(p.ResourceSchemas["webwork_thing"].Block.Attributes["more"].AttributeNestedType.Attributes, "inner")
		},
		"webwork_thing: more nests in another way": func(p *tfjson.ProviderSchema) {
			p.ResourceSchemas["webwork_thing"].Block.Attributes["more"].AttributeNestedType.NestingMode = tfjson.SchemaNestingModeList
		},
		"webwork_thing: times is no block any longer": func(p *tfjson.ProviderSchema) { delete(p.ResourceSchemas["webwork_thing"].Block.NestedBlocks, "times") },
		"webwork_thing: times.read became required": func(p *tfjson.ProviderSchema) {
			p.ResourceSchemas["webwork_thing"].Block.NestedBlocks["times"].Block.Attributes["read"] = &tfjson.SchemaAttribute{Required: true, AttributeType: cty.String}
		},
		"webwork_thing: times must be there more often": func(p *tfjson.ProviderSchema) {
			p.ResourceSchemas["webwork_thing"].Block.NestedBlocks["times"].MinItems = 1
		},
		"webwork_thing: times may be there less often": func(p *tfjson.ProviderSchema) {
			p.ResourceSchemas["webwork_thing"].Block.NestedBlocks["times"].MaxItems = 1
		},
		"webwork_thing: size is new and required": func(p *tfjson.ProviderSchema) {
			p.ResourceSchemas["webwork_thing"].Block.Attributes["size"] = &tfjson.SchemaAttribute{Required: true, AttributeType: cty.String}
		},
		"provider: region is new and required": func(p *tfjson.ProviderSchema) {
			p.ConfigSchema.Block.Attributes = map[string]*tfjson.SchemaAttribute{"region": {Required: true, AttributeType: cty.String}}
		},
		"webwork_thing has a lower schema version, so that states cannot be read": func(p *tfjson.ProviderSchema) { p.ResourceSchemas["webwork_thing"].Version = 0 },
		"webwork_thing has another identity under the same version": func(p *tfjson.ProviderSchema) {
			p.ResourceIdentitySchemas["webwork_thing"].Attributes["id"].IdentityType = cty.Number
		},
		"webwork_thing: space became required for importing by identity": func(p *tfjson.ProviderSchema) {
			p.ResourceIdentitySchemas["webwork_thing"].Version++
			p.ResourceIdentitySchemas["webwork_thing"].Attributes["space"] = &tfjson.IdentityAttribute{IdentityType: cty.String, RequiredForImport: true}
		},
	} {
		title := tfjson.SchemaAttribute{AttributeType: cty.String, Optional: true}
		after := offer(title)
		change(after)

		if got := breaches(offer(title), after); len(got) != 1 || got[0].String() != want {
			t.Errorf("%v, not %s", got, want)
		}
	}
}

func TestAnnouncedBreaches(t *testing.T) {
	t.Parallel()

	const changelog = "# Changelog\n\n## 1.1.0 (Unreleased)\n\nNOTES:\n\n* `webwork_thing` has a `note`.\n\n" +
		"BREAKING CHANGES:\n\n* `webwork_thing`: `title` is a list now.\n* The action `webwork_do` is gone.\n\n" +
		"FEATURES:\n\n* `webwork_thing`: `feature`\n\n## 1.0.0\n\nBREAKING CHANGES:\n\n* `webwork_thing`: `old`\n"

	all := []breach{
		{of: "webwork_do", what: "is no action any longer"},
		{of: "webwork_thing", path: "feature", what: "was removed"},
		{of: "webwork_thing", path: "note", what: "was removed"},
		{of: "webwork_thing", path: "old", what: "was removed"},
		{of: "webwork_thing", path: "title", what: "changed its type"},
	}
	if got, want := silent(all, announced(changelog)), all[1:4]; !slices.Equal(got, want) {
		t.Errorf("not announced are %v, not %v", got, want)
	}
}

func TestNewestRelease(t *testing.T) {
	t.Parallel()

	dir := t.TempDir()
	if _, err := newest(dir); err == nil {
		t.Error("there is a release in an empty directory")
	}

	for _, version := range []string{"0.9.0", "0.10.0", "0.10.0-beta1", "README"} {
		if err := os.Mkdir(filepath.Join(dir, version), 0o750); err != nil {
			t.Fatal(err)
		}
	}

	if got, err := newest(dir); err != nil || got != "0.10.0" {
		t.Errorf("the newest release is %s: %v", got, err)
	}
}
