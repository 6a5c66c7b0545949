package command_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/command"
)

// running is a command that runs.
type running struct {
	env    map[string]string
	done   chan error
	stderr *bytes.Buffer // to be read when done
}

// run starts the command and reads the environment it prints.
func run(ctx context.Context, t *testing.T, lines int, args ...string) *running {
	t.Helper()
	reader, writer := io.Pipe()
	r := &running{env: map[string]string{}, done: make(chan error, 1), stderr: &bytes.Buffer{}}
	cmd := command.Command() //nolint:contextcheck // ExecuteContext below takes it
	cmd.SetArgs(args)
	cmd.SetOut(writer)
	cmd.SetErr(r.stderr)
	go func() {
		err := cmd.ExecuteContext(ctx)
		_ = writer.CloseWithError(io.EOF)
		r.done <- err
	}()
	scanner := bufio.NewScanner(reader)
	for range lines {
		if !scanner.Scan() {
			t.Fatalf("the command printed too little: %v", <-r.done)
		}
		name, value, ok := strings.Cut(strings.TrimPrefix(scanner.Text(), "export "), "=")
		if !ok || !strings.HasPrefix(scanner.Text(), "export ") {
			t.Fatalf("this is no environment: %s", scanner.Text())
		}
		r.env[name] = value
	}
	return r
}

func (r *running) get(t *testing.T, path string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet,
		r.env["WEBWORK_BASE_URL"]+path+"workspace_id="+r.env["WEBWORK_WORKSPACE_ID"], http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+r.env["WEBWORK_TOKEN"])
	transport := &http.Transport{DisableKeepAlives: true}
	response, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.Status + " " + string(body)
}

func TestItServesUntilItIsStopped(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r := run(ctx, t, 3, "--members", "30", "--projects=2", "--variant", "paging-on-top,thin-lists", "--variant", "nulls-absent",
		"--fault", "server-error:path=/projects", "--token", "t-1", "--requests-per-minute", "60")
	if r.env["WEBWORK_TOKEN"] != "t-1" || r.env["WEBWORK_WORKSPACE_ID"] != "1" {
		t.Errorf("the environment is %v", r.env)
	}
	if answer := r.get(t, "/members?"); !strings.HasPrefix(answer, "200") || !strings.Contains(answer, `},"pagination":{"total":31`) {
		t.Errorf("the members are %s", answer)
	}
	if answer := r.get(t, "/projects?"); !strings.HasPrefix(answer, "500") {
		t.Errorf("the fault did not strike: %s", answer)
	}
	cancel()
	if err := <-r.done; err != nil {
		t.Error(err)
	}
	if said := r.stderr.String(); !strings.Contains(said, "0 invitations") {
		t.Errorf("the command said %s", said)
	}
}

func TestItReadsASeed(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "seed.json")
	seed := `{"workspaces":[{"id":5,"name":"Five","projects":[{"id":9,"name":"Nine"}]}]}`
	if err := os.WriteFile(path, []byte(seed), 0o600); err != nil {
		t.Fatal(err)
	}
	r := run(t.Context(), t, 3, "--seed", path, "--token", "it's")
	if r.env["WEBWORK_TOKEN"] != `'it'\''s'` {
		t.Errorf("the token is printed as %s", r.env["WEBWORK_TOKEN"])
	}
	r.env["WEBWORK_TOKEN"] = "it's"
	if answer := r.get(t, "/projects/9?"); !strings.Contains(answer, `"Nine"`) {
		t.Errorf("the project is %s", answer)
	}
}

func TestItListensToOtherMachinesOnlyWhenTold(t *testing.T) {
	t.Parallel()
	r := run(t.Context(), t, 4, "--listen", "0.0.0.0:0", "--allow-remote")
	if r.env["WEBWORK_ALLOW_INSECURE_HTTP"] != "true" {
		t.Errorf("the environment is %v", r.env)
	}
}

func TestBadCommandLines(t *testing.T) {
	t.Parallel()
	broken := filepath.Join(t.TempDir(), "broken.json")
	if err := os.WriteFile(broken, []byte(`{"workspace":1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for line, says := range map[string]string{
		"--listen 0.0.0.0:0":        "--allow-remote",
		"--listen :0":               "--allow-remote",
		"--listen nonsense":         "--allow-remote",
		"--listen 127.0.0.1:999999": "cannot listen",
		"--variant wrong":           "paging-in-meta",
		"--variant paging-in-meta --variant paging-on-top": "contradict",
		"--fault wrong":             "lost-answer",
		"--seed " + broken:          `unknown field "workspace"`,
		"--seed " + broken + ".not": "cannot be opened",
		"--members -1":              "negative",
		"--requests-per-minute -1":  "negative",
		"extra":                     "unknown command",
	} {
		cmd := command.Command()
		cmd.SetArgs(strings.Fields(line))
		cmd.SetOut(io.Discard)
		cmd.SetErr(io.Discard)
		if err := cmd.ExecuteContext(t.Context()); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: the error does not say %q: %v", line, says, err)
		}
	}
}

func TestHelpNamesEveryVariantAndFault(t *testing.T) {
	t.Parallel()
	var help bytes.Buffer
	cmd := command.Command()
	cmd.SetArgs([]string{"--help"})
	cmd.SetOut(&help)
	if err := cmd.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, variant := range simulator.Variants() {
		if !strings.Contains(help.String(), string(variant.Name)) {
			t.Errorf("the help lacks %s", variant.Name)
		}
	}
	for _, kind := range simulator.FaultKinds() {
		if !strings.Contains(help.String(), string(kind)) {
			t.Errorf("the help lacks %s", kind)
		}
	}
}
