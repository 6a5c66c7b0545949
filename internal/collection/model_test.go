package collection_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// record is what is known about one thing: how many writes of it began and how many are over, and
// what it is after the last one that is over.
type record struct {
	begun, over int
	gone        bool
	key         string
}

// model holds the records, and says of each read whether it is older than it may be.
type model struct {
	mu      sync.Mutex
	server  *server
	records map[int64]record
	busy    map[int64]bool
	nextID  int64
	nextKey int
}

func (m *model) snapshot() map[int64]record {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.records)
}

// settled reports whether no write of the thing began since the snapshot, and none was under way.
func (m *model) settled(id int64, at map[int64]record) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return at[id].begun == at[id].over && m.records[id].begun == at[id].begun
}

func (m *model) checkGet(t *testing.T, c *collection.Collection[int64, thing], id int64) {
	t.Helper()
	at := m.snapshot()
	got, err := c.Get(t.Context(), id)
	switch {
	case err != nil && !remote.IsNotFound(err):
		t.Errorf("Get(%d): %v", id, err)
	case err == nil && got.version < at[id].over:
		t.Errorf("Get(%d) is of version %d, but version %d was written before", id, got.version, at[id].over)
	case m.settled(id, at) && (err != nil) != at[id].gone:
		t.Errorf("Get(%d) = %+v, %v, but gone is %t", id, got, err, at[id].gone)
	}
}

// checkFind looks a key up. Where only lists can answer, a shift between pages may hide an object.
func (m *model) checkFind(t *testing.T, c *collection.Collection[int64, thing], key string, certain bool) {
	t.Helper()
	at := m.snapshot()
	found, err := c.Find(t.Context(), key)
	if err != nil {
		t.Errorf("Find(%s): %v", key, err)
	}
	got := map[int64]bool{}
	for _, one := range found {
		got[one.id] = true
		if one.key != key || one.version < at[one.id].over {
			t.Errorf("Find(%s) has %+v, but version %d was written before", key, one, at[one.id].over)
		}
	}
	for id, r := range at {
		if want := r.key == key && !r.gone; certain && want != got[id] && m.settled(id, at) {
			t.Errorf("Find(%s) has %d: %t, want %t", key, id, got[id], want)
		}
	}
}

func (m *model) checkAll(t *testing.T, c *collection.Collection[int64, thing]) {
	t.Helper()
	at := m.snapshot()
	all, err := c.All(t.Context())
	if err != nil {
		t.Errorf("All: %v", err)
	}
	seen := map[int64]bool{}
	for _, one := range all {
		if seen[one.id] {
			t.Errorf("All has %d twice", one.id)
		}
		seen[one.id] = true
		if one.version < at[one.id].over {
			t.Errorf("All has %+v, but version %d was written before", one, at[one.id].over)
		}
	}
}

// write changes, archives, renames, removes or creates one thing, and tells the collection.
func (m *model) write(c *collection.Collection[int64, thing], random *rand.Rand, id int64) {
	m.mu.Lock()
	how := random.IntN(10)
	if how < 3 {
		m.nextID++
		id = m.nextID
	}
	r, exists := m.records[id]
	if m.busy[id] || r.gone {
		m.mu.Unlock()
		return
	}
	m.busy[id] = true
	r.begun++
	m.records[id] = r
	oldKey := r.key
	if !exists || how == 3 {
		m.nextKey++
		r.key = fmt.Sprint("key", m.nextKey)
	}
	r.gone = exists && how == 4
	r.over++
	m.mu.Unlock()

	value := thing{id: id, key: r.key, version: r.over, archived: how == 5, fields: fullThing}
	time.Sleep(m.server.latency() / 2)
	if r.gone {
		m.server.remove(id)
	} else {
		m.server.put(value)
	}
	time.Sleep(m.server.latency() / 2)
	if exists {
		c.Written(id, oldKey, r.key)
	} else {
		c.Created(value)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.records[id] = r
	m.busy[id] = false
}

// No read that begins after a write was told sees anything older than that write.
func TestNothingStale(t *testing.T) {
	t.Parallel()
	const things = 450
	for name, writes := range map[string]int{"many writes": 50, "few writes": 2} {
		for _, mode := range []string{"auto", "each", "no total", "no look-ups", "newest first"} {
			t.Run(name+" "+mode, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					random := seeded(uint64(writes))
					operations := 3000
					if mode == "auto" {
						operations = 10_000
					}
					s := newServer()
					s.size = 50
					s.latency = func() time.Duration { return time.Duration(random.IntN(300)) * time.Millisecond }
					m := &model{server: s, records: map[int64]record{}, busy: map[int64]bool{}, nextID: things, nextKey: things}
					for n := range int64(things) {
						key := fmt.Sprint("key", n)
						s.put(thing{id: n + 1, key: key, archived: n%5 == 0})
						m.records[n+1] = record{key: key}
					}
					source := memberLike(s)
					s.noTotal = mode == "no total"
					s.newestFirst = mode == "newest first"
					source.Each = mode == "each"
					if mode == "no look-ups" {
						source.Find = nil
					}
					c := collection.New(source, nil)
					inParallel(20, pauses(random, 30*time.Millisecond), make([]struct{}, operations), func(struct{}) {
						id := 1 + random.Int64N(things+20)
						switch draw := random.IntN(100); {
						case draw < writes:
							m.write(c, random, id)
						case draw == 99:
							m.checkAll(t, c)
						case draw%4 == 0:
							m.checkFind(t, c, fmt.Sprint("key", random.IntN(things+50)), source.Find != nil)
						default:
							m.mu.Lock()
							_, exists := m.records[id]
							m.mu.Unlock()
							if exists {
								m.checkGet(t, c, id)
							}
						}
					})
					if reads, requests := c.Stats(); requests == 0 || reads < operations/4 {
						t.Errorf("only %d reads and %d requests", reads, requests)
					}
				})
			})
		}
	}
}
