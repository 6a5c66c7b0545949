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
	policy := backoff.NewExponentialBackOff()
	policy.InitialInterval = 200 * time.Millisecond
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
	}, backoff.WithBackOff(policy), backoff.WithMaxTries(attempts))
	if err != nil {
		return result, fmt.Errorf("%w", err)
	}
	return result, nil
}

// sendOnce sends a request that WebWork would carry out twice. If the answer is lost, find tells
// whether the effect is there; the request is never sent again, since what is not found may only
// not be shown yet.
func sendOnce[T any](send func() (T, error), find func() (T, bool, error)) (T, error) {
	result, err := send()
	if !api.IsUncertain(err) {
		return result, err
	}
	found, there, findErr := find()
	switch {
	case there:
		return found, nil
	case findErr != nil:
		return result, fmt.Errorf("%w; looking for it failed as well: %w", err, findErr)
	}
	return result, err
}

func permanent(err error) error {
	if err == nil {
		return nil
	}
	return backoff.Permanent(err)
}
