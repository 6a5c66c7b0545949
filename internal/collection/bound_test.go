package collection_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
)

// shape is one workspace and one way in which Terraform reads it.
type shape struct {
	visible  int // what the list shows
	hidden   int // managed, and shown by single requests only
	managed  int // of those that the list shows
	readers  int
	pause    time.Duration // at most, between the reads of one reader
	archived bool          // a third of what exists is archived, and the list leaves it out
	repeat   bool          // each object is read twice
}

// fill gives the server its things and the ids that are managed, in random order.
func (sh shape) fill(s *server, random *rand.Rand) []int64 {
	var ids []int64
	for n := range sh.visible {
		id := int64(n + 1)
		s.put(thing{id: id, key: fmt.Sprint("key", id), archived: sh.archived && n%3 == 0})
	}
	for _, n := range random.Perm(sh.visible)[:sh.managed] {
		ids = append(ids, int64(n+1))
	}
	for n := range sh.hidden {
		id := int64(sh.visible + n + 1)
		s.put(thing{id: id, key: fmt.Sprint("key", id), hidden: true})
		ids = append(ids, id)
	}
	random.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	if sh.repeat {
		ids = append(ids, ids...)
	}
	return ids
}

// inParallel lets readers work off what there is to do, pausing between.
func inParallel[T any](readers int, pause func() time.Duration, work []T, do func(T)) {
	todo := make(chan T, len(work))
	for _, item := range work {
		todo <- item
	}
	close(todo)
	var group sync.WaitGroup
	for range readers {
		group.Go(func() {
			for item := range todo {
				time.Sleep(pause())
				do(item)
			}
		})
	}
	group.Wait()
}

// pauses gives random pauses; readers may draw at the same time.
func pauses(random *rand.Rand, most time.Duration) func() time.Duration {
	var mu sync.Mutex
	return func() time.Duration {
		if most == 0 {
			return 0
		}
		mu.Lock()
		defer mu.Unlock()
		return time.Duration(random.Int64N(int64(most)))
	}
}

// refresh reads all that is managed and returns how many requests that took.
func (sh shape) refresh(t *testing.T, random *rand.Rand) (requests, listed int) {
	t.Helper()
	s := newServer()
	s.hideArchived = sh.archived
	s.latency = func() time.Duration { return time.Duration(50+random.IntN(400)) * time.Millisecond }
	ids := sh.fill(s, random)
	for _, id := range ids {
		if s.things[id].archived {
			listed--
		}
	}
	c := collection.New(s.source(), nil)
	inParallel(sh.readers, pauses(random, sh.pause), ids, func(id int64) {
		got, err := c.Get(t.Context(), id)
		if err != nil || got.id != id {
			t.Errorf("Get(%d) = %+v, %v", id, got, err)
		}
	})
	if s.listings > 1 {
		t.Errorf("%d pages were under way at a time", s.listings)
	}
	reads, counted := c.Stats()
	if reads != len(ids) || counted != s.requests(1) {
		t.Errorf("Stats() = %d, %d; there were %d reads and %d requests", reads, counted, len(ids), s.requests(1))
	}
	return s.requests(1), listed
}

func pagesOf(things int) int { return (things + perPage - 1) / perPage }

// upTo draws a number between 0 and most, small ones more often.
func upTo(random *rand.Rand, most int) int {
	return int(math.Expm1(random.Float64() * math.Log1p(float64(most))))
}

// locked lets several goroutines draw from one source of random numbers.
type locked struct {
	mu     sync.Mutex
	source rand.Source
}

func (l *locked) Uint64() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.source.Uint64()
}

func seeded(seed uint64) *rand.Rand { return rand.New(&locked{source: rand.NewPCG(seed, 1)}) }

func TestRefreshStaysWithinTheBound(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		random := seeded(seed)
		sh := shape{
			visible: upTo(random, 3000),
			hidden:  upTo(random, 20),
			readers: 1 + random.IntN(50),
			pause:   []time.Duration{0, 5 * time.Millisecond, 40 * time.Millisecond, time.Second}[random.IntN(4)],
			repeat:  random.IntN(4) == 0,
		}
		sh.managed = upTo(random, sh.visible)
		if random.IntN(4) == 0 {
			sh.managed = sh.visible
		}
		synctest.Test(t, func(t *testing.T) {
			requests, _ := sh.refresh(t, random)
			managed := sh.managed + sh.hidden
			if most := min(2*managed+1, 2*pagesOf(sh.visible)+2) + sh.hidden; requests > most {
				t.Errorf("seed %d, %+v: %d requests, at most %d are allowed", seed, sh, requests, most)
			}
			if alone := managed; requests > 2*alone+1 {
				t.Errorf("seed %d, %+v: %d requests for %d objects", seed, sh, requests, alone)
			}
		})
	}
}

