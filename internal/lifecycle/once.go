package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// attempts is how often a request that must not be carried out twice is sent while the service says each time that it was not
// carried out.
const attempts = 6

// Effect is what a request is sent for.
type Effect[T any] struct {
	// Send sends the request.
	Send func() (T, error)
	// Find tells whether the effect is there.
	Find func() (T, bool, error)
}

// Once sends a request whose effect must not happen twice. It is sent again only if the service surely did not carry it out, and
// only after a look that does not find the effect. Where nothing tells whether it was carried out, since the answer was lost, came
// from somebody in between, or took too long, it is never sent again: the effect is looked for until the timeout of a request has passed
// since it was sent, or since it was given up. The error is the one of the last attempt.
func Once[T any](ctx context.Context, timeout time.Duration, effect Effect[T]) (T, error) {
	result, err := backoff.Retry(ctx, func() (T, error) {
		sent := time.Now()
		result, err := effect.Send()
		uncertain := remote.IsUncertain(err)
		if err == nil || !uncertain && !remote.IsPostponed(err) {
			return result, permanent(err)
		}
		deadline := sent // one look is enough
		switch {
		case uncertain && errors.Is(err, context.DeadlineExceeded):
			deadline = time.Now().Add(timeout) // it took that long already, and may take as long again
		case uncertain:
			deadline = sent.Add(timeout)
		}
		found, there, looking := look(ctx, effect.Find, deadline)
		switch {
		case there:
			return found, nil
		case looking != nil:
			return result, permanent(fmt.Errorf("%w; looking for it failed as well: %w", err, looking))
		case uncertain:
			return result, permanent(err)
		}
		return result, err
	}, backoff.WithBackOff(waits()), backoff.WithMaxTries(attempts))
	if err != nil {
		return result, fmt.Errorf("%w", err)
	}
	return result, nil
}

// errNotThere is what a look ends with that finds nothing.
var errNotThere = errors.New("it is not there")

// leastLooks is how often something is looked for at least, where looking itself fails.
const leastLooks = 4

// look looks for something, further and further apart, until it is there. Only a look that begins at the deadline or later is
// the last: one that began before may be older than the deadline when it ends.
func look[T any](ctx context.Context, find func() (T, bool, error), deadline time.Time) (found T, there bool, err error) {
	looks := 0
	found, err = backoff.Retry(ctx, func() (T, error) {
		looks++
		late := !time.Now().Before(deadline)
		found, there, err := find()
		switch {
		case err == nil && there:
			return found, nil
		case err == nil && late:
			return found, permanent(errNotThere)
		case err == nil:
			return found, errNotThere
		case !mayPass(err), late && looks >= leastLooks:
			return found, permanent(err)
		}
		return found, err
	}, backoff.WithBackOff(notBeyond{waits(), deadline}), backoff.WithMaxTries(0), backoff.WithMaxElapsedTime(0))
	if errors.Is(err, errNotThere) {
		return found, false, nil
	}
	return found, err == nil, err
}

// mayPass reports whether the service may answer when it is asked again.
func mayPass(err error) bool {
	return !remote.IsUnauthorized(err) && (remote.IsUncertain(err) || remote.IsPostponed(err) || errors.Is(err, remote.ErrNotSent))
}

// The wait before the first repetition, which grows with each, and the longest one.
const (
	firstWait   = 200 * time.Millisecond
	longestWait = 5 * time.Second
)

func waits() backoff.BackOff {
	policy := backoff.NewExponentialBackOff()
	policy.InitialInterval, policy.MaxInterval = firstWait, longestWait
	return policy
}

// notBeyond are pauses of which none leads beyond the deadline, as long as that is ahead.
type notBeyond struct {
	backoff.BackOff

	deadline time.Time
}

// NextBackOff implements backoff.BackOff.
func (n notBeyond) NextBackOff() time.Duration {
	pause, left := n.BackOff.NextBackOff(), time.Until(n.deadline)
	if left > 0 {
		return min(pause, left)
	}
	return pause
}

func permanent(err error) error {
	if err == nil {
		return nil
	}
	return backoff.Permanent(err)
}
