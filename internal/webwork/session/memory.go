package session

import "sync"

// The spaces in which natural keys and ids are unique. Members and project viewers share one: both
// are people with an e-mail address and a user id.
const (
	People   = "person"
	Projects = "project"
)

// Memory is what a run remembers of its own planning and doing.
type Memory struct {
	mu          sync.Mutex
	claims      map[string]int64
	notes       map[note]bool
	invitations map[string]bool
	archivals   map[int64]bool
}

// note is a remark about one object.
type note struct {
	remark string
	kind   string
	id     any
}

// Claim notes that a resource stands for the natural key. The id is the object's, 0 where the
// resource has none yet. It reports false if another resource of the run claims the same key:
// two resources that fight over one person would never come to rest.
//
// A resource that is replaced is planned twice; it has its id in both calls.
func (m *Memory) Claim(kind, key string, id int64) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	name := kind + "\x00" + key
	holder, taken := m.claims[name]
	if !taken {
		put(&m.claims, name, id)
		return true
	}
	return id != 0 && holder == id
}

// Saw notes that a Read of this run found the object in state.
func (m *Memory) Saw(kind string, id any) { m.write(note{"seen", kind, id}) }

// HasSeen reports whether a Read of this run found the object in state.
func (m *Memory) HasSeen(kind string, id any) bool { return m.holds(note{"seen", kind, id}) }

// Removed notes that this run archived or removed the object.
func (m *Memory) Removed(kind string, id any) { m.write(note{"removed", kind, id}) }

// HasRemoved reports whether this run archived or removed the object.
func (m *Memory) HasRemoved(kind string, id any) bool { return m.holds(note{"removed", kind, id}) }

// Restoring notes that this run has planned to restore the object.
func (m *Memory) Restoring(kind string, id any) { m.write(note{"restoring", kind, id}) }

// IsRestoring reports whether this run has planned to restore the object.
func (m *Memory) IsRestoring(kind string, id any) bool { return m.holds(note{"restoring", kind, id}) }

// Leaving notes that this run has planned to take the Owner's role or access away.
func (m *Memory) Leaving(id int64) { m.write(note{"leaving", People, id}) }

// IsLeaving reports whether this run has planned to take the Owner's role or access away.
func (m *Memory) IsLeaving(id int64) bool { return m.holds(note{"leaving", People, id}) }

// CountInvitation counts a planned invitation and gives how many there are now. The same key
// counts once: a resource can be planned twice.
func (m *Memory) CountInvitation(key string) int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	put(&m.invitations, key, true)
	return int64(len(m.invitations))
}

// CountArchival counts a planned archival of a person and gives how many there are now.
func (m *Memory) CountArchival(id int64) int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	put(&m.archivals, id, true)
	return int64(len(m.archivals))
}

func (m *Memory) write(n note) {
	m.mu.Lock()
	defer m.mu.Unlock()
	put(&m.notes, n, true)
}

func (m *Memory) holds(n note) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.notes[n]
}

func put[K comparable, V any](into *map[K]V, key K, value V) {
	if *into == nil {
		*into = map[K]V{}
	}
	(*into)[key] = value
}
