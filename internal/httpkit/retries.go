package httpkit

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// longestHint bounds what the Retry-After of a failing server (not of a rate limit) is worth.
const longestHint = time.Minute

// retries repeats a request that failed for a passing reason; one that happens once only if the attempt
// surely did not reach the server. What the last attempt brought is returned as it came.
type retries struct {
	client *retryablehttp.Client
}

func newRetries(next http.RoundTripper, limit int, wait time.Duration, log Logger) *retries {
	return &retries{client: &retryablehttp.Client{
		HTTPClient: &http.Client{
			Transport:     next,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		RetryMax:     limit,
		RetryWaitMin: wait,
		RetryWaitMax: 2 * wait, // the jitter: between once and twice the wait
		CheckRetry:   repeat,
		Backoff:      waits{log}.backoff,
		ErrorHandler: retryablehttp.PassthroughErrorHandler,
	}}
}

// RoundTrip implements http.RoundTripper.
func (r *retries) RoundTrip(request *http.Request) (*http.Response, error) {
	repeatable, err := retryablehttp.FromRequest(request)
	if err != nil {
		return nil, fmt.Errorf("cannot prepare the request: %w", err)
	}
	answer, err := r.client.Do(repeatable)
	if err != nil {
		return nil, Cause(err)
	}
	return answer, nil
}

// repeat decides whether to try again. It never returns an error: that would replace the attempt's.
func repeat(ctx context.Context, answer *http.Response, err error) (bool, error) {
	exchange := exchangeOf(ctx)
	if isFinal(ctx, answer, err) {
		return false, nil
	}
	passing, _ := retryablehttp.DefaultRetryPolicy(ctx, answer, err)
	if answer != nil && exchange.malformed {
		passing = true
	}
	return passing && (exchange.effect != HappensOnce || err != nil && !exchange.sent), nil
}

// isFinal holds for what another attempt would not change, and once nobody waits for one.
func isFinal(ctx context.Context, answer *http.Response, err error) bool {
	if ctx.Err() != nil {
		return true
	}
	if answer != nil && answer.StatusCode == http.StatusTooManyRequests {
		return true // throttle has waited as long as it makes sense
	}
	var unknownHost *net.DNSError
	if errors.As(err, &unknownHost) && unknownHost.IsNotFound {
		return true
	}
	var unauthorized *credentialsError
	var tooLarge *tooLargeError
	return errors.As(err, &unauthorized) || errors.As(err, &tooLarge) || errors.Is(err, errEcho)
}

// waits tells users of long waits.
type waits struct{ log Logger }

// backoff is the plain one, and told.
func (w waits) backoff(least, most time.Duration, attempt int, answer *http.Response) time.Duration {
	wait := backoff(least, most, attempt, answer)
	if answer != nil && wait > longWait {
		w.log.Info(answer.Request.Context(), fmt.Sprintf("waiting %d s to try again, as the server asked by Retry-After when it answered %d",
			int(math.Ceil(wait.Seconds())), answer.StatusCode), map[string]any{"wait_ms": wait.Milliseconds()})
	}
	return wait
}

func backoff(least, most time.Duration, attempt int, answer *http.Response) time.Duration {
	if answer != nil {
		if wait, ok := retryAfter(answer); ok {
			return min(wait, longestHint)
		}
	}
	return retryablehttp.LinearJitterBackoff(least, most, attempt, answer)
}
