package command_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator/command"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// TestMain lets the test binary be the command that --exec runs: it sends one invitation, to the
// workspace that it is told or to none.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "invite" {
		os.Exit(invite(os.Args[2]))
	}
	if len(os.Args) > 1 && os.Args[1] == "environment" {
		for _, entry := range os.Environ() {
			if strings.HasPrefix(entry, "AWORK_") {
				_, _ = fmt.Fprintln(os.Stdout, entry)
			}
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func invite(to string) int {
	workspace := ""
	if to == "workspace" {
		workspace = `"workspaceId":"` + os.Getenv("AWORK_WORKSPACE_ID") + `",`
	}
	body := `{` + workspace + `"email":"jane@acme.example","roleId":"` + simulator.UserRole + `"}`
	status, answer, err := send(context.Background(), http.MethodPost, os.Getenv("AWORK_BASE_URL")+"/invitations", os.Getenv("AWORK_TOKEN"), body)
	_, _ = fmt.Fprintln(os.Stdout, status, answer)
	if err != nil {
		return 1
	}
	return 0
}

func send(ctx context.Context, method, url, token, body string) (status int, answer string, err error) {
	request, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	request.Header = http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {"application/json"}}
	transport := &http.Transport{DisableKeepAlives: true}
	response, err := transport.RoundTrip(request)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	return response.StatusCode, string(content), err
}

// result is what became of a command.
type result struct {
	out, err string
	failed   error
}

// runs the command until it ends.
func runs(ctx context.Context, args ...string) result {
	var out, complaints bytes.Buffer
	cmd := command.Command()
	cmd.SilenceErrors = true
	cmd.SetArgs(args)
	cmd.SetOut(&out)
	cmd.SetErr(&complaints)
	err := cmd.ExecuteContext(ctx)
	return result{out: out.String(), err: complaints.String(), failed: err}
}

// serving starts the command and reads the environment that it prints.
func serving(t *testing.T, args ...string) map[string]string {
	t.Helper()
	reader, writer := io.Pipe()
	env := map[string]string{}
	ended := make(chan error, 1)
	cmd := command.Command()
	cmd.SetArgs(args)
	cmd.SetOut(writer)
	cmd.SetErr(io.Discard)
	go func() {
		err := cmd.ExecuteContext(t.Context())
		_ = writer.CloseWithError(io.EOF)
		ended <- err
	}()
	scanner := bufio.NewScanner(reader)
	for env["AWORK_SIMULATOR"] == "" { // the last one
		if !scanner.Scan() {
			t.Fatalf("the command printed too little: %v", <-ended)
		}
		name, value, _ := strings.Cut(strings.TrimPrefix(scanner.Text(), "export "), "=")
		env[name] = value
	}
	return env
}

func get(t *testing.T, env map[string]string, path string) (int, string) {
	t.Helper()
	status, answer, err := send(t.Context(), http.MethodGet, env["AWORK_BASE_URL"]+path, env["AWORK_TOKEN"], "")
	if err != nil {
		t.Fatal(err)
	}
	return status, answer
}

func TestItServesWhatTheFlagsDescribe(t *testing.T) {
	t.Parallel()
	env := serving(t, "--users", "30", "--roles", "3", "--companies", "2", "--projects", "4", "--members", "20", "--token", "t-1",
		"--variant", "nulls-absent", "--fault", "server-error:path=/roles", "--requests-per-minute", "600", "--requests-per-second", "40")
	for name, want := range map[string]string{
		"AWORK_TOKEN": "t-1", "AWORK_REQUESTS_PER_MINUTE": "600", "AWORK_REQUESTS_PER_SECOND": "40",
	} {
		if env[name] != want {
			t.Errorf("%s is %q", name, env[name])
		}
	}
	if status, users := get(t, env, "/users?pageSize=1000"); status != http.StatusOK || strings.Contains(users, "null") || strings.Count(users, "invitationAccepted") != 32 {
		t.Errorf("the users are %d %s", status, users)
	}
	if status, projects := get(t, env, "/projects"); status != http.StatusOK || strings.Count(projects, `"projectKey"`) != 4 || strings.Count(projects, "projectRoleName") != 20 {
		t.Errorf("the projects are %d %s", status, projects)
	}
	if status, _ := get(t, env, "/roles"); status != http.StatusInternalServerError {
		t.Errorf("the fault did not strike: %d", status)
	}
}

func TestItReadsASeed(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "seed.json")
	if err := os.WriteFile(path, []byte(`{"roles": [{"name": "Planner"}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	env := serving(t, "--seed", path)
	if status, roles := get(t, env, "/roles"); status != http.StatusOK || !strings.Contains(roles, "Planner") {
		t.Errorf("the roles are %d %s", status, roles)
	}
}

// reaching are the variables of a shell in which somebody works with the real awork.
func reaching() []string {
	return []string{
		"AWORK_BASE_URL", "AWORK_TOKEN", "AWORK_WORKSPACE_ID", "AWORK_OAUTH_TOKEN_URL", "AWORK_OAUTH_CLIENT_ID",
		"AWORK_OAUTH_CLIENT_SECRET", "AWORK_OAUTH_REFRESH_TOKEN", "AWORK_OAUTH_TOKEN_FILE", "AWORK_OAUTH_SCOPES",
		"AWORK_ALLOW_INSECURE_HTTP", "AWORK_REQUESTS_PER_MINUTE", "AWORK_REQUESTS_PER_SECOND", "AWORK_MAX_DEACTIVATION_SHARE",
		"AWORK_SIMULATOR",
	}
}

// taste are those that stay as they are.
func taste() []string {
	return []string{
		"AWORK_MAX_RETRIES", "AWORK_REQUEST_TIMEOUT", "AWORK_READ_STRATEGY", "AWORK_RESTORE_DEACTIVATED", "AWORK_ADOPT_EXISTING",
		"AWORK_MAX_INVITATIONS", "AWORK_MAX_DEACTIVATIONS", "AWORK_PROTECTED_PEOPLE", "AWORK_READ_PERSONAL", "AWORK_CA_FILE",
	}
}

func TestExecKeepsTheRealAworkOut(t *testing.T) {
	t.Setenv("AWORK_SIMULATOR", "http://old.example")
	for _, name := range slices.Concat(reaching(), taste()) {
		t.Setenv(name, "of the shell")
	}
	r := runs(t.Context(), "--exec", "--", os.Args[0], "environment")
	if r.failed != nil {
		t.Fatal(r.failed)
	}
	seen := 0
	for line := range strings.Lines(r.out) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		seen++
		if kept := value == "of the shell"; kept != slices.Contains(taste(), name) {
			t.Errorf("%s is %q", name, value)
		}
		address := name == "AWORK_BASE_URL" || name == "AWORK_OAUTH_TOKEN_URL" || name == "AWORK_SIMULATOR"
		if address && !strings.HasPrefix(value, "http://127.0.0.1:") {
			t.Errorf("%s is %q", name, value)
		}
	}
	if seen != len(reaching())+len(taste()) {
		t.Errorf("there are %d variables: %s", seen, r.out)
	}
}

func TestHarmMakesItFail(t *testing.T) {
	t.Parallel()
	r := runs(t.Context(), "--exec", "--", os.Args[0], "invite", "workspace")
	if r.failed != nil || !strings.Contains(r.err, "would have sent 1 e-mails, 1 of them invitations") {
		t.Errorf("an invitation: %+v", r)
	}
	r = runs(t.Context(), "--exec", "--", os.Args[0], "invite", "nowhere")
	if r.failed == nil || !strings.Contains(r.failed.Error(), "harm to a real awork") ||
		!strings.Contains(r.err, "No client may do this: POST /invitations: an invitation without workspaceId makes a second workspace") {
		t.Errorf("an invitation without a workspace: %+v", r)
	}
}

func TestEachStartIsAnotherWorkspace(t *testing.T) {
	t.Parallel()
	first, second := serving(t), serving(t)
	for _, name := range []string{"AWORK_TOKEN", "AWORK_WORKSPACE_ID"} {
		if first[name] == second[name] || first[name] == "" {
			t.Errorf("%s is %q twice", name, first[name])
		}
	}
	if status, workspace := get(t, first, "/workspaces/"+first["AWORK_WORKSPACE_ID"]); status != http.StatusOK || !strings.Contains(workspace, simulator.WorkspaceName) {
		t.Errorf("the workspace is %d %s", status, workspace)
	}
	first["AWORK_TOKEN"] = simulator.DefaultToken
	if status, _ := get(t, first, "/me"); status != http.StatusUnauthorized {
		t.Errorf("the token of tests brings %d", status)
	}
}

func TestBadCommandLines(t *testing.T) {
	t.Parallel()
	for line, says := range map[string]string{
		"--users -1":                        "--users is -1. Allowed: 0 and more",
		"--users many":                      `--users is "many". Allowed: a whole number from 0 on`,
		"--requests-per-second -1":          "--requests-per-second is -1",
		"--members 1":                       "0 projects cannot have 1 members",
		"--variant invite-44":               `there is no variant "invite-44". Did you mean "invite-404"?`,
		"--variant invite-404,invite-405":   "contradict each other about inviting",
		"--fault x":                         `there is no fault "x"`,
		"--seed no-such-file":               "--seed: the seed cannot be opened",
		"--url awork":                       `cannot be found at "awork"`,
		"--colour red":                      "there is no flag --colour",
		"--listen 0.0.0.0:0":                "say --allow-remote",
		"--variant put-keeps --variant put": `there is no variant "put"`,
	} {
		if r := runs(t.Context(), strings.Fields(line)...); r.failed == nil || !strings.Contains(r.failed.Error(), says) {
			t.Errorf("%s: the error does not say %q: %v", line, says, r.failed)
		}
	}
}

func TestHelpNamesEveryVariantAndFault(t *testing.T) {
	t.Parallel()
	help := runs(t.Context(), "--help").out
	for _, variant := range simulator.Variants() {
		if !strings.Contains(help, string(variant.Name)) {
			t.Errorf("the help lacks %s", variant.Name)
		}
	}
	for _, kind := range simkit.FaultKinds() {
		if !strings.Contains(help, string(kind)) {
			t.Errorf("the help lacks %s", kind)
		}
	}
	for _, words := range []string{"Serves an awork that lives in memory.", "every AWORK_ variable", `"A`} {
		if !strings.Contains(help, words) {
			t.Errorf("the help does not say %s:\n%s", words, help)
		}
	}
}
