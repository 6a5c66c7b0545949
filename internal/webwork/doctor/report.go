package doctor

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
)

// report collects the findings. Unless it is to be one document, each is a line as soon as it is found.
type report struct {
	document

	out    io.Writer
	asJSON bool
	failed error // the first failure to write
}

func (r *report) finef(format string, args ...any)   { r.add(fine, format, args) }
func (r *report) oddf(format string, args ...any)    { r.add(odd, format, args) }
func (r *report) unseenf(format string, args ...any) { r.add(unseen, format, args) }
func (r *report) fatalf(format string, args ...any)  { r.add(fatal, format, args) }

// add notes a finding. Whatever of it comes from an answer can neither end the line nor steer the terminal.
func (r *report) add(severity severity, format string, args []any) {
	found := finding{Severity: severity, Message: plaintext.Clean(fmt.Sprintf(format, args...))}
	r.Findings = append(r.Findings, found)
	if !r.asJSON {
		_, err := fmt.Fprintln(r.out, severity.mark()+" "+found.Message)
		r.note(err)
	}
}

func (r *report) note(err error) {
	if err != nil && r.failed == nil {
		r.failed = fmt.Errorf("the report cannot be written: %w", err)
	}
}

// close ends the report. Its error is nil if the provider would work. Cause is why the examination ended
// early, in words that are for whoever runs it and not for a bug report.
func (r *report) close(cause error) error {
	if r.asJSON {
		encoder := json.NewEncoder(r.out)
		encoder.SetIndent("", "  ")
		r.note(encoder.Encode(r.document))
	}
	stops, unknown := r.number(fatal), r.number(unseen)
	switch {
	case r.failed != nil:
		return &ExitError{code: notSeen, cause: errors.Join(r.failed, cause)}
	case stops > 0 && cause == nil:
		return &ExitError{code: wouldStop, cause: fmt.Errorf("%s above would stop the provider", count(stops, "finding"))}
	case stops > 0:
		return &ExitError{code: wouldStop, cause: cause}
	case unknown > 0 && cause == nil:
		return &ExitError{code: notSeen, cause: fmt.Errorf("%s above could not be made out", count(unknown, "thing"))}
	case unknown > 0:
		return &ExitError{code: notSeen, cause: cause}
	default:
		return nil
	}
}

func (r *report) number(of severity) int {
	number := 0
	for _, found := range r.Findings {
		if found.Severity == of {
			number++
		}
	}
	return number
}

// count is a number with its noun.
func count(number int, noun string) string {
	if number == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", number, noun)
}
