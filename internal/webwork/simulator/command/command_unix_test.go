//go:build unix

package command_test

import (
	"bufio"
	"context"
	"io"
	"os"
	"syscall"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/command"
)

// Not parallel: while the signal is on its way, no other test may run that does not catch it.
func TestSignalsStopIt(t *testing.T) { //nolint:paralleltest // see above
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		r := run(t.Context(), t)
		if err := syscall.Kill(os.Getpid(), signal); err != nil {
			t.Fatal(err)
		}
		if err := <-r.done; err != nil {
			t.Errorf("%s: %v", signal, err)
		}
	}
}

// begin starts the command with --exec and waits until what it runs has said that it is ready.
func begin(ctx context.Context, t *testing.T, what string) (*bufio.Scanner, <-chan error) {
	t.Helper()
	reader, writer := io.Pipe()
	ended := make(chan error, 1)
	cmd := command.Command()
	cmd.SilenceErrors = true
	cmd.SetArgs([]string{"--exec", "--", os.Args[0], "child", what})
	cmd.SetOut(writer)
	cmd.SetErr(io.Discard)
	go func() {
		err := cmd.ExecuteContext(ctx)
		_ = writer.CloseWithError(io.EOF)
		ended <- err
	}()
	said := bufio.NewScanner(reader)
	if !said.Scan() || said.Text() != "ready" {
		t.Fatalf("the command said %q and ended with %v", said.Text(), <-ended)
	}
	return said, ended
}

//nolint:paralleltest // as TestSignalsStopIt
func TestSignalsReachTheCommand(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP} {
		said, ended := begin(t.Context(), t, "wait")
		if err := syscall.Kill(os.Getpid(), signal); err != nil {
			t.Fatal(err)
		}
		if !said.Scan() || said.Text() != signal.String() {
			t.Errorf("the command got %q, not %s", said.Text(), signal)
		}
		if got := code(<-ended); got != 7 {
			t.Errorf("%s: the exit code is %d", signal, got)
		}
	}
}

func TestTheEndOfItsContextInterruptsTheCommand(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	said, ended := begin(ctx, t, "wait")
	cancel()
	if !said.Scan() || said.Text() != "interrupt" {
		t.Errorf("the command got %q", said.Text())
	}
	if got := code(<-ended); got != 7 {
		t.Errorf("the exit code is %d", got)
	}
}

//nolint:paralleltest // as TestSignalsStopIt
func TestACommandThatASignalEnds(t *testing.T) {
	_, ended := begin(t.Context(), t, "hang")
	if err := syscall.Kill(os.Getpid(), syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if got := code(<-ended); got != 128+int(syscall.SIGTERM) {
		t.Errorf("the exit code is %d", got)
	}
}
