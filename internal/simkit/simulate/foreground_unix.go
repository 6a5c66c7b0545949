//go:build unix

package simulate

import (
	"os"

	"golang.org/x/sys/unix"
)

// inForeground reports whether Ctrl-C in the terminal reaches this process and those it starts.
func inForeground() bool {
	terminal, err := os.Open("/dev/tty")
	if err != nil {
		return false
	}
	defer func() { _ = terminal.Close() }()
	group, err := unix.IoctlGetInt(int(terminal.Fd()), unix.TIOCGPGRP)
	return err == nil && group == unix.Getpgrp()
}
