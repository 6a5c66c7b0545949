package doctor_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/doctorkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/doctor"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// environment is that of a command, in place of the process's own.
type environment map[string]string

func (e environment) get(name string) string { return e[name] }

// examine runs the command and gives its report, without what is not meant for a bug report.
func examine(t *testing.T, env environment, args ...string) (string, error) {
	t.Helper()
	cmd := doctor.CommandIn(env.get, "1.2.3")
	var out bytes.Buffer
	cmd.SetOut(&out)
	cmd.SetErr(io.Discard)
	cmd.SilenceErrors = true
	cmd.SetArgs(append([]string{}, args...))
	err := cmd.ExecuteContext(t.Context())
	return out.String(), err
}

// code is the exit code that an error of the command stands for.
func code(err error) int {
	if err == nil {
		return 0
	}
	if ended, ok := errors.AsType[*doctorkit.ExitError](err); ok {
		return ended.ExitCode()
	}
	return 1 // as for any other command
}

// tells checks that a report ends with 0 and has certain lines.
func tells(t *testing.T, report string, err error, lines ...string) {
	t.Helper()
	tellsWith(t, 0, report, err, lines...)
}

// tellsWith checks the exit code and that a report has certain lines.
func tellsWith(t *testing.T, wanted int, report string, err error, lines ...string) {
	t.Helper()
	if got := code(err); got != wanted {
		t.Errorf("the exit code is %d, not %d: %v", got, wanted, err)
	}
	for _, line := range lines {
		if !strings.Contains(report, line) {
			t.Errorf("the report lacks %q:\n%s", line, report)
		}
	}
}

// populated is a workspace with objects of every kind, an archived one among those that can be.
func populated(variants ...simulator.Variant) simulator.Options {
	return simulator.Options{
		Populate: simulator.Population{Members: 3, Projects: 2, Contracts: 2, Viewers: 2, Webhooks: 1},
		Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
			ID: 4711, Name: "Acme Agency",
			Members: []simulator.Member{
				{ID: 10, Email: "olivia@acme.example", FirstName: "Olivia", LastName: "Owner", Role: simulator.RoleOwner},
				{ID: 20, Email: "anton@acme.example", FirstName: "Anton", LastName: "Archived", DeletedAt: new(time.Now())},
				{ID: 21, Email: "vera@client.example", FirstName: "Vera", LastName: "Viewer", Role: simulator.RoleProjectViewer, DeletedAt: new(time.Now())},
			},
			Projects: []simulator.Project{{ID: 30, Name: "Old site", DeletedAt: new(time.Now())}},
		}}},
		Variants: variants,
	}
}
