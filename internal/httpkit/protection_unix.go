//go:build !windows

package httpkit

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// notWaiting opens a pipe without waiting for somebody to write, and notFollowed a file only if it is none that leads elsewhere.
const (
	notWaiting  = syscall.O_NONBLOCK
	notFollowed = syscall.O_NOFOLLOW | notWaiting
)

// Modes of a file that others can use.
const (
	writableByOthers = 0o022
	readableByOthers = 0o044
)

// examine refuses a file that other users can change, and says of one that they can read that they can.
func examine(path string, info fs.FileInfo) (caution string, err error) {
	owner, mode := uint32(os.Geteuid()), info.Mode().Perm() //nolint:gosec // no user id is negative here
	if stat, ok := info.Sys().(*syscall.Stat_t); ok && stat.Uid != owner && stat.Uid != 0 {
		return "", fmt.Errorf("%s belongs to another user (%d), who could change it; make it yours with chown, or sign in again", path, stat.Uid)
	}
	if mode&writableByOthers != 0 {
		return "", fmt.Errorf("%s can be written by other users (mode %04o); protect it with chmod 600, and sign in again if you do not trust them", path, mode)
	}
	if mode&readableByOthers != 0 {
		return fmt.Sprintf("%s can be read by other users (mode %04o); protect it with chmod 600", path, mode), nil
	}
	return "", nil
}
