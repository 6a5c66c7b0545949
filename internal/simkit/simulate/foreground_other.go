//go:build !unix

package simulate

// inForeground reports whether Ctrl-C in the terminal reaches this process and those it starts: a
// console sends it to all of them.
func inForeground() bool { return true }
