package simulator

import (
	"fmt"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// Objects are the objects of a kind as somebody in the web app sees and changes them, behind the
// client's back and without asking whether the API would allow it.
type Objects[T any] struct {
	simulator *Simulator
	all       *collection[T]
	complete  func(*T) error // fills in what an object lacks, and tells what is wrong with it
	settle    func(*T) error // gives a stored object what belongs to it, where there is such a thing
	dispose   func(*T)       // deletes an object with what belongs to it
}

func open[T any](s *Simulator, all *collection[T], complete func(*T) error) *Objects[T] {
	return &Objects[T]{
		simulator: s, all: all, complete: complete, settle: func(*T) error { return nil }, dispose: all.remove,
	}
}

// Get gives a copy of the object with an id, and whether there is one.
func (o *Objects[T]) Get(id string) (T, bool) {
	return o.Find(func(object T) bool { return strings.EqualFold(o.all.object(&object).ID, id) })
}

// Find gives a copy of the first object for which is holds, and whether there is one.
func (o *Objects[T]) Find(is func(T) bool) (T, bool) {
	o.simulator.mu.Lock()
	defer o.simulator.mu.Unlock()
	found := o.all.first(func(object *T) bool { return is(simkit.Clone(*object)) })
	if found == nil {
		var none T
		return none, false
	}
	return simkit.Clone(*found), true
}

// All gives copies of all objects.
func (o *Objects[T]) All() []T {
	o.simulator.mu.Lock()
	defer o.simulator.mu.Unlock()
	return o.all.values()
}

// Add adds an object, as in a seed, and gives it back with its id.
func (o *Objects[T]) Add(object T) (T, error) {
	o.simulator.mu.Lock()
	defer o.simulator.mu.Unlock()
	object = simkit.Clone(object)
	if err := o.complete(&object); err != nil {
		return object, err
	}
	added, err := o.all.add(object, "")
	if err != nil {
		return object, err
	}
	if err := o.settle(added); err != nil {
		o.dispose(added)
		return object, err
	}
	return simkit.Clone(*added), nil
}

// Set changes an object, but for its id.
func (o *Objects[T]) Set(id string, change func(*T)) error {
	return o.on(id, func(object *T) error {
		changed := simkit.Clone(*object)
		change(&changed)
		o.all.object(&changed).ID = o.all.object(object).ID
		if err := o.complete(&changed); err != nil {
			return err
		}
		*object = changed
		o.all.touch(object, "")
		return o.settle(object)
	})
}

// Delete deletes an object for good.
func (o *Objects[T]) Delete(id string) error {
	return o.on(id, func(object *T) error {
		o.dispose(object)
		return nil
	})
}

func (o *Objects[T]) on(id string, act func(*T) error) error {
	o.simulator.mu.Lock()
	defer o.simulator.mu.Unlock()
	object := o.all.get(id)
	if object == nil {
		return fmt.Errorf("there is no %s %s", strings.ToLower(o.all.what), id)
	}
	return act(object)
}
