package acctest_test

import (
	"io"
	"net"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest/internal/note"
)

const header = `
terraform {
  required_providers {
    note = {
      source = "workspace-as-code/note"
    }
  }
}
`

func plugin() acctest.Plugin {
	return acctest.Plugin{
		Name:    "note",
		Package: "github.com/workspace-as-code/terraform-provider-webwork/internal/acctest/internal/note/serve",
	}
}

func TestAccFactories(t *testing.T) {
	t.Parallel()
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories("note", note.New),
		Steps: []resource.TestStep{
			{
				Config: `resource "note_text" "it" { text = "one" }`,
				Check:  resource.TestCheckResourceAttr("note_text.it", "text", "one"),
			},
			{
				Config: `resource "note_text" "it" { text = "two" }`,
				Check:  resource.TestCheckResourceAttr("note_text.it", "text", "two"),
			},
		},
	})
}

func TestAccWorkspaceLifecycle(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w := acctest.NewWorkspace(t, cli, plugin())
		w.Write("main.tf", header+`
variable "text" { default = "one" }
resource "note_text" "it" { text = var.text }
`)

		if changes, result := w.Plan(); !changes || !strings.Contains(result.Stdout, "note_text.it will be created") {
			t.Fatalf("the first plan creates nothing:\n%s", result.Output())
		}

		w.Apply()
		w.PlanEmpty()

		if got := w.State("note_text.it")["text"]; got != "one" {
			t.Errorf("text is %v, want one", got)
		}

		plan := w.PlanJSON("-var=text=two")
		if len(plan.ResourceChanges) != 1 || !plan.ResourceChanges[0].Change.Actions.Update() {
			t.Errorf("the plan does not update the note: %+v", plan.ResourceChanges)
		}

		w.Setenv("TF_VAR_text", "three")
		w.Apply()

		if got := w.State("note_text.it")["text"]; got != "three" {
			t.Errorf("text is %v, want three", got)
		}

		w.Destroy()

		if state := w.StateJSON(); state.Values != nil {
			t.Errorf("destroy left %+v", state.Values)
		}
	})
}

func TestAccWorkspaceImport(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w := acctest.NewWorkspace(t, cli, plugin())
		w.Write("main.tf", header+`resource "note_text" "it" {}`)
		w.Import("note_text.it", "old")
		w.PlanEmpty()

		if got := w.State("note_text.it")["id"]; got != "old" {
			t.Errorf("id is %v, want old", got)
		}
	})
}

func TestAccWorkspaceFailure(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w := acctest.NewWorkspace(t, cli, plugin())
		w.Write("main.tf", header+`resource "note_text" "it" { colour = "red" }`)

		result := w.Run("apply")
		if result.ExitCode != 1 || !strings.Contains(result.Stderr, `An argument named "colour" is not expected here`) {
			t.Errorf("exit code %d, output:\n%s", result.ExitCode, result.Output())
		}
	})
}

// The workspace's commands see none of the developer's environment.
func TestAccWorkspaceEnvironment(t *testing.T) {
	t.Setenv("TF_VAR_text", "leaked")
	t.Setenv("TF_CLI_ARGS", "-no-such-flag")

	for _, cli := range acctest.CLIs(t) {
		w := acctest.NewWorkspace(t, cli, plugin())
		w.Write("main.tf", header+`
variable "text" { default = "clean" }
resource "note_text" "it" { text = var.text }
`)
		w.Apply()

		if got := w.State("note_text.it")["text"]; got != "clean" {
			t.Errorf("%s: text is %v, want clean", cli, got)
		}
	}
}

// The connection that the provider holds shows when Create runs, and its end that the provider
// ended too.
func TestAccWorkspaceKill(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w := acctest.NewWorkspace(t, cli, plugin())
		w.Write("main.tf", header+`resource "note_text" "it" {}`)

		process, connection := applyUntilCreate(t, w)
		process.Kill()

		if result := process.Wait(); result.ExitCode != -1 {
			t.Errorf("exit code %d, want -1 for a killed run:\n%s", result.ExitCode, result.Output())
		}

		if _, err := io.ReadAll(connection); err != nil {
			t.Errorf("the provider did not end: %v", err)
		}
	})
}

func TestAccWorkspaceInterrupt(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w := acctest.NewWorkspace(t, cli, plugin())
		w.Write("main.tf", header+`resource "note_text" "it" {}`)

		process, _ := applyUntilCreate(t, w)
		process.Interrupt()

		result := process.Wait()
		if result.ExitCode != 1 || !strings.Contains(result.Output(), "canceled") {
			t.Errorf("exit code %d, want a tidy failure:\n%s", result.ExitCode, result.Output())
		}
	})
}

// applyUntilCreate begins an apply and returns while the provider is within Create.
func applyUntilCreate(t *testing.T, w *acctest.Workspace) (*acctest.Process, net.Conn) {
	t.Helper()

	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}

	t.Cleanup(func() { _ = listener.Close() })
	w.Setenv(note.EnvHold, listener.Addr().String())

	process := w.Begin("apply")

	go func() {
		// A run that fails early must not leave Accept waiting.
		<-process.Done()

		_ = listener.Close()
	}()

	connection, err := listener.Accept()
	if err != nil {
		t.Fatalf("the provider did not get to Create: %v\n%s", err, process.Wait().Output())
	}

	t.Cleanup(func() { _ = connection.Close() })

	return process, connection
}
