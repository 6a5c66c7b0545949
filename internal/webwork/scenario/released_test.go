package scenario_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// released has a directory for each release: a configuration, what WebWork held after that release had applied it, and the state and
// the empty plan that it made of it.
const released = "../../../testdata/releases"

// freeze is the variable with the version whose directory is written anew, by `make freeze`.
const freeze = "FREEZE"

// TestAccReleasedStates takes over what each release has left behind: there is nothing to do, and every value is as it was.
func TestAccReleasedStates(t *testing.T) {
	t.Parallel()
	if version := os.Getenv(freeze); version != "" {
		record(t, filepath.Join(released, version))
	}
	states, err := filepath.Glob(filepath.Join(released, "*", "state.json"))
	providertest.Must(t, err)
	if len(states) == 0 {
		t.Fatalf("there are no releases in %s", released)
	}
	for _, state := range states {
		dir := filepath.Dir(state)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				takeOver(t, cli, dir)
			})
		})
	}
}

func takeOver(t *testing.T, cli acctest.CLI, dir string) {
	t.Helper()
	var seed simulator.Seed
	readJSON(t, filepath.Join(dir, "seed.json"), &seed)
	var then tfjson.Plan
	readJSON(t, filepath.Join(dir, "plan.json"), &then)

	w := workspace(t, cli, start(t, simulator.Options{Seed: seed}))
	w.Write("main.tf", readExample(t, dir, "main.tf"))
	w.Write("terraform.tfstate", stateOf(cli, readExample(t, dir, "state.json")))
	w.PlanEmpty()

	was, now := planned(&then), planned(w.PlanJSON())
	for address, values := range was {
		for name, value := range values {
			if got := now[address][name]; !keeps(got, value) {
				t.Errorf("%s: %s is %v and was %v", address, name, got, value)
			}
		}
	}
}

// keeps reports whether a value is as it was, but for attributes that a later release has added.
func keeps(now, was any) bool {
	switch was := was.(type) {
	case map[string]any:
		object, ok := now.(map[string]any)
		for name, value := range was {
			ok = ok && keeps(object[name], value)
		}
		return ok
	case []any:
		items, ok := now.([]any)
		return ok && slices.EqualFunc(items, was, keeps)
	default:
		return reflect.DeepEqual(now, was)
	}
}

// planned are the values of each object after a plan.
func planned(plan *tfjson.Plan) map[string]map[string]any {
	values := map[string]map[string]any{}
	for _, module := range []*tfjson.StateModule{plan.PriorState.Values.RootModule, plan.PlannedValues.RootModule} {
		for _, object := range module.Resources {
			values[object.Address] = object.AttributeValues
		}
	}
	values["outputs"] = map[string]any{}
	for name, output := range plan.PlannedValues.Outputs {
		values["outputs"][name] = output.Value
	}
	return values
}

// What stands in recorded states for the CLI that reads them.
const (
	anyHost    = "registry.example.com"
	anyVersion = "any version"
)

// stateOf is a recorded state as the CLI itself would have written it.
func stateOf(cli acctest.CLI, recorded string) string {
	return strings.NewReplacer(anyHost, host(cli), anyVersion, cli.Version.Core().String()).Replace(recorded)
}

// host is the registry by which the CLI names the provider.
func host(cli acctest.CLI) string {
	if cli.Product == acctest.OpenTofu {
		return "registry.opentofu.org"
	}
	return "registry.terraform.io"
}

// record applies the directory's configuration and keeps what became of it.
func record(t *testing.T, dir string) {
	t.Helper()
	cli := acctest.CLIs(t)[0]
	server := start(t, simulator.Options{})
	w := workspace(t, cli, server)
	w.Write("main.tf", readExample(t, dir, "main.tf"))
	w.Apply("-var=left=false")
	w.Apply()
	w.PlanEmpty()
	writeJSON(t, filepath.Join(dir, "plan.json"), w.PlanJSON())
	writeJSON(t, filepath.Join(dir, "seed.json"), server.Snapshot())
	version := fmt.Sprintf("%q: %q", "terraform_version", cli.Version)
	state := strings.NewReplacer(host(cli), anyHost, version, strings.Replace(version, cli.Version.String(), anyVersion, 1)).Replace(w.Read("terraform.tfstate"))
	providertest.Must(t, os.WriteFile(filepath.Join(dir, "state.json"), []byte(state), 0o600))
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	content, err := os.ReadFile(path)
	providertest.Must(t, err)
	providertest.Must(t, json.Unmarshal(content, into))
}

func writeJSON(t *testing.T, path string, value any) {
	t.Helper()
	content, err := json.MarshalIndent(value, "", "  ")
	providertest.Must(t, err)
	providertest.Must(t, os.WriteFile(path, append(content, '\n'), 0o600))
}
