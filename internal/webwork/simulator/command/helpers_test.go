package command_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/command"
)

// TestMain lets the test binary be the command that --exec runs.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "child" {
		os.Exit(child(os.Args[2:]))
	}
	os.Exit(m.Run())
}

func child(args []string) int {
	switch args[0] {
	case "environment":
		var own []string
		for _, entry := range os.Environ() {
			if strings.HasPrefix(entry, "WEBWORK_") {
				own = append(own, entry)
			}
		}
		slices.Sort(own)
		_, _ = fmt.Fprintln(os.Stdout, strings.Join(own, "\n"))
	case "echo":
		_, _ = io.Copy(os.Stdout, os.Stdin)
		fmt.Fprintln(os.Stderr, "complaint")
	case "exit":
		code, _ := strconv.Atoi(args[1])
		return code
	case "invite":
		request, err := http.NewRequestWithContext(context.Background(), http.MethodPost,
			os.Getenv("WEBWORK_BASE_URL")+"/members?workspace_id="+os.Getenv("WEBWORK_WORKSPACE_ID"),
			strings.NewReader(`{"email":"jane@acme.example","firstname":"Jane","lastname":"Doe","role":"Regular User"}`))
		if err != nil {
			return 1
		}
		request.Header = http.Header{"Authorization": {"Bearer " + os.Getenv("WEBWORK_TOKEN")}, "Content-Type": {"application/json"}}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return 1
		}
		defer func() { _ = response.Body.Close() }()
		_, _ = io.Copy(os.Stdout, response.Body)
	case "wait":
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
		_, _ = fmt.Fprintln(os.Stdout, "ready")
		_, _ = fmt.Fprintln(os.Stdout, <-signals)
		return 7
	case "hang":
		_, _ = fmt.Fprintln(os.Stdout, "ready")
		time.Sleep(time.Hour) // until a signal ends it
	}
	return 0
}

// result is what became of a command.
type result struct {
	out, err string
	failed   error
}

// runs the command until it ends.
func runs(ctx context.Context, in io.Reader, args ...string) result {
	var out, complaints bytes.Buffer
	cmd := command.Command()
	cmd.SilenceErrors = true
	cmd.SetArgs(args)
	cmd.SetIn(in)
	cmd.SetOut(&out)
	cmd.SetErr(&complaints)
	err := cmd.ExecuteContext(ctx)
	return result{out: out.String(), err: complaints.String(), failed: err}
}

// running is a command that serves.
type running struct {
	env    map[string]string
	lines  []string
	done   chan error
	stderr *bytes.Buffer // to be read when done
}

// run starts the command and reads the environment it prints.
func run(ctx context.Context, t *testing.T, args ...string) *running {
	t.Helper()
	reader, writer := io.Pipe()
	r := &running{env: map[string]string{}, done: make(chan error, 1), stderr: &bytes.Buffer{}}
	cmd := command.Command()
	cmd.SetArgs(args)
	cmd.SetOut(writer)
	cmd.SetErr(r.stderr)
	go func() {
		err := cmd.ExecuteContext(ctx)
		_ = writer.CloseWithError(io.EOF)
		r.done <- err
	}()
	scanner := bufio.NewScanner(reader)
	for r.env["WEBWORK_SIMULATOR"] == "" { // the last one
		if !scanner.Scan() {
			t.Fatalf("the command printed too little: %v", <-r.done)
		}
		r.lines = append(r.lines, scanner.Text())
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
	return r.ask(t, http.MethodGet, r.env["WEBWORK_BASE_URL"]+path+"workspace_id="+r.env["WEBWORK_WORKSPACE_ID"])
}

func (r *running) ask(t *testing.T, method, url string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, http.NoBody)
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
