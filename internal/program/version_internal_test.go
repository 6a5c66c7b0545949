package program

import (
	"runtime/debug"
	"testing"
)

func TestVersion(t *testing.T) {
	t.Parallel()
	built := func(version string) *debug.BuildInfo { return &debug.BuildInfo{Main: debug.Module{Version: version}} }
	for name, test := range map[string]struct {
		linked string
		build  *debug.BuildInfo
		want   string
	}{
		"of a release":           {linked: "1.2.3", build: built("v9.9.9"), want: "1.2.3"},
		"of go run at a version": {build: built("v1.2.3"), want: "1.2.3"},
		"of a work tree":         {build: built("(devel)"), want: "dev"},
		"of a binary without it": {want: "dev"},
	} {
		if got := versionOf(test.linked, test.build); got != test.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

