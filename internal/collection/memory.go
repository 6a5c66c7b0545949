package collection

import "maps"

// memory is what was read of a kind, less what was written since.
//
// Its clock counts own writes. A request remembers the clock at which it began, and its answer
// holds for an object (or natural key) only if no write of that object (or key) came later: the
// answer may be older than the write, whatever the order in which the two came back.
type memory[K comparable, V any] struct {
	clock   int64
	flushed int64            // the last write that concerned everything
	ids     map[K]int64      // the last write of an object
	keys    map[string]int64 // the last write of a natural key
	objects map[K]object[V]
	finds   map[string]finding[V]

	coverage coverage
	thin     bool // list items lack fields that objects have
}

// object is what the service said about an id: a value, or that it does not exist.
type object[V any] struct {
	value  V
	err    error
	listed bool // seen in a list only
}

// finding is the answer to a natural key.
type finding[V any] struct {
	begun  int64
	values []V
}

func newMemory[K comparable, V any]() *memory[K, V] {
	return &memory[K, V]{
		ids: map[K]int64{}, keys: map[string]int64{}, objects: map[K]object[V]{}, finds: map[string]finding[V]{},
	}
}

// wrote marks an object and natural keys as changed.
func (m *memory[K, V]) wrote(id K, keys []string) {
	m.clock++
	m.ids[id] = m.clock
	delete(m.objects, id)
	for _, key := range keys {
		m.keys[key] = m.clock
		delete(m.finds, key)
	}
}

// flush marks everything as changed.
func (m *memory[K, V]) flush() {
	m.clock++
	m.flushed = m.clock
	clear(m.ids)
	clear(m.keys)
	clear(m.objects)
	clear(m.finds)
}

// fresh reports whether an answer begun then still holds for the object.
func (m *memory[K, V]) fresh(id K, begun int64) bool {
	return begun >= m.flushed && begun >= m.ids[id]
}

// freshKey reports whether an answer begun then still holds for the natural key.
func (m *memory[K, V]) freshKey(key string, begun int64) bool {
	return begun >= m.flushed && begun >= m.keys[key]
}

// wroteID reports whether the object was written, so that lists are behind.
func (m *memory[K, V]) wroteID(id K) bool { return m.ids[id] > 0 }

// wroteKey reports whether the natural key was written.
func (m *memory[K, V]) wroteKey(key string) bool { return m.keys[key] > 0 }

// list keeps an item of a list. It never replaces what a single request said, which has at least
// as many fields.
func (m *memory[K, V]) list(source *Source[K, V], id K, value V, begun int64) {
	if !m.fresh(id, begun) {
		return
	}
	m.coverage.lists |= source.fields(value)
	switch kept, ok := m.objects[id]; {
	case !ok || kept.listed:
		m.objects[id] = object[V]{value: value, listed: true}
	case kept.err == nil:
		m.compare(source, value, kept.value)
	}
}

// got keeps what a single request said about an id.
func (m *memory[K, V]) got(source *Source[K, V], id K, value V, begun int64) {
	if kept, ok := m.objects[id]; ok && kept.listed {
		m.compare(source, kept.value, value)
	}
	m.keep(id, object[V]{value: value}, begun)
}

// keep keeps what a single request said about an id: a value, or that there is none. The latter
// is worth keeping since many contracts may ask for the one archived project they belong to.
func (m *memory[K, V]) keep(id K, said object[V], begun int64) {
	if m.fresh(id, begun) {
		m.objects[id] = said
	}
}

// compare compares an item of a list with the object itself. Lists that never have a field that
// objects have are dropped for good.
func (m *memory[K, V]) compare(source *Source[K, V], item, single V) {
	m.coverage.compare(source.Full, source.fields(item), source.fields(single))
	if !m.thin && m.coverage.thin() {
		m.thin = true
		maps.DeleteFunc(m.objects, func(_ K, known object[V]) bool { return known.listed })
	}
}

// knows reports whether something is known about an id, be it of use or not.
func (m *memory[K, V]) knows(id K) bool {
	_, ok := m.objects[id]
	return ok
}

// recall gives what is known about an id.
func (m *memory[K, V]) recall(source *Source[K, V], id K) (object[V], use) {
	known, ok := m.objects[id]
	switch {
	case !ok:
		return known, useless
	case !known.listed:
		return known, useful
	default:
		return known, m.coverage.use(source.Full, source.fields(known.value))
	}
}

// found gives the remembered answer to a natural key.
func (m *memory[K, V]) found(source *Source[K, V], key string) ([]V, bool) {
	found, ok := m.finds[key]
	if !ok || !m.freshKey(key, found.begun) {
		return nil, false
	}
	for _, value := range found.values {
		if !m.fresh(source.ID(value), found.begun) {
			return nil, false
		}
	}
	return found.values, true
}
