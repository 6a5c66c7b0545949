package doctorkit

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// Report collects findings. Unless it is to be one document, each is a line as soon as it is found.
type Report struct {
	// Findings are those so far.
	Findings []Finding

	out    io.Writer
	asJSON bool
	failed error // the first failure to write
}

// NewReport begins a report.
func NewReport(out io.Writer, asJSON bool) *Report { return &Report{out: out, asJSON: asJSON} }

// Finef notes what is as it should be, or may well be so.
func (r *Report) Finef(format string, args ...any) { r.add(fine, format, args) }

// Oddf notes what costs requests or keeps the provider from something.
func (r *Report) Oddf(format string, args ...any) { r.add(odd, format, args) }

// Unseenf notes what could not be looked at.
func (r *Report) Unseenf(format string, args ...any) { r.add(unseen, format, args) }

// Fatalf notes what the provider would stop at.
func (r *Report) Fatalf(format string, args ...any) { r.add(fatal, format, args) }

// Unreadf notes what could not be read, because of the error: a refusal is what the provider would meet as well.
func (r *Report) Unreadf(err error, format string, args ...any) {
	if refused, answered := errors.AsType[*remote.Error](err); answered && Refuses(refused) || remote.IsUnauthorized(err) {
		r.Fatalf(format, args...)
		return
	}
	r.Unseenf(format, args...)
}

// add notes a finding. Whatever of it comes from an answer can neither end the line nor steer the terminal.
func (r *Report) add(severity Severity, format string, args []any) {
	found := Finding{Severity: severity, Message: plaintext.Clean(fmt.Sprintf(format, args...))}
	r.Findings = append(r.Findings, found)
	if !r.asJSON {
		_, err := fmt.Fprintln(r.out, severity.mark()+" "+found.Message)
		r.note(err)
	}
}

func (r *Report) note(err error) {
	if err != nil && r.failed == nil {
		r.failed = fmt.Errorf("the report cannot be written: %w", err)
	}
}

// Close ends the report; the document is what is printed if it is to be one. Its error is nil if the provider would work.
// Cause is why the examination ended early, in words that are for whoever runs it and not for a bug report.
func (r *Report) Close(document any, cause error) error {
	if r.asJSON {
		encoder := json.NewEncoder(r.out)
		encoder.SetIndent("", "  ")
		r.note(encoder.Encode(document))
	}
	stops, unknown := r.number(fatal), r.number(unseen)
	switch {
	case r.failed != nil:
		return &ExitError{code: notSeen, cause: errors.Join(r.failed, cause)}
	case stops > 0 && cause == nil:
		return &ExitError{code: wouldStop, cause: fmt.Errorf("%s above would stop the provider", Count(stops, "finding"))}
	case stops > 0:
		return &ExitError{code: wouldStop, cause: cause}
	case unknown > 0 && cause == nil:
		return &ExitError{code: notSeen, cause: fmt.Errorf("%s above could not be made out", Count(unknown, "thing"))}
	case unknown > 0:
		return &ExitError{code: notSeen, cause: cause}
	default:
		return nil
	}
}

func (r *Report) number(of Severity) int {
	number := 0
	for _, found := range r.Findings {
		if found.Severity == of {
			number++
		}
	}
	return number
}

// Count is a number with its noun.
func Count(number int, noun string) string {
	if number == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", number, noun)
}
