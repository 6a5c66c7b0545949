package v2

import "fmt"

// list is a list of wire structs or values, with all of its items or none.
type list[W any] struct{ field[[]W] }

// UnmarshalJSON never fails.
func (l *list[W]) UnmarshalJSON(raw []byte) error {
	l.read(raw, mostNested)
	return nil
}

// read takes in so many items at most.
func (l *list[W]) read(raw []byte, most int) {
	l.decode(raw, func(raw []byte) (*[]W, error) {
		if string(raw) == "{}" || string(raw) == `""` { // PHP's other ways to write an empty list
			return nil, nil //nolint:nilnil // nil stands for null
		}
		items := []W{}
		err := each(raw, most, func(number int, item *W) error {
			items = append(items, *item)
			return checkItem(number, item)
		})
		if err != nil {
			return nil, err
		}
		return &items, nil
	})
}

// checkItem tells what is wrong with an item.
func checkItem[W any](number int, item *W) (err error) {
	if single, ok := any(item).(value); ok {
		var sent bool
		if sent, err = single.check(); err == nil && !sent {
			err = errOdd
		}
	} else {
		_, err = inspect(item)
	}
	if err != nil {
		return fmt.Errorf("%d: %w", number, err)
	}
	return nil
}

// vitals is a list that must be right.
type vitals[W any] struct{ list[W] }

// UnmarshalJSON never fails.
func (v *vitals[W]) UnmarshalJSON(raw []byte) error {
	v.read(raw, mostVital)
	return nil
}

func (v *vitals[W]) check() (bool, error) { return v.sent, v.err }

// mapped converts the items of a list; a list that was not sent or null is nil.
func mapped[W, T any](l list[W], convert func(W) T) []T {
	if l.value == nil {
		return nil
	}
	items := make([]T, len(*l.value))
	for i, wire := range *l.value {
		items[i] = convert(wire)
	}
	return items
}
