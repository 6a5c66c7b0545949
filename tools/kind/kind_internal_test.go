package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const root = "../.."

func TestNames(t *testing.T) {
	t.Parallel()

	got, err := parse("time_entry")
	want := names{
		Type: "time_entry", Types: "time_entries", Noun: "time entry", Nouns: "time entries", Path: "time-entries",
		Package: "timeentry", Kind: "TimeEntry", Kinds: "TimeEntries", Var: "timeEntry", Vars: "timeEntries",
	}

	if err != nil || got != want {
		t.Errorf("%+v, not %+v: %v", got, want, err)
	}

	for _, name := range []string{"", "Task", "time-off", "_task", "task_", "task1"} {
		if _, err := parse(name); !errors.Is(err, errName) {
			t.Errorf("%q is a name: %v", name, err)
		}
	}

	for name, want := range map[string]string{"task": "tasks", "day": "days", "branch": "branches", "bonus": "bonuses"} {
		if got := plural(name); got != want {
			t.Errorf("several %s are %s, not %s", name, got, want)
		}
	}
}

// TestNewKind makes a kind in a copy of the repository. It compiles, and its test tells what to do next.
func TestNewKind(t *testing.T) {
	t.Parallel()

	copied := repository(t)

	task, err := parse("task")
	if err != nil {
		t.Fatal(err)
	}

	written, err := add(copied, task)
	if err != nil {
		t.Fatal(err)
	}

	for _, name := range written {
		if content, err := os.ReadFile(filepath.Join(copied, name)); err != nil || strings.Contains(string(content), "{{.") {
			t.Errorf("%s was not filled in: %v", name, err)
		}
	}

	output := goCommand(t, copied, "test", "-skip", "^TestAcc", "./internal/webwork/task")
	if !strings.Contains(output, "Next: describe the operations of /tasks in internal/webwork/api/openapi/v2.yaml") {
		t.Errorf("the new room does not say what to do next:\n%s", output)
	}

	if _, err := add(copied, task); !errors.Is(err, errThere) {
		t.Errorf("the kind was added again: %v", err)
	}
}

func TestMovedLine(t *testing.T) {
	t.Parallel()

	empty := t.TempDir()
	if _, err := inserted(empty, line{file: "there.go", after: "type Scope interface {"}, []byte("package there\n"), names{}); !errors.Is(err, errAnchor) {
		t.Errorf("a line was added nowhere: %v", err)
	}
}

// repository is a copy of what a kind is added to.
func repository(t *testing.T) string {
	t.Helper()

	copied := t.TempDir()
	for _, name := range []string{"internal", "examples"} {
		if err := os.CopyFS(filepath.Join(copied, name), os.DirFS(filepath.Join(root, name))); err != nil {
			t.Fatal(err)
		}
	}

	for _, name := range []string{"go.mod", "go.sum", "CHANGELOG.md", ".golangci.yml"} {
		content, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}

		if err := os.WriteFile(filepath.Join(copied, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}

	return copied
}

// goCommand runs a command of Go that is to fail, and gives what it prints. Without the directory in what is compiled, a second run
// finds it all in Go's cache.
func goCommand(t *testing.T, dir string, args ...string) string {
	t.Helper()

	command := exec.CommandContext(t.Context(), "go", args...)
	command.Dir = dir
	command.Env = append(os.Environ(), "GOFLAGS=-trimpath")

	output, err := command.CombinedOutput()
	if _, failed := errors.AsType[*exec.ExitError](err); !failed {
		t.Fatalf("go %s ends with %v:\n%s", strings.Join(args, " "), err, output)
	}

	return string(output)
}
