package tfkit

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// Summaries of what is wrong with values.
const (
	notAllowed = "Value not allowed"
	unfamiliar = "Unfamiliar value"
)

// Fault is what is wrong with a value, in the parts of a message: `role was given "Regular", which is none of the allowed
// values. Did you mean "Regular User"? Allowed are …`. The zero Fault is none.
type Fault struct {
	// Given stands for the value in the message; empty, the value itself does.
	Given string
	// Reason says why the value is not allowed: "which is empty".
	Reason string
	// Meant are the values that were probably meant, if that can be told.
	Meant []string
	// Advice says what is allowed, and what to do: one or more sentences.
	Advice string

	// Served says that the service itself may have answered with the value, so that generated configuration carries it:
	// validation lets it pass, and the plan refuses it unless state holds it.
	Served bool
	// Warning says that the value is only unusual. Like what is Served, it is spoken of in plans, and not once state holds it.
	Warning bool
	// Secret keeps the message from pointing at the attribute: the CLI would print the line that has the value.
	Secret bool
}

func (f Fault) found() bool { return f.Given != "" || f.Reason != "" }

// tell puts the fault into words. The given value is ready to be shown.
func (f Fault) tell(attribute, given string) string {
	if f.Given != "" {
		given = f.Given
	}
	words := attribute + " was given " + given
	if f.Reason != "" {
		words += ", " + f.Reason
	}
	words += "."
	if len(f.Meant) > 0 {
		words += " Did you mean " + list(f.Meant, "or") + "?"
	}
	return words + " " + f.Advice
}

func (f Fault) diagnostic(attribute, given string) diag.Diagnostic {
	summary, detail := notAllowed, f.tell(attribute, given)
	if f.Warning {
		return diag.NewAttributeWarningDiagnostic(path.Root(attribute), unfamiliar, detail)
	}
	if f.Secret {
		return diag.NewErrorDiagnostic(summary, detail)
	}
	return diag.NewAttributeErrorDiagnostic(path.Root(attribute), summary, detail)
}

// quoted shows a text as long as it is short enough to be read.
func quoted(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return fmt.Sprintf("%q…", string(runes[:most]))
	}
	return fmt.Sprintf("%q", text)
}

// list writes values one after the other, with a word before the last one.
func list(values []string, word string) string {
	all := make([]string, len(values))
	for i, value := range values {
		all[i] = fmt.Sprintf("%q", value)
	}
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " " + word + " " + all[len(all)-1]
}
