package httpkit

import "io/fs"

// Nothing is to be added where files are opened: pipes do not wait, and who opens a link is told so by Lstat.
const (
	notWaiting  = 0
	notFollowed = 0
)

// examine leaves the protection of files to the folder they are in, whose access list they inherit.
func examine(string, fs.FileInfo) (caution string, err error) { return "", nil }
