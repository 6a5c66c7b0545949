//go:build !windows

// Package httpkittest helps to test what uses httpkit.
package httpkittest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// Unwritable gives a path to a file that exists, beside which nothing can be written, not even by root.
func Unwritable(t *testing.T, path string) string {
	t.Helper()
	if os.Geteuid() != 0 {
		if err := os.Chmod(filepath.Dir(path), 0o500); err != nil { //nolint:gosec // a folder, in which files are found
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(filepath.Dir(path), 0o700) }) //nolint:gosec // likewise
		return path
	}
	// A file that is open and has no name any more can be read all the same, in a folder of the system's own.
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("/dev/fd/%d", file.Fd())
}
