package httpkit

import "io/fs"

// notFollowed has nothing to add: who opens a link is told so by Lstat.
const notFollowed = 0

// examine leaves the protection of files to the folder they are in, whose access list they inherit.
func examine(string, fs.FileInfo) (caution string, err error) { return "", nil }
