//go:build !windows

package httpkit

import (
	"errors"

	"github.com/google/renameio/v2"
)

// replaceFile replaces a file as a whole. The mode is set anew: renameio.WriteFile would keep that
// of a file which everybody may read.
func replaceFile(path string, data []byte) (err error) {
	pending, err := renameio.NewPendingFile(path, renameio.WithStaticPermissions(tokenFileMode))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pending.Cleanup()) }()
	if _, err := pending.Write(data); err != nil {
		return err
	}
	return pending.CloseAtomicallyReplace()
}
