package project

import (
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// withComputed plans no changes of what is archived and stays so: WebWork may refuse them, and the
// differences wait for the restore. Terraform allows a plan to differ from the configuration only
// by what is in state; other differences become part of the state without a request.
func (m model) withComputed(prior *model) model {
	if prior == nil || !m.Archived.ValueBool() || !prior.Archived.ValueBool() {
		return m
	}
	m.Name = tfkit.Unchanged(m.Name, prior.Name)
	m.StartDate = tfkit.Unchanged(m.StartDate, prior.StartDate)
	m.Deadline = tfkit.Unchanged(m.Deadline, prior.Deadline)
	m.Estimation = tfkit.Unchanged(m.Estimation, prior.Estimation)
	m.Budget = tfkit.Unchanged(m.Budget, prior.Budget)
	m.Notes = tfkit.Unchanged(m.Notes, prior.Notes)
	m.Icon = tfkit.Unchanged(m.Icon, prior.Icon)
	return m
}

// longestName is what WebWork takes as a project's name, in characters.
const longestName = 255

// checks are what a project's configuration is held against.
func checks() tfkit.Checks {
	return tfkit.Checks{
		tfkit.CheckText("name", tfkit.IsName(longestName)),
		tfkit.CheckText("start_date", tfkit.IsDate),
		tfkit.CheckText("deadline", tfkit.IsDate),
		tfkit.CheckDatesInOrder("start_date", "deadline"),
		tfkit.CheckNumber("estimation", tfkit.IsAtLeast(0)),
		tfkit.CheckNumber("budget", tfkit.IsAtLeast(0)),
		tfkit.CheckText("icon", tfkit.IsName(longestName)),
	}
}
