package httpkit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// maxRefusal is how many bytes of an error's body are of interest.
const maxRefusal = 1 << 20

// tooLargeError is an answer that has no end, or that swells when it is unpacked.
type tooLargeError struct{ most int64 }

func (e *tooLargeError) Error() string {
	return fmt.Sprintf("the answer is larger than %d bytes, the limit for answers", e.most)
}

// attempts makes one attempt at a time: its own timeout, its own copy of the body, and the answer
// read to its end, so that a body cut short is seen here and not by the caller.
type attempts struct {
	next    http.RoundTripper
	timeout time.Duration
	// most is how many bytes an answer may have.
	most  int64
	valid func(*http.Response, []byte) bool
}

// RoundTrip implements http.RoundTripper.
func (a *attempts) RoundTrip(request *http.Request) (*http.Response, error) {
	exchange := exchangeOf(request.Context())
	exchange.attempt++
	wire := onWire(request.Context(), a.timeout, exchange.effect != Reads)
	defer wire.close()

	outgoing := request.Clone(wire.ctx) //nolint:contextcheck // made from the request's own
	exchange.restoreBody(outgoing)
	if exchange.effect == HappensOnce {
		forbidReplay(outgoing)
	}
	answer, err := a.next.RoundTrip(outgoing)
	if err != nil {
		exchange.sent = wire.maybeSent(err)
		exchange.processed = exchange.processed || exchange.sent
		return nil, wire.explain(err)
	}

	if answer.Request == nil {
		answer.Request = request
	}
	exchange.sent = true
	if _, err := url.Parse(answer.Header.Get("Location")); err != nil {
		// http.Client would quote the whole of it.
		exchange.processed = true
		return nil, errors.Join(errors.New("the server redirects to an address that cannot be read"), answer.Body.Close())
	}
	ok := answer.StatusCode >= http.StatusOK && answer.StatusCode < http.StatusMultipleChoices
	body, err := a.read(answer, ok)
	exchange.processed = exchange.processed || !turnedAway(answer.StatusCode)
	if err != nil && ok {
		return nil, wire.explain(err)
	}
	if ok && exchange.isEcho(body) {
		return nil, errEcho
	}
	// What is left of an error's body still says more than the news that it is incomplete.
	answer.Body = io.NopCloser(bytes.NewReader(body))
	answer.ContentLength = int64(len(body))
	exchange.malformed = ok && len(body) > 0 && !a.isValid(answer, body)
	return answer, nil
}

func (a *attempts) isValid(answer *http.Response, body []byte) bool {
	if a.valid != nil {
		return a.valid(answer, body)
	}
	return !expectsJSON(answer) || json.Valid(body)
}

// expectsJSON also holds where only the request speaks of JSON: the page of a broken proxy says
// that it is HTML.
func expectsJSON(answer *http.Response) bool {
	if strings.Contains(answer.Request.Header.Get("Accept"), "json") {
		return true
	}
	kind, _, err := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	return err == nil && (kind == "application/json" || strings.HasSuffix(kind, "+json"))
}

// turnedAway holds for answers that say that the server did not look at what was asked.
func turnedAway(status int) bool {
	return status == http.StatusUnauthorized || status == http.StatusTooManyRequests
}

// read takes a body, unpacked as it is by now. A success is read whole or not at all.
func (a *attempts) read(answer *http.Response, ok bool) ([]byte, error) {
	most := a.most
	if !ok {
		most = min(most, maxRefusal)
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, most+1))
	if int64(len(body)) > most {
		return body[:most], errors.Join(&tooLargeError{most}, answer.Body.Close())
	}
	if err = errors.Join(err, answer.Body.Close()); err != nil {
		return body, fmt.Errorf("the answer was cut off: %w", err)
	}
	return body, nil
}
