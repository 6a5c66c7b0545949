package acctest

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
)

// Workspace is a directory with a configuration, in which a CLI runs with the built provider. The
// CLI sees no environment but its own: PATH, an empty home and what Setenv adds.
//
// Methods that have no error result fail the test at once, with the CLI's output.
type Workspace struct {
	Dir string
	CLI CLI

	tb          testing.TB
	env         map[string]string
	home        string
	initialised bool
}

// NewWorkspace makes an empty workspace that installs the plugin from this repository's build. It
// is removed when the test ends.
func NewWorkspace(tb testing.TB, cli CLI, plugin Plugin) *Workspace {
	tb.Helper()

	mirror, err := plugin.mirror(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}

	w := &Workspace{Dir: tb.TempDir(), CLI: cli, tb: tb, env: map[string]string{}, home: tb.TempDir()}

	config := filepath.Join(w.home, "cli.tfrc")
	w.writeFile(config, fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", mirror))
	w.Setenv("TF_CLI_CONFIG_FILE", config)

	return w
}

// Setenv sets a variable for the commands that follow.
func (w *Workspace) Setenv(name, value string) { w.env[name] = value }

// Write writes a file, given its path below the workspace.
func (w *Workspace) Write(name, content string) {
	w.tb.Helper()
	w.writeFile(filepath.Join(w.Dir, name), content)
}

// CopyFrom copies a directory's files, such as an example, into the workspace.
func (w *Workspace) CopyFrom(dir string) {
	w.tb.Helper()

	if err := os.CopyFS(w.Dir, os.DirFS(dir)); err != nil {
		w.tb.Fatal(err)
	}
}

// Read gives the content of a file in the workspace.
func (w *Workspace) Read(name string) string {
	w.tb.Helper()

	content, err := os.ReadFile(filepath.Join(w.Dir, name))
	if err != nil {
		w.tb.Fatal(err)
	}

	return string(content)
}

// Init runs `init`. The first command does so itself; a test that adds a module or a provider later
// calls it again.
func (w *Workspace) Init() Result {
	w.tb.Helper()

	result := w.Start("init", "-no-color", "-input=false").Wait().mustSucceed(w.tb)
	w.initialised = true

	return result
}

// Run runs a command that asks no questions and waits for its end, whatever that is: a test that
// expects a failure looks at the result. `-no-color` and, where it exists, `-input=false` are added.
func (w *Workspace) Run(command string, args ...string) Result {
	w.tb.Helper()

	return w.Begin(command, args...).Wait()
}

// Begin is Run for a command that the test wants to disturb.
func (w *Workspace) Begin(command string, args ...string) *Process {
	w.tb.Helper()

	if !w.initialised {
		w.Init()
	}

	flags := []string{command}

	switch command {
	case "plan", "refresh", "import":
		flags = append(flags, "-no-color", "-input=false")
	case "apply", "destroy":
		flags = append(flags, "-no-color", "-input=false", "-auto-approve")
	case "show", "output", "validate", "query":
		flags = append(flags, "-no-color")
	}

	return w.Start(append(flags, args...)...)
}

// Apply runs `apply`.
func (w *Workspace) Apply(args ...string) Result {
	w.tb.Helper()

	return w.Run("apply", args...).mustSucceed(w.tb)
}

// Destroy runs `destroy`.
func (w *Workspace) Destroy(args ...string) Result {
	w.tb.Helper()

	return w.Run("destroy", args...).mustSucceed(w.tb)
}

// Import runs `import`.
func (w *Workspace) Import(address, id string) Result {
	w.tb.Helper()

	return w.Run("import", address, id).mustSucceed(w.tb)
}

// Plan runs `plan` and says whether there is anything to apply: changes of resources or outputs.
func (w *Workspace) Plan(args ...string) (bool, Result) {
	w.tb.Helper()

	const changes = 2

	result := w.Run("plan", append([]string{"-detailed-exitcode"}, args...)...)
	if result.ExitCode != changes {
		result.mustSucceed(w.tb)
	}

	return result.ExitCode == changes, result
}

// PlanEmpty fails the test if there is anything to apply.
func (w *Workspace) PlanEmpty(args ...string) {
	w.tb.Helper()

	if changes, result := w.Plan(args...); changes {
		w.tb.Fatalf("the plan is not empty:\n%s", result.Output())
	}
}

// PlanJSON plans and gives the plan in the CLI's own terms.
func (w *Workspace) PlanJSON(args ...string) *tfjson.Plan {
	w.tb.Helper()

	// Outside the workspace, so that a test never meets a file that it did not write.
	file := filepath.Join(w.home, "plan")
	w.Run("plan", append([]string{"-out=" + file}, args...)...).mustSucceed(w.tb)

	plan := &tfjson.Plan{}
	w.decode(w.Run("show", "-json", file), plan)

	return plan
}

// StateJSON gives the state in the CLI's own terms.
func (w *Workspace) StateJSON() *tfjson.State {
	w.tb.Helper()

	state := &tfjson.State{}
	w.decode(w.Run("show", "-json"), state)

	return state
}

// State gives the attributes of one object in the root module. The test fails if state has none at
// that address.
func (w *Workspace) State(address string) map[string]any {
	w.tb.Helper()

	if values := w.StateJSON().Values; values != nil {
		for _, resource := range values.RootModule.Resources {
			if resource.Address == address {
				return resource.AttributeValues
			}
		}
	}

	w.tb.Fatalf("state has no %s", address)

	return nil
}

// Start starts the CLI with exactly these arguments.
func (w *Workspace) Start(args ...string) *Process {
	w.tb.Helper()

	env := baseEnv(w.home)
	for _, name := range slices.Sorted(maps.Keys(w.env)) {
		env = append(env, name+"="+w.env[name])
	}

	return start(w.tb, w.CLI.Path, w.Dir, env, args)
}

func (w *Workspace) decode(result Result, into json.Unmarshaler) {
	w.tb.Helper()

	if err := json.Unmarshal([]byte(result.mustSucceed(w.tb).Stdout), into); err != nil {
		w.tb.Fatalf("reading what the CLI printed: %v", err)
	}
}

func (w *Workspace) writeFile(path, content string) {
	w.tb.Helper()

	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		w.tb.Fatal(err)
	}

	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		w.tb.Fatal(err)
	}
}

// baseEnv is what every command sees. Anything else (WEBWORK_TOKEN, TF_LOG, TF_CLI_ARGS, a
// developer's ~/.terraformrc) would make the result depend on the machine.
func baseEnv(home string) []string {
	return []string{
		"PATH=" + os.Getenv("PATH"),
		"HOME=" + home,
		"TMPDIR=" + os.TempDir(),
		"CHECKPOINT_DISABLE=1",
		"TF_IN_AUTOMATION=1",
	}
}
