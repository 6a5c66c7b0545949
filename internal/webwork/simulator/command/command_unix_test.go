//go:build unix

package command_test

import (
	"os"
	"syscall"
	"testing"
)

// Not parallel: while the signal is on its way, no other test may run that does not catch it.
func TestSignalsStopIt(t *testing.T) { //nolint:paralleltest // see above
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		r := run(t.Context(), t, 3)
		if err := syscall.Kill(os.Getpid(), signal); err != nil {
			t.Fatal(err)
		}
		if err := <-r.done; err != nil {
			t.Errorf("%s: %v", signal, err)
		}
	}
}
