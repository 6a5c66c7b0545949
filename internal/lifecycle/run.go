package lifecycle

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle/memory"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Run is what one run of the provider offers to its kinds.
type Run struct {
	// Service is the service as people call it.
	Service string
	// Memory is what the run has planned and done so far.
	Memory *memory.Memory
	// AdoptExisting takes what exists already into state instead of refusing to create it.
	AdoptExisting bool
	// RequestTimeout is how long one attempt of a request may take.
	RequestTimeout time.Duration
	// Ready reports whether the service can be asked, which it cannot while the provider's own configuration is not known.
	Ready func() bool
	// SeesAll reports whether the account is known to see everything. If it is not, what the service does not show may exist;
	// PartialView says so, without a full stop, and FullView what to do about it.
	SeesAll               func(ctx context.Context) bool
	PartialView, FullView string
	// Explain puts an error of the client into words. The action is what could not be done ("archive member"), the label the
	// object as people know it.
	Explain func(action, label string, err error) *tfkit.Problem
}

// fail reports an error of the client among the diagnostics.
func (r Run) fail(diags *diag.Diagnostics, action, label string, err error) {
	diags.Append(r.Explain(action, label, err).Diagnostic())
}

// SayOnce passes on what is wrong for every object of the run, by whoever meets it first.
func SayOnce(remembered *memory.Memory, found diag.Diagnostics, diags *diag.Diagnostics) {
	for _, problem := range found {
		if !remembered.Note("told", problem.Summary()+problem.Detail()) {
			diags.Append(problem)
		}
	}
}
