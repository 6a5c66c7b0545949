package export_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

const examples = "../../../examples/adopt"

// nightly runs the job of the guide and gives its exit code and output.
func nightly(t *testing.T, w *acctest.Workspace, server *simtest.Server) (int, string) {
	t.Helper()
	script, err := filepath.Abs(filepath.Join(examples, "nightly.sh"))
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	if err := os.Symlink(w.CLI.Path, filepath.Join(bin, "terraform")); err != nil {
		t.Fatal(err)
	}
	job := exec.CommandContext(t.Context(), "sh", script)
	job.Dir = w.Dir
	job.Env = []string{"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + t.TempDir(), "CHECKPOINT_DISABLE=1", "WEBWORK_REQUESTS_PER_MINUTE=100000"}
	for name, value := range server.Env() {
		job.Env = append(job.Env, name+"="+value)
	}
	output, err := job.CombinedOutput()
	if job.ProcessState == nil {
		t.Fatal(err)
	}
	return job.ProcessState.ExitCode(), string(output)
}

func TestAccTheNightlyJobTellsWhatWasDoneInTheApp(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, agency())
		w := providertest.Workspace(t, cli, server)
		run(t, server, "--out", w.Dir, "--style", "for_each").with(t, 0)
		adopt(t, w, 11)
		check, err := os.ReadFile(filepath.Join(examples, "check.tf"))
		if err != nil {
			t.Fatal(err)
		}
		w.Write("check.tf", string(check))
		w.Apply()
		expect := func(code int, words ...string) {
			t.Helper()
			got, output := nightly(t, w, server)
			if got != code {
				t.Fatalf("the exit code is %d, not %d:\n%s", got, code, output)
			}
			for _, word := range words {
				if !strings.Contains(strings.Join(strings.Fields(output), " "), word) {
					t.Errorf("the output lacks %q:\n%s", word, output)
				}
			}
			if strings.Contains(output, "k3y") {
				t.Errorf("the address of a webhook is shown:\n%s", output)
			}
		}
		expect(0, "members: 0 of 7 not managed")

		ask(t, server, "PUT", "/members/100", `{"workspace_id":1,"firstname":"Janet"}`)
		expect(2, `"Janet" -> "Jane"`, "members: 0 of 7 not managed")
		ask(t, server, "PUT", "/members/100", `{"workspace_id":1,"firstname":"Jane"}`)
		expect(0)

		ask(t, server, "POST", "/members", `{"workspace_id":1,"email":"new@acme.example","firstname":"Nia","lastname":"New","role":"Regular User"}`)
		expect(2, "not managed: member new@acme.example", "Not managed: new@acme.example", "No changes.")

		server.RevokeToken(server.Token()) // and whoever cannot look must not say that all is well
		expect(1)
	})
}
