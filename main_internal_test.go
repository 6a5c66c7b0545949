package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/program"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/doctor"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/explain"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/export"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

func TestExitCodes(t *testing.T) {
	t.Parallel()
	if code := program.ExitCode(nil, io.Discard); code != 0 {
		t.Errorf("success ends with %d", code)
	}
	if code := program.ExitCode(errors.New("no such command"), io.Discard); code != 1 {
		t.Errorf("an error ends with %d", code)
	}
	if code := program.ExitCode(fmt.Errorf("explaining: %w", explain.ErrChanges), io.Discard); code != 2 {
		t.Errorf("a plan with changes ends with %d", code)
	}
	without := doctor.CommandIn(func(string) string { return "" }, "1.2.3")
	without.SetArgs(nil)
	without.SilenceErrors = true
	without.SetOut(io.Discard)
	if code := program.ExitCode(without.ExecuteContext(t.Context()), io.Discard); code != 2 {
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
	if code := program.ExitCode(exported.ExecuteContext(t.Context()), io.Discard); code != 3 {
		t.Errorf("an export that lacks something ends with %d", code)
	}
}

func TestVersionIsPrinted(t *testing.T) {
	t.Parallel()
	for _, argument := range []string{"version", "--version"} {
		root := binary("1.2.3").Root()
		var out strings.Builder
		root.SetOut(&out)
		root.SetArgs([]string{argument})
		if err := root.ExecuteContext(t.Context()); err != nil || !strings.Contains(out.String(), "1.2.3") {
			t.Errorf("%s prints %q: %v", argument, &out, err)
		}
	}
}
