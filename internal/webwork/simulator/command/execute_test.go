package command_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/simulate"
)

// code is the exit code that an error asks for; 0 is none.
func code(err error) int {
	if ended, ok := errors.AsType[*simulate.ExitError](err); ok {
		return ended.ExitCode()
	}
	return 0
}

// shell is the environment of a shell in which somebody works with the real WebWork.
func shell() map[string]string {
	return map[string]string{
		"WEBWORK_BASE_URL": "https://real.example", "WEBWORK_TOKEN": "real-token", "WEBWORK_WORKSPACE_ID": "4711",
		"WEBWORK_API_VERSION": "v1", "WEBWORK_TOKEN_URL": "https://real.example/oauth/token", "WEBWORK_CLIENT_ID": "real-id",
		"WEBWORK_CLIENT_SECRET": "real-secret", "WEBWORK_REFRESH_TOKEN": "real-refresh", "WEBWORK_TOKEN_FILE": "/real/token",
		"WEBWORK_OAUTH_SCOPES": "read", "WEBWORK_EMAIL": "real@acme.example", "WEBWORK_API_KEY": "real-key",
		"WEBWORK_ALLOW_INSECURE_HTTP": "true", "WEBWORK_REQUESTS_PER_MINUTE": "1", "WEBWORK_MAX_ARCHIVAL_SHARE": "0",
		"WEBWORK_PROTECTED_PEOPLE": "boss@acme.example", "WEBWORK_READ_STRATEGY": "each",
	}
}

func TestExecKeepsTheRealWebWorkOut(t *testing.T) {
	for name, value := range shell() {
		t.Setenv(name, value)
	}
	t.Setenv("WEBWORK_SIMULATOR", "http://old.example")
	r := runs(t.Context(), nil, "--token", "t-1", "--exec", "--", os.Args[0], "child", "environment")
	if r.failed != nil {
		t.Fatal(r.failed)
	}
	var names []string
	for line := range strings.Lines(r.out) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		names = append(names, name)
		kept := name == "WEBWORK_PROTECTED_PEOPLE" || name == "WEBWORK_READ_STRATEGY"
		if (value == shell()[name]) != kept || strings.Contains(value, "real") {
			t.Errorf("%s is %q", name, value)
		}
		want, set := map[string]string{
			"WEBWORK_TOKEN": "t-1", "WEBWORK_API_VERSION": "v2", "WEBWORK_REQUESTS_PER_MINUTE": "100000", "WEBWORK_MAX_ARCHIVAL_SHARE": "1",
			"WEBWORK_CLIENT_ID": "", "WEBWORK_CLIENT_SECRET": "", "WEBWORK_REFRESH_TOKEN": "", "WEBWORK_TOKEN_FILE": "",
			"WEBWORK_OAUTH_SCOPES": "", "WEBWORK_EMAIL": "", "WEBWORK_API_KEY": "", "WEBWORK_ALLOW_INSECURE_HTTP": "",
		}[name]
		if set && value != want {
			t.Errorf("%s is %q, not %q", name, value, want)
		}
		for _, address := range []string{"WEBWORK_BASE_URL", "WEBWORK_TOKEN_URL", "WEBWORK_SIMULATOR"} {
			if name == address && !strings.HasPrefix(value, "http://127.0.0.1:") {
				t.Errorf("%s is %q", name, value)
			}
		}
	}
	if len(names) != 18 || len(slices.Compact(names)) != 18 {
		t.Errorf("the variables are %v", names)
	}
}

func TestExecPassesStreamsOn(t *testing.T) {
	t.Parallel()
	r := runs(t.Context(), strings.NewReader("said"), "--exec", "--", os.Args[0], "child", "echo")
	if r.failed != nil || r.out != "said" || !strings.HasPrefix(r.err, "complaint\n") {
		t.Errorf("%+v", r)
	}
}

func TestExecPassesTheExitCodeOn(t *testing.T) {
	t.Parallel()
	for _, want := range []string{"0", "1", "2", "3"} {
		r := runs(t.Context(), nil, "--exec", "--", os.Args[0], "child", "exit", want)
		if got := code(r.failed); got != int(want[0]-'0') || r.out != "" {
			t.Errorf("the exit code is %d, not %s: %+v", got, want, r)
		}
	}
}

func TestExecServesTheCommand(t *testing.T) {
	t.Parallel()
	r := runs(t.Context(), nil, "--exec", "--", os.Args[0], "child", "invite")
	if r.failed != nil || !strings.Contains(r.out, `"success":true`) || !strings.Contains(r.err, "would have sent 1 invitations") {
		t.Errorf("%+v", r)
	}
}

func TestExecNeedsACommandThatExists(t *testing.T) {
	t.Parallel()
	for line, says := range map[string]string{
		"--exec":                    "--exec has no command to run. Write it behind --: simulate --exec -- terraform plan",
		"--exec --":                 "--exec has no command to run",
		"--exec terraform":          `"terraform" stands before --`,
		"--exec terraform -- plan":  `"terraform" stands before --`,
		"terraform plan":            `there is nothing to do with "terraform". Did you mean: simulate --exec -- terraform plan`,
		"-- terraform":              "Did you mean: simulate --exec --",
		"--exec -- no-such-command": `--exec: "no-such-command" cannot be started: executable file not found in $PATH`,
		"--exec -- /no/such":        `--exec: "/no/such" cannot be started: no such file or directory`,
	} {
		if r := runs(t.Context(), nil, strings.Fields(line)...); r.failed == nil || !strings.Contains(r.failed.Error(), says) || code(r.failed) != 0 {
			t.Errorf("%s: the error does not say %q: %v", line, says, r.failed)
		}
	}
}
