package command_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/command"
)

func TestItServesUntilItIsStopped(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r := run(ctx, t, "--members", "30", "--projects=2", "--variant", "paging-on-top,thin-lists", "--variant", "nulls-absent",
		"--fault", "server-error:path=/projects", "--token", "t-1", "--requests-per-minute", "60")
	if r.env["WEBWORK_TOKEN"] != "t-1" || r.env["WEBWORK_REQUESTS_PER_MINUTE"] != "60" {
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
	r := run(t.Context(), t, "--seed", path, "--token", "it's")
	if r.env["WEBWORK_TOKEN"] != `'it'\''s'` {
		t.Errorf("the token is printed as %s", r.env["WEBWORK_TOKEN"])
	}
	r.env["WEBWORK_TOKEN"] = "it's"
	if answer := r.get(t, "/projects/9?"); !strings.Contains(answer, `"Nine"`) {
		t.Errorf("the project is %s", answer)
	}
}

func TestItPrintsWhatKeepsTheRealWebWorkOut(t *testing.T) {
	t.Parallel()
	r := run(t.Context(), t)
	for name := range shell() {
		if _, said := r.env[name]; !said && name != "WEBWORK_PROTECTED_PEOPLE" && name != "WEBWORK_READ_STRATEGY" {
			t.Errorf("%s stays as it is", name)
		}
	}
	for _, line := range []string{
		"export WEBWORK_CLIENT_ID=", "export WEBWORK_TOKEN_FILE=", "export WEBWORK_API_KEY=", "export WEBWORK_API_VERSION=v2",
		"export WEBWORK_REQUESTS_PER_MINUTE=100000", "export WEBWORK_MAX_ARCHIVAL_SHARE=1", "export WEBWORK_ALLOW_INSECURE_HTTP=",
	} {
		if !slices.Contains(r.lines, line) {
			t.Errorf("%s is missing: %v", line, r.lines)
		}
	}
}

// once ends a command when it has written for the first time.
type once struct {
	end   func()
	first string
}

func (o *once) Write(p []byte) (int, error) {
	if o.first == "" {
		o.first = string(p)
	}
	o.end()
	return len(p), nil
}

func TestTheEnvironmentIsPrintedAtOnce(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	written := &once{end: cancel}
	cmd := command.Command()
	cmd.SetArgs([]string{})
	cmd.SetOut(written)
	cmd.SetErr(io.Discard)
	if err := cmd.ExecuteContext(ctx); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(written.first, "WEBWORK_BASE_URL") || !strings.Contains(written.first, "WEBWORK_SIMULATOR") {
		t.Errorf("it is printed in parts: %s", written.first)
	}
}

func TestEachStartIsAnotherWorkspace(t *testing.T) {
	t.Parallel()
	first, second := run(t.Context(), t), run(t.Context(), t)
	for _, name := range []string{"WEBWORK_TOKEN", "WEBWORK_WORKSPACE_ID"} {
		if first.env[name] == second.env[name] || first.env[name] == "" {
			t.Errorf("%s is %q twice", name, first.env[name])
		}
	}
	if answer := first.ask(t, http.MethodGet, first.env["WEBWORK_BASE_URL"]+"/workspaces"); !strings.Contains(answer, `"Simulated workspace"`) {
		t.Errorf("the workspaces are %s", answer)
	}
	if len(first.env["WEBWORK_TOKEN"]) < 32 {
		t.Errorf("the token can be guessed: %s", first.env["WEBWORK_TOKEN"])
	}
	first.env["WEBWORK_TOKEN"] = simulator.DefaultToken
	if answer := first.get(t, "/members?"); !strings.HasPrefix(answer, "401") {
		t.Errorf("the token of tests is valid: %s", answer)
	}
}

func TestProjectsComeBackUnlessToldOtherwise(t *testing.T) {
	t.Parallel()
	for variants, want := range map[string]string{
		"": "200", "thin-lists": "200", "project-restore-404": "404", "project-restore-405": "405", "project-restore-works": "200",
	} {
		r := run(t.Context(), t, "--projects=1", "--variant="+variants)
		if answer := r.ask(t, http.MethodPost, r.env["WEBWORK_BASE_URL"]+"/projects/50001/restore?workspace_id="+r.env["WEBWORK_WORKSPACE_ID"]); !strings.HasPrefix(answer, want) {
			t.Errorf("%s: the answer is %s", variants, answer)
		}
	}
}

func TestClientSecretsAreNotGuessed(t *testing.T) {
	t.Parallel()
	for secret, want := range map[string]string{"": "401", "s-1": "200"} {
		var args []string
		if secret != "" {
			args = []string{"--client-secret", secret}
		}
		r := run(t.Context(), t, args...)
		given := secret
		if given == "" {
			given = simulator.DefaultClientSecret
		}
		form := url.Values{"grant_type": {"client_credentials"}, "client_id": {simulator.DefaultClientID}, "client_secret": {given}}
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.env["WEBWORK_TOKEN_URL"], strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		response, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if !strings.HasPrefix(response.Status, want) {
			t.Errorf("secret %q: the answer is %s", secret, response.Status)
		}
	}
}

func TestItListensToOtherMachinesOnlyWhenTold(t *testing.T) {
	t.Parallel()
	r := run(t.Context(), t, "--listen", "0.0.0.0:0", "--allow-remote")
	if !strings.HasPrefix(r.env["WEBWORK_BASE_URL"], "http://127.0.0.1:") || r.env["WEBWORK_ALLOW_INSECURE_HTTP"] != "" {
		t.Errorf("the environment is %v", r.env)
	}
	if answer := r.get(t, "/members?"); !strings.HasPrefix(answer, "200") {
		t.Errorf("the members are %s", answer)
	}
	r = run(t.Context(), t, "--listen", "0.0.0.0:0", "--allow-remote", "--url", "http://webwork:8080")
	if r.env["WEBWORK_BASE_URL"] != "http://webwork:8080/api/v2" || r.env["WEBWORK_ALLOW_INSECURE_HTTP"] != "true" {
		t.Errorf("the environment is %v", r.env)
	}
}

func TestBadCommandLines(t *testing.T) {
	t.Parallel()
	broken := filepath.Join(t.TempDir(), "broken.json")
	if err := os.WriteFile(broken, []byte(`{"workspace":1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	var config net.ListenConfig
	taken, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	const pair = "HOST:PORT, such as 127.0.0.1:8080"
	for line, says := range map[string]string{
		"--listen 0.0.0.0:0": `--listen is "0.0.0.0:0", which other machines can reach, and there is no encryption. ` +
			"Listen on 127.0.0.1:0, or say --allow-remote",
		"--listen :8080":           "Listen on 127.0.0.1:8080, or say --allow-remote",
		"--listen foo":             `--listen is "foo", which is no host with a port. Allowed: ` + pair + ", or with port 0 to have a free one chosen. Did you mean foo:0?",
		"--listen 8080":            "Did you mean 127.0.0.1:8080?",
		"--listen localhost":       "Did you mean localhost:0?",
		"--listen 127.0.0.1:70000": `--listen is "127.0.0.1:70000", whose port is no number from 0 to 65535. Allowed: ` + pair,
		"--listen 127.0.0.1:http":  "whose port is no number",
		"--listen " + taken.Addr().String(): "the simulator cannot listen on " + taken.Addr().String() +
			": address already in use. With port 0 a free one is chosen",
		"--url webwork": `the simulator cannot be found at "webwork": an address reads like http://127.0.0.1:8080`,
		"--variant pagin-in-meta": `--variant: there is no variant "pagin-in-meta". Did you mean "paging-in-meta"? ` +
			"Allowed: workspace-in-query, ",
		"--variant paging-in-meta --variant paging-on-top": "contradict",
		"--fault x":                `--fault: there is no fault "x". Allowed: server-error, `,
		"--fault reset:nth=x":      `--fault: the fault "reset:nth=x" cannot be: nth is "x". Allowed: a whole number from 1 on`,
		"--seed " + broken:         `unknown field "workspace"`,
		"--seed " + broken + ".no": "cannot be opened",
		"--members -1":             "--members is -1. Allowed: 0 and more",
		"--members many":           `--members is "many". Allowed: a whole number from 0 on`,
		"--requests-per-minute -1": "--requests-per-minute is -1. Allowed: 0 and more",
		"--fault-seed x":           `--fault-seed is "x". Allowed: a whole number from 0 on`,
		"--read-only=perhaps":      `--read-only is "perhaps". Allowed: true and false`,
		"--latency long":           `--latency is "long". Allowed: a time such as 50ms or 2s, or two, 20ms-80ms, the shorter first`,
		"--latency 80ms-20ms":      `--latency is "80ms-20ms". Allowed: a time`,
		"--latency -5ms":           `--latency is "-5ms". Allowed: a time`,
		"--membrs 3":               "there is no flag --membrs. Did you mean --members? simulate --help lists all",
		"-x":                       "there is no flag -x. simulate --help lists all",
		"--colour red":             "there is no flag --colour. simulate --help lists all",
	} {
		r := runs(t.Context(), nil, strings.Fields(line)...)
		if r.failed == nil || !strings.Contains(r.failed.Error(), says) || strings.Contains(r.failed.Error(), "strconv") {
			t.Errorf("%s: the error does not say %q: %v", line, says, r.failed)
		}
	}
}

func TestAnswersTakeTheTimeThatLatencySays(t *testing.T) {
	t.Parallel()
	r := run(t.Context(), t, "--latency", "30ms-60ms")
	began := time.Now()
	for range 3 {
		r.get(t, "/members?")
	}
	if taken := time.Since(began); taken < 90*time.Millisecond {
		t.Errorf("three answers took %v", taken)
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
	for _, kind := range simkit.FaultKinds() {
		if !strings.Contains(help.String(), string(kind)) {
			t.Errorf("the help lacks %s", kind)
		}
	}
}
