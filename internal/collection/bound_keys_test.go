package collection_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// memberLike is a source whose archived objects are in a list of their own, so that a look-up by
// key costs two requests.
func memberLike(s *server) collection.Source[int64, thing] {
	s.hideArchived = true
	source := s.source()
	source.Extra = []func(context.Context, int) (remote.Page[thing], error){s.extra}
	source.FindCost = 2
	return source
}

func TestLookUpsByKeyStayWithinTheBound(t *testing.T) {
	t.Parallel()
	for seed := range uint64(150) {
		random := seeded(seed)
		visible, keys, readers := upTo(random, 3000), 1+upTo(random, 400), 1+random.IntN(20)
		pause := time.Duration(random.IntN(30)) * time.Millisecond
		synctest.Test(t, func(t *testing.T) {
			s := newServer()
			archived := 0
			for n := range visible {
				s.put(thing{id: int64(n + 1), key: fmt.Sprint("key", n), archived: n%4 == 0})
				if n%4 == 0 {
					archived++
				}
			}
			c := collection.New(memberLike(s), nil)
			names := make([]string, keys)
			for n := range names {
				names[n] = fmt.Sprint("key", random.IntN(2*visible+1))
			}
			distinct := map[string]bool{}
			for _, name := range names {
				distinct[name] = true
			}
			inParallel(readers, pauses(random, pause), names, func(name string) {
				found, err := c.Find(t.Context(), name)
				var n int
				if _, scan := fmt.Sscanf(name, "key%d", &n); scan != nil {
					t.Error(scan)
				}
				if err != nil || (len(found) == 1) != (n < visible) {
					t.Errorf("Find(%s) of %d = %v, %v", name, visible, found, err)
				}
			})
			lists := max(1, pagesOf(visible-archived)) + max(1, pagesOf(archived))
			if most := min(4*len(distinct)+1, 2*lists+2); s.requests(2) > most {
				t.Errorf("seed %d: %d keys in %d: %d requests, at most %d are allowed",
					seed, len(distinct), visible, s.requests(2), most)
			}
		})
	}
}

func TestReadsAndLookUpsTogetherStayWithinTheBound(t *testing.T) {
	t.Parallel()
	for seed := range uint64(150) {
		random := seeded(seed)
		visible, keys, readers := 1+upTo(random, 2000), upTo(random, 200), 1+random.IntN(20)
		ids := upTo(random, visible)
		synctest.Test(t, func(t *testing.T) {
			s := newServer()
			for n := range visible {
				s.put(thing{id: int64(n + 1), key: fmt.Sprint("key", n)})
			}
			c := collection.New(memberLike(s), nil)
			var work []func() error
			for _, n := range random.Perm(visible)[:ids] {
				work = append(work, func() error { _, err := c.Get(t.Context(), int64(n+1)); return err })
			}
			for n := range keys {
				work = append(work, func() error { _, err := c.Find(t.Context(), fmt.Sprint("new", n)); return err })
			}
			random.Shuffle(len(work), func(i, j int) { work[i], work[j] = work[j], work[i] })
			inParallel(readers, pauses(random, 5*time.Millisecond), work, func(read func() error) {
				if err := read(); err != nil {
					t.Error(err)
				}
			})
			if most := min(2*(ids+2*keys)+1, 2*(pagesOf(visible)+1)+2); s.requests(2) > most {
				t.Errorf("seed %d: %d ids and %d keys in %d: %d requests, at most %d are allowed",
					seed, ids, keys, visible, s.requests(2), most)
			}
		})
	}
}

func TestFewKeysAreAskedForManyShareOneList(t *testing.T) {
	t.Parallel()
	const existing = 5000
	for _, test := range []struct{ keys, atMost int }{{1, 2}, {3, 7}, {10, 21}, {500, 2*(pagesOf(existing)+1) + 2}} {
		t.Run(fmt.Sprint(test.keys), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newServer()
				for n := range existing {
					s.put(thing{id: int64(n + 1), key: fmt.Sprint("old", n)})
				}
				c := collection.New(memberLike(s), nil)
				var keys []string
				for n := range test.keys {
					keys = append(keys, fmt.Sprint("new", n))
				}
				inParallel(10, pauses(nil, 0), keys, func(key string) {
					if found, err := c.Find(t.Context(), key); err != nil || len(found) != 0 {
						t.Errorf("Find(%s) = %v, %v", key, found, err)
					}
				})
				if got := s.requests(2); got > test.atMost {
					t.Errorf("%d requests, want at most %d", got, test.atMost)
				}
				if s.pages > pagesOf(existing) || s.extras > 1 {
					t.Errorf("%d pages and %d of the archived, want one list", s.pages, s.extras)
				}
			})
		})
	}
}

// Creates go on while others still look up their keys: the new objects must not spoil the list.
func TestManyCreatesShareOneList(t *testing.T) {
	t.Parallel()
	const creates = 500
	for _, existing := range []int{0, 150, 5000} {
		t.Run(fmt.Sprint(existing), func(t *testing.T) {
			t.Parallel()
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
				inParallel(10, pauses(seeded(1), 5*time.Millisecond), ids, func(id int64) {
					key := fmt.Sprint("new", id)
					if found, err := c.Find(t.Context(), key); err != nil || len(found) != 0 {
						t.Errorf("Find(%s) = %v, %v", key, found, err)
					}
					time.Sleep(100 * time.Millisecond)
					s.put(thing{id: id, key: key})
					time.Sleep(100 * time.Millisecond)
					c.Created(thing{id: id, key: key, fields: fullThing})
				})
				if got, most := s.requests(2), 2*(max(1, pagesOf(existing))+1)+2; got > most {
					t.Errorf("%d requests to look up %d keys in %d objects, want at most %d", got, creates, existing, most)
				}
			})
		})
	}
}
