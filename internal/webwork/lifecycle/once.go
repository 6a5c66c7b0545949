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
		enough, until := !slow && !effect.Repeats, backoff.WithMaxTries(looks)
		if slow {
			until = backoff.WithMaxElapsedTime(s.RequestTimeout)
		}
		found, there, findErr := look(ctx, effect.Find, enough, until)
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

// look looks for something, further and further apart, until it is there or was looked for long
// enough. Where one answer is enough, it goes on only until it has one.
func look[T any](ctx context.Context, find func() (T, bool, error), enough bool, until backoff.RetryOption) (found T, there bool, err error) {
	found, err = backoff.Retry(ctx, func() (T, error) {
		found, there, err := find()
		switch {
		case err != nil && mayPass(err), err == nil && there:
			return found, err
		case err != nil:
			return found, permanent(err)
		case enough:
			return found, permanent(errNotThere)
		}
		return found, errNotThere
	}, backoff.WithBackOff(waits()), until)
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

func permanent(err error) error {
	if err == nil {
		return nil
	}
	return backoff.Permanent(err)
}
