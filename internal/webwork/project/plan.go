package project

import (
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/lifecycle"
)

// instance is the instance of a model that there may be none of.
func instance(m *model) *lifecycle.Instance {
	if m == nil {
		return nil
	}
	i := m.instance()
	return &i
}

// predict plans no changes of what is archived and stays so: WebWork may refuse them, and the
// differences wait for the restore. Terraform allows a plan to differ from the configuration only
// by what is in state; other differences become part of the state without a request.
func (m model) predict(prior *model) model {
	if prior == nil || !m.Archived.ValueBool() || !prior.Archived.ValueBool() {
		return m
	}
	m.Name = tfkit.Frozen(m.Name, prior.Name)
	m.StartDate = tfkit.Frozen(m.StartDate, prior.StartDate)
	m.Deadline = tfkit.Frozen(m.Deadline, prior.Deadline)
	m.Estimation = tfkit.Frozen(m.Estimation, prior.Estimation)
	m.Budget = tfkit.Frozen(m.Budget, prior.Budget)
	m.Notes = tfkit.Frozen(m.Notes, prior.Notes)
	m.Icon = tfkit.Frozen(m.Icon, prior.Icon)
	return m
}

// checkDates refuses a deadline before the start, unless WebWork itself has it so.
func checkDates(prior *model, planned model, diags *diag.Diagnostics) {
	if prior != nil && planned.StartDate.Same(prior.StartDate) && planned.Deadline.Same(prior.Deadline) {
		return
	}
	start, errStart := time.Parse(time.DateOnly, tfkit.Day(planned.StartDate.ValueString()))
	deadline, errDeadline := time.Parse(time.DateOnly, tfkit.Day(planned.Deadline.ValueString()))
	if errStart != nil || errDeadline != nil || !deadline.Before(start) {
		return
	}
	diags.AddAttributeError(path.Root("deadline"), "Value not allowed",
		fmt.Sprintf("deadline %s is before start_date %s. Move one of them: a project cannot end before it begins.",
			planned.Deadline.ValueString(), planned.StartDate.ValueString()))
}
