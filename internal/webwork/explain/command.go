// Package explain is the explain command: it tells in Markdown, for whoever reviews a pull request, what a plan
// does to people: who gains access, who loses it, and what else changes for them.
package explain

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
)

// ErrChanges is how the command ends with --detailed-exitcode where the plan changes something.
var ErrChanges error = changes{}

// changes says so with the exit code, and in words on the standard output.
type changes struct{}

func (changes) Error() string { return "the plan changes something" }

// ExitCode is what the process is to end with.
func (changes) ExitCode() int { return ExitCodeOfChanges }

// Silent says that nothing needs to be said.
func (changes) Silent() bool { return true }

// ExitCodeOfChanges is the exit code that stands for ErrChanges, as it does for Terraform.
const ExitCodeOfChanges = 2

// Command is the explain command.
func Command() *cobra.Command {
	var detailed bool
	cmd := &cobra.Command{
		Use:   "explain PLAN.json",
		Short: "Tell in Markdown who gains and who loses access by a plan",
		Long: `Reads what "terraform show -json" or "tofu show -json" prints of a plan, and writes Markdown for a pull request, by person:
who is invited or brought back (a plan does not tell which), archived, or restored in place; roles, projects gained and lost, and hours.
A person whom Terraform does not know yet stands under the address of the resource. PLAN.json may be - for the standard input.

Works offline. Sensitive values and pay are never shown. Names and addresses are quoted as code, so that nothing in them is markup,
a mention or a command to a build's runner.

Exit codes: 0, or with --detailed-exitcode 2 if the plan changes anything; 1 if it could not be read.`,
		Example: `  terraform plan -out=plan.bin
  terraform show -json plan.bin > plan.json
  terraform-provider-webwork explain plan.json >> "$GITHUB_STEP_SUMMARY"`,
		Args:         cobra.ExactArgs(1),
		SilenceUsage: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			changed, err := explain(args[0], cmd.InOrStdin(), cmd.OutOrStdout())
			if err == nil && changed && detailed {
				return ErrChanges
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&detailed, "detailed-exitcode", false, "exit with 2 if the plan changes anything")
	return cmd
}

func explain(name string, stdin io.Reader, out io.Writer) (changed bool, err error) {
	from := stdin
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return false, err
		}
		defer file.Close()
		from = file
	}
	p, err := read(from)
	if err != nil {
		return false, fmt.Errorf("%s cannot be explained: %s. It must be what terraform show -json prints of a saved plan", name, plaintext.Line(err.Error()))
	}
	r := newReport(p)
	_, err = io.WriteString(out, r.markdown())
	return r.changed(), err
}
