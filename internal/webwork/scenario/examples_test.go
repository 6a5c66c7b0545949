package scenario_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

const examples = "../../../examples"

// exampleDirs are the directories of examples of one sort, by the type they are of.
func exampleDirs(t *testing.T, sort string) map[string]string {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join(examples, sort, "*"))
	providertest.Must(t, err)
	if len(dirs) == 0 {
		t.Fatalf("there are no examples in %s", sort)
	}
	byType := map[string]string{}
	for _, dir := range dirs {
		byType[filepath.Base(dir)] = dir
	}
	return byType
}

func readExample(t *testing.T, path ...string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(path...))
	providertest.Must(t, err)
	return string(content)
}

func TestAccExampleWorkspace(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{})
		w := workspace(t, cli, server)
		w.CopyFrom(filepath.Join(examples, "workspace"))
		w.Apply()
		w.PlanEmpty()
		w.Destroy()
	})
}

func TestAccExampleResources(t *testing.T) {
	t.Parallel()
	for kind, dir := range exampleDirs(t, "resources") {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := start(t, simulator.Options{})
				w := workspace(t, cli, server)
				declared := readExample(t, dir, "resource.tf")
				w.Write("main.tf", declared)
				w.Apply()
				w.PlanEmpty()

				byID := readExample(t, dir, "import-by-string-id.tf")
				address := importTarget(t, byID)
				if !strings.Contains(readExample(t, dir, "import.sh"), address) {
					t.Errorf("import.sh does not import %s", address)
				}
				held := w.State(address)
				importAnew(t, w, declared, address, quotedID.ReplaceAllString(byID, fmt.Sprintf("id = %q", importID(held))))
				if !cli.Supports(acctest.Identity) {
					return
				}
				byIdentity := readExample(t, dir, "import-by-identity.tf")
				for name, value := range map[string]any{
					"id": held["id"], "workspace_id": held["workspace_id"], "viewer_id": held["viewer_id"], "project_id": held["project_id"],
				} {
					line := regexp.MustCompile(`(?m)^(\s+` + name + `\s*=) .*$`)
					byIdentity = line.ReplaceAllString(byIdentity, fmt.Sprintf("$1 %#v", value))
				}
				importAnew(t, w, declared, address, byIdentity)
			})
		})
	}
}

var (
	quotedID = regexp.MustCompile(`id\s*= ".*"`)
	target   = regexp.MustCompile(`to\s*= (\S+)`)
)

func importTarget(t *testing.T, block string) string {
	t.Helper()
	found := target.FindStringSubmatch(block)
	if found == nil {
		t.Fatalf("there is no import in:\n%s", block)
	}
	return found[1]
}

func importID(held map[string]any) string {
	if id, ok := held["id"]; ok {
		return fmt.Sprint(id)
	}
	return fmt.Sprintf("%v:%v", held["viewer_id"], held["project_id"])
}

// importAnew forgets the object and imports it; nothing else may be planned.
func importAnew(t *testing.T, w *acctest.Workspace, declared, address, block string) {
	t.Helper()
	if result := w.Run("state", "rm", address); result.ExitCode != 0 {
		t.Fatal(result.Output())
	}
	w.Write("main.tf", declared)
	w.Write("import.tf", block)
	expectOutput(t, w.Apply(), "1 imported, 0 added, 0 changed, 0 destroyed")
	if err := os.Remove(filepath.Join(w.Dir, "import.tf")); err != nil {
		t.Fatal(err)
	}
	w.PlanEmpty()
}

func TestAccExampleDataSources(t *testing.T) {
	t.Parallel()
	for kind, dir := range exampleDirs(t, "data-sources") {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				w := workspace(t, cli, start(t, simulator.Options{Populate: simulator.Population{Members: 5}}))
				w.Write("main.tf", readExample(t, dir, "data-source.tf"))
				w.Apply()
			})
		})
	}
}

func TestAccExampleOAuth(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{Seed: simulator.Seed{Workspaces: []simulator.Workspace{{ID: 7, Name: "Acme"}}}})
		w := workspace(t, cli, server)
		w.Setenv("WEBWORK_TOKEN_URL", server.TokenURL(server.URL))
		w.Setenv("TF_VAR_client_id", simulator.DefaultClientID)
		w.Setenv("TF_VAR_client_secret", simulator.DefaultClientSecret)
		w.CopyFrom(filepath.Join(examples, "authentication", "oauth"))
		w.Write("projects.tf", "data \"webwork_projects\" \"all\" {}\n")
		w.Apply()
		if len(server.Requests()) == 0 {
			t.Error("nothing was asked")
		}
	})
}

// What only some versions of the CLIs can do says in its own terraform block from which on.
func TestAccExamplesOfNewerVersions(t *testing.T) {
	t.Parallel()
	for file, feature := range map[string]acctest.Feature{
		"functions/role_from_code/function.tf":                      acctest.Functions,
		"ephemeral-resources/webwork_webhook/ephemeral-resource.tf": acctest.EphemeralResource,
	} {
		t.Run(string(feature), func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				cli.Require(t, feature)
				w := workspace(t, cli, start(t, simulator.Options{}))
				w.Write("main.tf", readExample(t, examples, file))
				w.Apply()
				w.PlanEmpty()
			})
		})
	}
}

func TestAccGeneratedConfigurationPlansEmpty(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{})
		w := workspace(t, cli, server)
		w.CopyFrom(filepath.Join(examples, "workspace"))
		w.Apply()
		var imports strings.Builder
		imports.WriteString(header)
		for i, held := range w.StateJSON().Values.RootModule.Resources {
			fmt.Fprintf(&imports, "import {\n  to = %s.generated%d\n  id = %q\n}\n", held.Type, i, importID(held.AttributeValues))
		}

		anew := workspace(t, cli, server)
		anew.Write("main.tf", imports.String())
		anew.Run("plan", "-generate-config-out=generated.tf")
		expectOutput(t, anew.Apply(), "0 added, 0 changed, 0 destroyed")
		anew.PlanEmpty()
	})
}
