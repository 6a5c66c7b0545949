package v1

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// finder finds what has just been created, since answers do not tell its id. Whoever is answered waits until no creation is under way
// and no further one begins; then one request tells all of them. That is as few as there can be: Terraform begins another creation only
// once an earlier one has its id, so that as many share a request as it runs at once.
type finder[T any] struct {
	mu       sync.Mutex
	creating int // creations that have not been answered yet
	waiting  []*lookUp[T]
	timer    *time.Timer
}

// quiet is how long no creation may have begun or ended before what was created is looked for. Those that Terraform sends at once do not
// begin at the very same moment, and a request costs a second of the 60 a minute that WebWork allows.
const quiet = 100 * time.Millisecond

// lookUp is somebody who waits.
type lookUp[T any] struct {
	key  string
	done chan struct{}
	// found is the object, nil where WebWork does not show it.
	found *T
	err   error
}

// search asks WebWork for objects with natural keys. It may give others, too.
type search[T any] struct {
	ask func(ctx context.Context, keys []string) ([]T, error)
	// pick chooses the one that was created.
	pick func(all []T, key string) *T
}

// errNotShown is why an answer counts as lost that says that the object was created.
var errNotShown = errors.New("WebWork says that it did this, but does not show what it made")

// create sends a creation and looks for what it made. Not to find it is as if the answer had been lost. Whoever begins to
// look after the creation was answered sees it, so that a list counts only if it was asked for then.
func (f *finder[T]) create(ctx context.Context, key, op string, send func() error, s search[T]) (T, error) {
	var none T
	f.begin()
	err := send()
	mine := f.end(ctx, key, err == nil, s)
	if err != nil {
		return none, err
	}
	select {
	case <-ctx.Done():
		return none, lost(op, context.Cause(ctx))
	case <-mine.done:
	}
	switch {
	case mine.err != nil:
		return none, lost(op, mine.err)
	case mine.found == nil:
		return none, lost(op, nil)
	}
	return *mine.found, nil
}

func (f *finder[T]) begin() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.creating++
}

// end notes the answer to a creation. What succeeded is looked for together with what else has been answered by then; the request belongs
// to everyone who waits for it.
func (f *finder[T]) end(ctx context.Context, key string, succeeded bool, s search[T]) *lookUp[T] {
	mine := &lookUp[T]{key: key, done: make(chan struct{})}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.creating--
	if succeeded {
		f.waiting = append(f.waiting, mine)
	}
	if f.timer != nil {
		f.timer.Stop()
	}
	f.timer = time.AfterFunc(quiet, func() { answerAll(context.WithoutCancel(ctx), f.gathered(), s) })
	return mine
}

// gathered are those who wait, unless a creation is under way: who ends it comes back to them.
func (f *finder[T]) gathered() (batch []*lookUp[T]) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.creating == 0 {
		batch, f.waiting = f.waiting, nil
	}
	return batch
}

// lost is the error of a creation whose look-up failed, or found nothing. What happened to the look-up must not pass for what happened
// to the creation, so that only its words are kept.
func lost(op string, looking error) error {
	err := errNotShown
	if looking != nil {
		err = fmt.Errorf("%w: %v", errNotShown, looking) //nolint:errorlint // see above
	}
	return &remote.LostError{Op: op, Err: err}
}

func answerAll[T any](ctx context.Context, batch []*lookUp[T], s search[T]) {
	if len(batch) == 0 {
		return
	}
	keys := make([]string, len(batch))
	for i, l := range batch {
		keys[i] = l.key
	}
	all, err := s.ask(ctx, keys)
	for _, l := range batch {
		l.err = err
		if err == nil {
			l.found = s.pick(all, l.key)
		}
		close(l.done)
	}
}
