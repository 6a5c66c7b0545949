package collection_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
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

func TestErrorsAreNotKept(t *testing.T) {
	t.Parallel()
	inBubble(t, "single", func(t *testing.T) {
		s := filled(3)
		s.fail = func(string) error { return errBroken }
		c := collection.New(s.source(), nil)
		if _, err := c.Get(t.Context(), 1); !errors.Is(err, errBroken) {
			t.Errorf("Get = %v", err)
		}
		if _, err := c.Find(t.Context(), "key1"); !errors.Is(err, errBroken) {
			t.Errorf("Find = %v", err)
		}
		s.fail = nil
		if _, err := c.Get(t.Context(), 1); err != nil {
			t.Errorf("Get after the failure = %v", err)
		}
		if found, err := c.Find(t.Context(), "key1"); err != nil || len(found) != 1 {
			t.Errorf("Find after the failure = %v, %v", found, err)
		}
	})
	inBubble(t, "page", func(t *testing.T) {
		s := filled(250)
		broken := true
		s.fail = func(string) error {
			if broken && s.pages == 2 {
				return errBroken
			}
			return nil
		}
		c := collection.New(s.source(), nil)
		failed := readAll(t.Context(), c, []int64{1, 2, 3, 4, 5, 201, 202, 203, 204, 205})
		for _, id := range []int64{1, 5} {
			if failed[id] != nil {
				t.Errorf("%d was on the first page, but: %v", id, failed[id])
			}
		}
		if len(failed) != 5 || !errors.Is(failed[201], errBroken) {
			t.Errorf("failed %v, want the five that waited for the second page", failed)
		}
		broken = false
		if failed := readAll(t.Context(), c, idsTo(250)); len(failed) != 0 {
			t.Errorf("after the failure: %v", failed)
		}
		s.expect(t, 0, 4, 0)
	})
}

