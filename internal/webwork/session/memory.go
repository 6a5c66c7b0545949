package session

import "sync"

// The spaces in which natural keys and ids are unique. Members and project viewers share one: both
// are people with an e-mail address and a user id.
const (
	People    = "person"
	Projects  = "project"
	Contracts = "contract"
	Webhooks  = "webhook"
)

// The two ways to manage what a project viewer may look at: one project at a time, or all at once. A
// viewer is managed in one of them only.
const (
	Assignments = "assignment"
	ProjectIDs  = "project_ids"
)

// Memory is what a run remembers of its own planning and doing.
type Memory struct {
	mu          sync.Mutex
	claims      map[string]any
	notes       map[note]bool
	removals    map[note]int64
	invitations map[string]bool
	archivals   map[int64]bool
}

// note is a remark about one object.
type note struct {
	remark string
	kind   string
	id     any
}

// Claim notes that a resource stands for the natural key. The id is the object's, 0 or "" where the
// resource has none yet. It reports false if another resource of the run claims the same key:
// two resources that fight over one person would never come to rest.
//
// A resource that is replaced is planned twice; it has its id in both calls.
func (m *Memory) Claim(kind, key string, id any) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	name := kind + "\x00" + key
	holder, taken := m.claims[name]
	if !taken {
		put(&m.claims, name, id)
		return true
	}
	return id != int64(0) && id != "" && holder == id
}

// Saw notes that a Read of this run found the object in state.
func (m *Memory) Saw(kind string, id any) { m.write(note{"seen", kind, id}) }

// HasSeen reports whether a Read of this run found the object in state.
func (m *Memory) HasSeen(kind string, id any) bool { return m.holds(note{"seen", kind, id}) }

// Removed notes that this run archived or removed the object.
func (m *Memory) Removed(kind string, id any) { m.write(note{"removed", kind, id}) }

// HasRemoved reports whether this run archived or removed the object.
func (m *Memory) HasRemoved(kind string, id any) bool { return m.holds(note{"removed", kind, id}) }

// RemovedAs notes under which natural key this run archived the object.
func (m *Memory) RemovedAs(kind, key string, id int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	put(&m.removals, note{"removed", kind, key}, id)
}

// RemovedUnder gives the object that this run archived under the natural key; 0 if there is none.
func (m *Memory) RemovedUnder(kind, key string) int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.removals[note{"removed", kind, key}]
}

// Restoring notes that this run has planned to restore the object.
func (m *Memory) Restoring(kind string, id any) { m.write(note{"restoring", kind, id}) }

// IsRestoring reports whether this run has planned to restore the object.
func (m *Memory) IsRestoring(kind string, id any) bool { return m.holds(note{"restoring", kind, id}) }

// Leaving notes that this run has planned to take the Owner's role or access away.
func (m *Memory) Leaving(id int64) { m.write(note{"leaving", People, id}) }

// IsLeaving reports whether this run has planned to take the Owner's role or access away.
func (m *Memory) IsLeaving(id int64) bool { return m.holds(note{"leaving", People, id}) }

// Manages notes that this run manages a viewer's projects by project_ids or by assignments, and reports
// whether it does so in the other way, too.
func (m *Memory) Manages(way string, viewerID int64) (clash bool) {
	other := ProjectIDs
	if way == ProjectIDs {
		other = Assignments
	}
	m.write(note{"managed", way, viewerID})
	return m.holds(note{"managed", other, viewerID})
}

// Made notes that this run created the object, or took it over. Terraform may destroy an instance that
// stood for it only afterwards, with create_before_destroy or after a renaming: it then stays.
func (m *Memory) Made(kind string, id any) { m.write(note{"made", kind, id}) }

// HasMade reports whether this run created the object or took it over.
func (m *Memory) HasMade(kind string, id any) bool { return m.holds(note{"made", kind, id}) }

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
