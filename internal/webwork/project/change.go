package project

import (
	"fmt"

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
type clearable interface {
	fmt.Stringer
	// clears reports whether the update sends null for the attribute.
	clears(update api.ProjectUpdate) bool
	// empty makes the update send "" or 0 for it.
	empty(update *api.ProjectUpdate)
	// isNull reports whether the model has no value for it.
	isNull(held model) bool
	// keep takes it over from another model.
	keep(to *model, from model)
}

func clearables() []clearable {
	type update = api.ProjectUpdate
	return []clearable{
		textField{"start_date", func(u *update) *api.Field[string] { return &u.StartDate }, func(m *model) *tfkit.String { return &m.StartDate }},
		textField{"deadline", func(u *update) *api.Field[string] { return &u.Deadline }, func(m *model) *tfkit.String { return &m.Deadline }},
		amountField{"estimation", func(u *update) *api.Field[float64] { return &u.Estimation }, func(m *model) *tfkit.Decimal { return &m.Estimation }},
		amountField{"budget", func(u *update) *api.Field[float64] { return &u.Budget }, func(m *model) *tfkit.Decimal { return &m.Budget }},
		textField{"notes", func(u *update) *api.Field[string] { return &u.Notes }, func(m *model) *tfkit.String { return &m.Notes }},
	}
}

type (
	textField   = field[string, tfkit.String]
	amountField = field[float64, tfkit.Decimal]
)

// field is a clearable attribute by its places in updates and in models.
type field[T any, V interface{ IsNull() bool }] struct {
	name     string
	inUpdate func(*api.ProjectUpdate) *api.Field[T]
	inModel  func(*model) *V
}

func (f field[T, V]) String() string { return f.name }

func (f field[T, V]) clears(update api.ProjectUpdate) bool { return f.inUpdate(&update).Clears() }

func (f field[T, V]) empty(update *api.ProjectUpdate) { *f.inUpdate(update) = api.Set(*new(T)) }

func (f field[T, V]) isNull(held model) bool { return (*f.inModel(&held)).IsNull() }

func (f field[T, V]) keep(to *model, from model) { *f.inModel(to) = *f.inModel(&from) }

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
