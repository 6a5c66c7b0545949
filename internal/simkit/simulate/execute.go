package simulate

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

// killedBy is what shells add to the number of the signal that ended a command.
const killedBy = 128

// ExitError is the end of a command that did not succeed. It has said itself why.
type ExitError struct{ code int }

func (e *ExitError) Error() string { return fmt.Sprintf("the command ended with exit code %d", e.code) }

// ExitCode is what the process is to end with.
func (e *ExitError) ExitCode() int { return e.code }

// Silent says that nothing needs to be said.
func (*ExitError) Silent() bool { return true }

// execute runs a command with the variables in its environment. What it reads and writes are the
// process's own, and it gets the signals that the process gets.
func execute(ctx context.Context, words []string, variables []Variable, s streams) error {
	command := exec.CommandContext(ctx, words[0], words[1:]...) //nolint:gosec // whoever gives it may run it
	command.Stdin, command.Stdout, command.Stderr = s.in, s.out, s.err
	command.Env = over(os.Environ(), variables)
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.WaitDelay = time.Minute // Terraform ends in good order if it is let

	// Before the command starts, so that none is lost.
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(signals)
	if err := command.Start(); err != nil {
		return fmt.Errorf("--exec: %q cannot be started: %w", words[0], reason(err))
	}
	ended := make(chan struct{})
	defer close(ended)
	go forward(signals, ended, command.Process)
	return exitError(command.Wait())
}

// forward passes signals on until the command has ended.
func forward(signals <-chan os.Signal, ended <-chan struct{}, process *os.Process) {
	for {
		select {
		case <-ended:
			return
		case received := <-signals:
			// What Ctrl-C sends, the terminal has sent to the command itself. Terraform takes a second
			// one for the wish to end at once.
			if received == os.Interrupt && inForeground() {
				continue
			}
			_ = process.Signal(received) // a command that has ended needs none
		}
	}
}

// exitError makes the end of a command the end of this one.
func exitError(err error) error {
	var ended *exec.ExitError
	if !errors.As(err, &ended) {
		return err
	}
	if status, ok := ended.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return &ExitError{code: killedBy + int(status.Signal())}
	}
	return &ExitError{code: ended.ExitCode()}
}

// reason is what the system says, without the words around it that this package has better ones for.
func reason(err error) error {
	var number syscall.Errno
	switch {
	case errors.As(err, &number):
		return number
	case errors.Is(err, exec.ErrNotFound):
		return exec.ErrNotFound
	}
	return err
}
