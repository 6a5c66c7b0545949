package main

import (
	"errors"
	"fmt"
	"io"
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
