package simulator

import (
	"fmt"
	"strings"
)

// labelled are objects that people tell apart by a name.
type labelled interface {
	// label is the name, and whether the object is archived.
	label() (name string, archived bool)
}

func (c *collection[T]) label(value *T) (name string, archived bool) {
	if l, ok := any(value).(labelled); ok {
		return l.label()
	}
	return "", false
}

// named gives the object with an id or a name, nil where there is none.
func (c *collection[T]) named(text string) *T {
	if found := c.get(text); found != nil {
		return found
	}
	return c.first(func(value *T) bool {
		name, _ := c.label(value)
		return name != "" && strings.EqualFold(name, text)
	})
}

// resolve turns the name of an object in a seed into its id.
func (c *collection[T]) resolve(text *string) error {
	if *text == "" {
		return nil
	}
	found := c.named(*text)
	if found == nil {
		return fmt.Errorf("there is no %s %q", strings.ToLower(c.what), *text)
	}
	*text = c.object(found).ID
	return nil
}

// alone refuses an object whose name another one has, where names are unique.
func (c *collection[T]) alone(value *T) error {
	if !c.state.variants.Any(NamesUnique, NamesUniqueArchived) {
		return nil
	}
	return c.only(value, c.state.variants[NamesUniqueArchived])
}

// only refuses an object whose name another one has, be that archived or, if those do not count, not.
func (c *collection[T]) only(value *T, archivedToo bool) error {
	name, _ := c.label(value)
	for _, other := range c.all() {
		taken, archived := c.label(other)
		if c.object(other).ID != c.object(value).ID && strings.EqualFold(taken, name) && (archivedToo || !archived) {
			return business(duplication, "The name of the %s is taken.", c.what)
		}
	}
	return nil
}

// usable refuses what is archived where it is not to be used any more, and what is not there.
func (c *collection[T]) usable(id string) (*T, error) {
	found := c.get(id)
	if found == nil {
		return nil, business(invalidOperation, "The %s is not available.", c.what)
	}
	if _, archived := c.label(found); archived && !c.state.variants[ArchivedUsable] {
		return nil, business(entityArchived, "The %s is archived.", c.what)
	}
	return found, nil
}

// renamable refuses to give what is archived another name.
func (c *collection[T]) renamable(value *T, name string) error {
	old, archived := c.label(value)
	if archived && old != name && !c.state.variants[ArchivedRenamed] {
		return business(entityArchived, "The %s is archived.", c.what)
	}
	return nil
}

// goneBefore answers the deletion of the object of the path that is not there, or not any more.
func goneBefore[T any](c *call, all *collection[T], missing error) (answer, error) {
	if all.gone[strings.ToLower(c.id())] {
		return c.deletedTwice(missing)
	}
	return answer{}, missing
}
