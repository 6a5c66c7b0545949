package main

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/doctor"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/explain"
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
}
