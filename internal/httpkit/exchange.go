package httpkit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// ErrNotSent marks failures after which the server surely has not processed the request: it could
// not be connected to, the wait for the rate limit was cancelled, the request was refused on this
// side, or every attempt was turned away unread (401, 429). Such a request may be made again
// whatever its method.
var ErrNotSent = errors.New("the request was not sent")

// Cause strips the method and the whole URL that http.Client puts before an error. Use it where
// the message already says what was asked, and where the query may hold personal data.
func Cause(err error) error {
	if outer, ok := errors.AsType[*url.Error](err); ok {
		return outer.Err
	}
	return err
}

// exchange is what the transports know of one request over all of its attempts. Only the goroutine
// that runs the request touches it.
type exchange struct {
	effect Effect
	// secrets are the client's, own those of this request.
	secrets *redactor
	own     []string
	// body is replayed for each attempt; nil is no body.
	body []byte
	// attempt counts the attempts begun.
	attempt int
	// authorization is what the last attempt carried.
	authorization string
	// sent tells whether the current attempt may have reached the server.
	sent bool
	// processed tells whether the server may have acted upon any attempt.
	processed bool
	// malformed tells whether the last answer was successful but its body is not what was expected.
	malformed bool
	// judged tells whether the last answer was a 401 or 403 of which it was judged whether it refused the credentials.
	judged, refused bool
	// inVain says what all was waited for before the last answer, a 429.
	inVain string
}

type exchangeKey struct{}

// exchangeOf finds the exchange that boundary opened.
func exchangeOf(ctx context.Context) *exchange {
	if known, ok := ctx.Value(exchangeKey{}).(*exchange); ok {
		return known
	}
	// Not reached through boundary: an exchange of one transport's own.
	return &exchange{secrets: newRedactor(nil)}
}

// exchangeBehind finds the exchange of an answer, nil if it is not of a client of this package.
func exchangeBehind(answer *http.Response) *exchange {
	if answer == nil || answer.Request == nil {
		return nil
	}
	known, _ := answer.Request.Context().Value(exchangeKey{}).(*exchange)
	return known
}

// boundary is where requests enter and answers and errors leave.
type boundary struct {
	next    http.RoundTripper
	secrets *redactor
}

// RoundTrip implements http.RoundTripper.
func (b *boundary) RoundTrip(request *http.Request) (*http.Response, error) {
	exchange := &exchange{effect: effectOf(request.Context()), secrets: b.secrets, own: secretsOf(request, nil)}
	if request.Body != nil && request.Body != http.NoBody {
		body, err := io.ReadAll(request.Body)
		if err = errors.Join(err, request.Body.Close()); err != nil {
			return nil, exchange.failure(fmt.Errorf("cannot read the request's body: %w", err))
		}
		exchange.body = body
		exchange.own = secretsOf(request, body)
	}

	inner := request.Clone(context.WithValue(request.Context(), exchangeKey{}, exchange))
	inner.Body, inner.GetBody, inner.ContentLength = nil, nil, 0
	answer, err := b.next.RoundTrip(inner)
	if err != nil {
		return nil, exchange.failure(err)
	}
	// What is known of the exchange stays at hand for those who read the answer.
	answer.Request = inner
	return answer, nil
}

// quote makes foreign words fit to be shown.
func (e *exchange) quote(text string) string { return e.secrets.with(e.own).quote(text) }

// failure is an error fit to leave the client.
func (e *exchange) failure(err error) error {
	return &requestError{text: e.quote(err.Error()), cause: err, notSent: !e.processed}
}

// requestError is an error as it leaves the client.
type requestError struct {
	text    string
	cause   error
	notSent bool
}

func (e *requestError) Error() string { return e.text }

func (e *requestError) Unwrap() error { return e.cause }

func (e *requestError) Is(target error) bool { return e.notSent && target == ErrNotSent }

// restoreBody gives an attempt the body that boundary took.
func (e *exchange) restoreBody(attempt *http.Request) {
	if e.body == nil {
		return
	}
	// GetBody lets http.Transport replay the request over a new connection when it found a kept
	// one closed before it wrote anything.
	attempt.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(e.body)), nil }
	attempt.Body, _ = attempt.GetBody()
	attempt.ContentLength = int64(len(e.body))
}
