// Package memory is what one run of a provider remembers of its own planning and doing.
//
// Terraform plans and applies each address by itself, ten at a time and in an order that nobody promises. What one address has to
// know of another (that it stands for the same object, takes it over, or has just deleted it) passes through here. No answer
// depends on which of two addresses came first, except which of the two is told.
package memory

import (
	"slices"
	"sync"
)

// Memory remembers one run. Its zero value has nothing to remember yet; it is safe for concurrent use.
type Memory struct {
	mu       sync.Mutex
	objects  map[entry]*object
	keys     map[entry]string
	removals map[entry]string
	aliases  map[entry]string
	notes    map[entry]bool
	tallies  map[string]map[string]bool
	locks    locks
}

// entry is a name within a space: ids and natural keys are unique only within the space of their kind.
type entry struct{ space, name string }

// object is what is remembered of one object.
type object struct {
	reads     int  // how often it was read for an address that holds it
	plans     int  // how often an address that holds it was planned to go on holding it
	destroyed bool // an address that holds it is planned to be destroyed
	taken     bool // an address that does not hold it yet is planned to take it over
	imported  bool // an address imports it
	told      bool // that two addresses stand for it was reported

	restoring bool // planned to be restored, or restored
	made      bool // created or taken over
	removed   bool // deleted or archived
	refused   bool // not taken over, though an address was to do so
}

// Read notes that an address that holds the object has read it.
func (m *Memory) Read(space, id string) {
	m.change(space, id, func(o *object) { o.reads++ })
}

// Import notes that an address imports the object, which it then reads and plans once.
func (m *Memory) Import(space, id string) {
	m.change(space, id, func(o *object) { o.imported = true })
}

// Imported reports whether an address imports the object.
func (m *Memory) Imported(space, id string) bool {
	return m.ask(space, id, func(o *object) bool { return o.imported })
}

// Held reports whether an address of this run is known to hold the object in state.
func (m *Memory) Held(space, id string) bool {
	return m.ask(space, id, func(o *object) bool { return o.reads > 0 || o.plans > 0 || o.destroyed })
}

// WasRead reports whether an address that holds the object has read it in this run.
func (m *Memory) WasRead(space, id string) bool {
	return m.ask(space, id, func(o *object) bool { return o.reads > 0 })
}

// Objects is how many objects of the space the addresses of this run are known to hold in state.
func (m *Memory) Objects(space string) int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	var count int64
	for at, o := range m.objects {
		if at.space == space && (o.reads > 0 || o.plans > 0 || o.destroyed) {
			count++
		}
	}
	return count
}

// Keep notes that an address that holds the object is planned to go on holding it, and reports whether two
// addresses turn out to stand for it. That is said once for each object.
//
// Terraform may plan one address twice, once on either side of reading it; two addresses make one plan more than that. One that
// is imported is planned once.
func (m *Memory) Keep(space, id string) (twice bool) {
	return m.clash(space, id, func(o *object) bool {
		o.plans++
		return o.plans > o.reads+1 || o.plans > 1 && o.reads > 1 || o.imported && o.plans > o.reads || o.destroyed || o.taken
	})
}

// Destroy notes that an address that holds the object is planned to be destroyed, and reports whether another one
// keeps it.
func (m *Memory) Destroy(space, id string) (kept bool) {
	return m.clash(space, id, func(o *object) bool {
		o.destroyed = true
		return o.plans > 0
	})
}

// Take notes that an address that does not hold the object yet is planned to take it over, and reports whether
// another one keeps it or takes it too. One that is destroyed hands it over.
func (m *Memory) Take(space, id string) (twice bool) {
	return m.clash(space, id, func(o *object) bool {
		twice := o.plans > 0 || o.taken
		o.taken = true
		return twice
	})
}

func (m *Memory) clash(space, id string, note func(*object) bool) (told bool) {
	m.change(space, id, func(o *object) {
		if note(o) && !o.told {
			o.told, told = true, true
		}
	})
	return told
}

// Alias notes a further name of an object whose id may differ from answer to answer.
func (m *Memory) Alias(space, name, id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	put(&m.aliases, entry{space, name}, id)
}

