package collection_test

import (
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
)

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
