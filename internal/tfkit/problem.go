package tfkit

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
)

// Problem is an error in the words that users read: a summary that is the same for every failure
// of its kind, and a detail that names the object, what the service said, and what to do next.
type Problem struct { //nolint:errname // what users read comes first; that it is an error, second
	Summary string
	Detail  string
	// Attribute is the attribute at fault; empty where there is none.
	Attribute string
	// Err is what went wrong underneath, if anything.
	Err error
}

// Error is the summary with the detail.
func (p *Problem) Error() string { return p.Summary + ": " + p.Detail }

// Unwrap gives what went wrong underneath.
func (p *Problem) Unwrap() error { return p.Err }

// Diagnostic is the problem as Terraform shows it.
func (p *Problem) Diagnostic() diag.Diagnostic {
	if p.Attribute != "" {
		return diag.NewAttributeErrorDiagnostic(path.Root(p.Attribute), p.Summary, p.Detail)
	}
	return diag.NewErrorDiagnostic(p.Summary, p.Detail)
}

// Warning is the problem as a warning.
func (p *Problem) Warning() diag.Diagnostic {
	if p.Attribute != "" {
		return diag.NewAttributeWarningDiagnostic(path.Root(p.Attribute), p.Summary, p.Detail)
	}
	return diag.NewWarningDiagnostic(p.Summary, p.Detail)
}

// Said is what an error says, without the full stop that what follows brings.
func Said(err error) string { return strings.TrimRight(err.Error(), ". ") }

// Describe names an object as people know it, with its id. Names come from the service and are made fit to be shown.
func Describe(label, id string) string {
	if label == "" {
		return "id " + id
	}
	return fmt.Sprintf("%s (id %s)", plaintext.Line(label), id)
}
