package main

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
)

// Whatever the CLI prints of the built provider, describe says the same.
func TestAccDescribeLikeTheCLI(t *testing.T) {
	t.Parallel()

	described, err := describe(t.Context(), "webwork", provider.New("test")())
	if err != nil {
		t.Fatal(err)
	}

	got := sections(t, described)

	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w := acctest.NewWorkspace(t, cli, acctest.WebWork())
		w.Write("main.tf", `
terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}
`)

		result := w.Run("providers", "schema", "-json")

		var printed any
		if err := json.Unmarshal([]byte(result.Stdout), &printed); err != nil {
			t.Fatalf("%v\n%s", err, result.Output())
		}

		want := sections(t, printed)
		if len(want["resource_schemas"]) == 0 {
			t.Fatalf("the CLI printed no resources: %s", result.Stdout)
		}

		for section, schemas := range want {
			for name, schema := range schemas {
				if !reflect.DeepEqual(got[section][name], schema) {
					t.Errorf("%s: %s\ngot  %v\nwant %v", section, name, got[section][name], schema)
				}
			}
		}
	})
}

// sections reads the JSON form of the only provider: section -> name -> schema.
func sections(t *testing.T, schemas any) map[string]map[string]any {
	t.Helper()

	content, err := json.Marshal(schemas)
	if err != nil {
		t.Fatal(err)
	}

	var document struct {
		Providers map[string]map[string]map[string]any `json:"provider_schemas"`
	}
	if err := json.Unmarshal(content, &document); err != nil {
		t.Fatal(err)
	}

	for _, provider := range document.Providers {
		return provider
	}

	t.Fatalf("no provider in %s", content)

	return nil
}
