//go:build !windows

package httpkit

import (
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// described is a file as its description says, so that nobody has to give one away.
type described struct {
	owner uint32
	mode  fs.FileMode
}

func (d described) Name() string       { return "token.json" }
func (d described) Size() int64        { return 0 }
func (d described) Mode() fs.FileMode  { return d.mode }
func (d described) ModTime() time.Time { return time.Time{} }
func (d described) IsDir() bool        { return false }
func (d described) Sys() any           { return &syscall.Stat_t{Uid: d.owner} }

// TestForeignOwner has files of this user, of root, and of somebody else, who could change theirs whatever their mode is.
func TestForeignOwner(t *testing.T) {
	t.Parallel()
	self := uint32(os.Geteuid())
	for _, file := range []described{{self, 0o600}, {0, 0o600}, {self + 4711, 0o600}, {self + 4711, 0o400}} {
		_, err := examine("/x/token.json", file)
		foreign := file.owner != self && file.owner != 0
		if (err != nil) != foreign || foreign && !strings.HasPrefix(err.Error(), "/x/token.json belongs to another user") {
			t.Errorf("%+v: %v", file, err)
		}
	}
}
