package acctest

import (
	"encoding/json"
	"maps"
	"slices"
)

// Objects are the instances of one resource that is declared with for_each.
type Objects struct {
	Type string
	Name string
	// Provider is the type of the plugin that the workspace installs, or empty for what the CLI itself
	// brings, such as terraform_data.
	Provider string
	// Attributes are those of each instance, all that the schema has, by its key.
	Attributes map[string]map[string]any
}

type stateFile struct {
	Version          int             `json:"version"`
	TerraformVersion string          `json:"terraform_version"`
	Serial           int             `json:"serial"`
	Lineage          string          `json:"lineage"`
	Resources        []stateResource `json:"resources"`
}

type stateResource struct {
	Mode      string          `json:"mode"`
	Type      string          `json:"type"`
	Name      string          `json:"name"`
	Provider  string          `json:"provider"`
	Instances []stateInstance `json:"instances"`
}

type stateInstance struct {
	IndexKey      string         `json:"index_key"`
	SchemaVersion int            `json:"schema_version"`
	Attributes    map[string]any `json:"attributes"`
}

// WriteState makes a state that holds the objects and nothing else, for tests that need more of them
// than an apply makes in good time.
func (w *Workspace) WriteState(objects ...Objects) {
	w.tb.Helper()

	const format = 4

	state := stateFile{Version: format, TerraformVersion: w.CLI.Version.Core().String(), Serial: 1, Lineage: "written"}

	for _, each := range objects {
		resource := stateResource{Mode: "managed", Type: each.Type, Name: each.Name, Provider: w.address(each.Provider)}
		for _, key := range slices.Sorted(maps.Keys(each.Attributes)) {
			resource.Instances = append(resource.Instances, stateInstance{IndexKey: key, Attributes: each.Attributes[key]})
		}

		state.Resources = append(state.Resources, resource)
	}

	encoded, err := json.Marshal(state)
	if err != nil {
		w.tb.Fatal(err)
	}

	w.Write("terraform.tfstate", string(encoded))
}

// address is how state names a provider.
func (w *Workspace) address(name string) string {
	switch {
	case name == "":
		return `provider["terraform.io/builtin/terraform"]`
	case w.CLI.Product == OpenTofu:
		return `provider["registry.opentofu.org/` + namespace + "/" + name + `"]`
	default:
		return `provider["registry.terraform.io/` + namespace + "/" + name + `"]`
	}
}
