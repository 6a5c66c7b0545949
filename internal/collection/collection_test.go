package collection_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

var errBroken = errors.New("the server is broken")

// filled is a server with things 1 to n, the key of each "key" and its id.
func filled(n int) *server {
	s := newServer()
	for id := range int64(n) {
		s.put(thing{id: id + 1, key: fmt.Sprint("key", id+1), tags: []string{"a"}})
	}
	return s
}

func idsTo(n int) []int64 {
	ids := make([]int64, n)
	for i := range ids {
		ids[i] = int64(i + 1)
	}
	return ids
}

// readAll has ten readers read the ids, and returns the errors by id.
func readAll(ctx context.Context, c *collection.Collection[int64, thing], ids []int64) map[int64]error {
	var mu sync.Mutex
	failed := map[int64]error{}
	inParallel(10, pauses(nil, 0), ids, func(id int64) {
		got, err := c.Get(ctx, id)
		if err == nil && got.id != id {
			err = fmt.Errorf("got %d for %d", got.id, id)
		}
		if err != nil {
			mu.Lock()
			defer mu.Unlock()
			failed[id] = err
		}
	})
	return failed
}

func (s *server) expect(t *testing.T, gets, pages, finds int) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.gets != gets || s.pages != pages || s.finds != finds {
		t.Errorf("%d gets, %d pages, %d look-ups; want %d, %d, %d", s.gets, s.pages, s.finds, gets, pages, finds)
	}
}

// inBubble runs a test in a bubble of its own, where time passes when nothing else happens.
func inBubble(t *testing.T, name string, test func(t *testing.T)) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, test)
	})
}

func TestGet(t *testing.T) {
	t.Parallel()
	inBubble(t, "few objects are read singly, and at the same time", func(t *testing.T) {
		s := filled(1000)
		began := time.Now()
		failed := readAll(t.Context(), collection.New(s.source(), nil), idsTo(3))
		if took := time.Since(began); len(failed) != 0 || took != 210*time.Millisecond {
			t.Errorf("took %s, failed %v; want one round trip after 10 ms of quiet", took, failed)
		}
		s.expect(t, 3, 0, 0)
	})
	inBubble(t, "ten readers do not wait for more", func(t *testing.T) {
		s := filled(10)
		began := time.Now()
		readAll(t.Context(), collection.New(s.source(), nil), idsTo(10))
		if took := time.Since(began); took != 200*time.Millisecond {
			t.Errorf("took %s, want one round trip", took)
		}
		s.expect(t, 0, 1, 0)
	})
	inBubble(t, "readers of one object share a request", func(t *testing.T) {
		s := filled(5)
		c := collection.New(s.source(), nil)
		failed := readAll(t.Context(), c, []int64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1})
		if reads, requests := c.Stats(); len(failed) != 0 || reads != 12 || requests != 1 {
			t.Errorf("%d reads, %d requests, failed %v", reads, requests, failed)
		}
	})
	inBubble(t, "absent only if a request for the object says so", func(t *testing.T) {
		s := filled(30)
		s.put(thing{id: 31, key: "key31", hidden: true})
		c := collection.New(s.source(), nil)
		failed := readAll(t.Context(), c, idsTo(32))
		if len(failed) != 1 || !remote.IsNotFound(failed[32]) {
			t.Errorf("failed %v, want only 32 not found", failed)
		}
		s.expect(t, 2, 1, 0)
		if _, err := c.Get(t.Context(), 32); !remote.IsNotFound(err) {
			t.Errorf("32 once more: %v", err)
		}
		s.expect(t, 2, 1, 0)
	})
	inBubble(t, "a list that is not found makes no object not found", func(t *testing.T) {
		s := filled(30)
		s.fail = func(op string) error {
			if op == "page" {
				return &remote.Error{Op: "GET /things", Status: http.StatusNotFound}
			}
			return nil
		}
		failed := readAll(t.Context(), collection.New(s.source(), nil), idsTo(10))
		if len(failed) != 10 || remote.IsNotFound(failed[1]) {
			t.Errorf("failed %v, want ten errors that are no absence", failed)
		}
	})
	inBubble(t, "each", func(t *testing.T) {
		s := filled(50)
		source := s.source()
		source.Each = true
		c := collection.New(source, nil)
		began := time.Now()
		failed := readAll(t.Context(), c, idsTo(50))
		if took := time.Since(began); len(failed) != 0 || took != time.Second {
			t.Errorf("took %s, failed %v; want five round trips", took, failed)
		}
		if found, err := c.Find(t.Context(), "none"); err != nil || len(found) != 0 {
			t.Errorf("Find = %v, %v", found, err)
		}
		s.expect(t, 50, 0, 1)
		if all, err := c.All(t.Context()); err != nil || len(all) != 50 {
			t.Errorf("All = %d things, %v", len(all), err)
		}
	})
}