// Aliased gives the object of a further name; it is empty where there is none.
func (m *Memory) Aliased(space, name string) (id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.aliases[entry{space, name}]
}

// Claim notes that an address stands for the natural key, with the object of that id, or none yet where the id is
// empty. It reports whether another address stands for the same key.
func (m *Memory) Claim(space, key, id string) (taken bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	holder, taken := m.keys[entry{space, key}]
	if !taken {
		put(&m.keys, entry{space, key}, id)
		return false
	}
	return id == "" || holder != id
}

// Restoring notes that this run restores the object, or has planned to.
func (m *Memory) Restoring(space, id string) {
	m.change(space, id, func(o *object) { o.restoring = true })
}

// IsRestoring reports whether this run restores the object, or has planned to.
func (m *Memory) IsRestoring(space, id string) bool {
	return m.ask(space, id, func(o *object) bool { return o.restoring })
}

// Made notes that this run created an object or took it over, under all names that it goes by. An address that is
// destroyed afterwards leaves it alone.
func (m *Memory) Made(space string, names ...string) {
	m.changeAll(space, names, func(o *object) { o.made, o.removed, o.refused = true, false, false })
}

// HasMade reports whether this run created the object of any of these names, or took it over.
func (m *Memory) HasMade(space string, names ...string) bool {
	return m.askAny(space, names, func(o *object) bool { return o.made })
}

// Removed notes that this run deleted or archived an object, under all names that it goes by.
func (m *Memory) Removed(space string, names ...string) {
	m.changeAll(space, names, func(o *object) { o.removed, o.made = true, false })
}

// RemovedUnder notes the natural key of an object that this run archived: where the service hides what is archived,
// nothing else leads back to it.
func (m *Memory) RemovedUnder(space, key, id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	put(&m.removals, entry{space, key}, id)
}

// FormerlyUnder gives the object that this run archived under the natural key; it is empty if there is none.
func (m *Memory) FormerlyUnder(space, key string) (id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.removals[entry{space, key}]
}

// HasRemoved reports whether this run deleted or archived the object of any of these names.
func (m *Memory) HasRemoved(space string, names ...string) bool {
	return m.askAny(space, names, func(o *object) bool { return o.removed })
}

// Refused notes that an address failed to take an object over, under all names that it goes by: whoever holds it keeps it.
func (m *Memory) Refused(space string, names ...string) {
	m.changeAll(space, names, func(o *object) { o.refused = true })
}

// HasRefused reports whether an address failed to take over the object of any of these names.
func (m *Memory) HasRefused(space string, names ...string) bool {
	return m.askAny(space, names, func(o *object) bool { return o.refused })
}

// Note keeps a remark and reports whether it was there already.
func (m *Memory) Note(remark, about string) (already bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	already = m.notes[entry{remark, about}]
	put(&m.notes, entry{remark, about}, true)
	return already
}

// Noted reports whether the remark is there.
func (m *Memory) Noted(remark, about string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.notes[entry{remark, about}]
}

// Count adds a name to a tally, unless it is there already, and gives how many there are. Terraform may plan the same thing twice.
func (m *Memory) Count(tally, name string) int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	names := m.tallies[tally]
	if names == nil {
		names = map[string]bool{}
		put(&m.tallies, tally, names)
	}
	names[name] = true
	return int64(len(names))
}

func (m *Memory) change(space, name string, by func(*object)) {
	m.changeAll(space, []string{name}, by)
}

func (m *Memory) changeAll(space string, names []string, by func(*object)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, name := range names {
		at := entry{space, name}
		if m.objects[at] == nil {
			put(&m.objects, at, &object{})
		}
		by(m.objects[at])
	}
}

func (m *Memory) ask(space, name string, of func(*object) bool) bool {
	return m.askAny(space, []string{name}, of)
}

func (m *Memory) askAny(space string, names []string, of func(*object) bool) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.ContainsFunc(names, func(name string) bool {
		o := m.objects[entry{space, name}]
		return o != nil && of(o)
	})
}

func put[K comparable, V any](into *map[K]V, key K, value V) {
	if *into == nil {
		*into = map[K]V{}
	}
	(*into)[key] = value
}
