package main

import (
	"runtime/debug"
	"strings"
)

// version is set by the linker when a release is built.
var version string

// versionOf is what the program calls itself, and tells WebWork: the linker's word, else that of the module it was built from,
// as `go run MODULE@VERSION` builds it.
func versionOf(linked string, build *debug.BuildInfo) string {
	switch {
	case linked != "":
		return linked
	case build != nil && strings.HasPrefix(build.Main.Version, "v"):
		return strings.TrimPrefix(build.Main.Version, "v")
	default:
		return "dev"
	}
}