func TestValuesAreCopies(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := collection.New(filled(30).source(), nil)
		spoil := func(values ...thing) {
			for _, value := range values {
				if value.tags[0] != "a" {
					t.Errorf("%d was changed by an earlier reader", value.id)
				}
				value.tags[0] = "spoiled"
			}
		}
		for range 2 {
			all, err := c.All(t.Context())
			if err != nil {
				t.Error(err)
			}
			spoil(all...)
			one, err := c.Get(t.Context(), 1)
			if err != nil {
				t.Error(err)
			}
			spoil(one)
			found, err := c.Find(t.Context(), "key1")
			if err != nil {
				t.Error(err)
			}
			spoil(found...)
		}
		mine := thing{id: 40, key: "key40", tags: []string{"a"}, fields: fullThing}
		c.Created(mine)
		mine.tags[0] = "spoiled"
		kept, err := c.Get(t.Context(), 40)
		if err != nil {
			t.Error(err)
		}
		spoil(kept)
	})
}

func TestThinLists(t *testing.T) {
	t.Parallel()
	inBubble(t, "are found out before one of their items is handed out", func(t *testing.T) {
		s := filled(300)
		s.listFields = fieldName
		c := collection.New(s.source(), nil)
		inParallel(10, pauses(nil, 0), idsTo(300), func(id int64) {
			if got, err := c.Get(t.Context(), id); err != nil || got.fields != fullThing {
				t.Errorf("Get(%d) = %+v, %v", id, got, err)
			}
		})
		if s.gets != 300 || s.pages > 2 {
			t.Errorf("%d gets and %d pages, want a get for each and hardly any page", s.gets, s.pages)
		}
	})
	inBubble(t, "are good enough if single objects are as thin", func(t *testing.T) {
		s := newServer()
		for _, id := range idsTo(300) {
			s.put(thing{id: id, key: fmt.Sprint("key", id), fields: fieldName})
		}
		if failed := readAll(t.Context(), collection.New(s.source(), nil), idsTo(300)); len(failed) != 0 {
			t.Error(failed)
		}
		s.expect(t, 1, 3, 0)
	})
	inBubble(t, "still tell which keys there are", func(t *testing.T) {
		s := filled(300)
		s.listFields = fieldName
		c := collection.New(s.source(), nil)
		all, err := c.All(t.Context())
		if err != nil || len(all) != 300 {
			t.Errorf("All = %d things, %v", len(all), err)
		}
		found, err := c.Find(t.Context(), "key7")
		if err != nil || len(found) != 1 || found[0].id != 7 {
			t.Errorf("Find = %v, %v", found, err)
		}
		s.expect(t, 0, 3, 0)
	})
}

func TestAllSharesTheList(t *testing.T) {
	t.Parallel()
	inBubble(t, "with reads by id", func(t *testing.T) {
		s := filled(250)
		c := collection.New(s.source(), nil)
		var group sync.WaitGroup
		for range 3 {
			group.Go(func() {
				all, err := c.All(t.Context())
				if err != nil || len(all) != 250 || all[0].id != 1 || all[249].id != 250 {
					t.Errorf("All = %d things, %v", len(all), err)
				}
			})
		}
		group.Go(func() {
			if failed := readAll(t.Context(), c, idsTo(250)); len(failed) != 0 {
				t.Error(failed)
			}
		})
		group.Wait()
		s.expect(t, 0, 3, 0)
	})
	inBubble(t, "until something is written", func(t *testing.T) {
		s := filled(250)
		c := collection.New(s.source(), nil)
		for _, want := range []int{250, 251} {
			if all, err := c.All(t.Context()); err != nil || len(all) != want {
				t.Errorf("All = %d things, %v, want %d", len(all), err, want)
			}
			s.put(thing{id: 251, key: "key251"})
			c.Written(251, "key251")
		}
	})
	inBubble(t, "of nothing", func(t *testing.T) {
		s := newServer()
		c := collection.New(s.source(), nil)
		for range 2 {
			if all, err := c.All(t.Context()); err != nil || len(all) != 0 {
				t.Errorf("All = %v, %v", all, err)
			}
		}
		s.expect(t, 0, 1, 0)
	})
}

func TestLog(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var lines []string
		c := collection.New(filled(412).source(), func(ctx context.Context, line string) {
			if ctx.Err() != nil {
				t.Error("the log line has a context that is over")
			}
			mu.Lock()
			defer mu.Unlock()
			lines = append(lines, line)
		})
		ctx, cancel := context.WithCancel(t.Context())
		readAll(ctx, c, idsTo(412))
		cancel()
		time.Sleep(time.Second)
		mu.Lock()
		defer mu.Unlock()
		if len(lines) == 0 || lines[len(lines)-1] != "things: 412 reads, 5 requests" {
			t.Errorf("lines %q", lines)
		}
		if len(lines) > 6 {
			t.Errorf("%d lines, want no more than one for each request", len(lines))
		}
	})
}
