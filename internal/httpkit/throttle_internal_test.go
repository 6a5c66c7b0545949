package httpkit

import (
	"context"
	"testing"
	"time"
)

// endingContext ends between the look at it and the wait for it.
type endingContext struct {
	context.Context //nolint:containedctx // what it changes
	looked          bool
}

func (c *endingContext) Err() error {
	if c.looked {
		return context.Canceled
	}
	c.looked = true
	return nil
}

func (*endingContext) Done() <-chan struct{} {
	done := make(chan struct{})
	close(done)
	return done
}

func TestPlaceGrantedToALeaverIsGivenBack(t *testing.T) {
	t.Parallel()
	throttle := newThrottle(nil, []Limit{PerMinute(1)}, silence{})
	left := 0
	for range 64 { // a granted place and the end of the context are both there: chance decides
		place, err := throttle.acquire(&endingContext{Context: t.Context()})
		if err == nil {
			throttle.settle(place, nil, false)
		} else {
			left++
		}
		if used := throttle.places.used(time.Minute, time.Now()); used != 0 {
			t.Fatalf("%d places are still taken", used)
		}
	}
	if left == 0 {
		t.Error("nobody left")
	}
}
