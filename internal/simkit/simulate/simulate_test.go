package simulate_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/simulate"
)

// TestMain lets the test binary be the command that --exec runs: it asks the service once, and ends with
// the code that it is told.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "ask" {
		os.Exit(ask(os.Args[2]))
	}
	os.Exit(m.Run())
}

func ask(code string) int {
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, os.Getenv("ECHO_URL"), http.NoBody)
	if err != nil {
		return 1
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 1
	}
	defer func() { _ = response.Body.Close() }()
	_, _ = io.Copy(os.Stdout, response.Body)
	return int(code[0] - '0')
}

// echo is a service that says one word.
type echo struct{ *simkit.Gateway }

// service says a word that a flag has, and does harm if it is told to.
func service(harm bool) simulate.Service[echo] {
	word, count := "hello", 0
	return simulate.Service[echo]{
		Name: "Echo", Prefix: "ECHO_", Help: "It says one word.",
		Variants: []simulate.Variant{{Name: "loud", Question: "how it speaks", Description: "loudly"}},
		Flags: func(set *pflag.FlagSet) {
			set.StringVar(&word, "word", word, "what it says")
			set.IntVar(&count, "count", 0, "how often")
		},
		Check: func() error { return simulate.NotNegative("count", count) },
		Make: func(options simkit.Options, variants []string) (echo, error) {
			if len(variants) > 0 && variants[0] != "loud" {
				return echo{}, errors.New("it is not loud")
			}
			gateway, err := simkit.NewGateway(simkit.Service{
				Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, word) }),
				Path:    func(path string) string { return path }, Writes: func(simkit.Request) bool { return false },
				Credential: simkit.Bearer, Refuse: func(w http.ResponseWriter, _ *http.Request, status int) { w.WriteHeader(status) },
			}, options)
			return echo{gateway}, err
		},
		Environment: func(e echo) []simulate.Variable { return []simulate.Variable{{Name: "ECHO_URL", Value: e.URL()}} },
		Sent:        func(e echo) string { return fmt.Sprintf("%d words", e.Received()) },
		Harm: func(echo) []string {
			if harm {
				return []string{"it shouts"}
			}
			return nil
		},
	}
}

// run runs the command until it ends.
func run(t *testing.T, s simulate.Service[echo], args ...string) (out, complaints string, err error) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := simulate.Command(s)
	cmd.SilenceErrors = true
	cmd.SetArgs(args)
	cmd.SetOut(&stdout)
	cmd.SetErr(&stderr)
	err = cmd.ExecuteContext(t.Context())
	return stdout.String(), stderr.String(), err
}

func TestACommandIsRunBesideTheService(t *testing.T) {
	t.Parallel()
	out, said, err := run(t, service(false), "--word", "good day", "--variant", "loud", "--exec", "--", os.Args[0], "ask", "0")
	if err != nil || out != "good day" || said != "The simulated Echo stopped. A real one would have sent 1 words.\n" {
		t.Errorf("%q, %q, %v", out, said, err)
	}
	out, _, err = run(t, service(false), "--fault", "unavailable", "--exec", "--", os.Args[0], "ask", "0")
	if err != nil || !strings.Contains(out, "503") {
		t.Errorf("the fault does not strike: %q, %v", out, err)
	}
}

func TestHarmMakesTheCommandFail(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{"0": "harm to a real Echo", "3": "the command ended with exit code 3"} {
		_, said, err := run(t, service(true), "--exec", "--", os.Args[0], "ask", code)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(said, "No client may do this: it shouts\n") {
			t.Errorf("%s: %q, %v", code, said, err)
		}
		if ended, ok := errors.AsType[*simulate.ExitError](err); ok != (code == "3") || ok && ended.ExitCode() != 3 {
			t.Errorf("%s: the error is %#v", code, err)
		}
	}
	harmless := service(true)
	harmless.Harm = nil
	if _, _, err := run(t, harmless, "--exec", "--", os.Args[0], "ask", "0"); err != nil {
		t.Errorf("nobody tells of harm: %v", err)
	}
}

func TestBadCommandLines(t *testing.T) {
	t.Parallel()
	for line, says := range map[string]string{
		"--count -1":          "--count is -1. Allowed: 0 and more",
		"--variant quiet":     "it is not loud",
		"--fault x":           `--fault: there is no fault "x"`,
		"--listen 8080":       "Did you mean 127.0.0.1:8080?",
		"--listen 0.0.0.0:80": "or say --allow-remote",
		"--wrd x":             "there is no flag --wrd. Did you mean --word?",
		"terraform":           "Did you mean: simulate --exec -- terraform plan",
	} {
		if _, _, err := run(t, service(false), strings.Fields(line)...); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: the error does not say %q: %v", line, says, err)
		}
	}
}

func TestTheHelpTellsAll(t *testing.T) {
	t.Parallel()
	help, _, err := run(t, service(false), "--help")
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{
		"Serves an Echo that lives in memory. It says one word.", "every ECHO_ variable", "A\nsimulated Echo", "how it speaks\n    loud", "lost-answer", "--word",
	} {
		if !strings.Contains(help, words) {
			t.Errorf("the help does not say %q:\n%s", words, help)
		}
	}
}

func TestReadingASeed(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "seed.json")
	if err := os.WriteFile(path, []byte("a word"), 0o600); err != nil {
		t.Fatal(err)
	}
	whole := func(r io.Reader) (string, error) {
		content, err := io.ReadAll(r)
		return string(content), err
	}
	if seed, err := simulate.ReadSeed(path, whole); err != nil || seed != "a word" {
		t.Errorf("%q, %v", seed, err)
	}
	if _, err := simulate.ReadSeed(path+".no", whole); err == nil || !strings.Contains(err.Error(), "--seed: the seed cannot be opened") {
		t.Errorf("a file that is none: %v", err)
	}
	refusing := func(io.Reader) (string, error) { return "", errors.New("it is no seed") }
	if _, err := simulate.ReadSeed(path, refusing); err == nil || err.Error() != "--seed: "+path+": it is no seed" {
		t.Errorf("a seed that is none: %v", err)
	}
}