func TestRefreshOfArchivedThatTheListHides(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		random := seeded(seed)
		sh := shape{visible: 1 + upTo(random, 1500), readers: 1 + random.IntN(20), archived: true}
		sh.managed = upTo(random, sh.visible)
		synctest.Test(t, func(t *testing.T) {
			requests, archived := sh.refresh(t, random)
			archived = -archived
			shown := sh.visible - (sh.visible+2)/3
			if most := min(2*sh.managed+1, 2*pagesOf(shown)+2) + archived; requests > most {
				t.Errorf("seed %d, %+v: %d requests, at most %d are allowed", seed, sh, requests, most)
			}
		})
	}
}

func TestTenReadersOfEverythingReadEachPageOnce(t *testing.T) {
	t.Parallel()
	for _, visible := range []int{10, 99, 100, 101, 300, 1000, 1001, 1100} {
		for _, hidden := range []int{0, 7} {
			t.Run(fmt.Sprintf("%d and %d hidden", visible, hidden), func(t *testing.T) {
				t.Parallel()
				for seed := range uint64(10) {
					random := seeded(seed)
					synctest.Test(t, func(t *testing.T) {
						sh := shape{visible: visible, hidden: hidden, managed: visible, readers: 10, repeat: seed%2 == 0}
						if got, _ := sh.refresh(t, random); got != pagesOf(visible)+hidden {
							t.Errorf("%d requests, want %d", got, pagesOf(visible)+hidden)
						}
					})
				}
			})
		}
	}
}

// byTheRule is the rule for a single reader, written down once more in its own words.
func byTheRule(ids []int64, visible, size int) int {
	asked, sent, pages := 0, 0, 0
	known, seen := map[int64]bool{}, map[int64]bool{}
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			asked++
		}
		for !known[id] {
			complete := pages*size >= visible && pages > 0
			switch {
			case asked > 3 && !complete && sent+1+1 <= 2*asked+1:
				for n := range size {
					known[int64(pages*size+n+1)] = true
				}
				pages++
			default:
				known[id] = true
			}
			sent++
		}
	}
	return sent
}

func TestSingleReaderFollowsTheRule(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		random := seeded(seed)
		visible := 1 + upTo(random, 4000)
		var ids []int64
		for _, n := range random.Perm(visible)[:random.IntN(min(visible, 300)+1)] {
			ids = append(ids, int64(n+1))
		}
		synctest.Test(t, func(t *testing.T) {
			s := newServer()
			for n := range visible {
				s.put(thing{id: int64(n + 1), key: fmt.Sprint(n)})
			}
			c := collection.New(s.source(), nil)
			for _, id := range ids {
				if _, err := c.Get(t.Context(), id); err != nil {
					t.Fatal(err)
				}
			}
			if want := byTheRule(ids, visible, s.size); s.requests(1) != want {
				t.Errorf("%d of %d: %d requests, the rule sends %d", len(ids), visible, s.requests(1), want)
			}
		})
	}
}

// An archive among the creates spoils the list; it is read once more instead of asking for each
// of the many keys that are left.
func TestListThatOwnWritesSpoiledIsReadOnceMore(t *testing.T) {
	t.Parallel()
	const existing, creates = 1000, 600
	synctest.Test(t, func(t *testing.T) {
		s := newServer()
		for n := range existing {
			s.put(thing{id: int64(n + 1), key: fmt.Sprint("old", n)})
		}
		c := collection.New(memberLike(s), nil)
		var ids []int64
		for n := range creates {
			ids = append(ids, int64(existing+n+1))
		}
		time.AfterFunc(500*time.Millisecond, func() {
			s.put(thing{id: 1, key: "old0", archived: true})
			c.Written(1, "old0")
		})
		inParallel(10, pauses(seeded(1), 5*time.Millisecond), ids, func(id int64) {
			key := fmt.Sprint("new", id)
			if found, err := c.Find(t.Context(), key); err != nil || len(found) != 0 {
				t.Errorf("Find(%s) = %v, %v", key, found, err)
			}
			s.put(thing{id: id, key: key})
			c.Created(thing{id: id, key: key, fields: fullThing})
		})
		found, err := c.Find(t.Context(), "old100")
		if err != nil || len(found) != 1 {
			t.Errorf("Find(old100) = %v, %v", found, err)
		}
		if lists := pagesOf(existing) + 1; s.pages <= lists || s.requests(2) > 4*lists {
			t.Errorf("%d pages, %d requests; want a second list of %d and few look-ups", s.pages, s.requests(2), lists)
		}
	})
}

// Far beyond what ten readers can wait for, single requests stay rare.
func TestTenReadersOfVeryManyReadFewSingly(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		synctest.Test(t, func(t *testing.T) {
			sh := shape{visible: 5000, managed: 5000, readers: 10, pause: 2 * time.Millisecond}
			got, _ := sh.refresh(t, seeded(seed))
			if got > pagesOf(5000)+8 {
				t.Errorf("%d requests for %d pages", got, pagesOf(5000))
			}
		})
	}
}