func TestCancellation(t *testing.T) {
	t.Parallel()
	inBubble(t, "of the first reader does not reach the others", func(t *testing.T) {
		s := filled(3)
		c := collection.New(s.source(), nil)
		first, cancel := context.WithCancel(t.Context())
		var group sync.WaitGroup
		group.Go(func() {
			if _, err := c.Get(first, 1); !errors.Is(err, context.Canceled) {
				t.Errorf("the cancelled reader got %v", err)
			}
		})
		synctest.Wait()
		group.Go(func() {
			if _, err := c.Get(t.Context(), 1); err != nil {
				t.Errorf("the other reader got %v", err)
			}
		})
		time.Sleep(50 * time.Millisecond)
		cancel()
		group.Wait()
		s.expect(t, 1, 0, 0)
	})
	for _, readers := range []int{1, 10} {
		inBubble(t, fmt.Sprintf("of all %d readers reaches the request", readers), func(t *testing.T) {
			s := filled(500)
			s.latency = func() time.Duration { return time.Hour }
			c := collection.New(s.source(), nil)
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(time.Second, cancel)
			began := time.Now()
			failed := readAll(ctx, c, idsTo(readers))
			if took := time.Since(began); took != time.Second || len(failed) != readers {
				t.Errorf("took %s, failed %v", took, failed)
			}
			synctest.Wait()
			if s.cancelled != 1 {
				t.Errorf("%d requests were cancelled, want the one under way", s.cancelled)
			}
			s.latency = func() time.Duration { return time.Second }
			if failed := readAll(t.Context(), c, idsTo(10)); len(failed) != 0 {
				t.Errorf("later readers: %v", failed)
			}
		})
	}
	inBubble(t, "before anything was sent", func(t *testing.T) {
		s := filled(5)
		c := collection.New(s.source(), nil)
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
		defer cancel()
		if _, err := c.Get(ctx, 1); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Get = %v", err)
		}
		if _, err := c.All(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("All = %v", err)
		}
		time.Sleep(time.Second)
		s.expect(t, 0, 0, 0)
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

func TestFindIsCertain(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		spoil func(s *server)
		pages int  // it takes to have all
		fails bool // all cannot be had
		finds int
		again int // pages of a second pass, once there are enough look-ups for one
	}{
		"complete":              {func(*server) {}, 3, false, 0, 0},
		"no total":              {func(s *server) { s.noTotal = true }, 3, false, 2, 3},
		"no last page":          {func(s *server) { s.noLastPage = true }, 3, false, 0, 0},
		"neither":               {func(s *server) { s.noTotal, s.noLastPage = true, true }, 4, false, 2, 4},
		"paging is ignored":     {func(s *server) { s.onePage, s.noLastPage, s.noTotal = true, true, true }, 2, false, 2, 0},
		"only the total tells":  {func(s *server) { s.onePage, s.noLastPage = true, true }, 8, true, 2, 0},
		"the total changes":     {func(s *server) { s.total = func(things, page int) int { return things + page } }, 8, true, 2, 0},
		"the total is too high": {func(s *server) { s.total = func(things, _ int) int { return things + 1 } }, 12, true, 2, 0},
		"the total is too low":  {func(s *server) { s.total = func(things, _ int) int { return things - 1 } }, 6, false, 0, 0},
	} {
		inBubble(t, name, func(t *testing.T) {
			s := filled(250)
			test.spoil(s)
			c := collection.New(s.source(), nil)
			all, err := c.All(t.Context())
			want := map[bool]int{false: 250, true: 100}[s.onePage]
			if incomplete := (*remote.ListError)(nil); errors.As(err, &incomplete) != test.fails || err == nil && len(all) != want {
				t.Errorf("All = %d things, %v, want %d", len(all), err, want)
			}
			if s.pages != test.pages {
				t.Errorf("%d pages were read, want %d", s.pages, test.pages)
			}
			for range 2 {
				if found, err := c.Find(t.Context(), "none"); err != nil || len(found) != 0 {
					t.Errorf("Find(none) = %v, %v", found, err)
				}
				if found, err := c.Find(t.Context(), "key249"); err != nil || len(found) != 1 || found[0].id != 249 {
					t.Errorf("Find(key249) = %v, %v", found, err)
				}
			}
			if s.finds != test.finds {
				t.Errorf("%d look-ups, want %d", s.finds, test.finds)
			}
			for n := range 10 {
				if found, err := c.Find(t.Context(), fmt.Sprint("none", n)); err != nil || len(found) != 0 {
					t.Errorf("Find = %v, %v", found, err)
				}
			}
			if s.pages != test.pages+test.again {
				t.Errorf("%d pages were read again, want %d", s.pages-test.pages, test.again)
			}
			if failed := readAll(t.Context(), c, idsTo(250)); len(failed) != 0 {
				t.Error(failed)
			}
		})
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	inBubble(t, "gives everything that has the key, and nothing else", func(t *testing.T) {
		s := filled(20)
		s.put(thing{id: 21, key: "twin"})
		s.put(thing{id: 22, key: "twin", archived: true})
		source := memberLike(s)
		find := source.Find
		source.Find = func(ctx context.Context, key string) ([]thing, error) {
			found, err := find(ctx, key)
			return append(found, thing{id: 1, key: "similar " + key}), err
		}
		c := collection.New(source, nil)
		for _, listed := range []bool{false, true} {
			if listed {
				c.Forget()
				for n := range 3 {
					if _, err := c.Find(t.Context(), fmt.Sprint("none", n)); err != nil {
						t.Error(err)
					}
				}
			}
			found, err := c.Find(t.Context(), "twin")
			ids := make([]int64, 0, len(found))
			for _, one := range found {
				ids = append(ids, one.id)
			}
			if err != nil || !slices.Equal(ids, []int64{21, 22}) {
				t.Errorf("Find = %v, %v", found, err)
			}
			if (s.extras > 0) != listed {
				t.Errorf("%d pages of the archived", s.extras)
			}
		}
	})
	inBubble(t, "a look-up that is not found is no absence", func(t *testing.T) {
		s := filled(3)
		s.fail = func(string) error { return &remote.Error{Op: "GET /things", Status: http.StatusNotFound} }
		if _, err := collection.New(s.source(), nil).Find(t.Context(), "key1"); err == nil || remote.IsNotFound(err) {
			t.Errorf("Find = %v", err)
		}
	})
	for name, test := range map[string]struct {
		total        func(things, page int) int
		pages, finds int
	}{
		"does not count":     {func(int, int) int { return remote.UnknownTotal }, 8, 3},    // two passes prove it
		"counts as it likes": {func(things, page int) int { return things + page }, 8, 60}, // twice, as it may be our own doing
	} {
		inBubble(t, "does not read again and again in a list that "+name, func(t *testing.T) {
			s := filled(300)
			s.total = test.total
			c := collection.New(s.source(), nil)
			inParallel(10, pauses(nil, 0), idsTo(60), func(id int64) {
				if found, err := c.Find(t.Context(), fmt.Sprint("new", id)); err != nil || len(found) != 0 {
					t.Errorf("Find = %v, %v", found, err)
				}
				s.put(thing{id: 1000 + id, key: fmt.Sprint("new", id)})
				c.Written(1000+id, fmt.Sprint("new", id))
			})
			if s.finds > test.finds || s.pages > test.pages {
				t.Errorf("%d look-ups and %d pages", s.finds, s.pages)
			}
		})
	}
	inBubble(t, "without look-ups only the list answers", func(t *testing.T) {
		s := filled(250)
		s.noTotal = true
		source := s.source()
		source.Find = nil
		c := collection.New(source, nil)
		for _, id := range []int64{1, 250} {
			if found, err := c.Find(t.Context(), fmt.Sprint("key", id)); err != nil || len(found) != 1 || found[0].id != id {
				t.Errorf("Find(key%d) = %v, %v", id, found, err)
			}
		}
		s.expect(t, 0, 3, 0)
		s.put(thing{id: 251, key: "new"})
		c.Written(251, "new")
		if found, err := c.Find(t.Context(), "new"); err != nil || len(found) != 1 {
			t.Errorf("Find(new) = %v, %v", found, err)
		}
		s.expect(t, 0, 6, 0)
	})
	inBubble(t, "with ids that differ in every answer", func(t *testing.T) {
		s := filled(100)
		s.noTotal, s.noLastPage, s.onePage = true, true, true
		source := s.source()
		source.Find = nil
		fresh := int64(0)
		page := source.Page
		source.Page = func(ctx context.Context, number int) (remote.Page[thing], error) {
			answer, err := page(ctx, number)
			for i := range answer.Items {
				fresh++
				answer.Items[i].id = 1000 + fresh
			}
			return answer, err
		}
		if found, err := collection.New(source, nil).Find(t.Context(), "key5"); err != nil || len(found) != 1 {
			t.Errorf("Find = %v, %v", found, err)
		}
		s.expect(t, 0, 2, 0)
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

func TestWritten(t *testing.T) {
	t.Parallel()
	inBubble(t, "a page begun before the write serves all but what was written", func(t *testing.T) {
		s := filled(100)
		c := collection.New(s.source(), nil)
		var group sync.WaitGroup
		group.Go(func() { readAll(t.Context(), c, idsTo(10)) })
		time.Sleep(150 * time.Millisecond) // the page is made, but not here yet
		s.put(thing{id: 50, key: "key50", version: 1})
		c.Written(50, "key50")
		group.Go(func() {
			if got, err := c.Get(t.Context(), 50); err != nil || got.version != 1 {
				t.Errorf("Get = %+v, %v", got, err)
			}
		})
		group.Go(func() {
			if found, err := c.Find(t.Context(), "key50"); err != nil || len(found) != 1 || found[0].version != 1 {
				t.Errorf("Find = %+v, %v", found, err)
			}
		})
		group.Wait()
		if failed := readAll(t.Context(), c, idsTo(100)); len(failed) != 0 {
			t.Error(failed)
		}
		s.expect(t, 1, 1, 1)
	})
	inBubble(t, "a request begun before the write is not joined", func(t *testing.T) {
		s := filled(3)
		c := collection.New(s.source(), nil)
		var group sync.WaitGroup
		group.Go(func() { readAll(t.Context(), c, idsTo(1)) })
		time.Sleep(150 * time.Millisecond)
		s.put(thing{id: 1, key: "key1", version: 1})
		c.Written(1)
		for range 2 {
			if got, err := c.Get(t.Context(), 1); err != nil || got.version != 1 {
				t.Errorf("Get = %+v, %v", got, err)
			}
		}
		group.Wait()
		s.expect(t, 2, 0, 0)
	})
	inBubble(t, "a created object needs no request if the answer was complete", func(t *testing.T) {
		s := filled(3)
		c := collection.New(s.source(), nil)
		s.put(thing{id: 4, key: "key4"})
		s.put(thing{id: 5, key: "key5"})
		c.Created(thing{id: 4, key: "key4", fields: fullThing})
		c.Created(thing{id: 5, key: "key5", fields: fieldName})
		if failed := readAll(t.Context(), c, []int64{4, 5}); len(failed) != 0 {
			t.Error(failed)
		}
		s.expect(t, 1, 0, 0)
	})
	inBubble(t, "what was written is read singly, and at once", func(t *testing.T) {
		s := filled(300)
		c := collection.New(s.source(), nil)
		readAll(t.Context(), c, idsTo(10))
		s.put(thing{id: 250, key: "key250", version: 1})
		c.Written(250, "key250")
		began := time.Now()
		if got, err := c.Get(t.Context(), 250); err != nil || got.version != 1 {
			t.Errorf("Get = %+v, %v", got, err)
		}
		if found, err := c.Find(t.Context(), "key250"); err != nil || len(found) != 1 {
			t.Errorf("Find = %+v, %v", found, err)
		}
		if took := time.Since(began); took != 400*time.Millisecond {
			t.Errorf("took %s, want two round trips", took)
		}
		s.expect(t, 1, 1, 1)
	})
	inBubble(t, "reading what was written does not use up what lists may cost", func(t *testing.T) {
		s := filled(300)
		c := collection.New(s.source(), nil)
		for range 100 {
			c.Written(1)
			if _, err := c.Get(t.Context(), 1); err != nil {
				t.Error(err)
			}
		}
		readAll(t.Context(), c, idsTo(300))
		s.expect(t, 100, 3, 0)
	})
}

func TestWrittenKey(t *testing.T) {
	t.Parallel()
	inBubble(t, "a look-up begun before the write is not joined, nor remembered", func(t *testing.T) {
		for _, tell := range []func(c *collection.Collection[int64, thing]){
			func(c *collection.Collection[int64, thing]) { c.Written(4, "new") },
			func(c *collection.Collection[int64, thing]) { c.Forget() },
		} {
			s := filled(3)
			c := collection.New(s.source(), nil)
			var group sync.WaitGroup
			group.Go(func() {
				if _, err := c.Find(t.Context(), "new"); err != nil {
					t.Error(err)
				}
			})
			time.Sleep(150 * time.Millisecond)
			s.put(thing{id: 4, key: "new"})
			tell(c)
			for range 2 {
				if found, err := c.Find(t.Context(), "new"); err != nil || len(found) != 1 {
					t.Errorf("Find = %+v, %v", found, err)
				}
			}
			group.Wait()
			s.put(thing{id: 5, key: "newer"})
			if found, err := c.Find(t.Context(), "new"); err != nil || len(found) != 1 {
				t.Errorf("Find = %+v, %v", found, err)
			}
			s.expect(t, 0, 0, 2)
		}
	})
	inBubble(t, "and forgotten while a look-up is under way", func(t *testing.T) {
		s := filled(3)
		c := collection.New(s.source(), nil)
		var group sync.WaitGroup
		group.Go(func() {
			if _, err := c.Find(t.Context(), "new"); err != nil {
				t.Error(err)
			}
		})
		time.Sleep(150 * time.Millisecond)
		s.put(thing{id: 4, key: "new"})
		c.Forget()
		group.Wait()
		if found, err := c.Find(t.Context(), "new"); err != nil || len(found) != 1 {
			t.Errorf("Find = %+v, %v", found, err)
		}
	})
	inBubble(t, "without its key", func(t *testing.T) {
		s := filled(30)
		c := collection.New(s.source(), nil)
		if _, err := c.All(t.Context()); err != nil {
			t.Error(err)
		}
		s.put(thing{id: 5, key: "key5", version: 1})
		c.Written(5)
		if found, err := c.Find(t.Context(), "key5"); err != nil || len(found) != 1 || found[0].version != 1 {
			t.Errorf("Find = %+v, %v", found, err)
		}
	})
	inBubble(t, "everything may have changed", func(t *testing.T) {
		s := filled(100)
		c := collection.New(s.source(), nil)
		readAll(t.Context(), c, idsTo(100))
		for _, id := range idsTo(100) {
			s.put(thing{id: id, key: "other", version: 1})
		}
		c.Forget()
		inParallel(10, pauses(nil, 0), idsTo(100), func(id int64) {
			if got, err := c.Get(t.Context(), id); err != nil || got.version != 1 {
				t.Errorf("Get(%d) = %+v, %v", id, got, err)
			}
		})
		s.expect(t, 0, 2, 0)
	})
}

// An archive moves what follows to earlier places. What is missed that way is not absent.
func TestShiftedListIsNotTrusted(t *testing.T) {
	t.Parallel()
	for _, own := range []bool{false, true} {
		inBubble(t, fmt.Sprintf("own write: %t", own), func(t *testing.T) {
			s := filled(200)
			s.hideArchived = true
			c := collection.New(s.source(), nil)
			var group sync.WaitGroup
			group.Go(func() {
				if _, err := c.All(t.Context()); err != nil {
					t.Error(err)
				}
			})
			time.Sleep(220 * time.Millisecond) // between the first page and the second
			s.put(thing{id: 50, key: "key50", archived: true})
			if own {
				s.put(thing{id: 201, key: "key201"})
				c.Written(50, "key50")
				c.Created(thing{id: 201, key: "key201", fields: fullThing})
			}
			group.Wait()
			found, err := c.Find(t.Context(), "key101")
			if err != nil || len(found) != 1 {
				t.Errorf("Find = %v, %v; it was on neither page, but exists", found, err)
			}
		})
	}
}

// A single page is all there is as of one moment, whether or not it says so.
func TestFindInASinglePage(t *testing.T) {
	t.Parallel()
	for _, things := range []int{0, 7, 20, 99, 100} {
		inBubble(t, fmt.Sprint(things, " things"), func(t *testing.T) {
			s := filled(things)
			s.noTotal, s.noLastPage = true, true
			c := collection.New(s.source(), nil)
			if _, err := c.All(t.Context()); err != nil {
				t.Error(err)
			}
			if found, err := c.Find(t.Context(), "none"); err != nil || len(found) != 0 || s.finds != 0 {
				t.Errorf("Find = %v, %v after %d look-ups, want none", found, err, s.finds)
			}
		})
	}
}

// Where no page tells how many objects there are, one may slip to a page that was read already.
func TestWhatSlipsIsFound(t *testing.T) {
	t.Parallel()
	for _, during := range []int{1, 2} {
		inBubble(t, fmt.Sprint("in pass ", during), func(t *testing.T) {
			s := filled(250)
			s.noTotal, s.noLastPage = true, true
			source := s.source()
			page, passes := source.Page, 0
			source.Page = func(ctx context.Context, number int) (remote.Page[thing], error) {
				if number == 1 {
					passes++
				}
				if number == 2 && passes == during {
					s.remove(1) // by somebody else
				}
				return page(ctx, number)
			}
			c := collection.New(source, nil)
			inParallel(10, pauses(nil, 0), idsTo(40), func(id int64) {
				if found, err := c.Find(t.Context(), fmt.Sprint("new", id)); err != nil || len(found) != 0 {
					t.Errorf("Find = %v, %v", found, err)
				}
			})
			if found, err := c.Find(t.Context(), "key101"); err != nil || len(found) != 1 {
				t.Errorf("Find(key101) = %v, %v", found, err)
			}
			if passes != 2 {
				t.Errorf("there were %d passes, want 2", passes)
			}
		})
	}
}

// Here the objects add up, since one came as another went; but the total tells.
func TestFallingTotalIsNotTrusted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := filled(300)
		c := collection.New(s.source(), nil)
		var group sync.WaitGroup
		group.Go(func() {
			if _, err := c.All(t.Context()); err != nil {
				t.Error(err)
			}
		})
		time.Sleep(220 * time.Millisecond)
		c.Written(1000, "unrelated")
		s.put(thing{id: 301, key: "key301"})
		time.Sleep(220 * time.Millisecond)
		s.remove(150)
		group.Wait()
		found, err := c.Find(t.Context(), "key201")
		if err != nil || len(found) != 1 {
			t.Errorf("Find = %v, %v; it was on no page, but exists", found, err)
		}
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
