package acctest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// Process is a CLI at work, together with the providers that it started.
type Process struct {
	tb      testing.TB
	command *exec.Cmd
	stdout  bytes.Buffer
	stderr  bytes.Buffer
	done    chan struct{}
	err     error // of the wait, set when done is closed
}

// Result is how a command ended. The exit code of a killed one is -1.
type Result struct {
	Command  string
	ExitCode int
	Stdout   string
	Stderr   string
}

// Output is everything that the command printed.
func (r Result) Output() string { return r.Stdout + r.Stderr }

// start runs the command in a process group of its own, for the signals below. Whatever is still
// running when the test ends is killed.
func start(tb testing.TB, path, dir string, env, args []string) *Process {
	tb.Helper()

	p := &Process{tb: tb, command: exec.Command(path, args...), done: make(chan struct{})} //nolint:noctx // killed by group, in Cleanup
	p.command.Dir = dir
	p.command.Env = env
	p.command.Stdout = &p.stdout
	p.command.Stderr = &p.stderr
	p.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}

	if err := p.command.Start(); err != nil {
		tb.Fatal(err)
	}

	go func() {
		defer close(p.done)

		p.err = p.command.Wait()
	}()

	tb.Cleanup(func() {
		p.Kill()
		<-p.done
	})

	return p
}

// Wait waits for the end.
func (p *Process) Wait() Result {
	p.tb.Helper()
	<-p.done

	if exit := (*exec.ExitError)(nil); p.err != nil && !errors.As(p.err, &exit) {
		p.tb.Fatalf("%s: %v", p.command, p.err)
	}

	return Result{
		Command:  p.command.String(),
		ExitCode: p.command.ProcessState.ExitCode(),
		Stdout:   p.stdout.String(),
		Stderr:   p.stderr.String(),
	}
}

// Done is closed when the command has ended.
func (p *Process) Done() <-chan struct{} { return p.done }

// Interrupt is Ctrl-C: the terminal sends it to the CLI and to its providers.
func (p *Process) Interrupt() { p.signal(syscall.SIGINT) }

// Kill ends the CLI and its providers with no chance to tidy up, as a machine that fails does.
func (p *Process) Kill() { p.signal(syscall.SIGKILL) }

// Crash makes the providers, but not the CLI, end as after a panic: with the stacks of all their
// goroutines on standard error. It needs Linux's /proc.
func (p *Process) Crash() {
	p.tb.Helper()

	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		p.tb.Fatal(err)
	}

	for _, stat := range stats {
		content, err := os.ReadFile(stat)
		if err != nil {
			continue // it has ended since
		}

		var pid, parent, group int

		_, rest, _ := strings.Cut(string(content), ") ")
		if _, err := fmt.Sscanf(rest, "%1s %d %d", new(string), &parent, &group); err != nil {
			p.tb.Fatalf("%s: %v", stat, err)
		}

		pid, err = strconv.Atoi(filepath.Base(filepath.Dir(stat)))
		if err != nil || group != p.command.Process.Pid || pid == group {
			continue
		}

		if err := syscall.Kill(pid, syscall.SIGQUIT); err != nil && !errors.Is(err, syscall.ESRCH) {
			p.tb.Errorf("%s: %v", p.command, err)
		}
	}
}

func (p *Process) signal(signal syscall.Signal) {
	p.tb.Helper()

	select {
	case <-p.done:
		return // the number may belong to another process by now
	default:
	}

	// A group that has just ended is what the caller wants.
	if err := syscall.Kill(-p.command.Process.Pid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
		p.tb.Errorf("%s: %v", p.command, err)
	}
}

func (r Result) mustSucceed(tb testing.TB) Result {
	tb.Helper()

	if r.ExitCode != 0 {
		tb.Fatalf("%s: exit code %d\n%s", r.Command, r.ExitCode, strings.TrimSpace(r.Output()))
	}

	return r
}
