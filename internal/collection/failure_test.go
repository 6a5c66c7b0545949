package collection_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
)

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
