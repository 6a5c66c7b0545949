package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// attempts is how often a request that must not be carried out twice is sent when each answer is
// lost and WebWork turns out not to have carried it out.
const attempts = 6

// Once sends a request whose effect must not happen twice. If the answer is lost, find tells
// whether the effect is there; only if it is not is the request sent again. The error is the one
// of the last attempt.
func Once[T any](ctx context.Context, send func() (T, error), find func() (T, bool, error)) (T, error) {
	result, err := backoff.Retry(ctx, func() (T, error) {
		result, err := send()
		if err == nil || !api.IsUncertain(err) {
			return result, permanent(err)
		}
		found, there, findErr := find()
		switch {
		case there:
			return found, nil
		case findErr != nil:
			return result, permanent(fmt.Errorf("%w; looking for it failed as well: %w", err, findErr))
		case errors.Is(err, context.DeadlineExceeded):
			// WebWork may still be at work on a request that took too long.
			return result, permanent(err)
		}
		return result, err
	}, backoff.WithBackOff(waits()), backoff.WithMaxTries(attempts))
	if err != nil {
		return result, fmt.Errorf("%w", err)
	}
	return result, nil
}

// looks is how often something is looked for that may exist but not be shown yet.
const looks = 4

// errNotThere makes patiently look again.
var errNotThere = errors.New("it is not there")

// patiently looks several times, further and further apart, for what WebWork would create a second
// time: that one look does not find it is no proof that a request was not carried out.
func patiently[T any](ctx context.Context, find func() (T, bool, error)) func() (T, bool, error) {
	return func() (T, bool, error) {
		found, err := backoff.Retry(ctx, func() (T, error) {
			found, there, err := find()
			switch {
			case err != nil:
				return found, permanent(err)
			case !there:
				return found, errNotThere
			}
			return found, nil
		}, backoff.WithBackOff(waits()), backoff.WithMaxTries(looks))
		if errors.Is(err, errNotThere) {
			return found, false, nil
		}
		return found, err == nil, err
	}
}

// firstWait is the wait before the first repetition; it grows with each.
const firstWait = 200 * time.Millisecond

func waits() backoff.BackOff {
	policy := backoff.NewExponentialBackOff()
	policy.InitialInterval = firstWait
	return policy
}

func permanent(err error) error {
	if err == nil {
		return nil
	}
	return backoff.Permanent(err)
}
