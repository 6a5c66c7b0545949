package doctor

import (
	"fmt"
	"io"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
)

// report is one line for each fact.
type report struct {
	out    io.Writer
	failed error // the first failure to write
}

// factf reports what is as it should be, or may well be so.
func (r *report) factf(format string, args ...any) { r.line("- ", format, args) }

// oddf reports what costs requests or keeps the provider from something, with what follows from it.
func (r *report) oddf(format string, args ...any) { r.line("! ", format, args) }

// line writes a line. Whatever of it comes from an answer can neither end it nor steer the terminal.
func (r *report) line(mark, format string, args []any) {
	if _, err := fmt.Fprintln(r.out, mark+plaintext.Clean(fmt.Sprintf(format, args...))); err != nil && r.failed == nil {
		r.failed = fmt.Errorf("the report cannot be written: %w", err)
	}
}

// count is a number with its noun.
func count(number int, noun string) string {
	if number == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", number, noun)
}

// enumerate puts words after each other.
func enumerate(words []string) string { return strings.Join(words, ", ") }
