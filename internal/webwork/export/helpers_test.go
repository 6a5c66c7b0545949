package export_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/export"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// ended is how a run of the command ended.
type ended struct {
	code     int
	err      error
	out, log string
}

// run runs the command against a server.
func run(t *testing.T, server *simtest.Server, args ...string) ended {
	t.Helper()
	env := server.Env()
	env["WEBWORK_REQUESTS_PER_MINUTE"] = "100000"
	return runIn(t, env, args...)
}

func runIn(t *testing.T, env map[string]string, args ...string) ended {
	t.Helper()
	cmd := export.CommandIn(func(name string) string { return env[name] }, "1.2.3")
	var out, log bytes.Buffer
	cmd.SetOut(&out)
	cmd.SetErr(&log)
	cmd.SilenceErrors = true
	cmd.SetArgs(append([]string{}, args...))
	err := cmd.ExecuteContext(t.Context())
	code := 0
	if err != nil {
		code = 1
	}
	if exit, ok := errors.AsType[*export.ExitError](err); ok {
		code = exit.ExitCode()
	}
	return ended{code, err, out.String(), log.String()}
}

// with checks the exit code and that the output has certain words.
func (e ended) with(t *testing.T, code int, words ...string) ended {
	t.Helper()
	all := e.out + e.log
	if e.err != nil {
		all += e.err.Error()
	}
	if e.code != code {
		t.Fatalf("the exit code is %d, not %d:\n%s", e.code, code, all)
	}
	for _, word := range words {
		if !strings.Contains(all, word) {
			t.Errorf("the output lacks %q:\n%s", word, all)
		}
	}
	return e
}

var counted = regexp.MustCompile(`(?m)^[a-z ]+: (\d+) of \d+ exported`)

// objects is how many objects the report says were exported.
func (e ended) objects(t *testing.T) (objects int) {
	t.Helper()
	for _, found := range counted.FindAllStringSubmatch(e.out, -1) {
		count, err := strconv.Atoi(found[1])
		if err != nil {
			t.Fatal(err)
		}
		objects += count
	}
	return objects
}

// agency is a small workspace with something of everything.
func agency(variants ...simulator.Variant) simulator.Options {
	left := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	person := func(id int64, email, first, last, role string) simulator.Member {
		return simulator.Member{ID: id, Email: email, FirstName: first, LastName: last, Role: role}
	}
	archived := person(105, "old@acme.example", "Old", "One", "")
	archived.DeletedAt = &left
	vera := person(107, "vera@client.example", "Vera", "Viewer", simulator.RoleProjectViewer)
	vera.ProjectIDs = []int64{500, 501}
	zero := person(101, "zero@acme.example", "Jane", "Doe", "")
	zero.WeeklyHoursLimit = new(int64(0))
	return simulator.Options{Variants: variants, Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
		ID: 1, Name: "Acme", Members: []simulator.Member{
			person(10, "olivia@acme.example", "Olivia", "Owner", simulator.RoleOwner),
			person(100, "jane@acme.example", "Jane", "Doe", simulator.RoleTeamManager), zero,
			person(102, "odd@acme.example", "\"${path.module}\" %{if x}", "x\ny\a\u202e $${a}", ""),
			archived, vera,
			person(108, "none@client.example", "Vic", "Viewer", simulator.RoleProjectViewer),
		},
		Projects: []simulator.Project{
			{ID: 500, Name: "Website & more", Deadline: new("2026-12-31"), Estimation: new(0.0), Budget: new(12.5), Notes: new("a\n\"b\" ${x}\n")},
			{ID: 501, Name: "2024"},
			{ID: 503, Name: "Gone", DeletedAt: &left},
		},
		Contracts: []simulator.Contract{
			{ID: 900, ProjectID: 500, UserID: 100, Rate: new(55.5)},
			{ID: 901, ProjectID: 501, UserID: 10, Status: simulator.ContractPaused, WeeklyHoursLimit: new(int64(0))},
			{ID: 902, ProjectID: 503, UserID: 100},
			{ID: 903, ProjectID: 501, UserID: 105},
		},
		Webhooks: []simulator.Webhook{
			{ID: "abc", URL: "https://hooks.example/k3y", Events: []string{"member.invited", "task.updated"}},
			{ID: "abd", URL: "https://hooks.example/0ther", Events: []string{"task.updated"}},
		},
	}}}}
}

func start(t *testing.T, options simulator.Options) *simtest.Server {
	t.Helper()
	return providertest.Start(t, options)
}

// contents are the files of a directory by their names.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(name)
		relative, _ := filepath.Rel(dir, name)
		all[filepath.ToSlash(relative)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func has(t *testing.T, files map[string]string, name string, words ...string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(files[name], word) {
			t.Errorf("%s lacks %q:\n%s", name, word, files[name])
		}
	}
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
