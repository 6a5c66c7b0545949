package project

import (
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// changes is the update that leads from one model to this one. An icon that is not managed here
// is null or unknown and stays as it is.
func (m model) changes(from model) api.ProjectUpdate {
	update := api.ProjectUpdate{
		StartDate:  textChange(m.StartDate, from.StartDate),
		Deadline:   textChange(m.Deadline, from.Deadline),
		Estimation: amountChange(m.Estimation, from.Estimation),
		Budget:     amountChange(m.Budget, from.Budget),
		Notes:      textChange(m.Notes, from.Notes),
	}
	if !m.Name.Same(from.Name) {
		update.Name = api.Set(m.Name.ValueString())
	}
	if tfkit.Managed(m.Icon) && !m.Icon.Equal(from.Icon) {
		update.Icon = api.Set(m.Icon.ValueString())
	}
	return update
}

func textChange(want, have tfkit.String) api.Field[string] {
	switch {
	case want.Same(have), blank(want.ValueString()) && blank(have.ValueString()):
		return api.Field[string]{}
	case want.IsNull():
		return api.Clear[string]()
	default:
		return api.Set(want.ValueString())
	}
}

func amountChange(want, have tfkit.Decimal) api.Field[float64] {
	switch {
	case want.ValueFloat64() == have.ValueFloat64():
		return api.Field[float64]{}
	case want.IsNull():
		return api.Clear[float64]()
	default:
		return api.Set(want.ValueFloat64())
	}
}

// clearable is an attribute that is emptied in WebWork when it is removed from the configuration.
type clearable struct {
	name string
	// clears reports whether the update sends null for the attribute.
	clears func(api.ProjectUpdate) bool
	// empty makes the update send "" or 0 for it.
	empty func(*api.ProjectUpdate)
	// keep takes the attribute over from another model.
	keep func(to *model, from model)
	// isNull reports whether the model has no value for it.
	isNull func(model) bool
}

// nullable is a value that a model can lack.
type nullable interface{ IsNull() bool }

func attribute[T any, V nullable](name string, in func(*api.ProjectUpdate) *api.Field[T], of func(*model) *V) clearable {
	return clearable{
		name:   name,
		clears: func(u api.ProjectUpdate) bool { return in(&u).Sent() && in(&u).Value() == nil },
		empty:  func(u *api.ProjectUpdate) { *in(u) = api.Set(*new(T)) },
		keep:   func(to *model, from model) { *of(to) = *of(&from) },
		isNull: func(m model) bool { return (*of(&m)).IsNull() },
	}
}

func clearables() []clearable {
	return []clearable{
		attribute("start_date", func(u *api.ProjectUpdate) *api.Field[string] { return &u.StartDate },
			func(m *model) *tfkit.String { return &m.StartDate }),
		attribute("deadline", func(u *api.ProjectUpdate) *api.Field[string] { return &u.Deadline },
			func(m *model) *tfkit.String { return &m.Deadline }),
		attribute("estimation", func(u *api.ProjectUpdate) *api.Field[float64] { return &u.Estimation },
			func(m *model) *tfkit.Decimal { return &m.Estimation }),
		attribute("budget", func(u *api.ProjectUpdate) *api.Field[float64] { return &u.Budget },
			func(m *model) *tfkit.Decimal { return &m.Budget }),
		attribute("notes", func(u *api.ProjectUpdate) *api.Field[string] { return &u.Notes },
			func(m *model) *tfkit.String { return &m.Notes }),
	}
}

// clearedBy are the attributes for which the update sends null.
func clearedBy(update api.ProjectUpdate) []clearable {
	var cleared []clearable
	for _, attribute := range clearables() {
		if attribute.clears(update) {
			cleared = append(cleared, attribute)
		}
	}
	return cleared
}

// emptied is the update with "" and 0 for attributes in place of null.
func emptied(update api.ProjectUpdate, attributes []clearable) api.ProjectUpdate {
	for _, attribute := range attributes {
		attribute.empty(&update)
	}
	return update
}

// left are those of the attributes that the model still has values for.
func left(attributes []clearable, held model) []clearable {
	var remaining []clearable
	for _, attribute := range attributes {
		if !attribute.isNull(held) {
			remaining = append(remaining, attribute)
		}
	}
	return remaining
}
