package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// attempts is how often a request that must not be carried out twice is sent when each answer is
// lost and WebWork turns out not to have carried it out.
const attempts = 6

// Effect is what a request is sent for.
type Effect[T any] struct {
	// Send sends the request.
	Send func() (T, error)
	// Find tells whether the effect is there.
	Find func() (T, bool, error)
	// Repeats says that a second request would have the effect a second time.
	Repeats bool
}

// Once sends a request whose effect must not happen twice. If the answer is lost, it looks whether
// the effect is there; only if it is not is the request sent again. A request that took too long is
// never sent again, since WebWork may still be at work on it: the effect is then looked for as long as
// the request was waited for. The error is the one of the last attempt.
func Once[T any](ctx context.Context, s *session.Session, effect Effect[T]) (T, error) {
	result, err := backoff.Retry(ctx, func() (T, error) {
		result, err := effect.Send()
		if err == nil || !api.IsUncertain(err) {
			return result, permanent(err)
		}
		slow := errors.Is(err, context.DeadlineExceeded)
		enough, deadline := !slow && !effect.Repeats, time.Time{}
		if slow {
			deadline = time.Now().Add(s.RequestTimeout)
		}
		found, there, findErr := look(ctx, effect.Find, enough, deadline)
		switch {
		case there:
			return found, nil
		case findErr != nil:
			return result, permanent(fmt.Errorf("%w; looking for it failed as well: %w", err, findErr))
		case slow:
			return result, permanent(err)
		}
		return result, err
	}, backoff.WithBackOff(waits()), backoff.WithMaxTries(attempts))
	if err != nil {
		return result, fmt.Errorf("%w", err)
	}
	return result, nil
}

// looks is how often something is looked for, where looking fails, or where WebWork would create a
// second one: it may exist but not be shown yet.
const looks = 4

// errNotThere is what a look ends with that finds nothing.
var errNotThere = errors.New("it is not there")

// look looks for something, further and further apart, until it is there or was looked for often
// enough. Where one answer is enough, it goes on only until it has one. Where there is a deadline, only
// a look that begins then is the last: one that began before may be older than the deadline when it ends.
func look[T any](ctx context.Context, find func() (T, bool, error), enough bool, deadline time.Time) (found T, there bool, err error) {
	tries, pauses := backoff.WithMaxTries(looks), waits()
	if !deadline.IsZero() {
		tries, pauses = backoff.WithMaxTries(0), notBeyond{pauses, deadline}
	}
	found, err = backoff.Retry(ctx, func() (T, error) {
		last := !deadline.IsZero() && !time.Now().Before(deadline)
		found, there, err := find()
		switch {
		case err == nil && there:
			return found, nil
		case err != nil && mayPass(err) && !last:
			return found, err
		case err != nil:
			return found, permanent(err)
		case enough || last:
			return found, permanent(errNotThere)
		}
		return found, errNotThere
	}, backoff.WithBackOff(pauses), tries)
	if errors.Is(err, errNotThere) {
		return found, false, nil
	}
	return found, err == nil, err
}

// mayPass reports whether WebWork may answer when it is asked again.
func mayPass(err error) bool {
	return !api.IsUnauthorized(err) && (api.IsUncertain(err) || errors.Is(err, api.ErrNotSent))
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

// notBeyond are pauses of which none lasts beyond the deadline.
type notBeyond struct {
	backoff.BackOff

	deadline time.Time
}

// NextBackOff implements backoff.BackOff.
func (n notBeyond) NextBackOff() time.Duration {
	return min(n.BackOff.NextBackOff(), max(0, time.Until(n.deadline)))
}

func permanent(err error) error {
	if err == nil {
		return nil
	}
	return backoff.Permanent(err)
}
