package collection_test

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// The fields of a thing.
const (
	fieldName remote.Fields = 1 << iota
	fieldNote
	fullThing = fieldName | fieldNote
)

// thing is what the tests collect.
type thing struct {
	id       int64
	key      string
	version  int
	archived bool
	hidden   bool // shown by single requests only
	tags     []string
	fields   remote.Fields
}

// server keeps things and answers as services do, after a while.
type server struct {
	mu     sync.Mutex
	things map[int64]thing
	order  []int64

	size         int  // things on a page
	hideArchived bool // the list without a filter leaves archived things out
	noTotal      bool
	noLastPage   bool
	onePage      bool // ignores paging: every page is the first
	newestFirst  bool
	listFields   remote.Fields
	total        func(things, page int) int
	latency      func() time.Duration
	fail         func(op string) error

	gets, pages, extras, finds int
	listing, listings          int // pages under way: now, and at most at a time
	cancelled                  int
}

func newServer() *server {
	return &server{
		things: map[int64]thing{}, size: perPage, listFields: fullThing,
		latency: func() time.Duration { return 200 * time.Millisecond },
	}
}

// put adds or replaces a thing.
func (s *server) put(t thing) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.fields == 0 {
		t.fields = fullThing
	}
	if _, ok := s.things[t.id]; !ok {
		s.order = append(s.order, t.id)
	}
	s.things[t.id] = t
}

func (s *server) remove(id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.things, id)
	s.order = slices.DeleteFunc(s.order, func(other int64) bool { return other == id })
}

// pass lets half of the latency pass, so that an answer is as old as half of it.
func (s *server) pass(ctx context.Context) error {
	select {
	case <-time.After(s.latency() / 2):
		return nil
	case <-ctx.Done():
		s.mu.Lock()
		defer s.mu.Unlock()
		s.cancelled++
		return ctx.Err()
	}
}

func (s *server) failure(op string) error {
	if s.fail == nil {
		return nil
	}
	return s.fail(op)
}

func (s *server) count(counter *int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if *counter++; *counter > 10_000 {
		panic("the server is asked without end")
	}
}

func (s *server) get(ctx context.Context, id int64) (thing, error) {
	s.count(&s.gets)
	if err := s.pass(ctx); err != nil {
		return thing{}, err
	}
	s.mu.Lock()
	found, ok := s.things[id]
	err := s.failure("get")
	s.mu.Unlock()
	if late := s.pass(ctx); late != nil {
		return thing{}, late
	}
	switch {
	case err != nil:
		return thing{}, err
	case !ok:
		return thing{}, &remote.Error{Op: "GET", Status: http.StatusNotFound}
	default:
		return cloneThing(found), nil
	}
}

func (s *server) page(ctx context.Context, number int) (remote.Page[thing], error) {
	s.count(&s.pages)
	return s.list(ctx, number, func(t thing) bool { return !s.hideArchived || !t.archived })
}

func (s *server) extra(ctx context.Context, number int) (remote.Page[thing], error) {
	s.count(&s.extras)
	return s.list(ctx, number, func(t thing) bool { return t.archived })
}

func (s *server) list(ctx context.Context, number int, match func(thing) bool) (remote.Page[thing], error) {
	s.mu.Lock()
	s.listing++
	s.listings = max(s.listings, s.listing)
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.listing--
	}()
	if err := s.pass(ctx); err != nil {
		return remote.Page[thing]{}, err
	}
	answer, err := s.cut(number, match)
	if late := s.pass(ctx); late != nil {
		return remote.Page[thing]{}, late
	}
	return answer, err
}

// cut makes the page.
func (s *server) cut(number int, match func(thing) bool) (remote.Page[thing], error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.failure("page"); err != nil {
		return remote.Page[thing]{}, err
	}
	var all []thing
	for _, id := range s.order {
		if t := s.things[id]; match(t) && !t.hidden {
			t.fields &= s.listFields
			all = append(all, cloneThing(t))
		}
	}
	if s.newestFirst {
		slices.Reverse(all)
	}
	count := len(all)
	answer := remote.Page[thing]{Total: count, LastPage: max(1, (count+s.size-1)/s.size)}
	from := (number - 1) * s.size
	if s.onePage {
		from = 0
	}
	answer.Items = all[min(from, count):min(from+s.size, count)]
	if s.total != nil {
		answer.Total = s.total(count, number)
	}
	if s.noTotal {
		answer.Total = remote.UnknownTotal
	}
	if s.noLastPage {
		answer.LastPage = 0
	}
	answer.Final = final(answer, number)
	return answer, nil
}

// perPage is the size of pages, unless a test says otherwise.
const perPage = 100

// final reports whether no page can follow the one with that number. Without numbers, a full page has one of three sizes.
func final(page remote.Page[thing], number int) bool {
	if page.LastPage > 0 || len(page.Items) == 0 {
		return number >= page.LastPage
	}
	return !slices.Contains([]int{20, 50, perPage}, len(page.Items))
}

func (s *server) find(ctx context.Context, key string) ([]thing, error) {
	s.count(&s.finds)
	if err := s.pass(ctx); err != nil {
		return nil, err
	}
	s.mu.Lock()
	err := s.failure("find")
	var found []thing
	for _, id := range s.order {
		if t := s.things[id]; t.key == key && !t.hidden {
			t.fields &= s.listFields
			found = append(found, cloneThing(t))
		}
	}
	s.mu.Unlock()
	if late := s.pass(ctx); late != nil {
		return nil, late
	}
	return found, err
}

// requests is what the server has answered, a look-up by key counted with the given cost.
func (s *server) requests(findCost int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gets + s.pages + s.extras + s.finds*findCost
}

// source is the server as a collection sees it.
func (s *server) source() collection.Source[int64, thing] {
	return collection.Source[int64, thing]{
		Name:     "things",
		ID:       func(t thing) int64 { return t.id },
		Key:      func(t thing) string { return t.key },
		Get:      s.get,
		Page:     s.page,
		Find:     s.find,
		FindCost: 1,
		Full:     fullThing,
		Fields:   func(t thing) remote.Fields { return t.fields },
		Clone:    cloneThing,
	}
}

func cloneThing(t thing) thing {
	t.tags = slices.Clone(t.tags)
	return t
}
