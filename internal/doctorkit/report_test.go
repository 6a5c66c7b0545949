package doctorkit_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/doctorkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// TestExitCodes has the worst finding say how the command ends.
func TestExitCodes(t *testing.T) {
	t.Parallel()
	early := errors.New("there was no way in")
	for name, c := range map[string]struct {
		find  func(*doctorkit.Report)
		cause error
		code  int
		says  string
	}{
		"fine":              {find: func(r *doctorkit.Report) { r.Finef("well"); r.Oddf("slow") }},
		"unseen":            {find: func(r *doctorkit.Report) { r.Unseenf("a"); r.Unseenf("b") }, code: 1, says: "2 things above could not be made out"},
		"fatal":             {find: func(r *doctorkit.Report) { r.Unseenf("a"); r.Fatalf("b") }, code: 2, says: "1 finding above would stop the provider"},
		"fatal, with cause": {find: func(r *doctorkit.Report) { r.Fatalf("a") }, cause: early, code: 2, says: early.Error()},
		"unseen with cause": {find: func(r *doctorkit.Report) { r.Unseenf("a") }, cause: early, code: 1, says: early.Error()},
		"refused":           {find: unread(&remote.Error{Status: 403}), code: 2, says: "1 finding above would stop the provider"},
		"not accepted":      {find: unread(&httpkit.AuthError{}), code: 2, says: "1 finding above would stop the provider"},
		"asked too much":    {find: unread(&remote.Error{Status: 429}), code: 1, says: "1 thing above could not be made out"},
		"out of order":      {find: unread(&remote.Error{Status: 500}), code: 1, says: "1 thing above could not be made out"},
		"not reached":       {find: unread(&remote.LostError{Err: early}), code: 1, says: "1 thing above could not be made out"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report := doctorkit.NewReport(&strings.Builder{}, false)
			c.find(report)
			err := report.Close(nil, c.cause)
			var code int
			var says string
			if ended, ok := errors.AsType[*doctorkit.ExitError](err); ok {
				code, says = ended.ExitCode(), ended.Error()
			}
			if code != c.code || says != c.says || c.cause != nil && !errors.Is(err, c.cause) {
				t.Errorf("it ends with %d, %q: %v", code, says, err)
			}
		})
	}
}

func unread(err error) func(*doctorkit.Report) {
	return func(r *doctorkit.Report) { r.Unreadf(err, "list: %s", doctorkit.Reason(err)) }
}

// TestReportInBothForms tells the same findings as lines and as a document, whatever answers put into them.
func TestReportInBothForms(t *testing.T) {
	t.Parallel()
	find := func(asJSON bool) string {
		var out strings.Builder
		report := doctorkit.NewReport(&out, asJSON)
		report.Finef("Lists: %d", 3)
		report.Oddf("Header: %s", "two\nlines\x1b[2J")
		report.Unseenf("Archived: not shown")
		report.Fatalf("Role: too low")
		_ = report.Close(map[string]any{"findings": report.Findings}, nil)
		return out.String()
	}
	lines := find(false)
	if strings.Count(lines, "\n") != 4 || strings.Contains(lines, "\x1b") {
		t.Errorf("the lines are %q", lines)
	}
	var document struct {
		Findings []struct {
			Severity string `json:"severity"`
			Message  string `json:"message"`
		} `json:"findings"`
	}
	if err := json.Unmarshal([]byte(find(true)), &document); err != nil {
		t.Fatal(err)
	}
	var same strings.Builder
	for _, found := range document.Findings {
		same.WriteString(map[string]string{"info": "-", "warning": "!", "unknown": "?", "error": "X"}[found.Severity] + " " + found.Message + "\n")
	}
	if same.String() != lines {
		t.Errorf("the document tells\n%s\nand not\n%s", same.String(), lines)
	}
}

// TestReportCannotBeWritten must not pass for an examination that found nothing.
func TestReportCannotBeWritten(t *testing.T) {
	t.Parallel()
	for _, asJSON := range []bool{false, true} {
		report := doctorkit.NewReport(full{}, asJSON)
		report.Finef("well")
		ended, ok := errors.AsType[*doctorkit.ExitError](report.Close(struct{}{}, nil))
		if !ok || ended.ExitCode() != 1 || !errors.Is(ended, errFull) {
			t.Errorf("it ends with %v", ended)
		}
	}
}

var errFull = errors.New("the disk is full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
