package main

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/doctor"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/explain"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/export"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

func TestExitCodes(t *testing.T) {
	t.Parallel()
	if code := exitCode(nil); code != 0 {
		t.Errorf("success ends with %d", code)
	}
	if code := exitCode(errors.New("no such command")); code != 1 {
		t.Errorf("an error ends with %d", code)
	}
	if code := exitCode(fmt.Errorf("explaining: %w", explain.ErrChanges)); code != 2 {
		t.Errorf("a plan with changes ends with %d", code)
	}
	without := doctor.CommandIn(func(string) string { return "" }, "1.2.3")
	without.SetArgs(nil)
	without.SilenceErrors = true
	without.SetOut(io.Discard)
	if code := exitCode(without.ExecuteContext(t.Context())); code != 2 {
		t.Errorf("what would stop the provider ends with %d", code)
	}

	server := simtest.Start(t, simulator.Options{Populate: simulator.Population{Members: 1}})
	server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Path: "/webhooks"})
	env := server.Env()
	env["WEBWORK_MAX_RETRIES"] = "0"
	exported := export.CommandIn(func(name string) string { return env[name] }, "1.2.3")
	exported.SetArgs([]string{"--out", t.TempDir()})
	exported.SilenceErrors = true
	exported.SetOut(io.Discard)
	exported.SetErr(io.Discard)
	if code := exitCode(exported.ExecuteContext(t.Context())); code != 3 {
		t.Errorf("an export that lacks something ends with %d", code)
	}
}

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

func TestVersionIsPrinted(t *testing.T) {
	t.Parallel()
	for _, argument := range []string{"version", "--version"} {
		root := commands("1.2.3")
		var out strings.Builder
		root.SetOut(&out)
		root.SetArgs([]string{argument})
		if err := root.ExecuteContext(t.Context()); err != nil || !strings.Contains(out.String(), "1.2.3") {
			t.Errorf("%s prints %q: %v", argument, &out, err)
		}
	}
}
