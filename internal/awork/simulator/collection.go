package simulator

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// Object is what all objects have.
type Object struct {
	ID              string    `json:"id"`
	CreatedOn       time.Time `json:"createdOn"`
	CreatedBy       string    `json:"createdBy"`
	UpdatedOn       time.Time `json:"updatedOn"`
	UpdatedBy       string    `json:"updatedBy"`
	ResourceVersion int64     `json:"resourceVersion"`
}

func (o *Object) object() *Object { return o }

// born notes who has made an object, and when. What nobody did through the API the admin did in the app.
func (s *state) born(object *Object, by string) {
	s.ids[object.ID] = true
	fill(&object.CreatedOn, s.today())
	fill(&object.CreatedBy, cmp.Or(by, DefaultAdmin))
	fill(&object.UpdatedOn, object.CreatedOn)
	fill(&object.UpdatedBy, object.CreatedBy)
	if object.ResourceVersion == 0 {
		s.lastVersion++
		object.ResourceVersion = s.lastVersion
	}
}

func (s *state) touch(object *Object, by string) {
	s.lastVersion++
	object.UpdatedOn, object.UpdatedBy, object.ResourceVersion = s.today(), cmp.Or(by, DefaultAdmin), s.lastVersion
}

// collection is the objects of a kind.
type collection[T any] struct {
	state  *state
	what   string // how refusals call one
	table  simkit.Table[string, T]
	object func(*T) *Object
	gone   map[string]bool // what has been deleted
}

func newCollection[T any](s *state, what string, object func(*T) *Object) *collection[T] {
	return &collection[T]{state: s, what: what, table: simkit.NewTable[string, T](), object: object, gone: map[string]bool{}}
}

// get gives the object with an id, nil where there is none. Ids have no case.
func (c *collection[T]) get(id string) *T { return c.table.Get(strings.ToLower(id)) }

// find gives the object with an id, or refuses.
func (c *collection[T]) find(id string) (*T, error) {
	if !isGUID(id) {
		return nil, notAGUID("id")
	}
	if found := c.get(id); found != nil {
		return found, nil
	}
	return nil, c.missing()
}

// missing refuses what asks for an object that is not there.
func (c *collection[T]) missing() error {
	return refuse(http.StatusNotFound, "not-found", "The %s was not found.", c.what)
}

// add stores a new object, which gets an id unless it has one.
func (c *collection[T]) add(value T, by string) (*T, error) { return c.addLater(value, by, 0) }

// addLater stores a new object that lists show only after so many requests.
func (c *collection[T]) addLater(value T, by string, requests uint64) (*T, error) {
	object := c.object(&value)
	if object.ID == "" {
		object.ID = c.state.newID(c.what)
	}
	object.ID = strings.ToLower(object.ID)
	switch {
	case !isGUID(object.ID):
		return nil, fmt.Errorf("the id %q is no GUID", object.ID)
	case c.get(object.ID) != nil:
		return nil, fmt.Errorf("there are two with the id %s", object.ID)
	}
	c.state.born(object, by)
	delete(c.gone, object.ID)
	c.table.Add(object.ID, &value, c.state.received()+requests)
	return &value, nil
}

// touch notes that somebody has changed an object.
func (c *collection[T]) touch(value *T, by string) { c.state.touch(c.object(value), by) }

// remove deletes an object.
func (c *collection[T]) remove(value *T) {
	id := c.object(value).ID
	c.table.Remove(id)
	c.gone[id] = true
}

// where gives the objects for which keep holds, in the order of their creation.
func (c *collection[T]) where(keep func(*T) bool) []*T { return c.table.Where(keep) }

// all gives all objects.
func (c *collection[T]) all() []*T { return c.where(func(*T) bool { return true }) }

// first gives the first object for which keep holds, nil where there is none.
func (c *collection[T]) first(keep func(*T) bool) *T {
	for _, found := range c.where(keep) {
		return found
	}
	return nil
}

// listed gives what lists know of the objects for which keep holds.
func (c *collection[T]) listed(keep func(*T) bool) []*T {
	view := simkit.View{Requests: c.state.received()}
	if c.state.variants[ListsLag] {
		view.Requests -= min(view.Requests, lag+1)
	}
	return c.table.Seen(view, keep)
}

// values gives copies of all objects.
func (c *collection[T]) values() []T {
	var all []T
	for _, object := range c.all() {
		all = append(all, simkit.Clone(*object))
	}
	return all
}
