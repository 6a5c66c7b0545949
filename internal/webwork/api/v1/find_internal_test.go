package v1

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// service creates what it is told to, in its own time, and lists it.
type service struct {
	mu      sync.Mutex
	created []string
	lists   int
}

func (s *service) create(ctx context.Context, finder *finder[string], key string, takes time.Duration, refusal error) (string, error) {
	return finder.create(ctx, key, "POST /users", func() error {
		time.Sleep(takes)
		s.mu.Lock()
		defer s.mu.Unlock()
		if refusal == nil {
			s.created = append(s.created, key)
		}
		return refusal
	}, search[string]{
		ask: func(context.Context, []string) ([]string, error) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.lists++
			return slices.Clone(s.created), nil
		},
		pick: func(all []string, key string) *string {
			if at := slices.Index(all, key); at >= 0 {
				return &all[at]
			}
			return nil
		},
	})
}

// TestLookUpsAreShared has a hundred creations as Terraform sends them: some at once, and another one as soon as one is done. Nobody can
// learn an id before it is created, so that no fewer look-ups than these would do.
func TestLookUpsAreShared(t *testing.T) {
	t.Parallel()
	const count = 100
	for atOnce, lists := range map[int]int{1: 100, 10: 10, 25: 4, 100: 1} {
		for name, takes := range map[string]func() time.Duration{
			"quick":  func() time.Duration { return rand.N(quiet / 2) },
			"slow":   func() time.Duration { return 10*quiet + rand.N(50*quiet) },
			"uneven": func() time.Duration { return time.Duration(rand.N(2)) * 20 * quiet },
		} {
			t.Run(fmt.Sprintf("%d %s", atOnce, name), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					var s service
					var finder finder[string]
					var group sync.WaitGroup
					next := make(chan string)
					for range atOnce {
						group.Go(func() {
							for key := range next {
								time.Sleep(rand.N(quiet / 2)) // Terraform does not begin all of them at the same moment
								if found, err := s.create(t.Context(), &finder, key, takes(), nil); err != nil || found != key {
									t.Errorf("%s: %q, %v", key, found, err)
								}
							}
						})
					}
					for i := range count {
						next <- fmt.Sprint("person", i)
					}
					close(next)
					group.Wait()
					if s.lists != lists {
						t.Errorf("%d lists were asked for, want %d", s.lists, lists)
					}
				})
			})
		}
	}
}

// TestNobodyWaitsForWhoFailed has creations that fail or are given up beside one that succeeds.
func TestNobodyWaitsForWhoFailed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var s service
		var finder finder[string]
		var group sync.WaitGroup
		refused := errors.New("refused")
		group.Go(func() {
			if _, err := s.create(t.Context(), &finder, "nobody", 4*quiet, refused); !errors.Is(err, refused) {
				t.Errorf("who is refused is told %v", err)
			}
		})
		group.Go(func() {
			hurried, cancel := context.WithTimeout(t.Context(), 2*quiet)
			defer cancel()
			if _, err := s.create(hurried, &finder, "hurried", quiet, nil); err == nil {
				t.Error("who gives up gets an id")
			}
		})
		if found, err := s.create(t.Context(), &finder, "patient", quiet, nil); found != "patient" || err != nil {
			t.Errorf("%q, %v", found, err)
		}
		group.Wait()
		if s.lists != 1 {
			t.Errorf("%d lists were asked for, want one", s.lists)
		}
	})
}
