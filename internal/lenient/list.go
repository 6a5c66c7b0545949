package lenient

import "fmt"

// List is a list of wire structs or values, with all of its items or none.
type List[W any] struct{ Field[[]W] }

// UnmarshalJSON never fails.
func (l *List[W]) UnmarshalJSON(raw []byte) error {
	l.read(raw, mostNested)
	return nil
}

// read takes in so many items at most.
func (l *List[W]) read(raw []byte, most int) {
	l.decode(raw, func(raw []byte) (*[]W, error) {
		if string(raw) == "{}" || string(raw) == `""` { // PHP's other ways to write an empty list
			return nil, nil //nolint:nilnil // nil stands for null
		}
		items := []W{}
		err := Each(raw, most, func(number int, item *W) error {
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
	if single, ok := any(item).(Value); ok {
		var sent bool
		if sent, err = single.Check(); err == nil && !sent {
			err = errOdd
		}
	} else {
		_, err = Inspect(item)
	}
	if err != nil {
		return fmt.Errorf("%d: %w", number, err)
	}
	return nil
}

// Vitals is a list that must be right.
type Vitals[W any] struct{ List[W] }

// UnmarshalJSON never fails.
func (v *Vitals[W]) UnmarshalJSON(raw []byte) error {
	v.read(raw, mostVital)
	return nil
}

// Check implements Value.
func (v *Vitals[W]) Check() (bool, error) { return v.Sent, v.Err }

// Mapped converts the items of a list; a list that was not sent or null is nil.
func Mapped[W, T any](l List[W], convert func(W) T) []T {
	if l.Value == nil {
		return nil
	}
	items := make([]T, len(*l.Value))
	for i, wire := range *l.Value {
		items[i] = convert(wire)
	}
	return items
}
